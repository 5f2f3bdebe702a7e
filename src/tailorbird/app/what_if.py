"""What happens if nobody acts: the coming deadlines of a case, played forward in memory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tailorbird.app.engine.casefile import CaseFile, case_from
from tailorbird.app.engine.deadlines import running
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.engine.purse import Purse
from tailorbird.app.house import House
from tailorbird.app.ports.storage import CaseRecord
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role

_MOST = 30


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A deadline that would pass, and what it would bring."""

    key: str
    clause: str
    at: datetime
    """The last instant in time, or the first too late, as the clause says."""
    outcome: str
    facts: tuple[str, ...]
    money: tuple[str, ...]
    provisional: int = 0


def if_nobody_acts(house: House, record: CaseRecord) -> tuple[Foreseen, ...]:
    """Play the case forward, deadline by deadline, without writing anything.

    Each is judged by the same clauses and reactions as when it really passes.
    """
    proceeding = _proceeding(house, record)
    fired: set[str] = set()
    foreseen: list[Foreseen] = []
    while len(foreseen) < _MOST:
        rows = {key: both for key, both in running(proceeding).items() if key not in fired}
        if not rows:
            break
        key, (due, row) = min(rows.items(), key=lambda item: (item[1][1].passes_at, item[0]))
        facts, entries = len(proceeding.facts), len(proceeding.entries)
        free = _free(proceeding)
        proceeding.at = max(row.passes_at, proceeding.case.last_at or row.passes_at)
        proceeding.record(due.outcome, Role.PLATFORM, cause=f"deadline:{key}")
        fired.add(key)
        moved = [
            f"{entry.amount} from {entry.debit.id} to {entry.credit.id} ({entry.head}) {entry.clause}".strip()
            for entry in proceeding.entries[entries:]
        ]
        released = _free(proceeding)
        back = [f"{amount} free again for the buyer" for amount in _gained(free, released)]
        foreseen.append(
            Foreseen(
                key,
                row.clause,
                row.until,
                row.outcome,
                tuple(each.name for each in proceeding.facts[facts + 1 :]),
                (*moved, *back),
                row.provisional,
            )
        )
    return tuple(foreseen)


def _proceeding(house: House, record: CaseRecord) -> Proceeding:
    header = record.header
    file = CaseFile(
        header,
        case_from(record),
        house.library.agreement_of(header.pins),
        {hold.key: hold for hold in record.holds},
        {each.key: each for each in record.deadlines},
    )
    purse = Purse(house.records.balances)
    procedure = house.engine.procedures[header.kind]
    return Proceeding(file, procedure, house.calendars(), house.clock.now(), purse)


def _free(proceeding: Proceeding) -> Money:
    """What resolved holds gave back to their holder so far."""
    currency = proceeding.currency or "CNY"
    minor = sum(
        hold.amount.minor - hold.posted_minor
        for hold in proceeding.holds.values()
        if hold.state.value != "open"
    )
    return Money(minor, currency)


def _gained(before: Money, after: Money) -> list[Money]:
    return [after - before] if after > before else []
