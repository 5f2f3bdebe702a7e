"""The worker: fires deadlines and delivers the outbox, pass after pass, until it is told to stop."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from datetime import timedelta
from enum import StrEnum
from threading import Event

from tailorbird.app.catalogue.chores import do_chores
from tailorbird.app.couriers import Couriers
from tailorbird.app.deliver_outbox import deliver_outbox
from tailorbird.app.design.stale import forget_stale
from tailorbird.app.fire_due import fire_due
from tailorbird.app.house import House
from tailorbird.app.setbacks import Setbacks

__all__ = ["Mode", "Pass", "Plan", "deliver_outbox", "fire_due", "run", "work"]

log = logging.getLogger("tailorbird.worker")


class Mode(StrEnum):
    """How long the worker works."""

    ONCE = "once"
    """Until nothing is due any more."""
    FOREVER = "forever"


@dataclass(frozen=True, slots=True)
class Plan:
    """How a worker works. `name` tells workers apart; each process has its own."""

    mode: Mode = Mode.FOREVER
    name: str = ""
    cases: int = 100
    """At most so many cases a pass."""
    messages: int = 100
    """At most so many messages a pass."""
    idle: timedelta = timedelta(seconds=1)
    """Rest after a pass in which nothing happened."""
    longest_rest: timedelta = timedelta(minutes=1)
    """The rest doubles up to this while whole passes fail, as when the database is away."""


@dataclass(frozen=True, slots=True)
class Pass:
    """What one pass came to, or several together."""

    cases: int = 0
    deadlines: int = 0
    spread: int = 0
    delivered: int = 0
    retried: int = 0
    failed: int = 0
    errors: int = 0
    chores: int = 0

    def __add__(self, other: Pass) -> Pass:
        return Pass(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(Pass)))

    @property
    def happened(self) -> int:
        """How much there was to do; 0 after an idle pass."""
        return sum(asdict(self).values())


def work(
    house: House, couriers: Couriers, plan: Plan, setbacks: Setbacks, halt: Callable[[], int] = lambda: 0
) -> Pass:
    """One pass: some cases, then some messages, then some of the catalogue's chores and designs to forget."""
    fired = fire_due(house, plan.cases, setbacks, plan.name, halt)
    sent = deliver_outbox(house, couriers, plan.messages, halt)
    done = do_chores(house, setbacks, halt)
    gone = forget_stale(house, setbacks, halt)
    return Pass(
        fired.cases,
        fired.deadlines,
        sent.spread,
        sent.delivered,
        sent.retried,
        sent.failed,
        fired.errors + sent.errors + done.errors + gone.errors,
        done.done + gone.erased,
    )


def run(
    house: House,
    couriers: Couriers,
    plan: Plan,
    stop: Event,
) -> Pass:
    """Work until `stop` is set, or once; what it came to altogether.

    `stop` is heeded between cases and between batches of messages: what was begun is finished. A pass
    that fails as a whole is logged and repeated after a rest that doubles; in `once` it is raised.
    """
    setbacks = Setbacks()
    done = Pass()
    rest = plan.idle
    while not stop.is_set():
        try:
            one = work(house, couriers, plan, setbacks, stop.is_set)
        except Exception:
            if plan.mode is Mode.ONCE:
                raise
            done += Pass(errors=1)
            log.exception("the pass failed; next try in %d s", rest.total_seconds())
            stop.wait(rest.total_seconds())
            rest = min(rest * 2, plan.longest_rest)
            continue
        rest = plan.idle
        done += one
        if one.happened:
            log.info("%s", _line(one), extra=asdict(one))
        elif plan.mode is Mode.ONCE:
            break
        else:
            stop.wait(rest.total_seconds())
    return done


def _line(one: Pass) -> str:
    return (
        f"{one.deadlines} deadlines fired in {one.cases} cases; {one.delivered} messages delivered, "
        f"{one.spread} events spread, {one.retried} to be tried again, {one.failed} failed; "
        f"{one.chores} chores done; {one.errors} errors"
    )
