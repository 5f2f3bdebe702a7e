"""Returns: none but for quality; and for quality, until when and with what."""

from __future__ import annotations

from dataclasses import replace

from tailorbird.domain.cases.facts.jewelry import CustomOrderSubmitted, QualityClaimed, Shipped
from tailorbird.domain.cases.facts.payment import RightLapsed
from tailorbird.domain.cases.facts.procurement import Delivered
from tailorbird.domain.questions.jewelry import ClaimPeriod, MayReturn, MaySubmitOrder
from tailorbird.domain.questions.period import Deadlines
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Answer,
    Due,
    Near,
    Permission,
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
from tailorbird.domain.time.bound import Bound
from tailorbird_terms.jewelry.v1.standing import first_after, names_a_change, received


@clause("jewelry.III.non-quality", exception_to=["jewelry.I.1"])
def confirm_the_summary(q: MaySubmitOrder, p: Parameters) -> Answer[Permission] | None:
    """Before you send the order, you are shown a summary of your exact wishes and confirm it, because
    the piece is made for you alone."""
    if q.case.has(CustomOrderSubmitted) or not names_a_change(q.order):
        return None
    confirmed = q.order.summary_hash
    if confirmed and confirmed == q.summary_hash:
        return None
    changed = says("The wishes changed after you confirmed their summary.")
    return refuse(
        says=changed if confirmed else says("You have not confirmed the summary of your wishes."),
        next_step=says("Read the summary of your wishes and confirm it."),
    )


@clause("jewelry.III.non-quality")
def no_change_of_mind(q: MayReturn, p: Parameters) -> Answer[Permission] | None:
    """A customised piece cannot be returned or exchanged because you changed your mind, or for any
    reason but its quality."""
    if q.ground.value in p.words("quality_grounds"):
        return None
    return refuse(
        because=[q.case.first(CustomOrderSubmitted)],
        says=says("The piece was made to your wishes; only its quality is a reason to return it."),
        next_step=says("If it is damaged, badly made or not what you agreed on, say so with photos."),
    )


@clause("jewelry.III.quality")
def claim_period(q: ClaimPeriod, p: Parameters) -> Answer[Bound] | Unknown:
    """If the piece is damaged, badly made, or seriously different from your wishes, report it within
    {claim_period} of receiving it. They count by the calendar of the shop ({shop_calendar}); the day
    of receipt does not count, and the last day counts to its end there. A remake has its own time."""
    arrived = received(q.case)
    if arrived is None:
        return unknown("Delivered", next_step=says("Say when the piece arrived."))
    calendar = q.calendars.of(p.text("shop_calendar"))
    return Answer(calendar.end_of_working_day_bound(arrived.at, p.days("claim_period")), (arrived,))


@clause("jewelry.III.quality")
def claim_lapses(q: Deadlines, p: Parameters) -> Answer[tuple[Due, ...]] | None:
    """After that time the right is gone by itself."""
    arrived = received(q.case)
    if arrived is None or first_after(q.case, QualityClaimed, arrived):
        return None
    first = q.case.first(Delivered)
    key = "quality-claim" if arrived == first else f"quality-claim:{arrived.seq}"
    if any(each.fact.right == key for each in q.case.all(RightLapsed)):
        return None
    period = q.consult(ClaimPeriod)
    if period.answer is None:
        return None
    version = q.calendars.of(p.text("shop_calendar")).version
    item = Due(key, period.answer, Role.BUYER, RightLapsed(right=key), version)
    return Answer((item,), tuple(period.relied_on), via=(period,))


@clause("jewelry.III.quality")
def claim_quality(q: MayReturn, p: Parameters) -> Answer[Permission] | Unknown | None:
    """Add photographs or a video that show it; without them a report cannot be looked into."""
    if q.ground.value not in p.words("quality_grounds"):
        return None
    if not q.case.has(Shipped, Delivered):
        return refuse(
            because=[q.case.first(CustomOrderSubmitted)],
            says=says("The piece has not been shipped yet."),
            next_step=says("Tell the jeweller now what worries you."),
        )
    period = q.consult(ClaimPeriod)
    if period.answer is None:
        inputs = period.unknown or ("ClaimPeriod",)
        return unknown(*inputs, next_step=says("Say when the piece arrived."))
    if not period.answer.allows(q.at):
        return _too_late(q, p, period, period.answer)
    if not q.evidence:
        refused = refuse(
            because=period.relied_on,
            near=near_bound("claim period", period.answer, q.at),
            says=says("The report has no photograph or video."),
            next_step=says("Add a photo or video before {until}.", until=period.answer.until),
        )
        return replace(refused, via=(period,))
    granted = grant(because=period.relied_on, near=near_bound("claim period", period.answer, q.at))
    return replace(granted, via=(period,))


def _too_late(q: MayReturn, p: Parameters, period: Decision[Bound], bound: Bound) -> Answer[Permission]:
    calendar, limit = q.calendars.of(p.text("shop_calendar")), p.days("claim_period")
    near = near_bound("claim period", bound, q.at)
    arrived = received(q.case)
    if arrived is not None:
        days = (each.astimezone(calendar.zone).date() for each in (arrived.at, q.at))
        counted = calendar.working_days_between(*days)
        # A day off after the last working day belongs to the working day that it is before.
        asked = max(counted, limit + 1)
        near = (*near, Near("claim period", limit, asked, unit="working days"))
    refused = refuse(
        because=period.relied_on,
        near=near,
        says=says("Quality problems could be reported until {until}.", until=bound.until),
        next_step=says("You may still write to the jeweller, who is free to help."),
    )
    return replace(refused, via=(period,))
