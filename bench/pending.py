"""Many deadlines: copies of one case that was really placed, some due in groups, the others far off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import psycopg
from psycopg import sql

_COPIED: Final = ("case", "participant", "fact", "decision", "entry", "hold", "deadline", "idempotency")
_PENDING_A_CASE: Final = 10
_FAR: Final = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Groups:
    """Due cases in groups: group number `n` is due at `first + n * step`."""

    first: datetime
    step: timedelta
    count: int
    size: int

    def due_at(self, number: int) -> datetime:
        return self.first + number * self.step


def fill(url: str, template: str, groups: Groups, pending: int) -> None:
    """Copy the case for each deadline that is to fall due, and put `pending` more far beyond them."""
    with psycopg.connect(url, autocommit=True) as connection:
        # The copies are right by construction; triggers and foreign keys would only take time.
        connection.execute("SET session_replication_role = replica")
        for number in range(groups.count):
            for table in _COPIED:
                _copy(connection, table, template, (f"DUE-{number}-", groups.size))
            connection.execute(
                "UPDATE tailorbird_deadline SET passes_at = %s, until = %s "
                "WHERE case_id LIKE %s AND state = 'open'",
                [groups.due_at(number), groups.due_at(number), f"DUE-{number}-%"],
            )
        cases = max(1, pending // _PENDING_A_CASE)
        _copy(connection, "case", template, ("FAR-", cases))
        _far_off(connection, template, cases, groups.due_at(groups.count) + _FAR)
        connection.execute("DELETE FROM tailorbird_deadline WHERE case_id = %s", [template])
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
        # What filling left to be written is written now, and not while something is measured.
        connection.execute("CHECKPOINT")


def _columns(connection: psycopg.Connection, table: str, known: str) -> list[str]:
    found = connection.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s "
        "AND column_name <> ALL(%s) ORDER BY ordinal_position",
        [f"tailorbird_{table}", known.split()],
    )
    return [name for (name,) in found]


def _copy(connection: psycopg.Connection, table: str, template: str, to: tuple[str, int]) -> None:
    prefix, count = to
    names = [sql.Identifier(each) for each in _columns(connection, table, "case_id recorded_at")]
    connection.execute(
        sql.SQL(
            "INSERT INTO {table} (case_id, {names}) SELECT %s || g, {names} "
            "FROM {table}, generate_series(1, %s) g WHERE case_id = %s"
        ).format(table=sql.Identifier(f"tailorbird_{table}"), names=sql.SQL(", ").join(names)),
        [prefix, count, template],
    )


def _far_off(connection: psycopg.Connection, template: str, cases: int, first: datetime) -> None:
    known = "case_id recorded_at key passes_at until"
    names = [sql.Identifier(each) for each in _columns(connection, "deadline", known)]
    connection.execute(
        sql.SQL(
            "INSERT INTO tailorbird_deadline (case_id, key, passes_at, until, {names}) "
            "SELECT 'FAR-' || c, 'far-' || k, %s + (c + k) * interval '7 seconds', "
            "%s + (c + k) * interval '7 seconds', {names} "
            "FROM tailorbird_deadline, generate_series(1, %s) c, generate_series(1, %s) k WHERE case_id = %s"
        ).format(names=sql.SQL(", ").join(names)),
        [first, first, cases, _PENDING_A_CASE, template],
    )


def mark_bare(url: str, now: datetime, limit: int) -> int:
    """The limit of firing: find what is due and mark it, one transaction a deadline, and nothing else."""
    done = 0
    with psycopg.connect(url) as connection:
        while done < limit:
            with connection.transaction():
                found = connection.execute(
                    "SELECT case_id, key FROM tailorbird_deadline WHERE state = 'open' AND passes_at <= %s "
                    "ORDER BY passes_at LIMIT 1 FOR UPDATE SKIP LOCKED",
                    [now],
                ).fetchone()
                if found is None:
                    break
                connection.execute(
                    "UPDATE tailorbird_deadline SET state = 'fired', fired_at = statement_timestamp() "
                    "WHERE case_id = %s AND key = %s",
                    found,
                )
            done += 1
    return done
