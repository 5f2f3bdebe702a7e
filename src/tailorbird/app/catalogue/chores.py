"""The worker's part in the catalogue: tables that are being read, and pictures that changed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tailorbird.app.catalogue.importing import carry_on
from tailorbird.app.house import House
from tailorbird.app.looking.catalogue import forget_product, index_product
from tailorbird.app.ports.catalogue import Unlooked, Visibility
from tailorbird.app.setbacks import Setbacks

log = logging.getLogger("tailorbird.worker")
_JOBS: Final = 4
_PRODUCTS: Final = 20
_SHOWN: Final = (Visibility.PUBLIC, Visibility.PRIVATE)


@dataclass(frozen=True, slots=True)
class Chores:
    """What one round came to: slices of jobs and products that were dealt with, and what failed."""

    done: int = 0
    errors: int = 0


def do_chores(house: House, setbacks: Setbacks, halt: Callable[[], int] = lambda: 0) -> Chores:
    """Carry on each waiting job a little, then look at some pictures. What fails is set back, and does not
    stop the others."""
    done = errors = 0
    for name, chore in _chores(house, setbacks, halt):
        if halt():
            break
        try:
            chore()
        except Exception:
            setback = setbacks.add(name, house.clock.now())
            errors += 1
            log.exception("%s failed (%d times); next try after %s", name, setback.times, setback.until)
            continue
        setbacks.clear(name)
        done += 1
    return Chores(done, errors)


def _chores(
    house: House, setbacks: Setbacks, halt: Callable[[], int]
) -> list[tuple[str, Callable[[], object]]]:
    waiting = setbacks.waiting(house.clock.now())
    found: list[tuple[str, Callable[[], object]]] = []
    for job in house.catalogue.imports.waiting(_JOBS + len(waiting)):
        found.append((f"import:{job.id}", lambda job=job: carry_on(house, job, halt)))  # type: ignore[misc]
    for due in house.catalogue.unlooked(_PRODUCTS + len(waiting)):
        found.append((f"pictures:{due.product}", lambda due=due: _look(house, due)))  # type: ignore[misc]
    return [(name, chore) for name, chore in found if name not in waiting]


def _look(house: House, due: Unlooked) -> None:
    """Let the product be found by its pictures as they are shown, or by none."""
    if due.visibility in _SHOWN:
        index_product(house, due.product)
    else:
        forget_product(house, due.product)
    house.catalogue.looked(due)
