"""The design: how it is agreed on, whose it is, what it may be used for, and how unlike others it is."""

from __future__ import annotations

from typing import Any

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.jewelry import (
    CustomOrderSubmitted,
    DesignAccepted,
    PersonalData,
    ProductionStepDone,
    SimilarDesignsShown,
)
from tailorbird.domain.questions.disclosure import Commitments
from tailorbird.domain.questions.jewelry import (
    DesignOwnership,
    MayAcceptDesign,
    MayAnswerProposal,
    MayPauseMaking,
    MayProduce,
    MayProposeDesign,
    MayShip,
    MayUseDesign,
    Specification,
)
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Answer,
    Classification,
    Finding,
    Near,
    Permission,
    Unknown,
    classify,
    find,
    grant,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.jewelry.v1.standing import (
    ended,
    first_after,
    specified_by,
    thread_of,
)
from tailorbird_terms.jewelry.v1.timing import making_of, now_paused


@clause("jewelry.I.3")
def propose_a_plan(q: MayProposeDesign, p: Parameters) -> Answer[Permission]:
    """If your wishes are complex, the jeweller proposes a plan in words and pictures before making
    begins."""
    sent, over = q.case.first(CustomOrderSubmitted), ended(q.case)
    making = making_of(q.case)
    begun = first_after(q.case, ProductionStepDone, making.opened) if making else None
    shut = over or begun or (making.shipped if making else None)
    if sent is None or shut is not None:
        return refuse(
            because=[shut],
            says=says("There is no order, or its making began or ended."),
            next_step=says("Write to the buyer; the specification stays as it is."),
        )
    return grant(because=[sent])


@clause("jewelry.I.3")
def answer_the_plan(q: MayAnswerProposal, p: Parameters) -> Answer[Permission]:
    """You answer the latest proposal or accept it, until both of you understand the plan the same
    way."""
    thread, over = thread_of(q.case), ended(q.case)
    if over is not None:
        return refuse(
            because=[over],
            says=says("The order ended on {at}.", at=over.at),
            next_step=says("Send a new order if you still want the piece."),
        )
    if thread is None or thread.proposed.fact.proposal != q.proposal:
        return refuse(
            because=[thread.proposed if thread else None],
            says=says("The proposal {proposal} does not stand.", proposal=q.proposal),
            next_step=says("Answer the latest proposal."),
        )
    if thread.accepted is not None:
        return refuse(
            because=[thread.accepted],
            says=says("You accepted this proposal on {at}.", at=thread.accepted.at),
            next_step=says("Write to the jeweller; a change needs a new proposal."),
        )
    return grant(because=[thread.proposed])


@clause("jewelry.I.3", exception_to=["jewelry.I.1"])
def accepted_plan(q: Specification, p: Parameters) -> Answer[Classification] | None:
    """The proposal that you accept is the specification: what is made, and what the piece is measured
    by."""
    thread = thread_of(q.case)
    if thread is None:
        return None
    if thread.accepted is None:
        because = [thread.proposed, thread.answered]
        return classify("open", points_at=thread.turn, because=because)
    return classify("proposal", because=[thread.proposed, thread.accepted])


@clause("jewelry.I.3", exception_to=["jewelry.II.time"])
def no_making_before_agreement(q: MayProduce | MayShip, p: Parameters) -> Answer[Permission] | None:
    """Once a plan was proposed, nothing is made until you accept it."""
    return _not_agreed(q.case)


@clause("jewelry.I.3", exception_to=["jewelry.II.uniqueness"])
def no_design_before_agreement(q: MayAcceptDesign, p: Parameters) -> Answer[Permission] | None:
    """Nor does the jeweller take on a design that you have not accepted."""
    return _not_agreed(q.case)


def _not_agreed(case: Case) -> Answer[Permission] | None:
    thread = thread_of(case)
    if thread is None or thread.accepted is not None:
        return None
    proposal = thread.proposed.fact.proposal
    return refuse(
        because=[thread.proposed, thread.answered],
        says=says("The proposal {proposal} is not accepted.", proposal=proposal),
        next_step=says("The buyer accepts it, or the jeweller makes another proposal."),
    )


@clause("jewelry.I.3")
def unreachable_buyer(q: MayPauseMaking, p: Parameters) -> Answer[Permission]:
    """If the jeweller waits for your word and cannot reach you, the time for making stands still. The
    attempts to reach you ({contact_attempts} at least) are on record, each with its proof. Your next
    word lets the time run on, and the working days in between are added."""
    making, waiting, paused = making_of(q.case), _waits_for_buyer(q.case), now_paused(q.case)
    if making is None or making.shipped or ended(q.case):
        return refuse(
            because=[making.shipped if making else None, ended(q.case)],
            says=says("No time for making runs."),
            next_step=says("There is nothing to pause."),
        )
    if paused is not None:
        return refuse(
            because=[paused.began],
            says=says("The time for making stands still since {at}.", at=paused.began.at),
            next_step=says("Go on trying to reach the buyer."),
        )
    if waiting is None:
        return refuse(
            because=[making.opened],
            says=says("Nothing waits for the buyer's word."),
            next_step=says("Make the piece, or propose a design."),
        )
    needed = p.count("contact_attempts")
    if len(q.attempts) < needed:
        return refuse(
            because=[waiting],
            near=(Near("attempts on record", needed, len(q.attempts), unit="attempts"),),
            says=says("There is no proof that the buyer was tried {needed} times.", needed=needed),
            next_step=says("Try to reach the buyer and add the proof of each attempt."),
        )
    return grant(because=[waiting])


def _waits_for_buyer(case: Case) -> Recorded[Any] | None:
    thread = thread_of(case)
    if thread is None or thread.accepted is not None or thread.turn is not Role.BUYER:
        return None
    return thread.proposed


@clause("jewelry.I.3")
def plan_to_answer(q: Commitments, p: Parameters) -> Answer[tuple[Finding, ...]] | None:
    """Whatever you say to a proposal, the jeweller answers with another one until you accept."""
    thread = thread_of(q.case)
    if thread is None or thread.answered is None:
        return None
    mine = thread.accepted is None and not ended(q.case)
    code = f"answer-design:{thread.answered.seq}"
    return find(Finding(code, "open" if mine else "done"), because=[thread.answered])


@clause("jewelry.II.copyright")
def joint_design(q: DesignOwnership, p: Parameters) -> Answer[Classification] | None:
    """The design that you and the jeweller agree on belongs to both of you jointly."""
    design = q.case.last(DesignAccepted) or specified_by(q.case)
    return classify("joint", because=[design]) if design else None


@clause("jewelry.II.copyright")
def use_of_the_design(q: MayUseDesign, p: Parameters) -> Answer[Permission] | Unknown | None:
    """The jeweller may use elements of it for {allowed_uses}, in a form that shows nothing about you.
    The jeweller may not use it for {barred_uses}."""
    design = q.case.last(DesignAccepted) or specified_by(q.case)
    if q.by is Role.BUYER or design is None:
        return None
    if q.use.value in p.words("barred_uses"):
        return refuse(
            because=[design],
            says=says("The design is joint; it may not compete with the buyer's piece."),
            next_step=says("Show it without offering it for sale, or ask the buyer first."),
        )
    if q.use.value not in p.words("allowed_uses"):
        return None
    if q.personal_data is PersonalData.UNKNOWN:
        return unknown(
            "personal_data",
            because=[design],
            next_step=says("Look whether the picture or text shows who the buyer is, and say so."),
        )
    if q.personal_data is PersonalData.PRESENT:
        return refuse(
            because=[design],
            says=says("In this form the design shows who the buyer is."),
            next_step=says("Take out names, inscriptions, faces and places; then use it."),
        )
    return grant(because=[design])


@clause("jewelry.II.uniqueness")
def look_before_accepting(q: MayAcceptDesign, p: Parameters) -> Answer[Permission] | None:
    """The jeweller does its best to make every piece unlike any other. Before taking a design on, it
    is shown the earlier designs that look alike, with a note of who compared; the list may be
    empty."""
    spec = specified_by(q.case)
    if spec is None:
        return None
    shown = q.case.last_after(SimilarDesignsShown, spec)
    if shown is None or not shown.fact.compared_by:
        return refuse(
            because=[spec],
            says=says("This design was not yet compared with earlier ones."),
            next_step=says("Have it compared and look at what is alike; then accept it."),
        )
    return grant(because=[shown])


@clause("jewelry.II.uniqueness", exception_to=["jewelry.II.time"])
def no_making_before_acceptance(q: MayProduce | MayShip, p: Parameters) -> Answer[Permission] | None:
    """Making begins once the jeweller has looked at them and taken the design on; a design that
    changes is compared again."""
    spec = specified_by(q.case)
    if spec is None or q.case.last_after(DesignAccepted, spec):
        return None
    return refuse(
        because=[spec],
        says=says("The jeweller has not taken this design on."),
        next_step=says("Look at similar designs, then accept the design."),
    )


@clause("jewelry.II.uniqueness")
def comparison_to_make(q: Commitments, p: Parameters) -> Answer[tuple[Finding, ...]] | None:
    """The comparison is the shop's task in every order."""
    spec = specified_by(q.case)
    if spec is None or ended(q.case):
        return None
    shown = q.case.last_after(SimilarDesignsShown, spec)
    code = f"compare-designs:{spec.seq}"
    return find(Finding(code, "done" if shown else "open"), because=[spec, shown])
