"""A statement with its parameters, and the shapes of it that the storage needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

PREFIX: Final = "tailorbird_"
# SQLite takes 32,766 parameters in a statement.
_MOST_PARAMETERS: Final = 30_000


@dataclass(frozen=True, slots=True)
class Copy:
    """New rows for PostgreSQL's COPY, which takes a third of the time of an INSERT of hundreds of rows."""

    sql: str
    rows: Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Statement:
    """One SQL statement, with %s where a parameter goes."""

    sql: str
    parameters: Sequence[Any] = ()
    rows: int | None = None
    """How many rows it must touch; any other number means that somebody else was faster."""
    copy: Copy | None = None
    """The same for PostgreSQL's COPY, where it can be said so."""

    @property
    def gives_rows(self) -> int:
        """1 for what has rows to fetch."""
        return int(self.sql.startswith("SELECT") or " RETURNING " in self.sql)


@dataclass(frozen=True, slots=True)
class Dialect:
    """Where SQLite and PostgreSQL are not of one tongue."""

    lock: str
    """Locks what is selected; on SQLite a transaction that may write is alone from its start."""
    lock_free: str
    """The same, leaving out what others have locked."""
    now: str
    instant_type: str
    json_type: str
    native_instants: int
    """1 where the driver takes and gives instants as they are."""

    def instant(self, value: datetime | None) -> object:
        """The instant as the driver takes it; on SQLite as text in UTC that sorts as the instants do."""
        if value is None or self.native_instants:
            return value
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


POSTGRES: Final = Dialect(
    lock=" FOR NO KEY UPDATE",
    lock_free=" FOR NO KEY UPDATE OF {table} SKIP LOCKED",
    now="STATEMENT_TIMESTAMP()",
    instant_type="::timestamptz",
    json_type="::jsonb",
    native_instants=1,
)
SQLITE: Final = Dialect(
    lock="",
    lock_free="",
    now="STRFTIME('%%Y-%%m-%%d %%H:%%M:%%f000', 'NOW')",
    instant_type="",
    json_type="",
    native_instants=0,
)


def marks(count: int) -> str:
    """`%s, %s, %s`."""
    return ", ".join(["%s"] * count)


def values(rows: Sequence[Sequence[Any]]) -> tuple[str, list[Any]]:
    """`VALUES (%s, %s), (%s, %s)` and the parameters. Raises ValueError for text that cannot be kept."""
    one = f"({marks(len(rows[0]))})"
    parameters = [item for row in rows for item in row]
    if any(isinstance(each, str) and "\0" in each for each in parameters):
        raise ValueError("A text has the character U+0000 in it, which PostgreSQL cannot keep; leave it out.")
    return "VALUES " + ", ".join([one] * len(rows)), parameters


def chunks(rows: Sequence[Sequence[Any]]) -> Iterator[Sequence[Sequence[Any]]]:
    """The rows in portions that fit one statement each."""
    if not rows:
        return
    size = _MOST_PARAMETERS // len(rows[0])
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def insert(
    table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], suffix: str = ""
) -> Iterator[Statement]:
    """One statement for all the rows (several when they are thousands)."""
    names = ", ".join(f'"{each}"' for each in columns)
    for some in chunks(rows):
        text, parameters = values(some)
        yield Statement(
            f"INSERT INTO {PREFIX}{table} ({names}) {text}{suffix}",
            parameters,
            None if "DO NOTHING" in suffix else len(some),
            None if suffix else Copy(f"COPY {PREFIX}{table} ({names}) FROM STDIN", some),
        )


@dataclass(frozen=True, slots=True)
class Update:
    """What an update sets in each row of table `t` for which a row `v` is given, and on what condition."""

    table: str
    columns: Sequence[str]
    """Of `v`."""
    changed: str
    where: str
    returning: str = "1"
    """Always something: SQLite's driver does not count the rows of an update that begins with WITH."""


def update(what: Update, rows: Sequence[Sequence[Any]]) -> Iterator[Statement]:
    """One statement for all the rows."""
    names = ", ".join(f'"{each}"' for each in what.columns)
    for some in chunks(rows):
        text, parameters = values(some)
        yield Statement(
            f"WITH v({names}) AS ({text}) UPDATE {PREFIX}{what.table} AS t SET {what.changed} "
            f"FROM v WHERE {what.where} RETURNING {what.returning}",
            parameters,
            len(some),
        )
