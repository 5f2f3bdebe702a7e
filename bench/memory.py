"""Memory: the server at rest and under load, and a worker's peak, against a site with nothing in it."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.clients import call_for
from bench.measure import Measured, Spread, ratios
from bench.report import Finding
from bench.server import family, serving
from bench.shop import CannotMeasure, Shop, furnish, migrate, order_body, postgres_database
from bench.weight import peak_mb, proportional_mb, tailorbird

_WORKERS: Final = 1
_THREADS: Final = 4
_LIMIT: Final = "the same server with a Django site of one view, nothing imported beside it"


@dataclass(frozen=True, slots=True)
class _Weights:
    rest: float
    load: float
    worker: float


def measure(rounds: int, seconds: float) -> list[Finding]:
    """Each round starts both servers anew."""
    ours: list[_Weights] = []
    bare: list[float] = []
    with (
        tempfile.TemporaryDirectory(prefix="tailorbird-bench-") as home,
        postgres_database("bench_memory") as url,
    ):
        shop = Shop(url, Path(home))
        migrate(shop)
        house = shop.house()
        keys = furnish(house)
        for _ in range(min(rounds, 2)):
            with serving(shop, _WORKERS, _THREADS, "bench.bare_site:application") as server:
                bare.append(proportional_mb(family(server.pid)))
            ours.append(_weigh(shop, keys, seconds))
    says = {
        "server at rest": [each.rest for each in ours],
        "server under load": [each.load for each in ours],
        "worker's peak": [each.worker for each in ours],
    }
    return [_finding(name, weights, bare) for name, weights in says.items()]


def _weigh(shop: Shop, keys: dict[str, str], seconds: float) -> _Weights:
    with serving(shop, _WORKERS, _THREADS) as server:
        rest = proportional_mb(family(server.pid))
        call_for(server.port, "/api/v1/orders", order_body(), keys, min(seconds, 2.0), 201)
        load = proportional_mb(family(server.pid))
    worker, status = peak_mb(tailorbird("worker", "--once"), shop.environment(), shop.home)
    if status:
        raise CannotMeasure(f"`tailorbird worker --once` ended with status {status}.")
    return _Weights(rest, load, worker)


def _finding(name: str, weights: list[float], bare: list[float]) -> Finding:
    measured = Measured(Spread.of(weights), Spread.of(bare), Spread.of(ratios(weights, bare)))
    notes = (f"granian with {_WORKERS} worker of {_THREADS} threads and its main process; less is better",)
    return Finding(f"memory, {name}", "MB", _LIMIT, measured, notes=notes)
