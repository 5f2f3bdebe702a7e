"""The arithmetic of measuring: rounds of a thing and of its limit, in turn, and what they come to."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

Round = Callable[[], float]
"""Does the thing once and returns its rate, per second."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Several measurements of one thing."""

    median: float
    least: float
    most: float
    count: int

    @classmethod
    def of(cls, samples: Sequence[float]) -> Spread:
        """What the samples come to; at least one is needed."""
        if not samples:
            raise ValueError("There is nothing to take a median of; measure at least one round.")
        return cls(median(samples), min(samples), max(samples), len(samples))


@dataclass(frozen=True, slots=True)
class Measured:
    """A thing and its limit, each per second, measured in turn; and the ratio round by round."""

    thing: Spread
    limit: Spread
    ratio: Spread


def in_turn(thing: Round, limit: Round, rounds: int) -> Measured:
    """Measure both in every round, so that what slows the machine for a while slows both."""
    if rounds < 1:
        raise ValueError(f"{rounds} rounds measure nothing; ask for at least one.")
    things, limits = [], []
    for _ in range(rounds):
        gc.collect()
        things.append(thing())
        gc.collect()
        limits.append(limit())
    return Measured(Spread.of(things), Spread.of(limits), Spread.of(ratios(things, limits)))


def ratios(things: Sequence[float], limits: Sequence[float]) -> list[float]:
    """Thing over limit, round by round; a limit of zero is an error."""
    if any(limit <= 0 for limit in limits):
        raise ValueError("A limit that does nothing in a second limits nothing; measure it again.")
    return [thing / limit for thing, limit in zip(things, limits, strict=True)]


def per_second(work: Callable[[], object], times: int) -> float:
    """How often a second the work is done, over so many times in a row."""
    begun = time.perf_counter()
    for _ in range(times):
        work()
    return times / (time.perf_counter() - begun)


def percentile(samples: Sequence[float], share: float) -> float:
    """The smallest sample that at least `share` (0 to 1) of all do not exceed."""
    if not samples or not 0 < share <= 1:
        raise ValueError("A percentile needs samples, and a share above 0 and at most 1.")
    ordered = sorted(samples)
    return ordered[max(0, -(-len(ordered) * share // 1).__int__() - 1)]
