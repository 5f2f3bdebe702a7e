"""The screening desk: what waits for a person's look, and judging many places in one call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final

from django.http import HttpRequest, HttpResponse
from ninja import Query

from tailorbird.api import wiring
from tailorbird.api.access import part_for, see
from tailorbird.api.body import idempotency_key, json_object, read_body, unreadable
from tailorbird.api.caller import holder_of, need_duty, require
from tailorbird.api.problem_reply import Refusal, members
from tailorbird.api.replying import paged, reply
from tailorbird.api.routes.cases import LOOK
from tailorbird.api.routing import Routes
from tailorbird.app.duties import duty_of
from tailorbird.app.engine import problems
from tailorbird.app.engine.command import Actor
from tailorbird.app.engine.problem import Problem
from tailorbird.app.permissions import Scope, is_operator, scope_of
from tailorbird.app.personalised.screening_desk import (
    KIND,
    MOST_JUDGED,
    Counts,
    Desk,
    Judged,
    Judgement,
    Waiting,
    Wanted,
    count_waiting,
    judge_places,
    waiting_places,
)
from tailorbird.app.personalised.screening_verbs import JUDGE
from tailorbird.app.ports.parties import KeyHolder
from tailorbird.app.ports.records import MAX_PAGE_SIZE, PAGE_SIZE
from tailorbird.domain.cases.listing_words import ScreenKind, ScreenResult
from tailorbird.domain.roles import Role
from tailorbird.domain.staff import Duty

routes = Routes("screening")
Limit = Annotated[int, Query(ge=1, le=MAX_PAGE_SIZE)]
_DESK: Final = (Duty.ORDERS, Duty.OPERATE)
_NO_STORE: Final = {"Cache-Control": "private, no-store"}


def _desk(holder: KeyHolder) -> Desk:
    """The operator's desk with every order, or a seller's own; whoever is neither has an empty one."""
    return Desk(Role.OPERATOR if is_operator(holder) else Role.MERCHANT, holder.party.id)


@routes.page("/screening/queue", *LOOK, gives=Waiting, duty=_DESK)
def screening_queue(
    request: HttpRequest,
    kind: ScreenKind | None = None,
    result: ScreenResult | None = None,
    since: datetime | None = None,
    cursor: str | None = None,
    limit: Limit = PAGE_SIZE,
) -> HttpResponse:
    """Places of personalised orders that wait for your look, with the command that judges each.

    For a seller: what is held in its own orders. For the operator: what somebody asked it to look at again,
    and what a seller could not tell. `since` is the earliest instant from which it waits. What stands in a
    place is not told here: read it by `POST /cases/{case}/customization/reads`, for the purpose `review`.
    `limit` counts orders, so a page may hold fewer places or more, and still have a next one.
    """
    desk, wanted = _desk(holder_of(request)), Wanted(kind, result, since)
    return paged(request, lambda: waiting_places(wiring.house(), desk, wanted, cursor, limit), lambda e: e)


@routes.get("/screening/counts", *LOOK, gives=Counts, duty=_DESK)
def screening_counts(
    request: HttpRequest,
    result: ScreenResult | None = None,
    since: datetime | None = None,
) -> HttpResponse:
    """How many places wait for your look, by kind. `complete` is 0 where there are too many to count."""
    desk = _desk(holder_of(request))
    return reply(count_waiting(wiring.house(), desk, Wanted(None, result, since)))


@dataclass(frozen=True, slots=True)
class Judgements:
    """Words on places, each by itself; up to 100."""

    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class JudgedShown:
    """What became of one judgement: `done` 1 with the stage of the case now, or 0 with the problem."""

    case: str
    where: str
    done: int
    stage: str = ""
    problem: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class JudgementsShown:
    """What became of each judgement, in the order in which they were given."""

    results: tuple[JudgedShown, ...]


@routes.post(
    "/screening/judgements",
    Scope.ACT,
    Scope.ADMIN,
    takes=Judgements,
    gives=JudgementsShown,
    status=200,
    duty=_DESK,
)
def judge_many_places(request: HttpRequest) -> HttpResponse:
    """Say of many places at once whether they pass, are refused, or stay held.

    Each is a command `judge_screening` of its own case: one that is not taken stops no other, and its problem
    stands in its result. A seller who cannot tell says `hold`; the place is then the operator's to judge.
    """
    holder = holder_of(request)
    given = read_body(Judgements, json_object(request)).judgements
    if not 1 <= len(given) <= MOST_JUDGED:
        raise unreadable(f"judgements: from 1 to {MOST_JUDGED} of them, not {len(given)}.")

    def leave(case_id: str) -> Actor | Problem:
        try:
            return _as_whom(request, case_id)
        except Refusal as refused:
            return refused.problem

    key = idempotency_key(request)
    judged = judge_places(wiring.house(), given, leave, holder.party.id, key)
    return reply(JudgementsShown(tuple(_shown(each) for each in judged)), headers=_NO_STORE)


def _as_whom(request: HttpRequest, case_id: str) -> Actor:
    """The part in which the caller judges in this case. Raises `Refusal`."""
    seen = see(request, case_id)
    if seen.record.header.kind != KIND:
        raise Refusal(problems.no_case(case_id))
    role = part_for(seen, None, JUDGE.roles, "Judging what was held")
    need_duty(seen.holder, (duty_of(JUDGE, role),))
    require(seen.holder, scope_of(JUDGE, role))
    return Actor(seen.holder.party.id, role)


def _shown(each: Judged) -> JudgedShown:
    word = each.judgement
    if each.problem is None:
        return JudgedShown(word.case, word.where, 1, each.stage)
    return JudgedShown(word.case, word.where, 0, problem=members(each.problem, word.case))
