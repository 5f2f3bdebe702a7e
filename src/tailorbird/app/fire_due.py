"""Fire what is due: let the passed deadlines of cases take effect."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass

from tailorbird.app.house import House
from tailorbird.app.ports.storage import ConcurrentChange
from tailorbird.app.setbacks import Setbacks

log = logging.getLogger("tailorbird.worker")


@dataclass(frozen=True, slots=True)
class Fired:
    """What one round came to."""

    cases: int = 0
    deadlines: int = 0
    errors: int = 0


def fire_due(
    house: House,
    limit: int,
    setbacks: Setbacks | None = None,
    worker: str = "",
    halt: Callable[[], int] = lambda: 0,
) -> Fired:
    """Fire the deadlines of at most `limit` cases, each case in a transaction of its own.

    Several workers may do so at once: the engine locks a case and finds nothing to fire where another
    one was first. `worker` (any name of its own) makes each take the cases in an order of its own, so
    that they seldom meet. A case that fails is logged, set back, and does not stop the others.
    """
    setbacks = setbacks if setbacks is not None else Setbacks()
    now = house.clock.now()
    waiting = setbacks.waiting(now)
    due = house.records.due_cases(now, limit + len(waiting))
    setbacks.forget(set(due), now)
    cases = deadlines = errors = 0
    for case_id in _own_order(worker, [each for each in due if each not in waiting][:limit]):
        if halt():
            break
        try:
            fired = house.engine.fire(case_id)
        except ConcurrentChange:
            fired = []
        except Exception:
            setback = setbacks.add(case_id, now)
            errors += 1
            log.exception(
                "case %s: its deadlines could not be fired (failure %d); next try after %s",
                case_id,
                setback.times,
                setback.until.isoformat(),
                extra={"case": case_id, "failures": setback.times},
            )
            continue
        if fired:
            setbacks.clear(case_id)
            cases, deadlines = cases + 1, deadlines + len(fired)
        else:
            # Another worker was first, or nothing follows: not to be asked again at once.
            setbacks.add(case_id, now)
    return Fired(cases, deadlines, errors)


def _own_order(worker: str, case_ids: list[str]) -> list[str]:
    if not worker:
        return case_ids
    return sorted(case_ids, key=lambda each: hashlib.sha256(f"{worker}\0{each}".encode()).digest())
