"""How far a store order is. No clause is here."""

from __future__ import annotations

from typing import Any

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.order_dispute import OrderDisputeRuled, ResendOrdered
from tailorbird.domain.cases.facts.parcels import (
    Dispatched,
    DispatchHalted,
    DispatchReleased,
    ParcelDelivered,
)
from tailorbird.domain.cases.facts.payment import OrderPaid
from tailorbird.domain.cases.facts.store_order import PaidThroughGateway, StoreOrderPlaced
from tailorbird.domain.cases.store_words import SHIPPING_LINE, Remedy, RulingOutcome


def payment_of(case: Case) -> Recorded[OrderPaid] | Recorded[PaidThroughGateway] | None:
    """How the order was paid first, from the wallet or through a gateway."""
    paid: tuple[Recorded[Any], ...] = tuple(
        each for each in (case.first(OrderPaid), case.first(PaidThroughGateway)) if each is not None
    )
    return min(paid, key=lambda each: each.seq, default=None)


def refunded_pieces(case: Case, line: str) -> int:
    """How many pieces of a line rulings have refunded."""
    return sum(
        each.quantity
        for ruled in case.all(OrderDisputeRuled)
        if ruled.fact.outcome is RulingOutcome.UPHELD and ruled.fact.remedy is Remedy.REFUND
        for each in ruled.fact.lines
        if each.line == line
    )


def all_refunded(case: Case, order: StoreOrderPlaced) -> Recorded[OrderDisputeRuled] | None:
    """The last ruling, where rulings have refunded every piece of the goods."""
    whole = all(refunded_pieces(case, each.line) >= each.quantity for each in order.lines)
    return case.last(OrderDisputeRuled) if whole else None


def shipping_settled(case: Case, order: StoreOrderPlaced) -> str:
    """`settled` where no shipping was charged or it was refunded, else `kept`."""
    free = order.shipping.minor <= 0 or refunded_pieces(case, SHIPPING_LINE) > 0
    return "settled" if free else "kept"


def resends_to_send(case: Case) -> tuple[Recorded[ResendOrdered], ...]:
    """Resends that were ordered and have not left."""
    left = {each.fact.parcel for each in case.all(Dispatched)}
    return tuple(each for each in case.all(ResendOrdered) if each.fact.parcel not in left)


def on_the_way(case: Case) -> tuple[Recorded[Dispatched], ...]:
    """Parcels that left, and of which no tracking says that they arrived."""
    arrived = {each.fact.parcel for each in case.all(ParcelDelivered)}
    return tuple(each for each in case.all(Dispatched) if each.fact.parcel not in arrived)


def halt_of(case: Case) -> Recorded[DispatchHalted] | None:
    """The halt that lasts, if one does."""
    halted = case.last(DispatchHalted)
    if halted is None or case.last_after(DispatchReleased, halted) is not None:
        return None
    return halted
