"""The money of a cancelled order: what comes back, what is kept, and which costs are the buyer's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.cancellation import (
    CostDocumented,
    ReturnDamaged,
    SellerAnsweredCancellation,
    SellerPenaltyCharged,
)
from tailorbird.domain.cases.facts.procurement import PurchaseMade
from tailorbird.domain.cases.words import Head
from tailorbird.domain.questions.money import ExtraCost, Occasion, Settlement
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Allocation,
    Answer,
    Charge,
    Unknown,
    allocate,
    charge,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.order1688.v1.standing import (
    in_words,
    is_fee_of_the_provider,
    is_money_for_the_seller,
    service_fee,
)


@clause("order1688.12.1.A")
def unbought_money_comes_back(q: Settlement, p: Parameters) -> Answer[Allocation] | None:
    """The money collected for the seller ({money_for_the_seller}), and other fees that the provider
    collected, then go back to you.
    """
    if not _money_of_a_cancelled_order(q, p) or q.case.has(PurchaseMade):
        return None
    return allocate(
        (Role.BUYER, q.amount),
        says=says("Nothing was bought, so {amount} comes back to you.", amount=q.amount),
    )


@clause("order1688.12.1.B")
def bought_money_comes_back(q: Settlement, p: Parameters) -> Answer[Allocation] | None:
    """When the seller has agreed, the same money goes back to you, less what the cancellation cost
    (12.4 to 12.6).
    """
    if not _money_of_a_cancelled_order(q, p) or not q.case.has(PurchaseMade):
        return None
    return allocate(
        (Role.BUYER, q.amount),
        because=[q.case.last(SellerAnsweredCancellation)],
        says=says("The purchase is undone, so {amount} comes back to you.", amount=q.amount),
    )


@clause("order1688.12.3")
def fee_on_cancelling(q: Settlement, p: Parameters) -> Answer[Allocation] | None:
    """When you cancel, the provider may keep its service fee. It may also waive it; then the fee goes
    back to you.
    """
    if q.occasion is not Occasion.CANCELLATION or q.head is not Head.SERVICE_FEE:
        return None
    return service_fee(q)


@clause("order1688.12.4")
def costs_of_cancelling(q: ExtraCost, p: Parameters) -> Answer[Charge] | Unknown | None:
    """Costs that arose before you cancelled, or because you did, are yours, line by line, each with its
    document: {cancellation_costs}. Where they exceed what comes back to you, you owe the rest.
    """
    if q.occasion is not Occasion.CANCELLATION or in_words(q.head) not in p.words("cancellation_costs"):
        return None
    return _yours(q, q.case.all(CostDocumented))


@clause("order1688.12.5")
def sellers_penalty(q: ExtraCost, p: Parameters) -> Answer[Charge] | Unknown | None:
    """A penalty or compensation that the seller charges because you cancelled is yours, with the
    seller's document. Where it exceeds what comes back to you, you owe the rest.
    """
    if q.occasion is not Occasion.CANCELLATION or q.head is not Head.PENALTY:
        return None
    return _yours(q, q.case.all(SellerPenaltyCharged))


@clause("order1688.12.6")
def loss_on_the_way_back(q: ExtraCost, p: Parameters) -> Answer[Charge] | Unknown | None:
    """If the seller takes the goods but claims the loss, you pay what it claims, with its document."""
    if q.occasion is not Occasion.CANCELLATION or q.head is not Head.RETURN_LOSS:
        return None
    return _yours(q, q.case.all(ReturnDamaged))


@clause("order1688.15.2")
def fee_on_a_missed_balance(q: Settlement, p: Parameters) -> Answer[Allocation] | None:
    """When you miss the balance, the provider keeps its service fee too, unless it waives it. Other
    fees that it collected go back to you.
    """
    if q.occasion is not Occasion.BALANCE_MISSED:
        return None
    if q.head is Head.SERVICE_FEE:
        return service_fee(q)
    return allocate((Role.BUYER, q.amount)) if is_fee_of_the_provider(q) else None


def _money_of_a_cancelled_order(q: Settlement, p: Parameters) -> bool:
    comes_back = is_money_for_the_seller(q, p) or is_fee_of_the_provider(q)
    return q.occasion is Occasion.CANCELLATION and comes_back


def _yours(q: ExtraCost, records: Sequence[Recorded[Any]]) -> Answer[Charge] | Unknown:
    """The buyer bears it, once there is a document."""
    if not q.document:
        return unknown("document", next_step=says("Attach the document that shows this cost."))
    shown = [each for each in records if each.fact.document == q.document]
    return charge(q.amount, payer=Role.BUYER, payee=q.payee, because=shown)
