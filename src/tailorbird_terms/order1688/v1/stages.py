"""Where an order stands: what clauses of several modules look at. It states no rule of its own."""

from __future__ import annotations

from typing import Any, Final

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.cancellation import OrderCancelled
from tailorbird.domain.cases.facts.dissolution import OrderDissolved
from tailorbird.domain.cases.facts.payment import AgreementTookEffect, OrderPaid, QuoteIssued
from tailorbird.domain.cases.facts.procurement import (
    OrderEnded,
    PriceChangeAccepted,
    PurchaseMade,
    SellerChangedPrice,
)
from tailorbird.domain.cases.facts.request import (
    ExecutionRefused,
    RequestAccepted,
    RequestDeclined,
    RequestScreened,
    RequestSubmitted,
)
from tailorbird.domain.cases.words import Head
from tailorbird.domain.money import Money, total
from tailorbird.domain.time.bound import Bound, Last

THROUGH_THE_PROVIDER: Final = frozenset(
    (Head.GOODS, Head.DEPOSIT, Head.BALANCE, Head.FREIGHT, Head.SERVICE_FEE, Head.OTHER)
)
"""Heads of cost that the provider collects, for the seller or for itself."""


def over(case: Case) -> Recorded[Any] | None:
    """What ended the order, if anything did."""
    return case.first(
        RequestDeclined, ExecutionRefused, OrderCancelled, OrderEnded, OrderDissolved
    )


def awaiting_answer(case: Case) -> Recorded[RequestSubmitted] | None:
    """The request that the provider has not answered yet."""
    if case.has(RequestAccepted) or over(case):
        return None
    return case.last(RequestSubmitted)


def running(case: Case) -> Recorded[RequestAccepted] | None:
    """The acceptance of an order that goes on."""
    return None if over(case) else case.first(RequestAccepted)


def before_purchase(case: Case) -> Recorded[RequestAccepted] | None:
    """The acceptance of an order that goes on and for which nothing is bought yet."""
    return None if case.has(PurchaseMade) else running(case)


def ready_to_buy(case: Case) -> bool:
    """Whether buying is the next step: in force, going on, and not bought yet."""
    return case.has(AgreementTookEffect) and before_purchase(case) is not None


def screening(case: Case) -> RequestScreened | None:
    """What was last recognised in the request; none where nobody looked at it yet."""
    found = case.last(RequestScreened)
    return found.fact if found else None


def quote_total(quote: QuoteIssued, currency: str) -> Money:
    """What a quote asks for; `currency` is that of a quote without lines."""
    asked = quote.lines[0].amount.currency if quote.lines else currency
    return total((line.amount for line in quote.lines), asked)


def outstanding(case: Case) -> Money | None:
    """What of the last quote is not paid. None without a quote, or paid in another currency."""
    quote = case.last(QuoteIssued)
    if quote is None:
        return None
    left = quote_total(quote.fact, case.currency)
    for paid in case.all(OrderPaid):
        if paid.fact.total.currency != left.currency:
            return None
        left -= paid.fact.total
    return left


def paid_before(case: Case, other: Recorded[Any]) -> bool:
    """Whether the order had been paid when the other fact was recorded."""
    first = case.first(OrderPaid)
    return first is not None and first.seq < other.seq


def consented_change(case: Case) -> Recorded[PriceChangeAccepted] | None:
    """The buyer's consent to the seller's last price, asked for once the order was paid."""
    change = case.last(SellerChangedPrice)
    if change is None or not paid_before(case, change):
        return None
    return case.last_after(PriceChangeAccepted, change)


def requoted(case: Case) -> Recorded[QuoteIssued] | None:
    """The quote that follows the buyer's consent to a new price."""
    consent = consented_change(case)
    return case.last_after(QuoteIssued, consent) if consent else None


def to_pay(case: Case) -> bool:
    """Whether paying is the next step: accepted, going on, and something is not paid."""
    if running(case) is None:
        return False
    if not case.has(OrderPaid):
        return True
    left = outstanding(case)
    return requoted(case) is not None and left is not None and left.minor > 0


def payable_until(quote: QuoteIssued) -> Bound | None:
    """Until when a quote can be paid, its last instant included; none where it has no end."""
    return Bound(quote.valid_until, Last.INSIDE) if quote.valid_until else None
