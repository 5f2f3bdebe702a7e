"""Delivered, says the tracking; not received, says the customer."""

from __future__ import annotations

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.order_dispute import (
    DisputeEvidenceAdded,
    InvestigationClosed,
    InvestigationOpened,
    OrderDisputed,
)
from tailorbird.domain.cases.facts.store_order import StoreOrderPlaced
from tailorbird.domain.cases.store_words import DisputeReason, Evidence, RulingOutcome
from tailorbird.domain.questions.store import (
    MayInvestigate,
    MayOpenDispute,
    MayRuleDispute,
)
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Answer,
    Permission,
    grant,
    refuse,
    says,
    wait,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.cj_aftersales.v1.opening import heard, open_or_not
from tailorbird_terms.cj_aftersales.v1.ruling import ruling_fault
from tailorbird_terms.cj_aftersales.v1.standing import dispute_of, has_arrived


@clause("cj-aftersales.5", exception_to=["cj-aftersales.1"])
def held_for_the_post_office(q: MayOpenDispute, p: Parameters) -> Answer[Permission] | None:
    """Where tracking says delivered and your customer says not received, your customer asks the local
    post office. The dispute is held until you attach its confirmation ({confirmation})."""
    if q.reason is not DisputeReason.NOT_RECEIVED or not heard(q, p):
        return None
    delivered = has_arrived(q.case)
    if delivered is None:
        return refuse(
            because=[q.case.first(StoreOrderPlaced)],
            says=says("No parcel of this order is delivered, as far as tracking says."),
            next_step=says("Dispute it as delayed or as lost."),
        )
    if _confirms(q.evidence, p):
        return None
    return wait(
        Role.BUYER,
        because=[delivered],
        says=says("The local post office has not confirmed it yet."),
        next_step=says("Let your customer ask the post office, and attach what it confirms."),
    )


@clause("cj-aftersales.5")
def confirmed_at_once(q: MayOpenDispute, p: Parameters) -> Answer[Permission] | None:
    """With the confirmation attached, the dispute goes on at once."""
    delivered = has_arrived(q.case)
    if q.reason is not DisputeReason.NOT_RECEIVED or delivered is None or not heard(q, p):
        return None
    return grant([delivered]) if _confirms(q.evidence, p) else None


@clause("cj-aftersales.5")
def investigate(q: MayInvestigate, p: Parameters) -> Answer[Permission]:
    """With the confirmation on record, the carrier is asked to investigate, once for each dispute."""
    dispute = dispute_of(q.case, q.dispute)
    if dispute is None or dispute.ended is not None:
        return open_or_not(q.case, q.dispute)
    opened = investigation(q.case, q.dispute)
    if dispute.opened.fact.reason is not DisputeReason.NOT_RECEIVED or opened is not None:
        return refuse(
            because=[dispute.opened, opened],
            says=says("This dispute calls for no investigation, or has one."),
            next_step=says("Look at what the dispute is about, and at what the carrier found."),
        )
    confirmed = confirmation(q.case, q.dispute, p)
    if confirmed is None:
        return wait(
            Role.BUYER,
            because=[dispute.opened],
            says=says("The local post office has not confirmed it yet."),
            next_step=says("Let your customer ask the post office, and attach what it confirms."),
        )
    return grant(dict.fromkeys((dispute.opened, confirmed)))


@clause("cj-aftersales.5", exception_to=["cj-aftersales.2"])
def nothing_before_the_answers(q: MayRuleDispute, p: Parameters) -> Answer[Permission] | None:
    """Without the confirmation such a dispute is not upheld. While the carrier investigates, nothing is
    decided. It is upheld where the carrier finds the parcel {upheld_results}."""
    dispute = dispute_of(q.case, q.dispute)
    if dispute is None or dispute.ended or dispute.opened.fact.reason is not DisputeReason.NOT_RECEIVED:
        return None
    confirmed, closed = confirmation(q.case, q.dispute, p), result(q.case, q.dispute)
    if confirmed is None:
        return _unconfirmed(dispute.opened) if q.outcome is RulingOutcome.UPHELD else None
    if closed is None:
        return wait(
            Role.CARRIER,
            because=dict.fromkeys((dispute.opened, confirmed)),
            says=says("The carrier has not answered yet."),
            next_step=says("Rule once the investigation is closed."),
        )
    if q.outcome is RulingOutcome.REJECTED or closed.fact.result.value in p.words("upheld_results"):
        return None
    return refuse(
        because=[dispute.opened, closed],
        says=says("The carrier found that the parcel was delivered."),
        next_step=says("Reject the dispute. The client may open a ticket with what speaks against it."),
    )


def _unconfirmed(opened: Recorded[OrderDisputed]) -> Answer[Permission]:
    return refuse(
        because=[opened],
        says=says("The local post office has not confirmed it yet."),
        next_step=says("Wait for the confirmation, or reject the dispute."),
    )


@clause("cj-aftersales.5")
def turned_down_without_it(q: MayRuleDispute, p: Parameters) -> Answer[Permission] | None:
    """A dispute whose confirmation does not come is turned down for that reason. You can open it again
    with the confirmation."""
    dispute = dispute_of(q.case, q.dispute)
    if dispute is None or dispute.opened.fact.reason is not DisputeReason.NOT_RECEIVED:
        return None
    if q.outcome is not RulingOutcome.REJECTED or ruling_fault(q, p) is not None:
        return None
    if confirmation(q.case, q.dispute, p) is not None:
        return None
    return grant([dispute.opened], says=says("The post office's confirmation was never attached."))


def confirmation(
    case: Case, name: str, p: Parameters
) -> Recorded[OrderDisputed] | Recorded[DisputeEvidenceAdded] | None:
    """With what the confirmation came, if it did."""
    dispute = dispute_of(case, name)
    if dispute is None or _confirms(dispute.opened.fact.evidence, p):
        return dispute.opened if dispute else None
    added = (each for each in case.all(DisputeEvidenceAdded) if each.fact.dispute == name)
    return next((each for each in added if _confirms(each.fact.evidence, p)), None)


def _confirms(evidence: tuple[Evidence, ...], p: Parameters) -> bool:
    return any(each.kind.value in p.words("confirmation") and each.file for each in evidence)


def investigation(case: Case, name: str) -> Recorded[InvestigationOpened] | None:
    """The carrier's investigation for the dispute, once it was opened."""
    return next((each for each in case.all(InvestigationOpened) if each.fact.dispute == name), None)


def result(case: Case, name: str) -> Recorded[InvestigationClosed] | None:
    """What the carrier found, once it did."""
    return next((each for each in case.all(InvestigationClosed) if each.fact.dispute == name), None)
