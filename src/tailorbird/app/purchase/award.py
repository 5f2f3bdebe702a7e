"""Awarding compensation on a recorded claim: the amount is the terms', not the operator's."""

from __future__ import annotations

from dataclasses import dataclass

from tailorbird.app.engine import problems
from tailorbird.app.engine.problem import Problem, Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.domain.cases.facts.liability import CompensationAwarded
from tailorbird.domain.questions.liability import Compensation
from tailorbird.domain.roles import Role


@dataclass(frozen=True, slots=True)
class AwardBody:
    """Which claim is decided."""

    claim: str


def make_award(proceeding: Proceeding, body: AwardBody) -> CompensationAwarded:
    """What the terms give on the claim."""
    if any(each.fact.claim == body.claim for each in proceeding.case.all(CompensationAwarded)):
        raise Stopped(
            Problem(
                "already_awarded",
                409,
                "The claim was decided before",
                f"Claim {body.claim} has its award.",
                "Record a new claim for a further loss.",
            )
        )
    decision = proceeding.ask(Compensation, Role.OPERATOR, claim=body.claim)
    if decision.answer is None:
        raise Stopped(problems.without_answer("award_compensation", decision, proceeding.case.zone))
    proceeding.keep(decision)
    answer = decision.answer
    return CompensationAwarded(claim=body.claim, amount=answer.amount, payer=answer.payer, payee=answer.payee)
