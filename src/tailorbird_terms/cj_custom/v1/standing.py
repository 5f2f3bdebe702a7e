"""Where a custom request stands: what several clauses read from its facts. No clause is here."""

from __future__ import annotations

from typing import Any, TypeVar

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.custom_words import PriceTier
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.custom_making import (
    ChangeAnswered,
    ChangePaid,
    ChangeRequested,
    CustomRequestStopped,
    ProductionMoneySpent,
    RequestConfirmed,
    SampleFeesPaid,
)
from tailorbird.domain.cases.facts.custom_product import InfringementSuspected, SuspicionCleared
from tailorbird.domain.cases.facts.custom_request import (
    CustomRequestDeclined,
    CustomRequestRevised,
    CustomRequestSubmitted,
    CustomRequestWithdrawn,
    ReorderSubmitted,
    SupplierBound,
    SupplierQuoted,
)
from tailorbird.domain.cases.facts.payment import QuoteIssued
from tailorbird.domain.cases.words import Head, Reply
from tailorbird.domain.money import Money, total
from tailorbird.domain.terms.answers import Answer, Permission, refuse, says

F = TypeVar("F", bound=Fact)

FEES = (Head.SAMPLE_FEE, Head.MOULD_FEE, Head.OTHER)
"""What the supplier asks for the way to the product, beside the product itself."""
HELD = (
    *FEES,
    Head.MOQ_SURCHARGE,
    Head.CHANGE_FEE,
    Head.GOODS,
    Head.INTERNATIONAL_FREIGHT,
    Head.SERVICE_FEE,
)
"""Every head that can be held for a custom request."""


def opened(case: Case) -> Recorded[CustomRequestSubmitted] | Recorded[ReorderSubmitted] | None:
    """The request, or the order of a product that was finished in another case."""
    return case.first(CustomRequestSubmitted) or case.first(ReorderSubmitted)


def over(case: Case) -> Recorded[Any] | None:
    """What ended the request before its goods left, if anything did."""
    return case.first(CustomRequestDeclined, CustomRequestWithdrawn, CustomRequestStopped)


def confirmed(case: Case) -> Recorded[Any] | None:
    """From when the request is frozen. A reorder brings its confirmed specification along."""
    return case.first(RequestConfirmed) or case.first(ReorderSubmitted)


def accepted(case: Case) -> tuple[str, ...]:
    """The clauses that the buyer accepted with the request."""
    sent = opened(case)
    return sent.fact.accepted if sent else ()


def not_open(case: Case) -> Answer[Permission] | None:
    """Why nothing can be done about the request: it was never sent, or it ended."""
    if opened(case) is None:
        return refuse(
            says=says("No request was sent yet."),
            next_step=says("Describe what you would like to have made, and send the request."),
        )
    ended = over(case)
    if ended is None:
        return None
    return refuse(
        because=[ended],
        says=says("The request ended on {at}.", at=ended.at),
        next_step=says("Nothing more is done on it. A new request can be sent."),
    )


def not_confirmed(case: Case) -> Answer[Permission] | None:
    """Why what follows the confirmation cannot be done."""
    if (problem := not_open(case)) or confirmed(case):
        return problem
    return refuse(
        because=[opened(case)],
        says=says("The platform has not confirmed the request."),
        next_step=says("Wait for the confirmation."),
    )


# ── quotation and quotes


def quotation(case: Case) -> Recorded[SupplierQuoted] | None:
    """The supplier's quotation that stands.

    One that was given before the request was put otherwise, or by a supplier who was entrusted before,
    does not.
    """
    quoted, later = case.last(SupplierQuoted), case.last(CustomRequestRevised, SupplierBound)
    if quoted is None or (later is not None and later.seq > quoted.seq):
        return None
    return quoted


def price_of(tiers: tuple[PriceTier, ...], quantity: int) -> Money | None:
    """What so many pieces cost. Fewer than the first tier names cost its unit price."""
    if not tiers:
        return None
    ordered = sorted(tiers, key=lambda tier: tier.from_quantity)
    reached = [tier for tier in ordered if tier.from_quantity <= quantity]
    return (reached[-1] if reached else ordered[0]).unit_price * quantity


def quote_with(case: Case, *heads: Head) -> Recorded[QuoteIssued] | None:
    """The latest quote that has a line of these heads."""
    found = (each for each in case.all(QuoteIssued) if any(line.head in heads for line in each.fact.lines))
    return max(found, key=lambda each: each.seq, default=None)


def fee_quote(case: Case) -> Recorded[QuoteIssued] | None:
    """The quote of what is paid before a sample is made."""
    quoted = quote_with(case, *FEES, Head.MOQ_SURCHARGE, Head.SERVICE_FEE)
    return None if quoted is None or any(line.head is Head.GOODS for line in quoted.fact.lines) else quoted


def sum_of(quoted: Recorded[QuoteIssued], currency: str) -> Money:
    """What a quote asks for, all its lines together."""
    return total((line.amount for line in quoted.fact.lines), currency)


def fees_unpaid(case: Case) -> Recorded[Any] | None:
    """What says that fees are to be paid, while they are not."""
    if case.has(SampleFeesPaid):
        return None
    quoted = fee_quote(case)
    if quoted is not None:
        return quoted if sum_of(quoted, case.currency) else None
    stated = case.last(SupplierQuoted)
    if stated is None or case.has(ReorderSubmitted):
        return None
    fees = (stated.fact.sample_fee, stated.fact.mould_fee, stated.fact.other_fee)
    return stated if any(fees) else None


def spent(case: Case) -> Money:
    """Production money that the supplier spent, by its documents."""
    return total((each.fact.amount for each in case.all(ProductionMoneySpent)), case.currency)


# ── changes and suspicions


def change_of(case: Case, change: str) -> Recorded[ChangeRequested] | None:
    return next((each for each in case.all(ChangeRequested) if each.fact.change == change), None)


def change_answer(case: Case, change: str) -> Recorded[ChangeAnswered] | None:
    return next((each for each in case.all(ChangeAnswered) if each.fact.change == change), None)


def owes_change(case: Case, change: str) -> Recorded[ChangeAnswered] | None:
    """The yes to a change whose charge is not paid."""
    said = change_answer(case, change)
    if said is None or said.fact.reply is not Reply.AGREED or not said.fact.charge:
        return None
    paid = any(each.fact.change == change for each in case.all(ChangePaid))
    return None if paid else said


def unpaid_change(case: Case) -> Recorded[ChangeAnswered] | None:
    """The first approved change whose charge is not paid."""
    owed = (owes_change(case, each.fact.change) for each in case.all(ChangeRequested))
    return next((each for each in owed if each is not None), None)


def suspicion(case: Case) -> Recorded[InfringementSuspected] | None:
    """The first suspicion that nobody cleared."""
    cleared = case.all(SuspicionCleared)
    for each in case.all(InfringementSuspected):
        later = (c for c in cleared if c.seq > each.seq and c.fact.suspicion == each.fact.suspicion)
        if next(later, None) is None:
            return each
    return None
