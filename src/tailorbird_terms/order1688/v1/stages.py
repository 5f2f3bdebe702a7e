"""Which step of an order comes next, up to the purchase, for the clauses that ask. States no rule."""

from __future__ import annotations

from typing import Any, Final

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.payment import AgreementTookEffect, OrderPaid, QuoteIssued
from tailorbird.domain.cases.facts.procurement import PurchaseMade
from tailorbird.domain.cases.facts.request import (
    RequestAccepted,
    RequestSubmitted,
)
from tailorbird.domain.cases.words import Head
from tailorbird.domain.questions.money import Occasion, QuoteAmount, Settlement
from tailorbird.domain.roles import Role
from tailorbird.domain.time.bound import Bound, Last
from tailorbird_terms.order1688.v1.standing import over

THROUGH_THE_PROVIDER: Final = frozenset(
    (Head.GOODS, Head.DEPOSIT, Head.BALANCE, Head.FREIGHT, Head.SERVICE_FEE, Head.OTHER)
)
"""Heads of cost that the provider collects, for the seller or for itself."""


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


def paid_before(case: Case, other: Recorded[Any]) -> bool:
    """Whether the order had been paid when the other fact was recorded."""
    first = case.first(OrderPaid)
    return first is not None and first.seq < other.seq


def to_pay(case: Case) -> bool:
    """Whether paying is the next step: accepted, going on, and not paid."""
    return running(case) is not None and not case.has(OrderPaid)


def payable_until(quote: QuoteIssued) -> Bound | None:
    """Until when a quote can be paid, its last instant included; none where it has no end."""
    return Bound(quote.valid_until, Last.INSIDE) if quote.valid_until else None


def collected_by_provider(q: Settlement | QuoteAmount) -> bool:
    """Whether the provider collects the money, for the seller or for itself."""
    own = q.payee in (None, Role.PROVIDER, Role.SELLER)
    return q.head in THROUGH_THE_PROVIDER and (q.head is not Head.OTHER or own)


def comes_back_on_refusal(q: Settlement) -> bool:
    """Whether the provider collected the money, and refused to execute the order."""
    return q.occasion is Occasion.EXECUTION_REFUSED and collected_by_provider(q)
