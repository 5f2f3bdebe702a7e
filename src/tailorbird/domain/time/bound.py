"""Bounds in time. Each says once whether its last instant is inside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class Last(StrEnum):
    """Whether the bound's own instant still counts as in time."""

    INSIDE = "inside"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Bound:
    """Until when something may be done; `provisional` where the calendar is not officially out."""

    until: datetime
    last: Last
    provisional: bool = False

    def allows(self, at: datetime) -> bool:
        """Whether `at` is still in time."""
        return at <= self.until if self.last is Last.INSIDE else at < self.until

    @property
    def passes_at(self) -> datetime:
        """The first instant that is too late; the effect of the deadline is dated so.

        Time is kept in whole microseconds, so the instant after an inclusive bound is one later.
        """
        return self.until if self.last is Last.OUTSIDE else self.until + timedelta(microseconds=1)


def days_after(start: datetime, days: int, zone: ZoneInfo) -> datetime:
    """The same time of the wall clock in `zone`, `days` calendar days later; in UTC.

    In UTC because two instants of one zone are compared by the wall clock, which tells a repeated
    hour twice.
    """
    if not days:
        return start.astimezone(UTC)
    local = start.astimezone(zone).replace(tzinfo=None) + timedelta(days=days)
    return local.replace(tzinfo=zone).astimezone(UTC)
