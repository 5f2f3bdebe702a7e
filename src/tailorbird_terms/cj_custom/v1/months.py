"""Calendar months: the same day some months later. No clause is here."""

from __future__ import annotations

import calendar
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

_IN_A_YEAR = 12


def months_after(start: datetime, months: int, zone: ZoneInfo) -> datetime:
    """The same time of the wall clock on the same day of the month, so many months later; in UTC.

    Where that month has no such day, its last day: three months after 30 November is the last day of
    February.
    """
    local = start.astimezone(zone)
    ahead = local.month - 1 + months
    year, month = local.year + ahead // _IN_A_YEAR, ahead % _IN_A_YEAR + 1
    day = min(local.day, calendar.monthrange(year, month)[1])
    plain = local.replace(tzinfo=None, fold=0).replace(year=year, month=month, day=day)
    return plain.replace(tzinfo=zone).astimezone(UTC)
