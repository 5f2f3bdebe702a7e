"""The date of a review, to the microsecond, over every day of a year with its holidays."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.facts.order_dispute import DisputeMarkedComplicated, OrderDisputed
from tailorbird.domain.cases.store_words import DisputeReason, LineQuantity, Remedy
from tailorbird.domain.questions.store import MayMarkComplicated, RefundArrival, ReviewPeriod
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import Span
from tests.terms.cj_aftersales.cases import ZONE, answer, ask, calendars, order, told

MOMENTS = st.builds(
    lambda minutes, zone: (datetime(2026, 1, 1, tzinfo=ZONE) + timedelta(minutes=minutes)).astimezone(zone),
    st.integers(0, 333 * 24 * 60),
    st.sampled_from((ZONE, ZoneInfo("Europe/Berlin"))),
)
STEP = timedelta(microseconds=1)


def disputed(at: datetime) -> Case:
    case = told(Case("order", "store_order", ZONE, "USD"), order([(1, 100)], 0), at)
    lines = (LineQuantity("L1", 1),)
    return told(
        case, OrderDisputed(dispute="d1", reason=DisputeReason.DAMAGED, lines=lines, wants=Remedy.REFUND), at
    )


def days_worked(first: datetime, last: date) -> int:
    """Working days after the day of an instant, up to and including a day, counted one by one."""
    calendar, day, worked = calendars().of("CN"), first.astimezone(ZONE).date(), 0
    while day < last:
        day += timedelta(days=1)
        worked += calendar.is_working(day)
    return worked


@given(MOMENTS)
@settings(max_examples=80, deadline=None)
def test_a_review_ends_with_the_second_working_day_or_with_the_fifth(at: datetime) -> None:
    case = disputed(at)
    bound = answer(case, ReviewPeriod, dispute="d1")
    last = (bound.until - STEP).astimezone(ZONE)
    assert bound.until.astimezone(ZONE).time() == time.min
    assert calendars().of("CN").is_working(last.date())
    assert days_worked(at, last.date()) == 2
    later = told(case, DisputeMarkedComplicated(dispute="d1", why="two platforms"))
    moved = answer(later, ReviewPeriod, dispute="d1")
    assert days_worked(at, (moved.until - STEP).astimezone(ZONE).date()) == 5
    assert moved.until > bound.until


@given(MOMENTS)
@settings(max_examples=40, deadline=None)
def test_more_time_is_given_up_to_the_last_microsecond_and_not_after(at: datetime) -> None:
    case = disputed(at)
    until = answer(case, ReviewPeriod, dispute="d1").until
    marks = [
        ask(case, MayMarkComplicated, at=moment, by=Role.OPERATOR, dispute="d1").granted
        for moment in (until - STEP, until, until + STEP)
    ]
    assert marks == [True, False, False]


@given(MOMENTS)
@settings(max_examples=40, deadline=None)
def test_a_refund_arrives_between_the_fifth_and_the_tenth_business_day(at: datetime) -> None:
    span = answer(disputed(at), RefundArrival, at=at, gateway="stripe")
    assert isinstance(span, Span)
    calendar = calendars().of("US")
    first = at.astimezone(calendar.zone).date()
    ends = [(each - STEP).astimezone(calendar.zone).date() for each in (span.earliest, span.latest)]
    assert [calendar.working_days_between(first, end) for end in ends] == [5, 10]
