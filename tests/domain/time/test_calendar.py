"""Counting working days: fixed dates, and properties over calendars of any shape."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailorbird.domain.time.bound import Last
from tailorbird.domain.time.calendar import (
    Calendars,
    ContradictoryOverrides,
    DayCount,
    DayKind,
    Override,
    UnknownCalendar,
    WorkingCalendar,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
ONE = timedelta(microseconds=1)
DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
COUNTS = st.integers(0, 60)
# National Day 2026: off Thursday 1 to Wednesday 7 October; the Saturday after is worked.
AUTUMN = WorkingCalendar.from_days(
    "CN",
    SHANGHAI,
    days_off=[date(2026, 10, day) for day in (1, 2, 5, 6, 7)],
    working_days=[date(2026, 9, 20), date(2026, 10, 10)],
    official_years=[2026],
)


@st.composite
def calendars(draw: st.DrawFn) -> WorkingCalendar:
    """Calendars with any weekend short of the whole week, days off, make-up days, known years."""
    return WorkingCalendar.from_days(
        "CN",
        draw(st.sampled_from((SHANGHAI, ZoneInfo("Europe/Berlin"), ZoneInfo("Africa/Cairo")))),
        weekend=frozenset(draw(st.sets(st.integers(0, 6), max_size=6))),
        days_off=draw(st.sets(DAYS, max_size=40)),
        working_days=draw(st.sets(DAYS, max_size=20)),
        official_years=draw(st.sets(st.integers(2023, 2028))),
    )


def override(day: date, kind: DayKind, place: str = "CN") -> Override:
    return Override(place, day, kind, "Typhoon")


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 9, 30), True),
        (date(2026, 10, 1), False),
        (date(2026, 10, 4), False),
        (date(2026, 10, 7), False),
        (date(2026, 10, 8), True),
        (date(2026, 10, 10), True),
        (date(2026, 10, 11), False),
    ],
)
def test_make_up_days_are_worked(day: date, works: bool) -> None:
    assert AUTUMN.is_working(day) is works


def test_counting_crosses_the_golden_week() -> None:
    assert AUTUMN.add_working_days(date(2026, 9, 29), 5) == DayCount(date(2026, 10, 12), False)
    assert AUTUMN.working_days_between(date(2026, 9, 29), date(2026, 10, 12)) == 5


def test_the_first_day_does_not_count() -> None:
    assert AUTUMN.add_working_days(date(2026, 9, 28), 1).day == date(2026, 9, 29)
    assert AUTUMN.add_working_days(date(2026, 10, 3), 1).day == date(2026, 10, 8)
    assert AUTUMN.add_working_days(date(2026, 10, 3), 0).day == date(2026, 10, 3)


@given(calendar=calendars(), start=DAYS, one=COUNTS, other=COUNTS)
def test_adding_in_two_steps_is_adding_at_once(
    calendar: WorkingCalendar, start: date, one: int, other: int
) -> None:
    first = calendar.add_working_days(start, one)
    second = calendar.add_working_days(first.day, other)
    at_once = calendar.add_working_days(start, one + other)
    assert second.day == at_once.day
    assert at_once.provisional is (first.provisional or second.provisional)


@given(calendar=calendars(), start=DAYS, days=st.integers(1, 60))
def test_the_day_reached_is_worked(calendar: WorkingCalendar, start: date, days: int) -> None:
    assert calendar.is_working(calendar.add_working_days(start, days).day)


@given(calendar=calendars(), start=DAYS, days=COUNTS)
def test_the_count_between_matches(calendar: WorkingCalendar, start: date, days: int) -> None:
    reached = calendar.add_working_days(start, days).day
    assert calendar.working_days_between(start, reached) == days
    if days:
        assert calendar.working_days_between(start, reached - timedelta(days=1)) == days - 1


@given(calendar=calendars(), start=DAYS, apart=st.integers(0, 200))
def test_a_day_counts_when_it_is_worked(calendar: WorkingCalendar, start: date, apart: int) -> None:
    days = [start + timedelta(days=each) for each in range(1, apart + 1)]
    counted = calendar.working_days_between(start, start + timedelta(days=apart))
    assert counted == sum(calendar.is_working(day) for day in days)


@given(calendar=calendars(), start=DAYS, apart=st.integers(0, 800))
def test_provisional_when_a_day_looked_at_is_not_settled(
    calendar: WorkingCalendar, start: date, apart: int
) -> None:
    days = [start + timedelta(days=each) for each in range(1, apart + 1)]
    settled_by = {year for day in days for year in (day.year, (day + timedelta(days=7)).year)}
    expected = not settled_by <= calendar.official_years
    assert calendar.is_provisional(start, start + timedelta(days=apart)) is expected


def test_the_last_week_of_a_year_waits_for_the_next_notice() -> None:
    assert AUTUMN.add_working_days(date(2026, 12, 23), 1) == DayCount(date(2026, 12, 24), False)
    assert AUTUMN.add_working_days(date(2026, 12, 24), 1) == DayCount(date(2026, 12, 25), True)
    with_next = replace(AUTUMN, official_years=frozenset((2026, 2027)))
    assert with_next.add_working_days(date(2026, 12, 24), 1).provisional is False


@pytest.mark.parametrize(
    ("start", "days", "until"),
    [
        # A Monday morning: Tuesday is the first day that counts.
        (datetime(2026, 3, 2, 10, tzinfo=SHANGHAI), 1, datetime(2026, 3, 4, tzinfo=SHANGHAI)),
        # The first and the last instant of a day lead to the same bound; one later, to the next.
        (datetime(2026, 3, 2, tzinfo=SHANGHAI), 1, datetime(2026, 3, 4, tzinfo=SHANGHAI)),
        (datetime(2026, 3, 3, tzinfo=SHANGHAI) - ONE, 1, datetime(2026, 3, 4, tzinfo=SHANGHAI)),
        (datetime(2026, 3, 3, tzinfo=SHANGHAI), 1, datetime(2026, 3, 5, tzinfo=SHANGHAI)),
        # Still Monday in London, but Tuesday where the calendar is.
        (datetime(2026, 3, 2, 17, tzinfo=UTC), 1, datetime(2026, 3, 5, tzinfo=SHANGHAI)),
        (datetime(2026, 10, 3, 9, tzinfo=SHANGHAI), 3, datetime(2026, 10, 11, tzinfo=SHANGHAI)),
    ],
)
def test_bound_at_the_end_of_a_working_day(start: datetime, days: int, until: datetime) -> None:
    bound = AUTUMN.end_of_working_day_bound(start, days)
    assert bound.until == until
    assert bound.until.tzinfo is UTC
    assert bound.last is Last.OUTSIDE
    assert not bound.provisional
    assert bound.allows(until - ONE)
    assert not bound.allows(until)


@given(
    calendar=calendars(),
    since=st.timedeltas(timedelta(), timedelta(days=1000)),
    days=st.integers(1, 30),
)
def test_bound_ends_with_the_day_that_counting_reaches(
    calendar: WorkingCalendar, since: timedelta, days: int
) -> None:
    start = datetime(2024, 1, 1, tzinfo=UTC) + since
    count = calendar.add_working_days(start.astimezone(calendar.zone).date(), days)
    bound = calendar.end_of_working_day_bound(start, days)
    assert (bound.until - ONE).astimezone(calendar.zone).date() == count.day
    assert bound.until.astimezone(calendar.zone).date() == count.day + timedelta(days=1)
    assert bound.provisional is count.provisional


def test_a_bound_ends_rightly_where_midnight_does_not_exist() -> None:
    # In Cairo the clock goes from 24:00 on Thursday 23 April 2026 to 01:00 on Friday.
    cairo = WorkingCalendar.from_days("EG", ZoneInfo("Africa/Cairo"), weekend=frozenset((4, 5)))
    bound = cairo.end_of_working_day_bound(datetime(2026, 4, 22, 9, tzinfo=UTC), 1)
    assert bound.until == datetime(2026, 4, 23, 22, tzinfo=UTC)


def test_wrong_input_is_refused() -> None:
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    with pytest.raises(TypeError, match="not an instant"):
        AUTUMN.is_working(noon)
    with pytest.raises(TypeError, match="not an instant"):
        AUTUMN.add_working_days(noon, 1)
    with pytest.raises(ValueError, match="forwards"):
        AUTUMN.add_working_days(date(2026, 3, 2), -1)
    with pytest.raises(ValueError, match="forwards"):
        AUTUMN.working_days_between(date(2026, 3, 2), date(2026, 3, 1))
    with pytest.raises(ValueError, match="time zone"):
        AUTUMN.end_of_working_day_bound(noon.replace(tzinfo=None), 1)
    with pytest.raises(ValueError, match="at least one"):
        AUTUMN.end_of_working_day_bound(noon, 0)
    with pytest.raises(ValueError, match="weekend"):
        WorkingCalendar.from_days("CN", SHANGHAI, weekend=frozenset(range(7)))
    with pytest.raises(ValueError, match="Both off and worked"):
        replace(AUTUMN, working_days=AUTUMN.days_off)


def test_the_version_is_of_the_content() -> None:
    again = WorkingCalendar.from_days(
        "CN",
        ZoneInfo("Asia/Shanghai"),
        days_off=[*sorted(AUTUMN.days_off, reverse=True), date(2026, 10, 4)],
        working_days=AUTUMN.working_days | {date(2026, 10, 8)},
        official_years=[2026],
    )
    assert again == AUTUMN
    assert again.version == AUTUMN.version == "a344f132ceb738ea"
    changed = (
        {"days_off": AUTUMN.days_off | {date(2026, 10, 8)}},
        {"working_days": frozenset[date]()},
        {"weekend": frozenset((6,))},
        {"official_years": frozenset((2026, 2027))},
    )
    known = {"days_off", "working_days", "weekend", "official_years"}
    same = {name: getattr(AUTUMN, name) for name in known}
    versions = {WorkingCalendar.from_days("CN", SHANGHAI, **{**same, **change}).version for change in changed}
    assert len(versions | {AUTUMN.version}) == len(changed) + 1


def test_overrides_go_first_and_change_the_version() -> None:
    changed = AUTUMN.with_overrides(
        [
            override(date(2026, 9, 30), DayKind.OFF),
            override(date(2026, 10, 1), DayKind.WORKING),
            override(date(2026, 10, 4), DayKind.WORKING),
            override(date(2026, 10, 10), DayKind.OFF),
            override(date(2026, 10, 8), DayKind.OFF, place="DE"),
        ]
    )
    assert not changed.is_working(date(2026, 9, 30))
    assert changed.is_working(date(2026, 10, 1))
    assert changed.is_working(date(2026, 10, 4))
    assert not changed.is_working(date(2026, 10, 10))
    assert changed.is_working(date(2026, 10, 8))
    assert changed.version != AUTUMN.version
    assert changed.official_years == AUTUMN.official_years


def test_overrides_that_change_nothing_keep_the_version() -> None:
    same = AUTUMN.with_overrides(
        [override(date(2026, 10, 1), DayKind.OFF), override(date(2026, 10, 4), DayKind.OFF)]
    )
    assert same == AUTUMN


@given(calendar=calendars(), days=st.dictionaries(DAYS, st.sampled_from(DayKind), max_size=10))
def test_every_override_holds_and_no_other_day_moves(
    calendar: WorkingCalendar, days: dict[date, DayKind]
) -> None:
    changed = calendar.with_overrides(override(day, kind) for day, kind in days.items())
    for day, kind in days.items():
        assert changed.is_working(day) is (kind is DayKind.WORKING)
    for day in (calendar.days_off | calendar.working_days) - days.keys():
        assert changed.is_working(day) is calendar.is_working(day)


def test_contradictory_overrides_are_an_error() -> None:
    day = date(2026, 9, 30)
    with pytest.raises(ContradictoryOverrides, match="2026-09-30 is off"):
        AUTUMN.with_overrides([override(day, DayKind.OFF), override(day, DayKind.WORKING)])


def test_calendars_by_place() -> None:
    held = Calendars.holding([AUTUMN])
    assert held.of("CN") is AUTUMN
    changed = held.with_overrides([override(date(2026, 9, 30), DayKind.OFF)])
    assert not changed.of("CN").is_working(date(2026, 9, 30))
    assert held.of("CN").is_working(date(2026, 9, 30))
    assert hash(held) == hash(Calendars.holding([AUTUMN]))


def test_an_unknown_place_says_what_to_do() -> None:
    with pytest.raises(UnknownCalendar) as caught:
        Calendars.holding([AUTUMN]).of("DE")
    assert caught.value.place == "DE"
    assert "name one of these: CN" in caught.value.next_step
    with pytest.raises(UnknownCalendar, match="none"):
        Calendars.none().of("CN")
