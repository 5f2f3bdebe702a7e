"""Bounds at their last instant, and days counted by the wall clock across changes of the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tailorbird.domain.time.bound import Bound, Last, days_after

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ONE = timedelta(microseconds=1)
ZONES = tuple(
    ZoneInfo(name)
    for name in (
        "Asia/Shanghai",
        "Europe/Berlin",
        "America/New_York",
        "Africa/Cairo",  # changes at midnight
        "Australia/Lord_Howe",  # changes by half an hour
    )
)
INSTANTS = st.timedeltas(timedelta(), timedelta(days=3650)).map(
    lambda since: datetime(2020, 1, 1, tzinfo=UTC) + since
)


@pytest.mark.parametrize(
    ("last", "at", "allowed"),
    [
        (Last.INSIDE, NOON - ONE, True),
        (Last.INSIDE, NOON, True),
        (Last.INSIDE, NOON + ONE, False),
        (Last.OUTSIDE, NOON - ONE, True),
        (Last.OUTSIDE, NOON, False),
        (Last.OUTSIDE, NOON + ONE, False),
    ],
)
def test_last_instant_is_inside_or_outside(last: Last, at: datetime, allowed: bool) -> None:
    assert Bound(NOON, last).allows(at) is allowed


@given(until=INSTANTS, last=st.sampled_from(Last), away=st.integers(-2, 2))
def test_passes_at_is_the_first_instant_too_late(until: datetime, last: Last, away: int) -> None:
    bound = Bound(until, last)
    at = bound.passes_at + away * ONE
    assert bound.allows(at) is (away < 0)


def test_instants_of_other_zones_are_judged_as_instants() -> None:
    bound = Bound(NOON, Last.OUTSIDE)
    at = datetime(2026, 3, 2, 20, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert bound.allows(at - ONE)
    assert not bound.allows(at)


@pytest.mark.parametrize(
    ("zone", "start", "days", "expected"),
    [
        # The clocks of Berlin go forward on 29 March 2026 and back on 25 October.
        ("Europe/Berlin", datetime(2026, 3, 28, 11, tzinfo=UTC), 1, (2026, 3, 29, 10)),
        ("Europe/Berlin", datetime(2026, 10, 24, 10, tzinfo=UTC), 1, (2026, 10, 25, 11)),
        ("America/New_York", datetime(2026, 3, 7, 17, tzinfo=UTC), 7, (2026, 3, 14, 16)),
        ("Asia/Shanghai", datetime(2026, 3, 28, 11, tzinfo=UTC), 365, (2027, 3, 28, 11)),
        # 02:30 does not exist on 29 March; the period has run when the clock shows 03:30.
        ("Europe/Berlin", datetime(2026, 3, 28, 1, 30, tzinfo=UTC), 1, (2026, 3, 29, 1, 30)),
        # 02:30 comes twice on 25 October; the period has run at the first.
        ("Europe/Berlin", datetime(2026, 10, 24, 0, 30, tzinfo=UTC), 1, (2026, 10, 25, 0, 30)),
    ],
)
def test_days_after_follow_the_wall_clock(
    zone: str, start: datetime, days: int, expected: tuple[int, ...]
) -> None:
    after = days_after(start, days, ZoneInfo(zone))
    assert after.astimezone(UTC) == datetime(*expected, tzinfo=UTC)  # type: ignore[arg-type, misc]


@given(start=INSTANTS, days=st.integers(1, 400), zone=st.sampled_from(ZONES))
def test_days_after_keep_the_time_of_day_where_it_exists(start: datetime, days: int, zone: ZoneInfo) -> None:
    local = start.astimezone(zone)
    wanted = local.replace(tzinfo=None) + timedelta(days=days)
    shown = days_after(start, days, zone).astimezone(zone)
    assume(wanted.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wanted)
    assert shown.time() == local.time()
    assert shown.date() - local.date() == timedelta(days=days)


@given(start=INSTANTS, days=st.integers(1, 400), zone=st.sampled_from(ZONES))
def test_days_after_are_never_off_by_more_than_the_change_of_the_clock(
    start: datetime, days: int, zone: ZoneInfo
) -> None:
    passed = days_after(start, days, zone).astimezone(UTC) - start
    assert abs(passed - timedelta(days=days)) <= timedelta(hours=1)
