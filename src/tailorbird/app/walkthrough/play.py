"""Playing a walkthrough: move the clock, let the worker do what is due, do the step, tell what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Final, Protocol

from tailorbird.app.case_id import new_case_id
from tailorbird.app.engine.command import Receipt
from tailorbird.app.house import House
from tailorbird.app.ports.storage import OpenDeadline, StoredDecision, StoredFact
from tailorbird.app.walkthrough.listing_hands import CASE_OF
from tailorbird.app.walkthrough.script import Script, Step
from tailorbird.app.walkthrough.stage_hands import carry_out
from tailorbird.domain.ledger.entry import Entry


class MovableClock(Protocol):
    """A clock that a walkthrough moves forward."""

    def now(self) -> datetime: ...

    def move_to(self, instant: datetime) -> object: ...


_CASE_MARK: Final = "case:"
"""Where a step is about another case of the script: its name there."""
_MADE_MARK: Final = "made:"
"""Where a step is about a product or design that an earlier step made: its name there."""


class WalkthroughFailed(RuntimeError):
    """A step came out otherwise than its script says."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a step, or time passing, brought in one case."""

    case_id: str
    facts: tuple[StoredFact, ...] = ()
    decisions: tuple[StoredDecision, ...] = ()
    entries: tuple[Entry, ...] = ()
    began: tuple[OpenDeadline, ...] = ()
    ended: tuple[OpenDeadline, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One step as it went: first what passing time brought, then what the step did."""

    step: Step
    receipt: Receipt | None
    before: tuple[Change, ...] = ()
    after: tuple[Change, ...] = ()


@dataclass(slots=True)
class _Seen:
    facts: int = 0
    decisions: int = 0
    entries: int = 0
    deadlines: dict[str, OpenDeadline] = field(default_factory=dict)


def _clauses(receipt: Receipt) -> tuple[str, ...]:
    """The clauses that refused; a replayed answer has them in its saved decision."""
    if receipt.problem is None:
        return ()
    if receipt.problem.decision is not None:
        return receipt.problem.decision.clauses
    told = receipt.reply.get("decision") or {"applied": []}
    return tuple(each["clause"] for each in told["applied"])


def cases_played(house: House, script: Script, run: str) -> tuple[str, ...]:
    """The cases of the script, if it was played to the end of its openings before; else none."""
    ids = [
        CASE_OF[step.do](house, step)
        if step.do in CASE_OF
        else new_case_id(step.by, _key(run, script, number), step.at.astimezone(UTC).year)
        for number, step in _openings(script).values()
    ]
    played = [case_id for case_id in ids if house.records.case(case_id) is not None]
    return tuple(ids) if len(played) == len(ids) else ()


def _openings(script: Script) -> dict[str, tuple[int, Step]]:
    """The step that opens each case of the script; `open_dispute` and the like come later in it."""
    found: dict[str, tuple[int, Step]] = {}
    for number, step in enumerate(script.steps, 1):
        if step.do.startswith("open_") and not step.expect:
            found.setdefault(step.case, (number, step))
    return found


def _key(run: str, script: Script, number: int) -> str:
    return f"{run}:{script.name}:{number}"


class Player:
    """Plays one script against a house."""

    def __init__(
        self, house: House, clock: MovableClock, work: Callable[[], None], script: Script, run: str
    ) -> None:
        self.house, self.clock, self.work, self.script, self.run = house, clock, work, script, run
        self.cases: dict[str, str] = {}
        self.made: dict[str, str] = {}
        self._seen: dict[str, _Seen] = {}

    def play(self) -> Iterator[Event]:
        """Every step, as it is done. Raises `WalkthroughFailed` at one that comes out otherwise."""
        for party in self.script.parties:
            self.house.parties.save_party(party)
        for number, step in enumerate(self.script.steps, 1):
            self.clock.move_to(step.at)
            self.work()
            before = self._changes()
            receipt = None if step.do == "wait" else self._do(step, number)
            self.work()
            yield Event(step, receipt, before, self._changes())

    def _do(self, step: Step, number: int) -> Receipt:
        party = self.script.party(step.by)
        case_id = self.cases.get(step.case, "")
        told = replace(step, body=self._told(step.body))
        receipt = carry_out(self.house, told, party, case_id, _key(self.run, self.script, number))
        self._check(step, number, receipt)
        if step.do.startswith("open_") and receipt.problem is None:
            self.cases[step.case] = receipt.case_id
        if step.do.startswith("make_") and receipt.problem is None and step.case != "main":
            self.made[step.case] = receipt.case_id
        return receipt

    def _told(self, value: Any) -> Any:
        """What a step says, with the ids of what it names, such as `case:shop` and `made:mug`."""
        if isinstance(value, str) and value.startswith(_CASE_MARK):
            return self.cases[value.removeprefix(_CASE_MARK)]
        if isinstance(value, str) and value.startswith(_MADE_MARK):
            return self.made[value.removeprefix(_MADE_MARK)]
        if isinstance(value, dict):
            return {name: self._told(each) for name, each in value.items()}
        return [self._told(each) for each in value] if isinstance(value, list) else value

    def _check(self, step: Step, number: int, receipt: Receipt) -> None:
        problem = receipt.problem
        came = f"{problem.code}: {problem.detail} {problem.next_step}" if problem else "done"
        if "refused" in step.expect:
            good = step.expect["refused"] in _clauses(receipt)
        elif "problem" in step.expect:
            good = problem is not None and problem.code == step.expect["problem"]
        else:
            good = problem is None
        if not good:
            raise WalkthroughFailed(
                f"{self.script.name}, step {number} ({step.by} {step.do} at {step.at:%Y-%m-%d %H:%M}): "
                f"expected {step.expect or 'done'}, and it came out as {came}"
            )

    def _changes(self) -> tuple[Change, ...]:
        found = (self._change(case_id) for case_id in self.cases.values())
        return tuple(change for change in found if change is not None)

    def _change(self, case_id: str) -> Change | None:
        record = self.house.records.case(case_id)
        if record is None:
            return None
        seen = self._seen.setdefault(case_id, _Seen())
        decisions = self.house.records.decisions(case_id)
        entries = self.house.records.entries_of_case(case_id)
        now = {each.key: each for each in record.deadlines}
        change = Change(
            case_id,
            record.facts[seen.facts :],
            decisions[seen.decisions :],
            entries[seen.entries :],
            tuple(row for key, row in now.items() if seen.deadlines.get(key) != row),
            tuple(row for key, row in seen.deadlines.items() if key not in now),
        )
        self._seen[case_id] = _Seen(len(record.facts), len(decisions), len(entries), now)
        anything: tuple[Any, ...] = (
            change.facts,
            change.decisions,
            change.entries,
            change.began,
            change.ended,
        )
        return change if any(anything) else None
