"""Sending statements over the connection that Django keeps for this thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db import DatabaseError, IntegrityError, OperationalError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from psycopg.abc import Buffer
from psycopg.adapt import Transformer

from tailorbird.adapters.db.sql.statement import POSTGRES, SQLITE, Dialect, Statement
from tailorbird.app.ports.storage import ConcurrentChange

Row = tuple[Any, ...]
# PostgreSQL: serialization failure, deadlock, lock not available, unique violation.
_SOMEBODY_WAS_FASTER = frozenset(("40001", "40P01", "55P03", "23505"))

_LOG_WAIT_MS = 500
# Below, one round trip for all is worth more.
_COPY_FROM_ROWS = 100


@dataclass(frozen=True, slots=True)
class Result:
    """What a statement gave: rows of a query, or how many rows it touched."""

    rows: list[Row]
    touched: int


@dataclass(frozen=True, slots=True)
class Session:
    """The connection of this thread to one database."""

    alias: str

    @property
    def connection(self) -> BaseDatabaseWrapper:
        return connections[self.alias]

    @property
    def is_postgres(self) -> bool:
        return self.connection.vendor == "postgresql"

    @property
    def dialect(self) -> Dialect:
        return POSTGRES if self.is_postgres else SQLITE

    def send(self, statements: Sequence[Statement]) -> list[Result]:
        """Run the statements in order; on PostgreSQL in one round trip, but for hundreds of new rows.

        That they may travel together is owed to the parameters being filled in on this side, which is
        Django's way unless `server_side_binding` is on.
        """
        if not self.is_postgres:
            return [self._send_one(each) for each in statements]
        results: list[Result] = []
        for is_bulk, group in groupby(statements, key=_is_bulk):
            some = list(group)
            results += [self._copy(each) for each in some] if is_bulk else self._send_together(some)
        return results

    def query(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """The rows of one query."""
        return self._send_one(Statement(sql, parameters)).rows

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction; what tells that somebody else was faster becomes `ConcurrentChange`."""
        self._mend()
        try:
            with transaction.atomic(using=self.alias, durable=True):
                yield
        except DatabaseError as problem:
            if was_faster(problem):
                raise ConcurrentChange(str(problem)) from problem
            raise

    def empty_log(self) -> None:
        """SQLite: write the log into the file and empty it, so that it keeps nothing of what was erased.

        While somebody reads an older state it cannot be emptied; then the next erasure does it. PostgreSQL's
        log is the operator's own to keep and to drop.
        """
        if self.is_postgres:
            return
        waits = self.query("PRAGMA busy_timeout")[0][0]
        self.query(f"PRAGMA busy_timeout={_LOG_WAIT_MS}")
        self.query("PRAGMA wal_checkpoint(TRUNCATE)")
        self.query(f"PRAGMA busy_timeout={waits}")

    def _mend(self) -> None:
        """Drop a connection that broke; otherwise this costs nothing."""
        connection = self.connection
        if connection.connection is not None and not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()

    def _send_one(self, statement: Statement) -> Result:
        with self.connection.cursor() as cursor:
            cursor.execute(statement.sql, statement.parameters)
            return _result(cursor)

    def _copy(self, statement: Statement) -> Result:
        assert statement.copy is not None  # noqa: S101 - what is not bulk does not come here
        with self.connection.cursor() as cursor, self.connection.wrap_database_errors:
            with cursor.copy(statement.copy.sql) as rows:
                for row in statement.copy.rows:
                    rows.write_row(row)
            return Result([], cursor.rowcount)

    def _send_together(self, statements: Sequence[Statement]) -> list[Result]:
        self.connection.ensure_connection()
        quote = Transformer(self.connection.connection).as_literal
        sql = ";\n".join(_filled_in(each, quote) for each in statements)
        results = []
        with self.connection.cursor() as cursor:
            cursor.execute(sql)
            for number, statement in enumerate(statements):
                if number:
                    cursor.nextset()
                results.append(_result(cursor) if statement.gives_rows else Result([], cursor.rowcount))
        return results


def _is_bulk(statement: Statement) -> bool:
    return statement.copy is not None and len(statement.copy.rows) >= _COPY_FROM_ROWS


def _filled_in(statement: Statement, quote: Callable[[Any], Buffer]) -> str:
    """The statement with its parameters as psycopg writes them.

    psycopg would do it too, but takes the text apart by a regular expression that costs more than the
    rest of the write.
    """
    parts = [each.replace("%%", "%") for each in statement.sql.split("%s")]
    literals = [bytes(quote(each)).decode() for each in statement.parameters]
    if len(parts) != len(literals) + 1:
        raise ValueError(f"{len(literals)} parameters were given for: {statement.sql}")
    pieces = [piece for pair in zip(parts, literals, strict=False) for piece in pair]
    return "".join([*pieces, parts[-1]])


def _result(cursor: CursorWrapper) -> Result:
    if cursor.description is None:
        return Result([], cursor.rowcount)
    rows = cursor.fetchall()
    return Result(rows, len(rows))


def was_faster(problem: DatabaseError) -> bool:
    """Whether the database refused because of what another transaction did at the same time."""
    state = getattr(problem.__cause__, "sqlstate", None)
    if state is not None:
        return state in _SOMEBODY_WAS_FASTER
    text = str(problem)
    if isinstance(problem, IntegrityError):
        # A number that a fact, decision or entry of the case has already is refused by a trigger.
        return text.startswith(("UNIQUE constraint failed", "INSERT of"))
    return isinstance(problem, OperationalError) and "locked" in text
