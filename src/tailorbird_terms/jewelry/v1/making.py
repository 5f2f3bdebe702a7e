"""Making and shipping: by when, what moves the date, and what happens when it passes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.facts.jewelry import DelayAnnounced, Priority, ShippingOverdue
from tailorbird.domain.cases.facts.talk import NoticeSent
from tailorbird.domain.questions.disclosure import Commitments
from tailorbird.domain.questions.jewelry import (
    MakingPriority,
    MayAnnounceDelay,
    MayProduce,
    MayShip,
    ShippingPeriod,
)
from tailorbird.domain.questions.period import Deadlines
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Answer,
    Classification,
    Due,
    Finding,
    Permission,
    Unknown,
    classify,
    find,
    grant,
    near_bound,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird.domain.time.bound import Bound
from tailorbird_terms.jewelry.v1.standing import ended
from tailorbird_terms.jewelry.v1.timing import (
    Making,
    Pause,
    announced_bound,
    making_of,
    ship_by_bound,
)


@clause("jewelry.II.time")
def make_and_ship(q: MayProduce | MayShip, p: Parameters) -> Answer[Permission] | None:
    """Once your payment is confirmed, the jeweller makes your piece and ships it."""
    making = making_of(q.case)
    if making is None:
        return None
    if making.shipped is not None:
        return refuse(
            because=[making.shipped],
            says=says("The piece was shipped on {at}.", at=making.shipped.at),
            next_step=says("For a quality problem that was found, open a remake."),
        )
    return grant(because=[making.opened])


@clause("jewelry.II.time")
def ship_by(q: ShippingPeriod, p: Parameters) -> Answer[Bound] | Unknown:
    """That takes at most {making_period}, counted from the confirmation by the calendar of the shop
    ({shop_calendar}), with its holidays and make-up days. The day of the confirmation does not count,
    and the last day counts to its end there. A remake has the same time from the day on which it is
    opened."""
    calendar, days = q.calendars.of(p.text("shop_calendar")), p.days("making_period")
    making = making_of(q.case)
    if making is None:
        if q.if_confirmed_at is not None:
            return Answer(calendar.end_of_working_day_bound(q.if_confirmed_at, days))
        return unknown(
            "PaymentConfirmed",
            next_step=says("The time begins when the receipt of the payment is confirmed."),
        )
    bound = ship_by_bound(q.case, making, calendar, days)
    because = tuple(each for each in (making.opened, making.announced) if each)
    if isinstance(bound, Pause):
        return unknown(
            "BuyerReachedAgain",
            because=[*because, bound.began],
            next_step=says("The time stands still since {at}; it waits for you.", at=bound.began.at),
        )
    return Answer(bound, because)


@clause("jewelry.II.time")
def late_shipping_is_raised(q: Deadlines, p: Parameters) -> Answer[tuple[Due, ...]] | None:
    """If that date passes in silence, the case is raised to the operator by itself."""
    making = making_of(q.case)
    if making is None or making.shipped or ended(q.case) or _overdue(q.case, making):
        return None
    period = q.consult(ShippingPeriod)
    if period.answer is None:
        return None
    version = q.calendars.of(p.text("shop_calendar")).version
    outcome = ShippingOverdue(deadline=making.key)
    item = Due(making.key, period.answer, Role.MERCHANT, outcome, version)
    return Answer((item,), tuple(period.relied_on), via=(period,))


def _overdue(case: Case, making: Making) -> bool:
    return any(each.fact.deadline == making.key for each in case.all(ShippingOverdue))


@clause("jewelry.II.time")
def tell_of_a_delay(q: MayAnnounceDelay, p: Parameters) -> Answer[Permission]:
    """In a special situation ({delay_reasons}) the jeweller tells you the reason, explains it, and
    names a later day; you are notified at once. The new day counts to its end where the shop is, and
    if it is no working day there, to the end of the next one."""
    making = making_of(q.case)
    if making is None or making.shipped or ended(q.case):
        return refuse(
            because=[making.shipped if making else None, ended(q.case)],
            says=says("No time for making runs."),
            next_step=says("There is no date to move."),
        )
    if q.reason is None or q.reason.value not in p.words("delay_reasons"):
        return refuse(
            because=[making.opened],
            says=says("Only a special situation moves the date."),
            next_step=says("Name the special situation, or ship by the date that stands."),
        )
    if not q.explanation or q.expected is None:
        return refuse(
            because=[making.opened],
            says=says("A delay needs an explanation and a new date."),
            next_step=says("Explain the reason and name the day on which the piece ships."),
        )
    return _later_day(q, p, making, q.expected)


def _later_day(q: MayAnnounceDelay, p: Parameters, making: Making, expected: datetime) -> Answer[Permission]:
    period = q.consult(ShippingPeriod)
    present, calendar = period.answer, q.calendars.of(p.text("shop_calendar"))
    new = announced_bound(calendar, expected).until
    if expected > q.at and (present is None or new > present.until):
        return replace(grant(because=[making.opened]), via=(period,))
    near = near_bound("present ship-by date", present, expected) if present else ()
    refused = refuse(
        because=[making.opened],
        near=near,
        says=says("The new date is not later than the one that stands."),
        next_step=says("Name a later day, or ship by the date that stands."),
    )
    return replace(refused, via=(period,))


@clause("jewelry.II.time")
def delays_to_tell(q: Commitments, p: Parameters) -> Answer[tuple[Finding, ...]] | None:
    """The notice of a delay is on record with the proof of its sending."""
    told = {each.fact.about for each in q.case.all(NoticeSent) if each.fact.to is Role.BUYER}
    delays = q.case.all(DelayAnnounced)
    items = [Finding(f"tell-delay:{each.seq}", "done" if each.seq in told else "open") for each in delays]
    return find(*items, because=delays) if items else None


@clause("jewelry.II.time")
def ordinary_place(q: MakingPriority, p: Parameters) -> Answer[Classification] | None:
    """Pieces ordered have their ordinary place in the jeweller's queue."""
    making = making_of(q.case)
    return classify(Priority.ORDINARY.value, because=[making.opened]) if making else None
