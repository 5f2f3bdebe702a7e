"""Rate limits: a bucket of tokens per key and process, refilled steadily.

Kept in the memory of each process: with several processes a key gets the rate of each, so the
operator divides the wanted rate by their number (TAILORBIRD_RATE_PER_MINUTE, TAILORBIRD_RATE_BURST).
"""

from __future__ import annotations

import os
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from threading import Lock

_MOST_BUCKETS = 50_000


@dataclass(frozen=True, slots=True)
class Spent:
    """What a call left in its bucket. `wait_s` above zero: it was refused, come back then."""

    limit: int
    left: int
    reset_s: int
    wait_s: int = 0

    def headers(self) -> dict[str, str]:
        """RateLimit headers, and Retry-After where the call was refused."""
        told = {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.left),
            "RateLimit-Reset": str(self.reset_s),
        }
        return told | ({"Retry-After": str(self.wait_s)} if self.wait_s else {})


class Buckets:
    """Buckets by name. `now` gives seconds that only grow."""

    def __init__(self, per_minute: int, burst: int, now: Callable[[], float] = time.monotonic) -> None:
        self.burst = burst
        self._per_second = per_minute / 60
        self._now = now
        self._lock = Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def spend(self, name: str) -> Spent:
        """Take a token of the bucket, or say how long to wait for one."""
        with self._lock:
            now = self._now()
            tokens, since = self._buckets.pop(name, (float(self.burst), now))
            tokens = min(self.burst, tokens + (now - since) * self._per_second)
            wait = 0
            if tokens < 1:
                wait = max(1, ceil((1 - tokens) / self._per_second))
            else:
                tokens -= 1
            self._buckets[name] = (tokens, now)
            if len(self._buckets) > _MOST_BUCKETS:
                self._buckets.popitem(last=False)
        return Spent(self.burst, int(tokens), ceil((self.burst - tokens) / self._per_second), wait)


def from_environment() -> tuple[Buckets, Buckets]:
    """The buckets of keys, and the much smaller ones of callers without a valid key, by address."""
    per_minute = int(os.environ.get("TAILORBIRD_RATE_PER_MINUTE", "60000"))
    burst = int(os.environ.get("TAILORBIRD_RATE_BURST", "2000"))
    strangers = int(os.environ.get("TAILORBIRD_RATE_STRANGERS_PER_MINUTE", "600"))
    return Buckets(per_minute, burst), Buckets(strangers, max(1, strangers // 2))


class Limits:
    """The limits of this process; a test puts its own in."""

    keys, strangers = from_environment()
