"""Designs that nobody works on any more are erased: customization data is kept no longer than needed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from tailorbird.app.design.drafts import erase
from tailorbird.app.house import House
from tailorbird.app.ports.designs import Draft
from tailorbird.app.setbacks import Setbacks

log = logging.getLogger("tailorbird.worker")
KEPT_FOR: Final = timedelta(days=30)
"""After the last change; the buyer is told so on the design's page."""
LOOKED_AGAIN_AFTER: Final = timedelta(hours=1)
_AT_ONCE: Final = 50
_ROUND: Final = "designs:stale"


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What one round came to."""

    erased: int = 0
    errors: int = 0


def forget_stale(house: House, setbacks: Setbacks, halt: Callable[[], int] = lambda: 0) -> Forgotten:
    """The worker's part: erase some designs whose time is over; where there is none, nobody looks again for
    an hour. One that cannot be erased is logged, set back, and does not stop the others."""
    now = house.clock.now()
    waiting = setbacks.waiting(now)
    if _ROUND in waiting:
        return Forgotten()
    erased = errors = 0
    for each in _stale(house, now, _AT_ONCE + len(waiting)):
        name = f"design:{each.id}"
        if halt():
            break
        if name in waiting:
            continue
        try:
            erase(house, each.owner, each.id)
        except Exception:
            setback = setbacks.add(name, now)
            errors += 1
            log.exception(
                "design %s could not be erased (%d times); next try after %s",
                each.id,
                setback.times,
                setback.until.isoformat(),
            )
            continue
        setbacks.clear(name)
        erased += 1
    if not erased + errors and not halt():
        setbacks.rest(_ROUND, now + _until_next(setbacks, now))
    return Forgotten(erased, errors)


def _until_next(setbacks: Setbacks, now: datetime) -> timedelta:
    """An hour, or until the first design that failed is to be tried again."""
    failed = (each.until - now for name, each in setbacks.waiting(now).items() if name.startswith("design:"))
    return min(failed, default=LOOKED_AGAIN_AFTER)


def _stale(house: House, now: datetime, limit: int) -> Sequence[Draft]:
    return house.designs.untouched_since(now - KEPT_FOR, limit)
