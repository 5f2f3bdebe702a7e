"""Looking at cases."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query

from tailorbird.api import wiring
from tailorbird.api.access import Seen, of_own_stores, see, told_title
from tailorbird.api.caller import holder_of, whose_cases
from tailorbird.api.problem_reply import reader_language
from tailorbird.api.replying import page_reply, paged, reply
from tailorbird.api.routing import Routes
from tailorbird.api.shapes.cases import (
    CaseRow,
    CaseShown,
    DeadlineShown,
    EntryShown,
    HoldShown,
    OptionShown,
    StepShown,
    TermsPinned,
)
from tailorbird.api.shapes.showing import (
    case_row,
    deadline_shown,
    entry_shown,
    hold_shown,
    money_shown,
    step_shown,
)
from tailorbird.app.duties import may_do
from tailorbird.app.permissions import Scope, parts_of, scope_of
from tailorbird.app.ports.records import MAX_PAGE_SIZE, PAGE_SIZE, DeadlineRow, Page
from tailorbird.app.ports.storage import CaseHeader
from tailorbird.app.reading.case_money import money_of
from tailorbird.app.reading.explain import explain_fresh, whose
from tailorbird.app.reading.language import Speaker
from tailorbird.app.reading.look import look_at
from tailorbird.app.reading.nobody_acts import if_nobody_acts
from tailorbird.app.reading.options import Option, options
from tailorbird.domain.ledger.entry import Entry
from tailorbird.domain.roles import Role
from tailorbird.domain.staff import Duty

routes = Routes("cases")
Limit = Annotated[int, Query(ge=1, le=MAX_PAGE_SIZE)]
SEES_ALL_MONEY = frozenset((Role.BUYER, Role.PROVIDER, Role.MERCHANT, Role.OPERATOR))
"""Parts that see the whole money of a case; the others see what touches their own accounts."""
DeadlineState = Literal["open", "fired", "moot"]
LOOK = (Scope.READ, Scope.ADMIN, Scope.GATEWAY)


@routes.page("/cases", *LOOK, gives=CaseRow, duty=Duty.LOOK, by_store=1)
def list_cases(
    request: HttpRequest,
    kind: str = "",
    stage: str = "",
    q: str = "",
    cursor: str | None = None,
    limit: Limit = PAGE_SIZE,
) -> HttpResponse:
    """Your cases, newest first; every case for operators.

    `q` looks for words of the title and for the case's number.
    """
    holder = holder_of(request)
    party = whose_cases(holder)
    records = wiring.house().records
    return paged(
        request,
        lambda: of_own_stores(
            holder,
            records.cases_of(party, kind=kind, stage=stage, search=q, cursor=cursor, limit=limit),
            lambda header: header.id,
        ),
        lambda header: _row(header, parts_of(holder, header.participants)),
    )


def _row(header: CaseHeader, parts: tuple[Role, ...]) -> CaseRow:
    return case_row(replace(header, title=told_title(header, parts)), parts)


@routes.get("/cases/{case_id}", *LOOK, gives=CaseShown, duty=Duty.LOOK)
def show_case(request: HttpRequest, case_id: str) -> HttpResponse:
    """A case: stage, turn, terms, money, and what you can do now.

    Each command of your parts is asked of the terms without being carried out: `can` tells for each
    whether it is granted, refused or waits for somebody, by which clause, and how near it was.
    """
    seen = see(request, case_id)
    header = seen.record.header
    proceeding = look_at(wiring.house(), seen.record)
    stage, turn = proceeding.procedure.stage(proceeding.case)
    speaker = seen.speaker(reader_language(request))
    shown = CaseShown(
        id=header.id,
        kind=header.kind,
        title=seen.title(),
        stage=stage,
        turn=turn,
        next_due=header.next_due,
        opened_at=header.opened_at,
        zone=header.zone,
        currency=header.currency,
        your_parts=seen.parts,
        participants=seen.participants(),
        terms=tuple(
            TermsPinned(
                pin.ref, pin.hash, f"/api/v1/terms/{pin.ref}", whose(seen.agreement, pin.ref, speaker)
            )
            for pin in header.pins
        ),
        facts=header.facts,
        decisions=header.decisions,
        head_hash=header.head_hash,
        can=tuple(
            _option(header.id, each, seen, speaker)
            for each in options(proceeding, seen.parts)
            if may_do(seen.holder, each.verb, each.role)
        ),
        money=money_shown(money_of(header.currency, _holds(seen), _entries(seen)))
        if header.currency
        else None,
    )
    return reply(shown)


def _option(case_id: str, option: Option, seen: Seen, speaker: Speaker) -> OptionShown:
    verb, decision = option.verb, option.decision
    why = explain_fresh(decision, seen.agreement, speaker) if decision is not None else None
    answer = decision.answer if decision is not None else None
    zh = speaker.language.value == "zh"
    return OptionShown(
        verb=verb.name,
        title=verb.says_zh if zh else verb.says,
        part=option.role,
        standing=option.standing.value,
        scope=scope_of(verb, option.role).value,
        question=verb.asks.__name__ if verb.asks else None,
        depends_on=option.depends_on,
        waits_for=getattr(answer, "waits_for", None),
        clauses=decision.clauses if decision is not None else (),
        sentence=why.sentence if why else "",
        next_step=why.next_step if why else "",
        near_misses=why.near_misses if why else (),
        href=f"/api/v1/cases/{case_id}/commands/{verb.name}",
    )


def _own_accounts(seen: Seen, entry: Entry) -> bool:
    return seen.holder.party.id in (entry.debit.owner, entry.credit.owner)


def _entries(seen: Seen) -> tuple[Entry, ...]:
    found = wiring.house().records.entries_of_case(seen.record.header.id)
    if SEES_ALL_MONEY & set(seen.parts):
        return found
    return tuple(each for each in found if _own_accounts(seen, each))


def _holds(seen: Seen) -> tuple[Any, ...]:
    found = wiring.house().records.holds_of_case(seen.record.header.id)
    if SEES_ALL_MONEY & set(seen.parts):
        return found
    return tuple(each for each in found if each.account.owner == seen.holder.party.id)


@routes.page("/cases/{case_id}/entries", *LOOK, gives=EntryShown, duty=Duty.LOOK)
def case_entries(request: HttpRequest, case_id: str) -> HttpResponse:
    """Every movement of money in the case, in order; with parts other than the agreement's, your own."""
    return page_reply(request, [entry_shown(each) for each in _entries(see(request, case_id))], None)


@routes.page("/cases/{case_id}/holds", *LOOK, gives=HoldShown, duty=Duty.LOOK)
def case_holds(request: HttpRequest, case_id: str) -> HttpResponse:
    """Money that is or was set aside for the case."""
    return page_reply(request, [hold_shown(each) for each in _holds(see(request, case_id))], None)


@routes.page("/cases/{case_id}/deadlines", *LOOK, gives=DeadlineShown, duty=Duty.LOOK)
def case_deadlines(
    request: HttpRequest,
    case_id: str,
    state: DeadlineState = "open",
    cursor: str | None = None,
    limit: Limit = PAGE_SIZE,
) -> HttpResponse:
    """The case's deadlines, the earliest first. `state`: open, fired or moot."""
    seen = see(request, case_id)
    records = wiring.house().records

    def fetch() -> Page[DeadlineRow]:
        page = records.deadlines(None, case_id=case_id, state=state, cursor=cursor, limit=limit)
        return replace(page, items=tuple(each for each in page.items if seen.knows_of(each.outcome)))

    return paged(request, fetch, deadline_shown)


@routes.page("/cases/{case_id}/what-if-nobody-acts", *LOOK, gives=StepShown, duty=Duty.LOOK)
def what_if_nobody_acts(request: HttpRequest, case_id: str) -> HttpResponse:
    """What would happen, deadline by deadline, if nobody did anything. Nothing is stored."""
    seen = see(request, case_id)
    played = if_nobody_acts(look_at(wiring.house(), seen.record))
    steps = [each for each in played if seen.knows_of(each.deadline.outcome)]
    mine = bool(SEES_ALL_MONEY & set(seen.parts))
    shown = [step_shown(each, lambda entry: mine or _own_accounts(seen, entry)) for each in steps]
    return page_reply(request, shown, None)
