"""Working-day calendars from the package `holidays`, and which of their years are official.

`holidays` tells nowhere whether a year's official calendar is out; it guesses the rest in silence.
Two marks in its data tell it to us:

- Where a government moves working days by a yearly notice (China's State Council, and likewise
  Taiwan, Vietnam, Russia, Hungary, …), the package keeps each move as a pair "day off, worked day
  instead". Such a place's years are official up to the last one that has a move. Every Chinese
  notice since 2001 has moves, so a Chinese year without one is a year whose notice is not in.
- A day known only by astronomy or announcement bears the label "(estimated)". A year with such a
  day is not official.

Where neither mark applies, the days follow from a statute and all years are official. The rule errs
to the side of "provisional": a government that stops moving days (Ukraine, after 2022) stays so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from holidays import HolidayBase, country_holidays

from tailorbird.adapters.calendars.zones import zone_of
from tailorbird.domain.time.calendar import Calendars, Override, UnknownCalendar, WorkingCalendar

FIRST_YEAR: Final = 2020
YEARS_AHEAD: Final = 3
_ESTIMATED: Final = "estimated)"
_PLACE: Final = re.compile(r"(?P<country>[A-Z]{2})(?:-(?P<subdivision>[A-Z0-9]{1,3}))?")
# Never official without a notice, even if a later version of the package kept its moves elsewhere.
_BY_NOTICE: Final = frozenset(("CN",))
# A move is written (month, day, worked month, worked day[, year]); a mere day off has three parts.
_LENGTH_OF_MOVE: Final = 4


def official_calendars(
    places: Iterable[str], this_year: int, overrides: Iterable[Override] = ()
) -> Calendars:
    """The calendars of these places from 2020 to three years ahead, the operator's word put first.

    A place is an ISO 3166 country (`CN`) or a country and its subdivision (`DE-BY`). One that
    `holidays` does not know is the error `UnknownCalendar`. What the package says is computed once
    a process.
    """
    last_year = max(this_year, FIRST_YEAR) + YEARS_AHEAD
    found = Calendars.holding(_calendar(place, last_year) for place in places)
    return found.with_overrides(overrides)


@cache
def _calendar(place: str, last_year: int) -> WorkingCalendar:
    years = range(FIRST_YEAR, last_year + 1)
    source, zone = _source(place, years)
    days = tuple(_days(years))
    weekend = frozenset(source.weekend)
    # The source is asked day by day, since a weekend may have changed within these years.
    worked = frozenset(day for day in days if source.is_working_day(day))
    return WorkingCalendar.from_days(
        place,
        zone,
        weekend=weekend,
        days_off=(day for day in days if day not in worked),
        working_days=worked,
        official_years=_official_years(source, years),
    )


def _source(place: str, years: range) -> tuple[HolidayBase, ZoneInfo]:
    named = _PLACE.fullmatch(place)
    if named is None:
        raise UnknownCalendar(place, "Write a country such as CN, or a subdivision such as DE-BY.")
    country, subdivision = named["country"], named["subdivision"]
    zone = zone_of(country, subdivision)
    try:
        # The language is named so that the labels do not depend on the machine's locale.
        source = country_holidays(country, subdiv=subdivision, years=years, language="en_US")
    except NotImplementedError as problem:
        raise UnknownCalendar(place, _next_step(subdivision)) from problem
    if zone is None or (subdivision and subdivision not in source.subdivisions):
        raise UnknownCalendar(place, _next_step(subdivision))
    return source, zone


def _next_step(subdivision: str | None) -> str:
    if subdivision:
        return "Name the country alone, or another of its subdivisions."
    return "Write the two letters of an ISO 3166 country, such as CN."


def _official_years(source: HolidayBase, years: range) -> frozenset[int]:
    estimated = {day.year for day, name in source.items() if _ESTIMATED in name}
    moved = [year for year in years if _has_moves(source, year)]
    if not moved and source.country in _BY_NOTICE:
        return frozenset()
    last_announced = moved[-1] if moved else years[-1]
    return frozenset(range(years[0], last_announced + 1)) - estimated


def _has_moves(source: HolidayBase, year: int) -> bool:
    entries = getattr(source, "special_public_holidays", {}).get(year, ())
    # The package writes a single entry without the outer tuple.
    several = entries if entries and isinstance(entries[0], tuple) else (entries,)
    return any(len(entry) >= _LENGTH_OF_MOVE for entry in several)


def _days(years: range) -> Iterator[date]:
    day = date(years[0], 1, 1)
    while day.year in years:
        yield day
        day += timedelta(days=1)
