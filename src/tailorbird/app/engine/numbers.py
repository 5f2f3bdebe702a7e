"""Numbers without gaps, as one transaction gives them out.

A series is locked when its first number is asked for. Two transactions that lock two series in
different orders would wait for each other for ever; so one that asks out of order begins anew, and
locks in order all that it is going to need.
"""

from __future__ import annotations

from collections.abc import Callable


class AskedOutOfOrder(Exception):
    """A series was asked for after one that sorts behind it. `series` are all that were asked for."""

    def __init__(self, series: frozenset[str]) -> None:
        super().__init__(f"Lock these in order of name: {', '.join(sorted(series))}.")
        self.series = series


class Numbers:
    """`lock` locks a series and tells its last number; `first` are locked before any other."""

    def __init__(self, lock: Callable[[str], int], first: frozenset[str] = frozenset()) -> None:
        self._lock = lock
        self._first = first
        self._stored: dict[str, int] = {}
        self._given: dict[str, int] = {}

    def next(self, series: str) -> int:
        """The next number of the series; raises `AskedOutOfOrder`."""
        if not self._stored:
            self._stored = {name: self._lock(name) for name in sorted(self._first)}
        if series not in self._stored:
            if series < max(self._stored, default=series):
                raise AskedOutOfOrder(frozenset((*self._stored, series)))
            self._stored[series] = self._lock(series)
        self._given[series] = self._given.get(series, 0) + 1
        return self._stored[series] + self._given[series]

    def mark(self) -> dict[str, int]:
        """How many were given so far, to go back to."""
        return dict(self._given)

    def back_to(self, mark: dict[str, int]) -> None:
        """Take back what was given since the mark: that order came to nothing."""
        self._given = dict(mark)
