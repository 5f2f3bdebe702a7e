"""Firing: deadlines a second by one worker, with a thousand and with a million pending."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.measure import Measured, Spread, in_turn
from bench.pending import Groups, fill, mark_bare
from bench.report import Finding
from bench.shop import BUYERS, CannotMeasure, Shop, an_order, furnish, migrate, postgres_database
from tailorbird.adapters.clock import MovedClock
from tailorbird.app.fire_due import fire_due
from tailorbird.app.purchase.place import place_order
from tailorbird.app.setbacks import Setbacks

if TYPE_CHECKING:
    from tailorbird.app.house import House

FEW: Final = 1_000
MANY: Final = 1_000_000
TARGET: Final = 0.8
_SIZE: Final = 150
"""Deadlines that fall due together, a round."""
_ALONE: Final = 15
"""Deadlines that fall due one by one, for the lateness of each."""
_STEP: Final = timedelta(minutes=10)


@dataclass(slots=True)
class Stand:
    """A shop with so many deadlines pending, and the clock that brings the next group on."""

    url: str
    house: House
    clock: MovedClock
    groups: Groups
    used: int = 0

    def next_group(self) -> datetime:
        """Move on to the instant at which the next group is due, with this process on this shop."""
        from tailorbird.adapters.db import open_database

        open_database(self.url)
        self.house.records.due_cases(self.clock.now(), 1)
        at = self.groups.due_at(self.used)
        self.used += 1
        self.clock.move_to(at)
        return at


def measure(rounds: int, _seconds: float) -> list[Finding]:
    """The worker on both shops in turn, and the bare loop on the larger one."""
    # A group for each round of the worker and of the bare loop, and two for single deadlines.
    count = rounds * 2 + 2
    with ExitStack() as open_shops:
        few = open_shops.enter_context(_stand("bench_few", FEW, count))
        many = open_shops.enter_context(_stand("bench_many", MANY, count))
        _alone(few)
        _alone(many)
        bare: list[float] = []
        marking, working = _marking(many), _worker(many)

        def work_and_mark() -> float:
            bare.append(marking())
            return working()

        against_few = in_turn(work_and_mark, _worker(few), rounds)
        lateness = (_alone(few), _alone(many))
    thing = against_few.thing
    ratios = [thing.median / each for each in bare]
    against_bare = Measured(thing, Spread.of(bare), Spread.of(ratios))
    return [_against_bare(against_bare), _against_few(against_few, lateness)]


@contextmanager
def _stand(name: str, pending: int, count: int) -> Iterator[Stand]:
    with tempfile.TemporaryDirectory(prefix="tailorbird-bench-") as home, postgres_database(name) as url:
        shop = Shop(url, Path(home))
        migrate(shop)
        from tailorbird.adapters.db import open_database
        from tailorbird.bootstrap import open_house

        house = shop.house()
        furnish(house, BUYERS[:1])
        receipt = place_order(house, BUYERS[0], an_order("template"))
        until = house.records.deadlines(None, case_id=receipt.case_id).items
        if receipt.problem is not None or not until:
            raise CannotMeasure("The order that is to be copied has no deadline.")
        groups = Groups(until[0].passes_at, _STEP, count, _SIZE)
        fill(url, receipt.case_id, groups, pending)
        clock = MovedClock(groups.first - _STEP)
        yield Stand(url, open_house(shop.config(), clock), clock, groups)
        open_database(url).close()


def _worker(stand: Stand) -> Callable[[], float]:
    def once() -> float:
        stand.next_group()
        begun = time.perf_counter()
        fired = fire_due(stand.house, _SIZE, Setbacks())
        if fired.deadlines < _SIZE or fired.errors:
            raise CannotMeasure(f"The worker fired {fired.deadlines} of {_SIZE}, with {fired.errors} errors.")
        return fired.deadlines / (time.perf_counter() - begun)

    return once


def _marking(stand: Stand) -> Callable[[], float]:
    def once() -> float:
        now = stand.next_group()
        begun = time.perf_counter()
        done = mark_bare(stand.url, now, _SIZE)
        return done / (time.perf_counter() - begun)

    return once


def _alone(stand: Stand) -> Spread:
    """Seconds from asking what is due to having fired it, for one deadline at a time."""
    taken = []
    stand.next_group()
    for _ in range(_ALONE):
        begun = time.perf_counter()
        fire_due(stand.house, 1, Setbacks())
        taken.append(time.perf_counter() - begun)
    fire_due(stand.house, _SIZE, Setbacks())
    return Spread.of(taken)


def _against_bare(measured: Measured) -> Finding:
    return Finding(
        f"firing deadlines by one worker, {MANY:,} pending",
        "deadlines/s",
        "a bare SQL loop that finds and marks one row a transaction",
        measured,
    )


def _against_few(measured: Measured, lateness: tuple[Spread, Spread]) -> Finding:
    few, many = (each.median * 1000 for each in lateness)
    notes = (
        f"from due to fired, one at a time: {few:.1f} ms with {FEW:,} pending, {many:.1f} ms with {MANY:,}",
    )
    return Finding(
        f"firing with {MANY:,} pending against {FEW:,}",
        "deadlines/s",
        f"the same worker with {FEW:,} pending",
        measured,
        f"ratio {TARGET}",
        "yes" if measured.ratio.median >= TARGET else "no",
        notes,
    )
