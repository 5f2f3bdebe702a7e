"""Working days of a place: which days are worked, counting them, and the bounds that follow.

A calendar is data, and its version is the hash of that data, so that a deadline can store which
calendar it was computed with.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from tailorbird.domain.time.bound import Bound, Last

_ONE_DAY: Final = timedelta(days=1)
_DAYS_IN_WEEK: Final = frozenset(range(7))
_VERSION_LENGTH: Final = 16
_DECEMBER: Final = 12
# Next year's notice may still move days around New Year: China's for 2019 made Saturday 29 December
# 2018 a working day and Monday the 31st a day off. The earliest day ever moved so is the 29th.
_FIRST_DAY_LEFT_TO_NEXT_YEAR: Final = (_DECEMBER, 25)


class DayKind(StrEnum):
    """What an operator says a day is."""

    OFF = "off"
    WORKING = "working"


@dataclass(frozen=True, slots=True)
class Override:
    """An operator's word on one day of one place, with the reason for the reader."""

    place: str
    day: date
    kind: DayKind
    reason: str


@dataclass(frozen=True, slots=True)
class DayCount:
    """The day reached by counting. `provisional`: a day on the way is not settled officially."""

    day: date
    provisional: bool


class UnknownCalendar(LookupError):
    """No working-day calendar for a place; the message and `next_step` say what to do about it."""

    def __init__(self, place: str, next_step: str) -> None:
        super().__init__(f"There is no working-day calendar for {place!r}. {next_step}")
        self.place = place
        self.next_step = next_step


class ContradictoryOverrides(ValueError):
    """Two overrides that call the same day of the same place off and working."""

    def __init__(self, one: Override, other: Override) -> None:
        super().__init__(
            f"{one.place} {one.day} is {one.kind} ({one.reason}) and {other.kind} "
            f"({other.reason}). Remove one of the two overrides."
        )
        self.one = one
        self.other = other


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The working days of one place. Make it with `from_days`, which computes the version.

    `weekend` holds weekdays as Python numbers them, Monday 0. `days_off` are off though not on a
    weekend, `working_days` are worked though on one. `official_years` are the years whose official
    calendar is known; what is said of any other year is a guess.
    """

    place: str
    zone: ZoneInfo
    version: str
    weekend: frozenset[int]
    days_off: frozenset[date]
    working_days: frozenset[date]
    official_years: frozenset[int]

    def __post_init__(self) -> None:
        """Refuse a week without a working day, and a day that is both off and worked."""
        if not self.weekend < _DAYS_IN_WEEK:
            raise ValueError(f"A weekend is some of the weekdays 0 to 6, not {set(self.weekend)}.")
        if both := self.days_off & self.working_days:
            raise ValueError(f"Both off and worked in {self.place}: {min(both)}.")

    @classmethod
    def from_days(
        cls,
        place: str,
        zone: ZoneInfo,
        *,
        weekend: frozenset[int] = frozenset((5, 6)),
        days_off: Iterable[date] = (),
        working_days: Iterable[date] = (),
        official_years: Iterable[int] = (),
    ) -> WorkingCalendar:
        """The calendar of these days with its version; a day that adds nothing is left out."""
        off = frozenset(day for day in days_off if day.weekday() not in weekend)
        worked = frozenset(day for day in working_days if day.weekday() in weekend)
        bare = cls(place, zone, "", weekend, off, worked, frozenset(official_years))
        return replace(bare, version=_content_hash(bare))

    def is_working(self, day: date) -> bool:
        """Whether the day is worked."""
        return _is_working(self, _plain(day))

    def add_working_days(self, start: date, days: int) -> DayCount:
        """The working day reached by counting `days` working days; `start` itself does not count.

        Zero days lead to `start`, whatever day that is.
        """
        if days < 0:
            raise ValueError(f"Working days are counted forwards, not {days} days.")
        day, left = _plain(start), days
        while left:
            day += _ONE_DAY
            left -= _is_working(self, day)
        return DayCount(day, self.is_provisional(start, day))

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after `start`, up to and including `end`.

        The inverse of `add_working_days`. Whether the number is final, `is_provisional` says.
        """
        first, last = _plain(start).toordinal() + 1, _plain(end).toordinal()
        if last < first - 1:
            raise ValueError(f"Working days are counted forwards, not from {start} to {end}.")
        return sum(_is_working(self, date.fromordinal(day)) for day in range(first, last + 1))

    def is_provisional(self, start: date, end: date) -> bool:
        """Whether any day after `start`, up to and including `end`, is not officially settled yet.

        The last week of a year is settled by the calendar of the next year too.
        """
        if _plain(end) <= _plain(start):
            return False
        first = start + _ONE_DAY
        last_year = end.year + ((end.month, end.day) >= _FIRST_DAY_LEFT_TO_NEXT_YEAR)
        return not self.official_years.issuperset(range(first.year, last_year + 1))

    def end_of_working_day_bound(self, start: datetime, days: int) -> Bound:
        """Within `days` working days of an instant: until the end of the last of them, in UTC.

        The day of the instant, in the calendar's zone, does not count. A working day ends where the
        next day begins, and that instant is already too late.
        """
        if start.tzinfo is None:
            raise ValueError(f"An instant needs a time zone: {start}.")
        if days < 1:
            raise ValueError(f"A bound in working days needs at least one day, not {days}.")
        count = self.add_working_days(start.astimezone(self.zone).date(), days)
        midnight = datetime.combine(count.day + _ONE_DAY, time.min, tzinfo=self.zone)
        return Bound(midnight.astimezone(UTC), Last.OUTSIDE, count.provisional)

    def with_overrides(self, overrides: Iterable[Override]) -> WorkingCalendar:
        """The calendar with the operator's word put first. Overrides of other places are left out.

        The version changes where the days do. The operator's word does not make a year official.
        """
        said = _by_day(each for each in overrides if each.place == self.place)
        if not said:
            return self
        off = {day for day, override in said.items() if override.kind is DayKind.OFF}
        worked = said.keys() - off
        return WorkingCalendar.from_days(
            self.place,
            self.zone,
            weekend=self.weekend,
            days_off=(self.days_off | off) - worked,
            working_days=(self.working_days | worked) - off,
            official_years=self.official_years,
        )


@dataclass(frozen=True, slots=True)
class Calendars:
    """The working-day calendars at hand, by place. Make it with `holding`, or `none`."""

    by_place: Mapping[str, WorkingCalendar] = field(hash=False)

    @classmethod
    def holding(cls, calendars: Iterable[WorkingCalendar]) -> Calendars:
        """These calendars, each under its place."""
        return cls(MappingProxyType({each.place: each for each in calendars}))

    @classmethod
    def none(cls) -> Calendars:
        """No calendars at all; for terms that count no working days."""
        return cls.holding(())

    def of(self, place: str) -> WorkingCalendar:
        """The calendar of the place, or the error `UnknownCalendar`."""
        calendar = self.by_place.get(place)
        if calendar is None:
            known = ", ".join(sorted(self.by_place)) or "none"
            raise UnknownCalendar(
                place, f"Add the place to the configured calendars, or name one of these: {known}."
            )
        return calendar

    def with_overrides(self, overrides: Iterable[Override]) -> Calendars:
        """The same places with the operator's word put first; overrides of others are left out."""
        said = tuple(overrides)
        return Calendars.holding(each.with_overrides(said) for each in self.by_place.values())


def _is_working(calendar: WorkingCalendar, day: date) -> bool:
    if day.weekday() in calendar.weekend:
        return day in calendar.working_days
    return day not in calendar.days_off


def _plain(day: date) -> date:
    # A datetime is a date to the type checker, but never equal to one: it would be found in no set.
    if isinstance(day, datetime):
        raise TypeError(f"Expected a day, not an instant: {day}. Take its date in a stated zone.")
    return day


def _by_day(overrides: Iterable[Override]) -> dict[date, Override]:
    said: dict[date, Override] = {}
    for override in overrides:
        earlier = said.setdefault(_plain(override.day), override)
        if earlier.kind is not override.kind:
            raise ContradictoryOverrides(earlier, override)
    return said


def _content_hash(calendar: WorkingCalendar) -> str:
    content = {
        "place": calendar.place,
        "zone": str(calendar.zone),
        "weekend": sorted(calendar.weekend),
        "days_off": [day.isoformat() for day in sorted(calendar.days_off)],
        "working_days": [day.isoformat() for day in sorted(calendar.working_days)],
        "official_years": sorted(calendar.official_years),
    }
    written = json.dumps(content, sort_keys=True, separators=(",", ":")).encode()
    return hashlib.sha256(written).hexdigest()[:_VERSION_LENGTH]
