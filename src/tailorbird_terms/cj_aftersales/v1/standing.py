"""Where an order and its disputes stand. No clause is here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.order_dispute import (
    OrderDisputed,
    OrderDisputeRuled,
    OrderDisputeWithdrawn,
)
from tailorbird.domain.cases.facts.parcels import Dispatched, ParcelDelivered
from tailorbird.domain.cases.facts.payment import OrderPaid
from tailorbird.domain.cases.facts.store_order import (
    OrderClosed,
    OrderCompleted,
    PaidThroughGateway,
    ProcessingStarted,
    StoreOrderPlaced,
)
from tailorbird.domain.cases.store_words import SHIPPING_LINE, Remedy, RulingOutcome
from tailorbird.domain.ledger.spread import spread
from tailorbird.domain.money import Money, total

REFUNDING = (Remedy.REFUND, Remedy.RETURN)
"""Remedies under which money goes back."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A dispute with its end, if it has one."""

    opened: Recorded[OrderDisputed]
    withdrawn: Recorded[OrderDisputeWithdrawn] | None
    ruled: Recorded[OrderDisputeRuled] | None

    @property
    def ended(self) -> Recorded[Any] | None:
        """What ended it: whichever came first."""
        ends: list[Recorded[Any]] = [each for each in (self.withdrawn, self.ruled) if each is not None]
        return min(ends, key=lambda each: each.seq, default=None)

    @property
    def upheld(self) -> OrderDisputeRuled | None:
        """The ruling for the client, where that is how it ended."""
        ruled = self.ruled
        if ruled is None or (self.withdrawn is not None and self.withdrawn.seq < ruled.seq):
            return None
        return ruled.fact if ruled.fact.outcome is RulingOutcome.UPHELD else None


def disputes_of(case: Case) -> tuple[Dispute, ...]:
    """Every dispute of the order, in order."""
    names = dict.fromkeys(each.fact.dispute for each in case.all(OrderDisputed))
    found = (dispute_of(case, name) for name in names)
    return tuple(each for each in found if each is not None)


def dispute_of(case: Case, name: str) -> Dispute | None:
    """The dispute of that name."""
    opened = next((each for each in case.all(OrderDisputed) if each.fact.dispute == name), None)
    if opened is None:
        return None
    withdrawn = (each for each in case.all(OrderDisputeWithdrawn) if each.fact.dispute == name)
    ruled = (each for each in case.all(OrderDisputeRuled) if each.fact.dispute == name)
    return Dispute(opened, next(withdrawn, None), next(ruled, None))


def stage_of(case: Case) -> tuple[str, tuple[Recorded[Any], ...]]:
    """The stage of a placed order, and what brought it there."""
    for stage, kinds in (
        ("closed", (OrderClosed,)),
        ("completed", (OrderCompleted,)),
        ("dispatched", (Dispatched,)),
        ("processing", (ProcessingStarted,)),
    ):
        came = case.first(*kinds)
        if came is not None:
            return stage, (came,)
    placed = case.first(StoreOrderPlaced)
    return "pending", (placed,) if placed else ()


def pieces_of(order: StoreOrderPlaced) -> Mapping[str, int]:
    """How many pieces each line has; shipping that was charged is a line of one piece."""
    pieces = {each.line: each.quantity for each in order.lines}
    return pieces | ({SHIPPING_LINE: 1} if order.shipping.minor > 0 else {})


def payment_of(case: Case) -> Recorded[OrderPaid] | Recorded[PaidThroughGateway] | None:
    """How the order was paid first, from the wallet or through a gateway."""
    paid: tuple[Recorded[Any], ...] = tuple(
        each for each in (case.first(OrderPaid), case.first(PaidThroughGateway)) if each is not None
    )
    return min(paid, key=lambda each: each.seq, default=None)


def gateway_of(case: Case) -> str:
    """Through which gateway the order was paid; `wallet` where through none."""
    through, paid = case.first(PaidThroughGateway), case.first(OrderPaid)
    if through is not None:
        return through.fact.gateway
    return paid.fact.method if paid is not None else ""


def paid_for_line(case: Case, line: str) -> Money | None:
    """What was really paid for a line, after the discount; none where the order has no such line."""
    placed = case.first(StoreOrderPlaced)
    if placed is None or line not in pieces_of(placed.fact):
        return None
    paid = payment_of(case)
    order = placed.fact
    names = (*(each.line for each in order.lines), SHIPPING_LINE)
    amounts = (*(each.unit_price * each.quantity for each in order.lines), order.shipping)
    asked = total(amounts, order.shipping.currency)
    if paid is None:
        return Money.zero(asked.currency)
    parts = spread(min(paid.fact.total, asked), amounts)
    return next(part for name, part in zip(names, parts, strict=True) if name == line)


@dataclass(frozen=True, slots=True)
class Returned:
    """What rulings gave back for a line so far: for how many pieces, and how much."""

    pieces: int
    amount: Money


def refunded(case: Case, line: str, currency: str) -> Returned:
    """What earlier rulings gave back for a line."""
    pieces, amount = 0, Money.zero(currency)
    for dispute in disputes_of(case):
        ruling = dispute.upheld
        if ruling is None or ruling.remedy not in REFUNDING:
            continue
        for each in ruling.lines:
            if each.line == line:
                pieces += each.quantity
                amount += each.amount or Money.zero(currency)
    return Returned(pieces, amount)


def under_dispute(case: Case, line: str) -> int:
    """How many pieces of a line open disputes are about."""
    return sum(
        each.quantity
        for dispute in disputes_of(case)
        if dispute.ended is None
        for each in dispute.opened.fact.lines
        if each.line == line
    )


def left_to_dispute(case: Case, line: str) -> int:
    """How many pieces of a line are neither refunded nor under dispute; a resend may be disputed anew."""
    placed = case.first(StoreOrderPlaced)
    if placed is None:
        return 0
    done = refunded(case, line, placed.fact.shipping.currency).pieces + under_dispute(case, line)
    return max(0, pieces_of(placed.fact).get(line, 0) - done)


def has_arrived(case: Case) -> Recorded[ParcelDelivered] | None:
    """The first delivery that tracking tells."""
    return case.first(ParcelDelivered)
