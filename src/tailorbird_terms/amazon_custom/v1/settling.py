"""What a personalised order costs, and what becomes of the money."""

from __future__ import annotations

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.parcels import Dispatched
from tailorbird.domain.cases.facts.personalised import (
    DefectVerified,
    PersonalisedOrderPlaced,
    PersonalisedOrderRefused,
)
from tailorbird.domain.cases.listing_words import DefectRemedy, DefectResult
from tailorbird.domain.cases.words import Head
from tailorbird.domain.questions.money import Occasion, QuoteAmount, Settlement
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
from tailorbird_terms.amazon_custom.v1.standing import claim_named, found_for, verdict_on


@clause("amazon-custom.quality")
def price_of_the_listing(q: QuoteAmount, p: Parameters) -> Answer[Charge] | Unknown | None:
    """A product is as its listing says, and so is its price: you pay that, and the shipping."""
    amount = {Head.PRODUCT: q.goods, Head.SHIPPING: q.freight}.get(q.head)
    placed = q.case.first(PersonalisedOrderPlaced)
    if amount is None or placed is None:
        return None
    if amount.minor < 0:
        return unknown("price", because=[placed], next_step=says("State a price of zero or more."))
    return charge(amount, payer=Role.BUYER, payee=q.payee or Role.MERCHANT, because=[placed])


@clause("amazon-custom.quality")
def money_when_it_leaves(q: Settlement, p: Parameters) -> Answer[Allocation] | Unknown | None:
    """When the first parcel leaves, the money goes to whom it was collected for."""
    if q.occasion is not Occasion.DISPATCH or not q.case.has(PersonalisedOrderPlaced):
        return None
    left = q.case.first(Dispatched)
    if left is None:
        return unknown("Dispatched", next_step=says("The money stays held until a parcel leaves."))
    return allocate((q.payee, q.amount), because=[left])


@clause("amazon-custom.quality")
def money_of_a_refused_order(q: Settlement, p: Parameters) -> Answer[Allocation] | Unknown | None:
    """An order that the seller refuses costs you nothing: everything that you paid goes back."""
    if q.occasion is not Occasion.CANCELLATION or not q.case.has(PersonalisedOrderPlaced):
        return None
    refused = q.case.first(PersonalisedOrderRefused)
    if refused is None:
        return unknown("PersonalisedOrderRefused", next_step=says("The seller has not refused the order."))
    return allocate((Role.BUYER, q.amount), because=[refused])


@clause("amazon-custom.quality")
def money_of_a_defect(q: Settlement, p: Parameters) -> Answer[Allocation] | Unknown | None:
    """Where a defect is found and you want your money back, the seller gives back all of it, shipping
    included. Where the product is made again, or no defect is found, the money stays where it is."""
    if q.occasion is not Occasion.DEFECT or not q.case.has(PersonalisedOrderPlaced):
        return None
    back = found_for(q.case, DefectRemedy.REFUND)
    if back is not None:
        return allocate((Role.BUYER, q.amount), because=[claim_named(q.case, back.fact.claim), back])
    verdict = _last_verdict(q.case)
    if verdict is None:
        return unknown("DefectVerified", next_step=says("Somebody has to look into the report first."))
    return allocate((q.payee, q.amount), because=[verdict])


def _last_verdict(case: Case) -> Recorded[DefectVerified] | None:
    """What came of the claims, where it moves no money."""
    for verdict in reversed(case.all(DefectVerified)):
        claimed = claim_named(case, verdict.fact.claim)
        if claimed is not None and verdict_on(case, claimed) == verdict:
            refunds = claimed.fact.wants is DefectRemedy.REFUND
            if not (refunds and verdict.fact.result is DefectResult.FOUND):
                return verdict
    return None
