"""Placing: a whole order in one call, by eight clients through the API, and 500 in a bulk call."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from bench import bare
from bench.clients import Answered, call_for
from bench.measure import Measured, in_turn, percentile
from bench.report import Finding, met_ratio
from bench.server import Server, serving
from bench.shop import BUYERS, CannotMeasure, Shop, an_order, furnish, migrate, order_body, postgres_database
from bench.statements import Traffic, traffic_of
from tailorbird.app.purchase.place import place_order

TARGET: Final = 0.25
BULK_TARGET: Final = 0.6
BULK: Final = 500
_WORKERS: Final = 2
_THREADS: Final = 4
_BULK_CLIENTS: Final = 2
_LIMIT: Final = "bare SQL, the same rows in one transaction an order, 8 connections, one round trip each"


def measure(rounds: int, seconds: float) -> list[Finding]:
    """Both ways of placing, on a database of its own with fsync on."""
    with (
        tempfile.TemporaryDirectory(prefix="tailorbird-bench-") as home,
        postgres_database("bench_placing") as url,
    ):
        shop = Shop(url, Path(home))
        migrate(shop)
        house = shop.house()
        keys = furnish(house)
        traffic, case_id = _one(house)
        written = bare.rows_of(url, case_id)
        wallets = [f"wallet:{buyer}:CNY" for buyer in BUYERS]
        limit = _limit(url, written, wallets, seconds)
        with serving(shop, _WORKERS, _THREADS) as server:
            singles: list[Answered] = []
            call_for(server.port, "/api/v1/orders", order_body(), keys, 1.0, 201)
            single = in_turn(_singly(server, keys, seconds, singles), limit, rounds)
            bulk = in_turn(_in_bulk(server, keys), limit, max(1, rounds - 1))
        settings = _settings(url)
    return [_single_finding(single, singles, traffic, written, settings), _bulk_finding(bulk, settings)]


def _one(house: Any) -> tuple[Traffic, str]:
    """The statements that one order takes, and its case. The first order of a process fills its caches."""
    for number in range(3):
        receipt = place_order(house, BUYERS[0], an_order(f"warm{number}"))
        if receipt.problem is not None:
            raise CannotMeasure(f"No order can be placed: {receipt.problem.title}. {receipt.problem.detail}")
    with traffic_of(house) as traffic:
        receipt = place_order(house, BUYERS[0], an_order("counted"))
    return traffic, receipt.case_id


def _limit(url: str, written: list[bare.Rows], wallets: list[str], seconds: float) -> Callable[[], float]:
    return lambda: bare.rate(url, written, wallets, seconds)


def _singly(
    server: Server, keys: dict[str, str], seconds: float, kept: list[Answered]
) -> Callable[[], float]:
    def once() -> float:
        answered = call_for(server.port, "/api/v1/orders", order_body(), keys, seconds, 201)
        kept.append(answered)
        return answered.count / seconds

    return once


def _in_bulk(server: Server, keys: dict[str, str]) -> Callable[[], float]:
    some = dict(sorted(keys.items())[:_BULK_CLIENTS])
    body = {"orders": [order_body()] * BULK}

    def once() -> float:
        # Each client calls once; the slower of the two is what counts.
        answered = call_for(server.port, "/api/v1/orders/bulk", body, some, 0.01, 200)
        told = json.loads(answered.last)
        if told["placed"] != BULK:
            raise CannotMeasure(
                f"A bulk call placed {told['placed']} of {BULK} orders: {told['outcomes'][0]}"
            )
        return BULK * answered.count / max(answered.latencies)

    return once


def _settings(url: str) -> str:
    import psycopg

    with psycopg.connect(url) as connection:
        named = ("server_version", "fsync", "synchronous_commit")
        told = [connection.execute(f"SHOW {name}".encode()).fetchone() for name in named]
    return ", ".join(f"{name} {row[0]}" for name, row in zip(named, told, strict=True) if row)


def _single_finding(
    measured: Measured, singles: list[Answered], traffic: Traffic, written: list[bare.Rows], settings: str
) -> Finding:
    latencies = [each * 1000 for answered in singles for each in answered.latencies]
    rows = sum(len(each.rows) for each in written)
    notes = (
        f"latency p50 {percentile(latencies, 0.5):.1f} ms, p99 {percentile(latencies, 0.99):.1f} ms",
        f"one order takes {traffic.statements} SQL statements in {traffic.trips} round trips, begin and "
        f"commit included, and writes {rows} rows",
        f"granian with {_WORKERS} workers of {_THREADS} threads; PostgreSQL {settings}",
    )
    return Finding(
        "placing an order by one API call, 8 clients",
        "orders/s",
        _LIMIT,
        measured,
        f"ratio {TARGET}",
        met_ratio(measured, TARGET),
        notes,
    )


def _bulk_finding(measured: Measured, settings: str) -> Finding:
    notes = (f"{_BULK_CLIENTS} clients, one bulk call of {BULK} each, in one transaction a call; {settings}",)
    return Finding(
        f"placing {BULK} orders in a bulk call",
        "orders/s",
        _LIMIT,
        measured,
        f"ratio {BULK_TARGET}",
        met_ratio(measured, BULK_TARGET),
        notes,
    )
