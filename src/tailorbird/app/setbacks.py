"""What a worker sets aside for a while: cases whose deadlines could not be fired just now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

_PAUSES: Final = (
    timedelta(seconds=5),
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(minutes=30),
    timedelta(hours=1),
)


@dataclass(frozen=True, slots=True)
class Setback:
    """How often it came to nothing in a row, and until when the case is left alone."""

    times: int
    until: datetime


class Setbacks:
    """Kept in the memory of one worker: a case that fails does not hold up the others, and is tried
    again after 5 s, 30 s, 2 min, 10 min, 30 min, then every hour."""

    def __init__(self) -> None:
        self._cases: dict[str, Setback] = {}

    def add(self, case_id: str, now: datetime) -> Setback:
        """One more failure of the case."""
        before = self._cases.get(case_id)
        times = before.times + 1 if before else 1
        setback = Setback(times, now + _PAUSES[min(times, len(_PAUSES)) - 1])
        self._cases[case_id] = setback
        return setback

    def rest(self, name: str, until: datetime) -> None:
        """Leave it alone until then, though nothing failed."""
        self._cases[name] = Setback(0, until)

    def clear(self, case_id: str) -> None:
        """It went well."""
        self._cases.pop(case_id, None)

    def waiting(self, now: datetime) -> Mapping[str, Setback]:
        """The cases that are left alone at this instant."""
        return {case_id: each for case_id, each in self._cases.items() if now < each.until}

    def forget(self, due: set[str], now: datetime) -> None:
        """Drop cases that are no longer due: somebody else dealt with them. Names with a colon are of other
        work, and stay until they are cleared."""
        cases = [(key, each) for key, each in self._cases.items() if ":" not in key]
        over = [key for key, each in cases if now >= each.until and key not in due]
        for case_id in over:
            del self._cases[case_id]
