"""When a delivery is tried again: the schedule that Standard Webhooks recommends, for mail as well."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

SCHEDULE: Final = (
    timedelta(0),
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""What passes before the first attempt, the second, and so on; each counted from the failure before."""


def next_attempt(attempts: int, failed_at: datetime) -> datetime | None:
    """When to try again after so many attempts, the last of which failed; none when it was the last."""
    return failed_at + SCHEDULE[attempts] if attempts < len(SCHEDULE) else None
