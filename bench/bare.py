"""The limit of placing: a bare SQL transaction that writes the same rows as one order, and nothing else.

The rows are read back from an order that was really placed, so they pass the same triggers, checks and
indexes. Each writer is a process with one connection; it sends its statements in one round trip.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any, Final

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

TABLES: Final = (
    "case",
    "participant",
    "fact",
    "decision",
    "entry",
    "hold",
    "deadline",
    "outbox",
    "private_content",
    "idempotency",
)
_STAMPED: Final = ("recorded_at", "resolved_at")
_TAKE: Final = (
    "UPDATE tailorbird_account SET held_minor = held_minor + %s "
    "WHERE id = %s AND balance_minor >= held_minor + %s RETURNING id"
)


@dataclass(frozen=True, slots=True)
class Rows:
    """What one order wrote into one table: columns and rows, the case's id first in each row."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def rows_of(url: str, case_id: str) -> list[Rows]:
    """The rows of a case as it was placed."""
    found = []
    with psycopg.connect(url) as connection:
        for table in TABLES:
            name = sql.Identifier(f"tailorbird_{table}")
            cursor = connection.execute(
                sql.SQL("SELECT * FROM {} WHERE case_id = %s").format(name), [case_id]
            )
            columns = [each.name for each in cursor.description or ()]
            kept = [number for number, column in enumerate(columns) if column not in _STAMPED]
            kept.sort(key=lambda number: columns[number] != "case_id")
            rows = tuple(tuple(row[number] for number in kept) for row in cursor.fetchall())
            if rows:
                found.append(Rows(table, tuple(columns[number] for number in kept), rows))
    return found


def _insert(rows: Rows, times: int) -> bytes:
    one = "(" + ", ".join(["%s"] * len(rows.columns)) + ")"
    names = ", ".join(f'"{each}"' for each in rows.columns)
    many = ", ".join([one] * len(rows.rows) * times)
    return f'INSERT INTO "tailorbird_{rows.table}" ({names}) VALUES {many}'.encode()


def _parameters(rows: Rows, case_ids: Sequence[str]) -> list[Any]:
    return [
        Jsonb(value) if isinstance(value, dict | list) else value
        for case_id in case_ids
        for row in rows.rows
        for value in (case_id, *row[1:])
    ]


def write_orders(url: str, written: Sequence[Rows], wallet: str, plan: tuple[float, float, int]) -> int:
    """Write orders from `plan[0]` to `plan[1]` (seconds of the system's clock), `plan[2]` a transaction."""
    begin, end, batch = plan
    held = sum(
        row[rows.columns.index("amount_minor")]
        for rows in written
        if rows.table == "hold"
        for row in rows.rows
    )
    statements = [_insert(rows, batch) for rows in written]
    done = 0
    with psycopg.connect(url) as connection:
        time.sleep(max(0.0, begin - time.time()))
        while time.time() < end:
            case_ids = [f"BARE-{wallet}-{begin}-{done + number}" for number in range(batch)]
            with connection.transaction(), connection.pipeline():
                for statement, rows in zip(statements, written, strict=True):
                    connection.execute(statement, _parameters(rows, case_ids), prepare=batch == 1)
                connection.execute(_TAKE, [held * batch, wallet, held * batch], prepare=True)
            done += batch
    return done


def rate(url: str, written: Sequence[Rows], wallets: Sequence[str], seconds: float, batch: int) -> float:
    """Orders a second, with one writing process for each wallet."""
    begin = time.time() + 1.0
    plan = (begin, begin + seconds, batch)
    with ProcessPoolExecutor(len(wallets), get_context("spawn")) as pool:
        futures = [pool.submit(write_orders, url, written, wallet, plan) for wallet in wallets]
        return sum(each.result() for each in futures) / seconds
