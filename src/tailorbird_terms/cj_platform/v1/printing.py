"""Print on demand: the design that a buyer changes, the proof, the print files, production and inspection."""

from __future__ import annotations

from typing import Any

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.making import (
    ProductionStarted,
    ProofApproved,
    ProofChangesAsked,
    ProofSent,
    SpecificationInspected,
)
from tailorbird.domain.cases.facts.payment import OrderPaid
from tailorbird.domain.cases.facts.personalised import (
    CustomizationErased,
    PersonalisedOrderAccepted,
    PersonalisedOrderPlaced,
    PersonalisedOrderRefused,
)
from tailorbird.domain.customization.template import Approval
from tailorbird.domain.questions.making import (
    MayAnswerProof,
    MayInspectSpecification,
    MayReplaceSpecification,
    MaySendProof,
    MayStartProduction,
)
from tailorbird.domain.questions.permission import MayDispatch
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import Answer, Near, Permission, grant, refuse, says, wait
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.cj_platform.v1.specified import (
    accepted_for,
    approved_for,
    begun_for,
    differing,
    left_since,
    placed_price,
    print_files_for,
    proof_open,
    specified,
)


@clause("cj-platform.print-on-demand")
def change_the_design(q: MayReplaceSpecification, p: Parameters) -> Answer[Permission]:
    """Until you approve a proof of it, or its making begins, you may change your design. What it costs stays
    as it was ordered; a design at another price is another order."""
    stopped = _over(q.case)
    if stopped is not None:
        return stopped
    spec, price = specified(q.case), placed_price(q.case)
    begun = q.case.first(ProductionStarted)
    frozen: Recorded[Any] | None = approved_for(q.case) or begun
    if spec is None or price is None or frozen is not None:
        return refuse(
            because=[frozen or spec],
            says=says("The design is frozen since {at}.", at=frozen.at)
            if frozen is not None
            else says("There is no design to change."),
            next_step=says("Write to the maker, or order the other design too."),
        )
    if q.specification_hash == spec.fact.specification_hash:
        return refuse(
            because=[spec],
            says=says("This is the design as it stands."),
            next_step=says("Change something, or leave it so."),
        )
    if q.price != price:
        return refuse(
            because=[spec],
            near=(Near("price", price, q.price),),
            says=says("This design costs {asked}; {price} was ordered.", asked=q.price, price=price),
            next_step=says("Choose what costs the same, or order the other design too."),
        )
    return grant([spec])


@clause("cj-platform.print-on-demand")
def show_a_proof(q: MaySendProof, p: Parameters) -> Answer[Permission]:
    """The maker may send you a proof of your design as soon as it has taken the order on, and until its
    making begins."""
    stopped = _over(q.case) or _not_taken_on(q.case)
    if stopped is not None:
        return stopped
    frozen: Recorded[Any] | None = q.case.first(ProductionStarted) or approved_for(q.case)
    if frozen is not None:
        return refuse(
            because=[frozen],
            says=says("The design is frozen since {at}.", at=frozen.at),
            next_step=says("Make the product as it was approved."),
        )
    return grant([accepted_for(q.case)])


@clause("cj-platform.print-on-demand")
def answer_a_proof(q: MayAnswerProof, p: Parameters) -> Answer[Permission]:
    """You approve the proof or say what is to change. Your approval freezes the design: that, and nothing
    else, is made, and the product is measured by it."""
    stopped = _over(q.case)
    if stopped is not None:
        return stopped
    last, waits = q.case.last(ProofSent), proof_open(q.case)
    if last is None or waits is None or last.fact.proof != q.proof:
        answered = q.case.last(ProofApproved, ProofChangesAsked)
        return refuse(
            because=[last, answered, specified(q.case)],
            says=says("The proof {proof} does not wait for an answer.", proof=q.proof),
            next_step=says("Answer the latest proof of the design as it stands."),
        )
    return grant([waits])


@clause("cj-platform.print-on-demand")
def begin_making(q: MayStartProduction, p: Parameters) -> Answer[Permission]:
    """Making begins once the order is taken on and its print files and work ticket are there. If the maker
    asks for your approval, nothing is made before you have approved the proof of exactly this design."""
    stopped = _over(q.case) or _not_taken_on(q.case) or _unapproved(q.case)
    if stopped is not None:
        return stopped
    begun, files, placed = begun_for(q.case), print_files_for(q.case), q.case.first(PersonalisedOrderPlaced)
    if files is None and placed is not None and not placed.fact.product:
        return refuse(
            because=[placed],
            says=says("The order came without a template, and has no print files."),
            next_step=says("Make it from what the buyer wrote and uploaded, then send it."),
        )
    if begun is not None:
        return refuse(
            because=[begun],
            says=says("The making began on {at}.", at=begun.at),
            next_step=says("Inspect what was made, then send it."),
        )
    if files is None:
        return wait(
            Role.PLATFORM,
            because=[accepted_for(q.case)],
            says=says("The print files of this design are not made yet."),
            next_step=says("They are made within minutes; you can also have them made at once."),
        )
    return grant([accepted_for(q.case), approved_for(q.case), files])


@clause("cj-platform.print-on-demand")
def compare_with_the_design(q: MayInspectSpecification, p: Parameters) -> Answer[Permission]:
    """What was made is compared with your design, point by point, before it leaves."""
    stopped = _over(q.case)
    if stopped is not None:
        return stopped
    begun = begun_for(q.case)
    if begun is None:
        return refuse(
            because=[specified(q.case)],
            says=says("Nothing was made yet."),
            next_step=says("Begin with the making first."),
        )
    left = left_since(q.case, begun)
    if left is not None:
        return refuse(
            because=[left],
            says=says("Everything that was ordered left on {at}.", at=left.at),
            next_step=says("If something is wrong with the product, the buyer reports it after its arrival."),
        )
    return grant([begun])


@clause("cj-platform.print-on-demand", exception_to=["cj-platform.fulfilment"])
def nothing_leaves_otherwise_than_designed(q: MayDispatch, p: Parameters) -> Answer[Permission] | None:
    """Nothing leaves that was not made from its print files, that you were to approve and did not, or that
    differs from your design at any point."""
    placed = q.case.first(PersonalisedOrderPlaced)
    if placed is None or not placed.fact.product or _over(q.case) is not None:
        return None
    if unapproved := _unapproved(q.case):
        return unapproved
    begun = begun_for(q.case)
    if begun is None:
        return refuse(
            because=[specified(q.case)],
            says=says("The making has not begun."),
            next_step=says("Begin with it from the print files, then send what was made."),
        )
    inspected = q.case.last_after(SpecificationInspected, begun)
    wrong = differing(inspected)
    if inspected is None or not wrong:
        return None
    return refuse(
        because=[inspected],
        near=(Near("points that differ", 0, len(wrong)),),
        says=says("At {points} the product differs from the design.", points=", ".join(wrong)),
        next_step=says("Make it again or put it right, and inspect it once more."),
    )


def _over(case: Case) -> Answer[Permission] | None:
    """Why nothing of the order is designed or made any more, or not yet."""
    if not case.has(PersonalisedOrderPlaced):
        return refuse(
            says=says("No order was placed yet."),
            next_step=says("Fill in the fields of the product, then order it."),
        )
    ended: Recorded[Any] | None = case.first(PersonalisedOrderRefused, CustomizationErased)
    if ended is None:
        return None
    return refuse(
        because=[ended],
        says=says("The order ended on {at}.", at=ended.at),
        next_step=says("If something is wrong with the product, the buyer reports it after its arrival."),
    )


def _not_taken_on(case: Case) -> Answer[Permission] | None:
    if accepted_for(case) is not None:
        return None
    return refuse(
        because=[specified(case), case.first(OrderPaid), case.last(PersonalisedOrderAccepted)],
        says=says("The maker has not taken this design on."),
        next_step=says("Verify the customization and take the order on first."),
    )


def _unapproved(case: Case) -> Answer[Permission] | None:
    placed = case.first(PersonalisedOrderPlaced)
    if placed is None or placed.fact.approval is Approval.NOT_ASKED or approved_for(case) is not None:
        return None
    waits, asked = proof_open(case), case.last(ProofChangesAsked)
    if waits is not None:
        return wait(
            Role.BUYER,
            because=[waits],
            says=says("The proof {proof} is not approved.", proof=waits.fact.proof),
            next_step=says("The buyer approves it, or says what is to change."),
        )
    return refuse(
        because=[specified(case), asked],
        says=says("The buyer has not approved a proof of this design."),
        next_step=says("Send a proof of the design as it stands."),
    )
