"""Crashing at the boundary of a commit: around the ports, so that no adapter knows of it.

TAILORBIRD_TORTURE_CRASH_AT is `POINT:COUNT`: the process kills itself when it comes to that point for the
COUNT-th time. The points are below.
"""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from tailorbird.app.house import House
    from tailorbird.app.ports.outbox import Delivery, Outbox
    from tailorbird.app.ports.storage import Changes, Storage, Transaction

VARIABLE: Final = "TAILORBIRD_TORTURE_CRASH_AT"
STORAGE_POINTS: Final = ("write.before", "commit.before", "commit.after")
"""Before a batch is sent, when it is sent and not committed, when it is committed and nobody knows."""
OUTBOX_POINTS: Final = ("claim.after", "spread.before", "spread.after", "settle.before", "settle.after")
"""When messages are claimed and not sent; around an event's fan; sent and not marked; marked."""


@dataclass(slots=True)
class CrashPoint:
    """Counts how often each point is passed, and ends the process where it was told to."""

    at: str = ""
    count: int = 0
    _passed: Counter[str] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock)

    @classmethod
    def told(cls, text: str) -> CrashPoint:
        """From `POINT:COUNT`; an empty text crashes nowhere."""
        point, _, count = text.partition(":")
        if point and point not in STORAGE_POINTS + OUTBOX_POINTS:
            raise ValueError(
                f"There is no crash point {point!r}; there are {STORAGE_POINTS + OUTBOX_POINTS}."
            )
        return cls(point, int(count or 0))

    def passes(self, point: str) -> None:
        """Come to the point. No cleaning up: this is what a power failure does."""
        with self._lock:
            self._passed[point] += 1
            reached = point == self.at and self._passed[point] >= self.count
        if reached:
            os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class CrashingStorage:
    """A storage with crash points around its writes and commits."""

    inner: Storage
    crash: CrashPoint

    def transaction(self) -> AbstractContextManager[Transaction]:
        """As the port says."""
        return self._transaction()

    @contextmanager
    def _transaction(self) -> Iterator[Any]:
        with self.inner.transaction() as begun:
            watched = _Watched(begun, self.crash)
            yield watched
            if watched.wrote:
                self.crash.passes("commit.before")
        if watched.wrote:
            self.crash.passes("commit.after")


class _Watched:
    """A transaction that knows whether anything was written in it."""

    def __init__(self, inner: Transaction, crash: CrashPoint) -> None:
        self._inner = inner
        self._crash = crash
        self.wrote = 0

    def write(self, changes: Sequence[Changes]) -> None:
        self._crash.passes("write.before")
        self._inner.write(changes)
        self.wrote = 1

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


@dataclass(frozen=True, slots=True)
class CrashingOutbox:
    """An outbox with crash points around what the worker does to it."""

    inner: Outbox
    crash: CrashPoint

    def claim(self, now: datetime, limit: int, lease: timedelta) -> tuple[Delivery, ...]:
        """As the port says; what is claimed at the crash is due again when its lease ends."""
        claimed = self.inner.claim(now, limit, lease)
        if claimed:
            self.crash.passes("claim.after")
        return claimed

    def spread(self, event: Delivery, endpoints: Sequence[str], now: datetime) -> None:
        """As the port says."""
        self.crash.passes("spread.before")
        self.inner.spread(event, endpoints, now)
        self.crash.passes("spread.after")

    def delivered(self, delivery: Delivery, at: datetime) -> None:
        """As the port says."""
        self.crash.passes("settle.before")
        self.inner.delivered(delivery, at)
        self.crash.passes("settle.after")

    def retry(self, delivery: Delivery, at: datetime, error: str) -> None:
        """As the port says."""
        self.inner.retry(delivery, at, error)

    def give_up(self, delivery: Delivery, at: datetime, error: str) -> None:
        """As the port says."""
        self.inner.give_up(delivery, at, error)


def crashing(house: House, told: str) -> House:
    """The house with crash points around its storage and its outbox."""
    crash = CrashPoint.told(told)
    engine = replace(house.engine, storage=CrashingStorage(house.engine.storage, crash))
    return replace(house, engine=engine, outbox=CrashingOutbox(house.outbox, crash))
