"""What happens if nobody acts: the case played forward, deadline by deadline, in memory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tailorbird.app.engine.deadlines import running
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.ports.storage import InsufficientFunds, OpenDeadline, WalletIsFrozen
from tailorbird.domain.ledger.entry import Entry
from tailorbird.domain.ledger.hold import Hold
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import Due

_MOST_STEPS = 50


@dataclass(frozen=True, slots=True)
class Step:
    """One deadline that would pass, and everything that would follow from it at once.

    `freed` are holds of which something would go back to their holder.
    """

    deadline: OpenDeadline
    at: datetime
    facts: tuple[str, ...]
    entries: tuple[Entry, ...]
    freed: tuple[Hold, ...]
    stage: str
    turn: Role | None
    stops: str = ""
    """Why the play ends here, where it cannot go on; empty otherwise."""


def if_nobody_acts(proceeding: Proceeding) -> tuple[Step, ...]:
    """The steps to come, in order. The proceeding is used up: read nothing else from it afterwards."""
    steps: list[Step] = []
    while len(steps) < _MOST_STEPS:
        ahead = running(proceeding)
        if not ahead:
            break
        due, row = min(ahead.values(), key=lambda pair: (pair[1].passes_at, pair[1].key))
        steps.append(_play(proceeding, due, row))
        if steps[-1].stops:
            break
    return tuple(steps)


def _play(proceeding: Proceeding, due: Due, row: OpenDeadline) -> Step:
    facts, entries = len(proceeding.facts), len(proceeding.entries)
    holds = dict(proceeding.holds)
    proceeding.at = max(row.passes_at, proceeding.case.last_at or row.passes_at)
    stops = ""
    try:
        proceeding.record(due.outcome, Role.PLATFORM, cause=f"deadline:{due.key}")
    except (InsufficientFunds, WalletIsFrozen) as lack:
        stops = str(lack)
    stage, turn = proceeding.procedure.stage(proceeding.case)
    freed = tuple(
        hold
        for key, hold in proceeding.holds.items()
        if holds.get(key) != hold and hold.posted_minor < hold.amount.minor and key in holds
    )
    return Step(
        deadline=row,
        at=proceeding.at,
        facts=tuple(each.name for each in proceeding.facts[facts:]),
        entries=tuple(proceeding.entries[entries:]),
        freed=freed,
        stage=stage,
        turn=turn,
        stops=stops,
    )
