"""What becomes of the money that is held, on each occasion that is not the end of the request."""

from __future__ import annotations

from tailorbird.domain.cases.custom_words import StopReason
from tailorbird.domain.cases.facts.custom_making import CustomRequestStopped
from tailorbird.domain.cases.facts.parcels import Dispatched
from tailorbird.domain.cases.words import Head
from tailorbird.domain.money import smaller
from tailorbird.domain.questions.money import Occasion, Settlement
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import Allocation, Answer, Unknown, allocate, says, unknown
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.cj_custom.v1.sampling import passed
from tailorbird_terms.cj_custom.v1.standing import HELD, spent

UNTIL_DISPATCH = (Head.GOODS, Head.INTERNATIONAL_FREIGHT)


@clause("cj-custom.I")
def money_of_dispatched_goods(q: Settlement, p: Parameters) -> Answer[Allocation] | Unknown | None:
    """When the goods are handed to the carrier, what is still held for them goes to whom it was
    collected for."""
    if q.occasion is not Occasion.DISPATCH or q.head not in HELD:
        return None
    left = q.case.first(Dispatched)
    if left is None:
        return unknown("Dispatched", next_step=says("The money stays held until the goods leave."))
    return allocate((q.payee, q.amount), because=[left])


@clause("cj-custom.II.6")
def fees_of_a_good_sample(q: Settlement, p: Parameters) -> Answer[Allocation] | Unknown | None:
    """The fees go to the supplier when a sample is in order, and its own fee to the provider. The
    money for goods and freight stays held until they leave."""
    if q.occasion is not Occasion.SAMPLE_ACCEPTED or q.head not in HELD:
        return None
    good = passed(q.case)
    if good is None:
        return unknown("SampleAccepted", next_step=says("The fees stay held until a sample is in order."))
    if q.head in UNTIL_DISPATCH:
        return unknown(
            "Dispatched", because=[good], next_step=says("The money stays held until the goods leave.")
        )
    return allocate((q.payee, q.amount), because=[good])


@clause("cj-custom.II.6")
def money_after_the_final_sample(q: Settlement, p: Parameters) -> Answer[Allocation] | Unknown | None:
    """If the request is stopped after its final sample, no fee comes back: none for the sample, the
    mould or anything else. Of the production money comes back what the supplier has not spent by its
    documents, and the freight whole."""
    if q.occasion is not Occasion.FINAL_SAMPLE_STOPPED or q.head not in HELD:
        return None
    stopped = q.case.first(CustomRequestStopped)
    if stopped is None or stopped.fact.reason is not StopReason.FINAL_SAMPLE:
        return unknown("CustomRequestStopped", next_step=says("The request was not stopped for this."))
    if q.head is Head.GOODS:
        kept = smaller(spent(q.case), q.amount)
        return allocate((q.payee, kept), (Role.BUYER, q.amount - kept), because=[stopped])
    if q.head is Head.INTERNATIONAL_FREIGHT:
        return allocate((Role.BUYER, q.amount), because=[stopped])
    return allocate((q.payee, q.amount), because=[stopped])
