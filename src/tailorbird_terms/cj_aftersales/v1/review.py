"""Until when a dispute is reviewed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.order_dispute import (
    DisputeMarkedComplicated,
    InvestigationClosed,
    OrderDisputed,
    ReviewOverdue,
)
from tailorbird.domain.cases.store_words import DisputeReason
from tailorbird.domain.questions.period import Deadlines
from tailorbird.domain.questions.store import MayMarkComplicated, ReviewPeriod
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Answer,
    Due,
    Permission,
    Unknown,
    grant,
    near_bound,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird.domain.time.bound import Bound
from tailorbird_terms.cj_aftersales.v1.not_received import result
from tailorbird_terms.cj_aftersales.v1.opening import open_or_not
from tailorbird_terms.cj_aftersales.v1.standing import Dispute, dispute_of, disputes_of


@clause("cj-aftersales.9")
def review_period(q: ReviewPeriod, p: Parameters) -> Answer[Bound] | Unknown:
    """We review a dispute within {review_days} after you opened it, counted where the desk is
    ({reviewing_office}), up to the end of the last of these days. Where a parcel was not received, the
    days count from the carrier's answer. A dispute that is complicated, or involves several platforms,
    takes {complicated_days} in place of that."""
    dispute = dispute_of(q.case, q.dispute)
    if dispute is None:
        return unknown("OrderDisputed", next_step=says("Name a dispute of this order."))
    begun = _begun(q.case, dispute)
    if begun is None:
        return unknown(
            "InvestigationClosed",
            because=[dispute.opened],
            next_step=says("The days count once the post office and the carrier have answered."),
        )
    marked = marked_complicated(q.case, q.dispute)
    days = p.days("complicated_days" if marked else "review_days")
    bound = q.calendars.of(p.text("reviewing_office")).end_of_working_day_bound(begun.at, days)
    return Answer(bound, tuple(each for each in (begun, marked) if each is not None))


def _begun(case: Case, dispute: Dispute) -> Recorded[OrderDisputed] | Recorded[InvestigationClosed] | None:
    if dispute.opened.fact.reason is DisputeReason.NOT_RECEIVED:
        return result(case, dispute.opened.fact.dispute)
    return dispute.opened


def marked_complicated(case: Case, name: str) -> Recorded[DisputeMarkedComplicated] | None:
    """That the dispute is complicated, once it was marked so."""
    return next((each for each in case.all(DisputeMarkedComplicated) if each.fact.dispute == name), None)


@clause("cj-aftersales.9")
def review_runs(q: Deadlines, p: Parameters) -> Answer[tuple[Due, ...]] | None:
    """A review that is not finished by then is raised to the operator by itself."""
    overdue = {each.fact.dispute for each in q.case.all(ReviewOverdue)}
    items: list[Due] = []
    via, because = [], dict[Recorded[Any], None]()
    for dispute in disputes_of(q.case):
        name = dispute.opened.fact.dispute
        if dispute.ended is not None or name in overdue:
            continue
        period = q.consult(ReviewPeriod, dispute=name)
        if period.answer is None:
            continue
        key = f"review:{name}:more" if marked_complicated(q.case, name) else f"review:{name}"
        outcome = ReviewOverdue(dispute=name)
        version = q.calendars.of(p.text("reviewing_office")).version
        items.append(Due(key, period.answer, Role.OPERATOR, outcome, version))
        via.append(period)
        because |= dict.fromkeys(period.relied_on)
    return Answer(tuple(items), tuple(because), via=tuple(via)) if items else None


@clause("cj-aftersales.9")
def mark_complicated(q: MayMarkComplicated, p: Parameters) -> Answer[Permission]:
    """Only a review that still runs can be given more time, and only once. You are told, and why."""
    dispute, marked = dispute_of(q.case, q.dispute), marked_complicated(q.case, q.dispute)
    if dispute is None or dispute.ended is not None:
        return open_or_not(q.case, q.dispute)
    if marked is not None:
        return refuse(
            because=[dispute.opened, marked],
            says=says("The review was given more time on {at}.", at=marked.at),
            next_step=says("Finish the review by its date."),
        )
    period = q.consult(ReviewPeriod, dispute=q.dispute)
    if period.answer is None or period.answer.allows(q.at):
        near = near_bound("review period", period.answer, q.at) if period.answer else ()
        return replace(grant([dispute.opened], near=near), via=(period,))
    refused = refuse(
        because=period.relied_on,
        near=near_bound("review period", period.answer, q.at),
        says=says("The review was to be finished by {until}.", until=period.answer.until),
        next_step=says("Rule on the dispute now."),
    )
    return replace(refused, via=(period,))
