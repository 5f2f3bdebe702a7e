"""The clocks: the machine's own, and one that stands still until a demo or a test moves it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import final

from tailorbird.domain.time.clock import ClockWentBackwards


@final
class SystemClock:
    """The machine's clock."""

    __slots__ = ()

    def now(self) -> datetime:
        """This instant, in UTC."""
        return datetime.now(UTC)


@final
class MovedClock:
    """A clock that stands still until it is moved, and only forward. Safe between threads."""

    __slots__ = ("_lock", "_now")

    def __init__(self, start: datetime) -> None:
        self._lock = Lock()
        self._now = _utc(start)

    def now(self) -> datetime:
        """The instant at which the clock stands, in UTC."""
        with self._lock:
            return self._now

    def move_to(self, instant: datetime) -> datetime:
        """Put the clock to an instant that is not earlier; gives that instant in UTC."""
        asked = _utc(instant)
        with self._lock:
            return self._put(asked)

    def advance(self, by: timedelta) -> datetime:
        """Move the clock on by a period that is not negative; gives the instant reached in UTC."""
        with self._lock:
            return self._put(self._now + by)

    def _put(self, asked: datetime) -> datetime:
        if asked < self._now:
            raise ClockWentBackwards(self._now, asked)
        self._now = asked
        return asked


def _utc(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError(f"The clock needs an instant with a time zone, not {instant.isoformat()}.")
    return instant.astimezone(UTC)
