"""The schedule of attempts is that of Standard Webhooks, and comes to an end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tailorbird.app.attempts import SCHEDULE, next_attempt

START = datetime(2026, 3, 2, tzinfo=UTC)
INSTANTS = st.timedeltas(timedelta(0), timedelta(days=20_000)).map(lambda since: START + since)


def test_the_schedule_is_the_published_one() -> None:
    seconds = [int(each.total_seconds()) for each in SCHEDULE]
    assert seconds == [0, 5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400]


@given(INSTANTS, st.integers(1, len(SCHEDULE) - 1))
def test_after_a_failure_it_is_tried_later(failed_at: datetime, attempts: int) -> None:
    at = next_attempt(attempts, failed_at)
    assert at is not None
    assert at > failed_at


@given(INSTANTS, st.integers(1, len(SCHEDULE) - 2))
def test_each_pause_is_longer_than_the_one_before(failed_at: datetime, attempts: int) -> None:
    first, second = next_attempt(attempts, failed_at), next_attempt(attempts + 1, failed_at)
    assert first is not None
    assert second is not None
    assert second > first


@given(INSTANTS, st.integers(len(SCHEDULE), 10_000))
def test_after_the_last_attempt_there_is_none(failed_at: datetime, attempts: int) -> None:
    assert next_attempt(attempts, failed_at) is None


def test_a_message_is_tried_ten_times_within_three_days_and_four_hours() -> None:
    start = at = datetime(2026, 3, 2, tzinfo=UTC)
    tried = 1
    while (after := next_attempt(tried, at)) is not None:
        at, tried = after, tried + 1
    assert tried == 10
    assert at - start == timedelta(days=3, hours=3, minutes=35, seconds=5)
