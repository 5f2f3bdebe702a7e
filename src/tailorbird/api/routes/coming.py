"""What is coming and what is on its way: deadlines and the outbox."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse

from tailorbird.api import wiring
from tailorbird.api.access import of_own_stores
from tailorbird.api.caller import holder_of, whose_cases
from tailorbird.api.replying import page_reply, paged
from tailorbird.api.routes.cases import DeadlineState, Limit
from tailorbird.api.routes.parties import operator_of
from tailorbird.api.routing import Routes
from tailorbird.api.shapes.cases import DeadlineShown
from tailorbird.api.shapes.outbox import MessageShown
from tailorbird.api.shapes.showing import deadline_shown
from tailorbird.app.permissions import Scope, facts_shown, is_operator
from tailorbird.app.ports.records import MAX_PAGE_SIZE, PAGE_SIZE, DeadlineRow, OutboxRow
from tailorbird.domain import codec
from tailorbird.domain.staff import Duty

routes = Routes("coming")
MessageState = Literal["", "pending", "delivered", "failed"]


@routes.page("/deadlines", Scope.READ, Scope.ADMIN, gives=DeadlineShown, duty=Duty.LOOK, by_store=1)
def list_deadlines(
    request: HttpRequest, state: DeadlineState = "open", cursor: str | None = None, limit: Limit = PAGE_SIZE
) -> HttpResponse:
    """Deadlines of your cases, the earliest first; of every case for operators.

    Payment institutions and promoters find theirs with the case.
    """
    holder = holder_of(request)
    party = whose_cases(holder)
    if party is not None and facts_shown(tuple(holder.party.roles)) is not None:
        return page_reply(request, (), None)
    records = wiring.house().records
    return paged(
        request,
        lambda: of_own_stores(
            holder,
            records.deadlines(party, state=state, cursor=cursor, limit=limit),
            lambda row: row.case_id,
        ),
        deadline_shown,
    )


@routes.page("/deadlines/overdue", Scope.ADMIN, gives=DeadlineShown, duty=Duty.OPERATE)
def overdue_deadlines(request: HttpRequest, limit: Limit = PAGE_SIZE) -> HttpResponse:
    """Deadlines that passed and have not been fired yet, the oldest first (operator)."""
    operator_of(request)
    now = wiring.house().clock.now()
    page = wiring.house().records.deadlines(None, limit=limit)
    late = [deadline_shown(row) for row in page.items if row.passes_at <= now]
    return page_reply(request, late, None)


@routes.page("/deadlines/provisional", Scope.ADMIN, gives=DeadlineShown, duty=Duty.OPERATE)
def provisional_deadlines(request: HttpRequest) -> HttpResponse:
    """Open deadlines that rest on a calendar which is not officially out yet (operator)."""
    operator_of(request)
    found: list[DeadlineRow] = []
    records = wiring.house().records
    cursor: str | None = None
    while True:
        page = records.deadlines(None, cursor=cursor, limit=MAX_PAGE_SIZE)
        found += [row for row in page.items if row.provisional]
        cursor = page.next_cursor
        if cursor is None or len(found) >= MAX_PAGE_SIZE:
            break
    return page_reply(request, [deadline_shown(row) for row in found], None)


@routes.page("/outbox", Scope.READ, Scope.ADMIN, gives=MessageShown, duty=Duty.LOOK, by_store=1)
def list_outbox(
    request: HttpRequest, state: MessageState = "", cursor: str | None = None, limit: Limit = PAGE_SIZE
) -> HttpResponse:
    """Messages to you, with what became of them; every message for operators."""
    holder = holder_of(request)
    party = None if is_operator(holder) else holder.party.id
    records = wiring.house().records
    return paged(
        request,
        lambda: of_own_stores(
            holder,
            records.outbox(party, state=state, cursor=cursor, limit=limit),
            lambda row: row.case_id,
        ),
        _message,
    )


def _message(row: OutboxRow) -> MessageShown:
    message = row.message
    payload = codec.read_json(dict[str, Any], message.payload) if message.payload else None
    return MessageShown(
        row.case_id,
        message.no,
        message.kind,
        message.to_party,
        message.about,
        message.legal,
        row.state,
        row.attempts,
        row.next_attempt_at,
        row.delivered_at,
        payload,
    )
