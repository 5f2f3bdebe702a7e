"""Defects: what can be reported, until when, and who looks into it."""

from __future__ import annotations

from dataclasses import replace

from tailorbird.domain.cases.facts.payment import RightLapsed
from tailorbird.domain.cases.facts.personalised import (
    CustomizationErased,
    DefectClaimed,
    PersonalisedOrderPlaced,
)
from tailorbird.domain.cases.listing_words import DefectRemedy, DefectResult
from tailorbird.domain.questions.listing import DefectClaimPeriod, MayClaimDefect, MayVerifyDefect
from tailorbird.domain.questions.period import Deadlines
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Answer,
    Due,
    Permission,
    Says,
    Unknown,
    grant,
    near_bound,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.decision import Decision
from tailorbird.domain.terms.parameters import Parameters
from tailorbird.domain.time.bound import Bound, Last, days_after
from tailorbird_terms.amazon_custom.v1.standing import (
    claim_named,
    found_for,
    open_claim,
    received,
    remake_to_make,
    verdict_on,
)


@clause("amazon-custom.quality")
def claim_period(q: DefectClaimPeriod, p: Parameters) -> Answer[Bound] | Unknown:
    """A product is free of defects and as its listing says. If it is not, report it within
    {defect_claim_period} of its arrival; the instant at which they are over is too late. What was made
    again has a time of its own."""
    arrived = received(q.case)
    if arrived is None:
        wait = says("Wait until the product has arrived.")
        return unknown("ParcelDelivered", because=[q.case.first(PersonalisedOrderPlaced)], next_step=wait)
    until = days_after(arrived.at, p.days("defect_claim_period"), q.case.zone)
    return Answer(Bound(until, Last.OUTSIDE), (arrived,))


@clause("amazon-custom.quality")
def claim_lapses(q: Deadlines, p: Parameters) -> Answer[tuple[Due, ...]] | None:
    """After that time the right is gone by itself."""
    arrived = received(q.case)
    if arrived is None or any(each.seq > arrived.seq for each in q.case.all(DefectClaimed)):
        return None
    key = f"defect-claim:{arrived.seq}"
    if any(each.fact.right == key for each in q.case.all(RightLapsed)):
        return None
    period = q.consult(DefectClaimPeriod)
    if period.answer is None or found_for(q.case, DefectRemedy.REFUND) is not None:
        return None
    item = Due(key, period.answer, Role.BUYER, RightLapsed(right=key))
    return Answer((item,), period.relied_on, via=(period,))


@clause("amazon-custom.quality")
def report_a_defect(q: MayClaimDefect, p: Parameters) -> Answer[Permission] | Unknown:
    """You can report a product on these grounds: {defect_grounds}. Add a photograph or a video that shows it,
    and choose your money back or the product made again. A change of mind is no defect. One report is
    looked into at a time, and a refund ends the matter."""
    problem = _no_defect(q, p) or _not_now(q)
    if problem is not None:
        return problem
    period = q.consult(DefectClaimPeriod)
    bound = period.answer
    if bound is None:
        step = says("Wait until the product has arrived.")
        return unknown(*(period.unknown or ("DefectClaimPeriod",)), because=period.relied_on, next_step=step)
    if not bound.allows(q.at):
        told = says("Defects could be reported until {until}.", until=bound.until)
        after = says("You may still write to the seller, who is free to help.")
        return _refused(q, period, bound, told, after)
    if not q.evidence or not all(q.evidence):
        told = says("The report has no photograph or video.")
        after = says("Add a photo or video before {until}.", until=bound.until)
        return _refused(q, period, bound, told, after)
    granted = grant(because=period.relied_on, near=near_bound("claim period", bound, q.at))
    return replace(granted, via=(period,))


def _refused(
    q: MayClaimDefect, period: Decision[Bound], bound: Bound, told: Says, after: Says
) -> Answer[Permission]:
    near = near_bound("claim period", bound, q.at)
    return replace(refuse(period.relied_on, near=near, says=told, next_step=after), via=(period,))


def _no_defect(q: MayClaimDefect, p: Parameters) -> Answer[Permission] | None:
    placed = q.case.first(PersonalisedOrderPlaced)
    if q.ground.value not in p.words("defect_grounds"):
        return refuse(
            because=[placed],
            says=says("The product was made to your choices; only a defect is a reason to report it."),
            next_step=says("If it is defective or not as you ordered it, say so with photos."),
        )
    if received(q.case) is None:
        return refuse(
            because=[placed],
            says=says("The product has not arrived yet."),
            next_step=says("Wait until it has arrived, or write to the seller."),
        )
    return None


def _not_now(q: MayClaimDefect) -> Answer[Permission] | None:
    waiting, refunded = open_claim(q.case), found_for(q.case, DefectRemedy.REFUND)
    if refunded is not None:
        return refuse(
            because=[refunded],
            says=says("A defect was found on {at}, and your money goes back to you.", at=refunded.at),
            next_step=says("You need not do anything. Nothing more is due on this order."),
        )
    if waiting is not None:
        return refuse(
            because=[waiting],
            says=says("Your report of {at} is being looked into.", at=waiting.at),
            next_step=says("Wait for the word on it, and write to the seller what you want to add."),
        )
    again, used = remake_to_make(q.case), claim_named(q.case, q.claim) if q.claim else None
    if again is not None:
        return refuse(
            because=[again],
            says=says("The product is being made again."),
            next_step=says("Wait until the new one has arrived."),
        )
    if used is not None:
        return refuse(
            because=[used],
            says=says("The report of {at} has this name.", at=used.at),
            next_step=says("Give the new report a name of its own."),
        )
    return None


@clause("amazon-custom.quality")
def look_into_a_report(q: MayVerifyDefect, p: Parameters) -> Answer[Permission]:
    """The seller looks into the report. The platform can do so too, and its word counts before the
    seller's. What was found to be a defect stays found."""
    claimed = claim_named(q.case, q.claim)
    verdict = verdict_on(q.case, claimed) if claimed is not None else None
    if claimed is None:
        return refuse(
            says=says("There is no report {claim}.", claim=q.claim),
            next_step=says("Name a report of this order."),
        )
    if verdict is None:
        return grant(because=[claimed])
    found = verdict.fact.result is DefectResult.FOUND
    if found or (verdict.by is Role.OPERATOR and q.by is not Role.OPERATOR):
        return refuse(
            because=[claimed, verdict],
            says=says("The report was decided on {at}.", at=verdict.at),
            next_step=says("Make good what was found. If you see it otherwise, write to the platform."),
        )
    erased = q.case.first(CustomizationErased)
    if erased is not None and claimed.fact.wants is DefectRemedy.REMAKE:
        return refuse(
            because=[claimed, erased],
            says=says("The customization data is erased, so that nothing can be made again."),
            next_step=says("Settle it between buyer and seller, who are free to agree on a refund."),
        )
    return grant(because=[claimed, verdict])
