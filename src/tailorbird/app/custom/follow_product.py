"""What follows from costs of an infringement, and from a mismatch between product and specification."""

from __future__ import annotations

from typing import Final

from tailorbird.app.engine import problems
from tailorbird.app.engine.problem import Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.engine.verb import Reaction
from tailorbird.app.settling.owing import Ground, pay_or_owe
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.custom_product import CostsClaimed, MismatchJudged, MismatchRefunded
from tailorbird.domain.cases.facts.liability import CompensationAwarded
from tailorbird.domain.cases.words import Head
from tailorbird.domain.questions.custom import MismatchLiability
from tailorbird.domain.questions.liability import Compensation
from tailorbird.domain.roles import Role


def award_costs(proceeding: Proceeding, claimed: Recorded[CostsClaimed]) -> None:
    """Who pays how much is for the terms; what the debtor has not got is booked as owed."""
    claim = claimed.fact.claim
    no, decision = proceeding.decide(Compensation, Role.OPERATOR, claim=claim)
    if decision.answer is None:
        raise Stopped(problems.without_answer("claim_costs", decision, proceeding.case.zone, no))
    due = decision.answer
    award = CompensationAwarded(claim=claim, amount=due.amount, payer=due.payer, payee=due.payee)
    proceeding.record(award, cause=f"decision:{no}")
    ground = Ground(f"decision:{no}", decision.clauses[0])
    pay_or_owe(proceeding, due.payer, due.payee, due.amount, Head.COMPENSATION, ground)


def classify_mismatch(proceeding: Proceeding, judged: Recorded[MismatchJudged]) -> None:
    """Whose the mismatch is stands with the case from the instant at which it is judged."""
    proceeding.decide(MismatchLiability, Role.OPERATOR, claim=judged.fact.claim)


def refund_mismatch(proceeding: Proceeding, refunded: Recorded[MismatchRefunded]) -> None:
    """The supplier gives back what a deviation from the specification is worth."""
    clause = next(
        (each.clauses[0] for no, each in proceeding.decisions if f"decision:{no}" == refunded.cause), ""
    )
    ground = Ground(refunded.cause, clause)
    pay_or_owe(proceeding, Role.SUPPLIER, Role.BUYER, refunded.fact.amount, Head.GOODS, ground)


REACTIONS: Final[dict[type[Fact], tuple[Reaction, ...]]] = {
    CostsClaimed: (award_costs,),
    MismatchJudged: (classify_mismatch,),
    MismatchRefunded: (refund_mismatch,),
}
