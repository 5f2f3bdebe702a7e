"""The clocks tell UTC, and the moved one goes forward only."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tailorbird.adapters.clock import MovedClock, SystemClock
from tailorbird.domain.time.clock import Clock, ClockWentBackwards

START = datetime(2026, 3, 2, 10, tzinfo=UTC)


def test_both_are_clocks_in_utc() -> None:
    clocks: tuple[Clock, ...] = (SystemClock(), MovedClock(START))
    assert all(clock.now().tzinfo is UTC for clock in clocks)


def test_the_system_clock_tells_the_time() -> None:
    before = datetime.now(UTC)
    assert before <= SystemClock().now() <= datetime.now(UTC)


def test_the_moved_clock_stands_until_moved() -> None:
    clock = MovedClock(START)
    assert clock.now() == clock.now() == START
    assert clock.advance(timedelta(hours=1)) == START + timedelta(hours=1)
    there = datetime(2026, 3, 3, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert clock.move_to(there) == there
    assert clock.now() == there
    assert clock.now().tzinfo is UTC
    clock.move_to(there)


def test_it_refuses_to_go_back() -> None:
    clock = MovedClock(START)
    earlier = START - timedelta(microseconds=1)
    with pytest.raises(ClockWentBackwards, match="cannot go back") as caught:
        clock.move_to(earlier)
    assert (caught.value.now, caught.value.asked) == (START, earlier)
    with pytest.raises(ClockWentBackwards):
        clock.advance(timedelta(microseconds=-1))
    assert clock.now() == START


def test_it_refuses_an_instant_without_a_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        MovedClock(START.replace(tzinfo=None))
    with pytest.raises(ValueError, match="time zone"):
        MovedClock(START).move_to(START.replace(tzinfo=None))


def test_no_step_is_lost_between_threads() -> None:
    clock = MovedClock(START)
    step = timedelta(microseconds=1)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: clock.advance(step), range(2000)))
    assert clock.now() == START + 2000 * step
