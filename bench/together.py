"""Doing something in several processes that begin at the same instant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, Final, TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")
_LATEST_S: Final = 120
_barriers: list[Any] = []


def together(work: Callable[[Job], Result], jobs: Sequence[Job]) -> list[Result]:
    """Each job in a process of its own. The work calls `all_ready` when it is prepared."""
    context = get_context("spawn")
    barrier = context.Barrier(len(jobs))
    with ProcessPoolExecutor(len(jobs), context, _arm, (barrier,)) as pool:
        return [each.result() for each in [pool.submit(work, job) for job in jobs]]


def all_ready() -> None:
    """Wait until the others are prepared as well."""
    _barriers[-1].wait(_LATEST_S)


def _arm(barrier: Any) -> None:
    _barriers.append(barrier)
