"""The limit of placing: a bare SQL transaction that writes the same rows as one order, and nothing else.

The rows are read back from an order that was really placed, so they pass the same triggers, checks and
indexes. Each writer is a process with one connection; it sends its statements in one round trip.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from bench.together import all_ready, together

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


def _insert(rows: Rows) -> bytes:
    one = "(" + ", ".join(["%s"] * len(rows.columns)) + ")"
    names = ", ".join(f'"{each}"' for each in rows.columns)
    many = ", ".join([one] * len(rows.rows))
    return f'INSERT INTO "tailorbird_{rows.table}" ({names}) VALUES {many}'.encode()


def _parameters(rows: Rows, case_id: str) -> list[Any]:
    return [
        Jsonb(value) if isinstance(value, dict | list) else value
        for row in rows.rows
        for value in (case_id, *row[1:])
    ]


@dataclass(frozen=True, slots=True)
class Writing:
    """What one process writes: the rows of an order again and again, paid from one wallet."""

    url: str
    written: tuple[Rows, ...]
    wallet: str
    seconds: float

    @property
    def held_minor(self) -> int:
        """What an order holds of the wallet."""
        rows = next(each for each in self.written if each.table == "hold")
        amount = rows.columns.index("amount_minor")
        return sum(row[amount] for row in rows.rows)


def write_orders(job: Writing) -> float:
    """Write orders for so long, one a transaction; orders a second."""
    statements = [_insert(rows) for rows in job.written]
    done, mark = 0, time.time_ns()
    with psycopg.connect(job.url) as connection:
        all_ready()
        begun = time.perf_counter()
        while (passed := time.perf_counter() - begun) < job.seconds:
            case_id = f"BARE-{job.wallet}-{mark}-{done}"
            with connection.transaction(), connection.pipeline():
                for statement, rows in zip(statements, job.written, strict=True):
                    connection.execute(statement, _parameters(rows, case_id), prepare=True)
                connection.execute(_TAKE, [job.held_minor, job.wallet, job.held_minor], prepare=True)
            done += 1
    return done / passed


def rate(url: str, written: Sequence[Rows], wallets: Sequence[str], seconds: float) -> float:
    """Orders a second, with one writing process for each wallet."""
    return sum(together(write_orders, [Writing(url, tuple(written), each, seconds) for each in wallets]))
