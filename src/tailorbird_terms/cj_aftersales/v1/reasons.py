"""For which reasons a dispute is accepted, with which remedy and which evidence."""

from __future__ import annotations

from typing import Final

from tailorbird.domain.cases.facts.parcels import Dispatched
from tailorbird.domain.cases.facts.store_order import StoreOrderPlaced
from tailorbird.domain.cases.store_words import DisputeReason, EvidenceKind, Remedy
from tailorbird.domain.questions.store import MayOpenDispute
from tailorbird.domain.terms.answers import Answer, Permission, Says, refuse, says
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.cj_aftersales.v1.opening import heard

_ADD: Final = {
    EvidenceKind.PHOTO: says("Add a photo that shows what is wrong."),
    EvidenceKind.VIDEO: says("Add a video that shows what is wrong."),
    EvidenceKind.TRACKING: says("Add what the parcel's tracking says."),
    EvidenceKind.POST_OFFICE_CONFIRMATION: says("Add the confirmation of the local post office."),
    EvidenceKind.CUSTOMER_STATEMENT: says("Add what your customer wrote."),
    EvidenceKind.AUTHORITY_NOTICE: says("Add the notice of the customs or another authority."),
    EvidenceKind.CARRIER_NOTICE: says("Add what the carrier wrote."),
    EvidenceKind.OTHER: says("Add a document that shows what is wrong."),
}


def judged_elsewhere(q: MayOpenDispute, p: Parameters) -> bool:
    """Whether another clause says what such a dispute needs: a wish to return, goods not received."""
    if q.reason is DisputeReason.RETURN_WANTED:
        placed = q.case.first(StoreOrderPlaced)
        return placed is not None and placed.fact.kind.value in p.words("returnable_kinds")
    return q.reason is DisputeReason.NOT_RECEIVED


@clause("cj-aftersales.2", exception_to=["cj-aftersales.1"])
def accepted_reason(q: MayOpenDispute, p: Parameters) -> Answer[Permission] | None:
    """A refund, a resend or a return is accepted for these reasons: {accepted_reasons}. For no other,
    except as the clauses on goods not received and on returns say."""
    if not heard(q, p) or judged_elsewhere(q, p) or q.reason.value in p.words("accepted_reasons"):
        return None
    return refuse(
        because=[q.case.first(StoreOrderPlaced)],
        says=says("This is not a reason for which we refund, resend or take goods back."),
        next_step=says("Choose the reason of the list that fits, or open a ticket."),
    )


@clause("cj-aftersales.2", exception_to=["cj-aftersales.1", "cj-aftersales.5"])
def remedy_that_fits(q: MayOpenDispute, p: Parameters) -> Answer[Permission] | None:
    """You can ask for a refund ({refund_reasons}), for a resend ({resend_reasons}) or for a return
    ({return_reasons}). What has not left cannot be sent once more, nor be sent back."""
    if not heard(q, p) or q.reason is DisputeReason.OTHER or q.reason is DisputeReason.RETURN_WANTED:
        return None
    if q.reason.value not in p.words(f"{q.wants.value}_reasons"):
        return refuse(
            because=[q.case.first(StoreOrderPlaced)],
            says=says("This remedy does not help for this reason."),
            next_step=says("Ask for a remedy that the clause names for this reason."),
        )
    if q.wants is not Remedy.REFUND and not q.case.has(Dispatched):
        return refuse(
            because=[q.case.first(StoreOrderPlaced)],
            says=says("Nothing was dispatched yet."),
            next_step=says("Ask for a refund, or wait until the goods have left."),
        )
    return None


@clause("cj-aftersales.2", exception_to=["cj-aftersales.1"])
def evidence_of_the_reason(q: MayOpenDispute, p: Parameters) -> Answer[Permission] | None:
    """Each reason needs evidence, one of these at least. Delayed: {evidence_delayed}. Lost:
    {evidence_lost}. Damaged: {evidence_damaged}. Wrong: {evidence_wrong}. Missing: {evidence_missing}.
    Destination limited: {evidence_destination_limited}. Shipping method limited:
    {evidence_method_limited}."""
    if not heard(q, p) or q.reason.value not in p.words("accepted_reasons"):
        return None
    accepted = p.words(f"evidence_{q.reason.value}")
    if not accepted or any(each.kind.value in accepted and each.file for each in q.evidence):
        return None
    return refuse(
        because=[q.case.first(StoreOrderPlaced)],
        says=says("The evidence that this reason needs is missing."),
        next_step=add(accepted[0]),
    )


def add(kind: str) -> Says:
    """What the client is asked to add."""
    return _ADD[EvidenceKind(kind)]
