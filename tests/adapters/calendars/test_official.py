"""The package's calendars against the published ones of 2024 to 2026."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest

from tailorbird.adapters.calendars.official import official_calendars
from tailorbird.domain.time.calendar import (
    DayCount,
    DayKind,
    Override,
    UnknownCalendar,
    WorkingCalendar,
)

# The State Council's notices on holidays: each holiday from and to, then the worked weekend days.
NOTICES = {
    2024: (
        "0101-0101 0210-0217 0404-0406 0501-0505 0610-0610 0915-0917 1001-1007",
        "0204 0218 0407 0428 0511 0914 0929 1012",
    ),
    2025: (
        "0101-0101 0128-0204 0404-0406 0501-0505 0531-0602 1001-1008",
        "0126 0208 0427 0928 1011",
    ),
    2026: (
        "0101-0103 0215-0223 0404-0406 0501-0505 0619-0621 0925-0927 1001-1007",
        "0104 0214 0228 0509 0920 1010",
    ),
}
FEDERAL_2026 = "0101 0119 0216 0525 0619 0703 0907 1012 1111 1126 1225"
GERMAN_2025 = "0101 0418 0421 0501 0529 0609 1003 1225 1226"
BAVARIAN_2025 = GERMAN_2025 + " 0106 0619"


@cache
def calendar(place: str, this_year: int = 2026) -> WorkingCalendar:
    return official_calendars([place], this_year).of(place)


def day_of(year: int, text: str) -> date:
    return date(year, int(text[:2]), int(text[2:]))


def days_of(year: int, text: str) -> set[date]:
    return {day_of(year, each) for each in text.split()}


def spans_of(year: int, text: str) -> set[date]:
    found = set()
    for span in text.split():
        first, last = (day_of(year, each) for each in span.split("-"))
        found |= {first + timedelta(days=each) for each in range((last - first).days + 1)}
    return found


def every_day(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=each) for each in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", NOTICES)
def test_china_follows_the_notice_day_by_day(year: int) -> None:
    spans, worked_text = NOTICES[year]
    off, worked = spans_of(year, spans), days_of(year, worked_text)
    for day in every_day(year):
        expected = day in worked or (day.weekday() < 5 and day not in off)
        assert calendar("CN").is_working(day) is expected, day


@pytest.mark.parametrize(
    ("place", "year", "off_text"),
    [
        ("US", 2026, FEDERAL_2026),
        ("DE", 2025, GERMAN_2025),
        ("DE-BY", 2025, BAVARIAN_2025),
    ],
)
def test_statutory_days_off(place: str, year: int, off_text: str) -> None:
    off = days_of(year, off_text)
    for day in every_day(year):
        assert calendar(place).is_working(day) is (day.weekday() < 5 and day not in off), day


def test_a_chinese_year_is_official_when_its_notice_is_known() -> None:
    official = calendar("CN", 2040).official_years
    # Holds for every version of the package that has the notice for 2026.
    assert official >= set(range(2020, 2027))
    assert 2040 not in official
    assert calendar("CN", 2024).official_years >= {2020, 2021, 2022, 2023, 2024}


def test_statutory_years_are_all_official() -> None:
    assert calendar("DE").official_years == set(range(2020, 2030))
    assert calendar("US").official_years == set(range(2020, 2030))


def test_estimated_days_make_a_year_provisional() -> None:
    assert 2020 in calendar("AE").official_years
    assert 2040 not in calendar("AE", 2040).official_years


def test_a_year_that_is_not_out_says_so() -> None:
    china = calendar("CN", 2040)
    assert china.add_working_days(date(2026, 9, 29), 5) == DayCount(date(2026, 10, 12), False)
    assert china.add_working_days(date(2039, 3, 1), 5).provisional
    bound = china.end_of_working_day_bound(datetime(2039, 3, 1, tzinfo=UTC), 5)
    assert bound.provisional
    beyond = calendar("DE").add_working_days(date(2031, 3, 3), 5)
    assert beyond.provisional


def test_days_before_the_first_year_are_provisional() -> None:
    assert calendar("DE").add_working_days(date(2019, 3, 1), 1).provisional


@pytest.mark.parametrize(
    ("place", "zone"),
    [
        ("CN", "Asia/Shanghai"),
        ("DE", "Europe/Berlin"),
        ("US", "America/New_York"),
        ("US-CA", "America/Los_Angeles"),
        ("US-MA", "America/New_York"),
        ("AU", "Australia/Sydney"),
        ("AU-WA", "Australia/Perth"),
        ("JP", "Asia/Tokyo"),
    ],
)
def test_a_day_ends_where_the_place_is(place: str, zone: str) -> None:
    assert calendar(place).zone.key == zone


def test_weekends_are_the_place_s_own() -> None:
    assert calendar("EG").weekend == {4, 5}


@pytest.mark.parametrize(
    "place", ["", "cn", "CHN", "XX", "UK", "CN-31", "US-California", "DE-", "HolidayBase"]
)
def test_unknown_places_say_what_to_write(place: str) -> None:
    with pytest.raises(UnknownCalendar) as caught:
        official_calendars([place], 2026)
    assert caught.value.place == place
    assert caught.value.next_step


def test_overrides_come_first() -> None:
    day = date(2026, 7, 10)
    said = [Override("CN", day, DayKind.OFF, "Typhoon")]
    with_override = official_calendars(["CN", "DE"], 2026, said)
    assert not with_override.of("CN").is_working(day)
    assert with_override.of("CN").version != calendar("CN").version
    assert with_override.of("DE").is_working(day)
    assert with_override.of("DE").version == calendar("DE").version


def test_what_the_package_says_is_computed_once() -> None:
    one, other = (official_calendars(["CN"], 2026).of("CN") for _ in range(2))
    assert one is other
