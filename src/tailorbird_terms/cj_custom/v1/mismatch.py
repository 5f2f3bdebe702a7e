"""A product unlike the request: whose it is, point by point, and what comes back."""

from __future__ import annotations

from dataclasses import replace

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.custom_words import JudgedPoint, PointFinding
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.custom_making import ProductionPaid, SpecificationFrozen
from tailorbird.domain.cases.facts.custom_product import (
    MismatchClaimed,
    MismatchJudged,
    MismatchRefunded,
)
from tailorbird.domain.cases.facts.parcels import ParcelDelivered
from tailorbird.domain.cases.words import Ground, Head
from tailorbird.domain.money import Money, total
from tailorbird.domain.questions.custom import MayClaimMismatch, MayRefundMismatch, MismatchLiability
from tailorbird.domain.questions.liability import MayClaim
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Answer,
    Classification,
    Near,
    Permission,
    Unknown,
    classify,
    grant,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.cj_custom.v1.standing import confirmed, opened, quote_with


@clause("cj-custom.II.7")
def report_a_mismatch(q: MayClaimMismatch, p: Parameters) -> Answer[Permission]:
    """If the product that arrived is not what you asked for, say it point by point, with photographs
    or other evidence."""
    arrived = q.case.first(ParcelDelivered)
    if arrived is None:
        return refuse(
            because=[confirmed(q.case) or opened(q.case)],
            says=says("The goods were not delivered yet."),
            next_step=says("Wait until they arrive; a sample is judged by itself."),
        )
    if q.points < 1 or not q.evidence:
        return refuse(
            because=[arrived],
            near=(Near("points", 1, q.points, unit="points"),) if q.points < 1 else (),
            says=says("A report names at least one point, and shows it."),
            next_step=says("Name each requirement that is not met, and add photographs."),
        )
    return grant(because=[arrived])


@clause("cj-custom.II.7")
def claims_go_point_by_point(q: MayClaim, p: Parameters) -> Answer[Permission] | None:
    """A claim that the product is not as it was promised is made in no other way."""
    if q.ground not in (Ground.CUSTOMISED_MISMATCH, Ground.NOT_AS_PROMISED):
        return None
    return refuse(
        because=[confirmed(q.case) or opened(q.case)],
        says=says("A mismatch is compared with the specification, point by point."),
        next_step=says("Report the mismatch, with each point and its evidence."),
    )


@clause("cj-custom.II.7")
def whose_the_mismatch_is(q: MismatchLiability, p: Parameters) -> Answer[Classification] | Unknown:
    """Each point is compared with the specification that was frozen. Where the product departs from
    what that says, the mismatch is the supplier's. What it did not say, or said wrongly or unclearly,
    is yours."""
    claimed = next((each for each in q.case.all(MismatchClaimed) if each.fact.claim == q.claim), None)
    if claimed is None:
        return unknown("MismatchClaimed", next_step=says("Report the mismatch first."))
    judged, frozen = _judged(q.case, q.claim), q.case.last(SpecificationFrozen)
    if judged is None:
        return unknown(
            "MismatchJudged",
            because=[claimed],
            next_step=says("The platform compares each point with the specification."),
        )
    if frozen is None:
        return unknown(
            "SpecificationFrozen",
            because=[claimed, judged],
            next_step=says("Put the specification on record that was confirmed."),
        )
    because = [frozen, claimed, judged]
    if any(_deviates(point, frozen.fact) for point in judged.fact.points):
        return classify("suppliers", points_at=Role.SUPPLIER, because=because)
    return classify("buyers", points_at=Role.BUYER, because=because)


def _deviates(point: JudgedPoint, specification: SpecificationFrozen) -> bool:
    named = {each.requirement for each in specification.requirements}
    return point.finding is PointFinding.DEVIATES and point.requirement in named


def _judged(case: Case, claim: str) -> Recorded[MismatchJudged] | None:
    found = [each for each in case.all(MismatchJudged) if each.fact.claim == claim]
    return found[-1] if found else None


@clause("cj-custom.II.7")
def give_back_for_a_mismatch(q: MayRefundMismatch, p: Parameters) -> Answer[Permission]:
    """For a mismatch that is the supplier's, the platform says how much comes back to you: at most
    what you paid for the goods, all reports together. For one that is yours, nothing does."""
    liable = q.consult(MismatchLiability, claim=q.claim)
    if liable.answer is None or liable.answer.points_at is not Role.SUPPLIER:
        refused = refuse(
            because=liable.relied_on,
            says=says("The mismatch {claim} was not found to be the supplier's.", claim=q.claim),
            next_step=says("Compare each point with the specification first."),
        )
        return replace(refused, via=(liable,))
    left = _paid_for_goods(q.case) - _given_back(q.case)
    if q.amount.currency != left.currency or q.amount.minor < 1 or q.amount > left:
        comparable = q.amount.currency == left.currency
        refused = refuse(
            because=[q.case.first(ProductionPaid), *q.case.all(MismatchRefunded)],
            near=(Near("paid for the goods", left, q.amount),) if comparable else (),
            says=says("What comes back is more than zero and at most {left}.", left=left),
            next_step=says("State an amount of up to {left}.", left=left),
        )
        return replace(refused, via=(liable,))
    return replace(grant(because=liable.relied_on), via=(liable,))


def _paid_for_goods(case: Case) -> Money:
    paid, quoted = case.first(ProductionPaid), quote_with(case, Head.GOODS)
    if paid is None:
        return Money.zero(case.currency)
    return quoted.fact.amount(Head.GOODS, case.currency) if quoted else paid.fact.total


def _given_back(case: Case) -> Money:
    return total((each.fact.amount for each in case.all(MismatchRefunded)), case.currency)
