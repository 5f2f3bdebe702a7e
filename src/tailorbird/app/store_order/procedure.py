"""The procedure of a store order: verbs, consequences, notices, labels and stages in one value."""

from __future__ import annotations

from typing import Any, Final

from tailorbird.app.engine.verb import Procedure, Reaction, When
from tailorbird.app.ports.storage import Label
from tailorbird.app.store_order import follow_dispute, follow_order, invoicing
from tailorbird.app.store_order.notices import NOTICES
from tailorbird.app.store_order.stage import stage
from tailorbird.app.store_order.verbs import VERBS
from tailorbird.app.talk import follow
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.order_dispute import (
    InvestigationOpened,
    OrderDisputed,
    OrderDisputeRuled,
    RefundIssued,
    RemedyOffered,
    ReturnAuthorised,
    ReturnSent,
)
from tailorbird.domain.cases.facts.parcels import Dispatched, DispatchHalted, DispatchReleased
from tailorbird.domain.cases.facts.payment import OrderPaid
from tailorbird.domain.cases.facts.store_order import (
    CreditNoteIssued,
    InvoiceIssued,
    OrderClosed,
    PaidThroughGateway,
    ProcessingStarted,
    StoreOrderPlaced,
)


def _after(kind: type[Fact], *never_after: type[Fact]) -> When:
    return When(((kind,),), never_after)


_ORDER: Final[dict[str, When]] = {
    "pay": _after(StoreOrderPlaced, OrderPaid, PaidThroughGateway, OrderClosed),
    "report_payment": _after(StoreOrderPlaced, OrderPaid, PaidThroughGateway, OrderClosed),
    "start_processing": _after(StoreOrderPlaced, ProcessingStarted, OrderClosed),
    "handle": _after(ProcessingStarted, OrderClosed),
    "deliver": _after(Dispatched),
    "add_evidence": _after(OrderDisputed),
    "send_message": _after(OrderDisputed),
    "offer_remedy": _after(OrderDisputed),
    "answer_remedy": _after(RemedyOffered),
    "withdraw_order_dispute": _after(OrderDisputed),
    "mark_complicated": _after(OrderDisputed),
    "close_investigation": _after(InvestigationOpened),
    "rule_order_dispute": _after(OrderDisputed),
    "send_refund_on": _after(RefundIssued),
    "authorise_return": _after(OrderDisputeRuled),
    "send_return": _after(ReturnAuthorised),
    "receive_return": _after(ReturnSent),
    "release_dispatch": When(((DispatchHalted,),), not_unless=((DispatchReleased, DispatchHalted),)),
}


def labels(recorded: Recorded[Any]) -> tuple[Label, ...]:
    """An order is found by its number and those of its documents, its store, and its listings."""
    match recorded.fact:
        case StoreOrderPlaced(number=number, store=store, lines=lines):
            listings = tuple(dict.fromkeys(each.listing for each in lines if each.listing))
            return (
                Label("number", number),
                *((Label("store", store),) if store else ()),
                *(Label("listing", each) for each in listings),
            )
        case InvoiceIssued(number=number) | CreditNoteIssued(number=number):
            return (Label("number", number),)
        case _:
            return ()


_REACTIONS: Final[dict[type[Fact], tuple[Reaction, ...]]] = {
    **follow_order.REACTIONS,
    **follow_dispute.REACTIONS,
    **invoicing.REACTIONS,
    **follow.REACTIONS,
}
STORE_ORDER: Final = Procedure(
    kind="store_order",
    title="Store order",
    title_zh="店铺订单",
    package="cj_aftersales",
    verbs=VERBS,
    reactions=_REACTIONS,
    notices=NOTICES,
    stage=stage,
    order=_ORDER,
    labels=labels,
)
