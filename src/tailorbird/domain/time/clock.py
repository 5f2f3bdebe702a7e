"""The one clock that everything asks for the time."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time. Injected, so that a demo or a test can move it."""

    def now(self) -> datetime:
        """This instant, aware and in UTC."""
        ...


class ClockWentBackwards(ValueError):
    """A clock was told to go back, which would put facts before their causes."""

    def __init__(self, now: datetime, asked: datetime) -> None:
        super().__init__(
            f"The clock stands at {now.isoformat()} and cannot go back to {asked.isoformat()}. "
            "Move it to a later instant, or start anew with a clock that begins earlier."
        )
        self.now = now
        self.asked = asked
