"""The programme: application, approval, revocation, sanction, reinstatement."""

from __future__ import annotations

from typing import Final

from tailorbird.domain.cases.facts.listing import SellerStandingShown
from tailorbird.domain.cases.facts.programme import ProgrammeApproved
from tailorbird.domain.cases.listing_words import Standing
from tailorbird.domain.questions.listing import (
    MayApply,
    MayDecideApplication,
    MayDraftListing,
    MayReinstate,
    MayRevoke,
    MaySanction,
    ProgrammeStanding,
)
from tailorbird.domain.terms.answers import (
    Answer,
    Classification,
    Finding,
    Permission,
    classify,
    grant,
    refuse,
    says,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.amazon_custom.v1.review import Reviewal, Reviewed, lacking, reviewed
from tailorbird_terms.amazon_custom.v1.standing import draft_of, sanction_of, standing_in

APPROVAL: Final = "amazon-custom.approval"
SANCTION: Final = "amazon-custom.sanction"
_TELL: Final = {
    Standing.NONE: says("The seller has not applied for the programme."),
    Standing.APPLIED: says("The seller's application is not decided yet."),
    Standing.DECLINED: says("The seller's application was declined."),
    Standing.REVOKED: says("The seller's approval was taken back."),
}


@clause("amazon-custom.approval")
def apply(q: MayApply, p: Parameters) -> Answer[Permission]:
    """A seller applies to take part. After a decline or a revocation it may apply again."""
    standing, last = standing_in(q.case)
    if standing in (Standing.APPLIED, Standing.APPROVED):
        done = says("The seller is approved already.")
        return refuse(
            because=[last],
            says=says("An application is open.") if standing is Standing.APPLIED else done,
            next_step=says("Wait for the decision, or list your products once you are approved."),
        )
    return grant(because=[last])


@clause("amazon-custom.approval")
def decide_the_application(q: MayDecideApplication, p: Parameters) -> Answer[Permission]:
    """The platform approves or declines an open application."""
    standing, last = standing_in(q.case)
    if standing is Standing.APPLIED:
        return grant(because=[last])
    return refuse(
        because=[last],
        says=says("No application is open."),
        next_step=says("Wait until the seller applies."),
    )


@clause("amazon-custom.approval")
def take_back(q: MayRevoke, p: Parameters) -> Answer[Permission]:
    """It may take an approval back; the seller's listings are then not public any more."""
    standing, last = standing_in(q.case)
    if standing is Standing.APPROVED:
        return grant(because=[last])
    return refuse(
        because=[last],
        says=says("The seller is not approved."),
        next_step=says("Decline the application if one is open."),
    )


@clause("amazon-custom.approval")
def where_the_seller_stands(q: ProgrammeStanding, p: Parameters) -> Answer[Classification]:
    """Where the seller stands is what was decided last."""
    standing, last = standing_in(q.case)
    return classify(standing.value, because=[last])


@clause("amazon-custom.approval")
def approval_first(q: Reviewed, p: Parameters) -> Reviewal:
    """Without approval nothing customizable is published. A listing can be drafted before that, and what
    is wrong with it is told at once."""
    drafted, shown = draft_of(q.case), q.case.last(SellerStandingShown)
    if drafted is None:
        return None
    if shown is None:
        return lacking(
            q,
            "SellerStandingShown",
            says("Submit the draft again, so that it shows where the seller stands."),
        )
    told = _TELL.get(shown.fact.standing)
    if told is None:
        return None
    mend = says("Apply for the programme, and publish the listing once you are approved.")
    return reviewed(q, (Finding(APPROVAL, "seller", told, mend),), (shown,))


@clause("amazon-custom.approval")
def draft(q: MayDraftListing, p: Parameters) -> Answer[Permission]:
    """A listing that is public stays as it is until a changed draft is published."""
    return grant(because=[q.case.last(SellerStandingShown)])


@clause("amazon-custom.sanction")
def sanction(q: MaySanction, p: Parameters) -> Answer[Permission]:
    """Violations may cost a seller the customization features. The decision names the clauses that were
    broken, and the evidence for it. The listings are then not public any more; open orders are finished."""
    last, lasting = standing_in(q.case)[1], sanction_of(q.case)
    if lasting is not None or not q.case.has(ProgrammeApproved):
        return refuse(
            because=[lasting or last],
            says=says("The seller has no customization features to lose."),
            next_step=says("There is nothing to withdraw; decline an open application."),
        )
    unnamed = [each for each in q.clauses if each not in p.words("sanctionable")]
    if unnamed or not q.clauses:
        return refuse(
            because=[last],
            says=says("The decision names no clause that was broken, or one that cannot be."),
            next_step=says("Name the broken clauses of these terms, such as amazon-custom.misuse.warranty."),
        )
    if not q.evidence or not all(q.evidence):
        return refuse(
            because=[last],
            says=says("The decision has no evidence."),
            next_step=says("Add what shows the violation, such as the listing as it was."),
        )
    return grant(because=[last])


@clause("amazon-custom.sanction", exception_to=[APPROVAL])
def sanctioned(q: ProgrammeStanding, p: Parameters) -> Answer[Classification] | None:
    """A sanction lasts, whatever was decided about the seller besides."""
    lasting = sanction_of(q.case)
    return classify(Standing.SANCTIONED.value, because=[lasting]) if lasting else None


@clause("amazon-custom.sanction", exception_to=[APPROVAL])
def nothing_for_a_sanctioned_seller(
    q: MayApply | MayDecideApplication | MayRevoke, p: Parameters
) -> Answer[Permission] | None:
    """A sanctioned seller cannot apply again, be approved, or be revoked besides."""
    lasting = sanction_of(q.case)
    if lasting is None:
        return None
    return refuse(
        because=[lasting],
        says=says("The seller was sanctioned on {at}.", at=lasting.at),
        next_step=says("Finish the open orders. Only a new decision could give the features back."),
    )


@clause("amazon-custom.sanction")
def reinstate(q: MayReinstate, p: Parameters) -> Answer[Permission]:
    """Whether a new, recorded decision can give the features back, these terms say: {reinstatement}."""
    lasting = sanction_of(q.case)
    if lasting is None:
        return refuse(
            because=[standing_in(q.case)[1]],
            says=says("The seller is not sanctioned."),
            next_step=says("There is nothing to give back."),
        )
    if p.text("reinstatement") == "allowed":
        return grant(because=[lasting])
    return refuse(
        because=[lasting],
        says=says("These terms give the features back to no sanctioned seller."),
        next_step=says("Let the open orders be finished; the sanction stays."),
    )


@clause("amazon-custom.sanction")
def nothing_published_under_a_sanction(q: Reviewed, p: Parameters) -> Reviewal:
    """Under a sanction no listing is published."""
    shown = q.case.last(SellerStandingShown)
    if draft_of(q.case) is None or shown is None or shown.fact.standing is not Standing.SANCTIONED:
        return None
    told = says("The seller was sanctioned.")
    mend = says("Finish the open orders. Only a new decision could give the features back.")
    return reviewed(q, (Finding(SANCTION, "seller", told, mend),), (shown,))


@clause("amazon-custom.sanction", exception_to=[APPROVAL])
def nothing_drafted_under_a_sanction(q: MayDraftListing, p: Parameters) -> Answer[Permission] | None:
    """None is drafted either."""
    shown = q.case.last(SellerStandingShown)
    if shown is None or shown.fact.standing is not Standing.SANCTIONED:
        return None
    return refuse(
        because=[shown],
        says=says("The seller was sanctioned."),
        next_step=says("Finish the open orders. Only a new decision could give the features back."),
    )
