"""The screening desk: which places of which orders wait for whom, and judging many of them at once.

The content itself is never told here: it is read on record, case by case (amazon-custom.data.use).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from tailorbird.app.engine.casefile import case_from
from tailorbird.app.engine.command import Act, Actor, Order
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.personalised.places import Place, places
from tailorbird.app.ports.records import MAX_PAGE_SIZE, PAGE_SIZE, Page
from tailorbird.app.ports.storage import CaseHeader
from tailorbird.domain import codec
from tailorbird.domain.cases.listing_words import ScreenFinding, ScreenKind, ScreenResult
from tailorbird.domain.roles import Role

CLAUSE: Final = "amazon-custom.data.screening"
KIND: Final = "personalised_order"
MOST_JUDGED: Final = 100
"""So many judgements fit in one call."""
MOST_COUNTED: Final = 1000
"""So many orders are looked through for the counts."""
_STAGES: Final = {
    Role.OPERATOR: ("appealed", "held", "barred"),
    Role.MERCHANT: ("held", "quoted", "appealed", "barred"),
}
"""Stages in which a place may wait for them; a seller can judge before the order is paid."""
_BEGIN: Final = "0"


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose desk it is: the operator's with every order, or a seller's with its own."""

    role: Role
    party: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: of one kind, with one result, waiting since that instant or a later one."""

    kind: ScreenKind | None = None
    result: ScreenResult | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """What to send: `POST href` with this body, its `result` chosen."""

    href: str
    body: dict[str, str]
    results: tuple[ScreenResult, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One place that waits. It names the place, never what stands there."""

    case: str
    title: str
    where: str
    kind: ScreenKind
    result: ScreenResult
    reason: str
    clause: str
    since: datetime
    turn: Role
    finding: ScreenFinding
    appealed_by: Role | None
    command: Command


@dataclass(frozen=True, slots=True)
class Counts:
    """How many places wait, by kind. `complete` is 0 where there are more orders than were looked through."""

    total: int
    kinds: dict[str, int] = field(default_factory=dict)
    complete: int = 1


def waiting_places(
    house: House, desk: Desk, wanted: Wanted, cursor: str | None = None, limit: int = PAGE_SIZE
) -> Page[Waiting]:
    """Places that wait at the desk, by case, the newest case first in each stage.

    `limit` counts the orders that are looked at, so a page may hold fewer places or more, or none, and
    still have a next one. Raises ValueError for a cursor that is none of this list.
    """
    stages = _STAGES[desk.role]
    index, _, inner = (cursor or _BEGIN).partition("~")
    if not index.isdecimal() or int(index) >= len(stages):
        raise ValueError("This cursor is none of the screening queue.")
    number = int(index)
    page = _orders(house, desk, stages[number], inner or None, limit)
    items = tuple(each for header in page.items for each in _of(house, desk, wanted, header))
    if page.next_cursor is not None:
        return Page(items, f"{number}~{page.next_cursor}")
    return Page(items, str(number + 1) if number + 1 < len(stages) else None)


def count_waiting(house: House, desk: Desk, wanted: Wanted) -> Counts:
    """How many places wait at the desk, by kind."""
    kinds: Counter[str] = Counter()
    for looked, header in enumerate(_every_order(house, desk)):
        if looked == MOST_COUNTED:
            return Counts(kinds.total(), dict(sorted(kinds.items())), 0)
        kinds.update(each.kind.value for each in _of(house, desk, wanted, header))
    return Counts(kinds.total(), dict(sorted(kinds.items())))


def _every_order(house: House, desk: Desk) -> Iterator[CaseHeader]:
    for stage in _STAGES[desk.role]:
        cursor: str | None = None
        while True:
            page = _orders(house, desk, stage, cursor, MAX_PAGE_SIZE)
            yield from page.items
            cursor = page.next_cursor
            if cursor is None:
                break


def _orders(house: House, desk: Desk, stage: str, cursor: str | None, limit: int) -> Page[CaseHeader]:
    party = None if desk.role is Role.OPERATOR else desk.party
    return house.records.cases_of(party, kind=KIND, stage=stage, cursor=cursor, limit=limit)


def _of(house: House, desk: Desk, wanted: Wanted, header: CaseHeader) -> Iterator[Waiting]:
    if desk.role is Role.MERCHANT and header.participants.get(Role.MERCHANT) != desk.party:
        return
    record = house.records.case(header.id)
    for place in places(case_from(record)) if record is not None else ():
        if place.turn is desk.role and _fits(place, wanted):
            yield _waiting(header, place, desk.role)


def _fits(place: Place, wanted: Wanted) -> bool:
    return (
        wanted.kind in (None, place.finding.kind)
        and wanted.result in (None, place.result)
        and (wanted.since is None or place.since >= wanted.since)
    )


def _waiting(header: CaseHeader, place: Place, turn: Role) -> Waiting:
    return Waiting(
        case=header.id,
        title=header.title,
        where=place.where,
        kind=place.finding.kind,
        result=place.result,
        reason=place.reason,
        clause=CLAUSE,
        since=place.since,
        turn=turn,
        finding=place.finding,
        appealed_by=place.appeal.by if place.appeal is not None else None,
        command=Command(
            f"/api/v1/cases/{header.id}/commands/judge_screening",
            {"where": place.where, "as": turn.value},
            (ScreenResult.PASSES, ScreenResult.HOLD, ScreenResult.REFUSE),
        ),
    )


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's word on a place of a case."""

    case: str
    where: str
    result: ScreenResult
    why: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a judgement: the stage of its case now, or why nothing came of it."""

    judgement: Judgement
    stage: str = ""
    problem: Problem | None = None


Leave = Callable[[str], Actor | Problem]
"""`(case id)`: as whom the caller judges there, or why it cannot."""


def judge_places(
    house: House, given: Sequence[Judgement], leave: Leave, sender: str, key: str
) -> tuple[Judged, ...]:
    """Record each word by itself: one that is not taken stops no other. Repeating it under the same key
    changes nothing."""
    return tuple(
        _judge(house, each, leave(each.case), sender, f"{key}/{no}") for no, each in enumerate(given)
    )


def _judge(house: House, word: Judgement, actor: Actor | Problem, sender: str, key: str) -> Judged:
    if isinstance(actor, Problem):
        return Judged(word, problem=actor)
    body: dict[str, Any] = {"where": word.where, "result": word.result.value, "why": word.why}
    act = Act("judge_screening", actor, body)
    receipt = house.engine.run(Order(word.case, (act,), sender, f"desk:{codec.digest(key.encode())}"))
    if receipt.problem is not None:
        return Judged(word, problem=receipt.problem)
    return Judged(word, stage=str(receipt.reply["stage"]))
