"""The supplier: who is entrusted with the request, and what it quotes."""

from __future__ import annotations

from tailorbird.domain.cases.facts.custom_request import (
    CustomRequestSubmitted,
    ReviewFound,
    SupplierBound,
)
from tailorbird.domain.questions.custom import MayBindSupplier, MayConfirmRequest, MayQuoteCustom
from tailorbird.domain.questions.disclosure import Commitments
from tailorbird.domain.terms.answers import Answer, Finding, Permission, find, grant, refuse, says
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.cj_custom.v1.negotiation import MoqStanding, negotiation
from tailorbird_terms.cj_custom.v1.standing import confirmed, not_open, opened, over


@clause("cj-custom.I")
def entrust_a_supplier(q: MayBindSupplier, p: Parameters) -> Answer[Permission]:
    """Once the request is reviewed, the platform entrusts it to a supplier, and tells you to which.
    Until the confirmation it may entrust it to another, who quotes for itself."""
    if problem := not_open(q.case):
        return problem
    bound, frozen = q.case.last(SupplierBound), confirmed(q.case)
    if frozen is not None or (bound is not None and bound.fact.supplier == q.supplier):
        settled = frozen or bound
        return refuse(
            because=[settled],
            says=says("The request has its supplier since {at}.", at=settled.at if settled else q.at),
            next_step=says("Go on with that supplier."),
        )
    if not q.supplier:
        return refuse(
            because=[opened(q.case)],
            says=says("No supplier was named."),
            next_step=says("Name the supplier who makes the product."),
        )
    return grant(because=[opened(q.case), q.case.last(ReviewFound)])


@clause("cj-custom.I")
def quote_for_the_request(q: MayQuoteCustom, p: Parameters) -> Answer[Permission]:
    """The supplier quotes its unit prices, the fees for sample and mould, its times and its minimum
    quantity. If you put the request otherwise afterwards, it quotes again."""
    if problem := not_open(q.case):
        return problem
    bound, frozen = q.case.first(SupplierBound), confirmed(q.case)
    if bound is None:
        return refuse(
            because=[opened(q.case)],
            says=says("The request was not entrusted to a supplier yet."),
            next_step=says("Wait until the platform names a supplier."),
        )
    if frozen is not None:
        return refuse(
            because=[frozen],
            says=says("The request was confirmed on {at}, with the quotation that stood.", at=frozen.at),
            next_step=says("What a change costs is stated with the answer to it."),
        )
    return grant(because=[bound])


@clause("cj-custom.II.5", exception_to=["cj-custom.II.4"])
def minimum_before_confirmation(q: MayConfirmRequest, p: Parameters) -> Answer[Permission] | None:
    """A request is approved when a supplier has quoted for it as it stands, and its minimum quantity
    is met or a solution for it is found."""
    if opened(q.case) is None or over(q.case) or confirmed(q.case):
        return None
    found = negotiation(q.case)
    if found is None:
        return refuse(
            because=[q.case.first(SupplierBound) or opened(q.case)],
            says=says("There is no quotation for the request as it stands."),
            next_step=says("Entrust a supplier, and wait for its quotation."),
        )
    if found.standing in (MoqStanding.MET, MoqStanding.SETTLED):
        return None
    return refuse(
        because=found.because,
        says=says("There is no solution for the minimum quantity of {least} yet.", least=found.least),
        next_step=says("Wait for the buyer's answer; without one the request can be stopped."),
    )


@clause("cj-custom.II.5")
def production_to_entrust(q: Commitments, p: Parameters) -> Answer[tuple[Finding, ...]] | None:
    """An approved request must be produced: finding a supplier for it is the platform's to do."""
    sent, found = q.case.first(CustomRequestSubmitted), q.case.last(ReviewFound)
    if sent is None or found is None:
        return None
    bound = q.case.first(SupplierBound)
    left = "ended" if over(q.case) else "open"
    return find(Finding("entrust-supplier", "done" if bound else left), because=[found, bound])
