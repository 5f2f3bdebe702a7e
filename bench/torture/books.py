"""Everything that a database holds, read by plain SQL and not by the adapters that wrote it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote, urlsplit

Row = tuple[Any, ...]
Ask = Callable[[str], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class StoredCase:
    """A header's own counts and head hash."""

    id: str
    head_hash: str
    facts: int
    decisions: int
    entries: int
    notices: int


@dataclass(frozen=True, slots=True)
class StoredFact:
    seq: int
    name: str
    at: datetime
    data: bytes
    hash: str


@dataclass(frozen=True, slots=True)
class StoredEntry:
    case: str
    no: int
    debit: str
    credit: str
    currency: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class StoredHold:
    case: str
    key: str
    account: str
    amount_minor: int
    state: str
    posted_minor: int


@dataclass(frozen=True, slots=True)
class StoredDeadline:
    case: str
    key: str
    state: str
    passes_at: datetime


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """A message, or with `endpoint` the delivery of an event to it."""

    case: str
    no: int
    kind: str
    state: str
    endpoint: str = ""
    last_error: str = ""


@dataclass(slots=True)
class Books:
    """One database at one instant, while nobody writes."""

    cases: dict[str, StoredCase] = field(default_factory=dict)
    facts: dict[str, list[StoredFact]] = field(default_factory=lambda: defaultdict(list))
    decisions: dict[str, list[tuple[int, bytes, str]]] = field(default_factory=lambda: defaultdict(list))
    entries: list[StoredEntry] = field(default_factory=list)
    accounts: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    """By id: balance, what of it is held, and by how many cases it is frozen."""
    holds: list[StoredHold] = field(default_factory=list)
    deadlines: list[StoredDeadline] = field(default_factory=list)
    messages: list[StoredMessage] = field(default_factory=list)
    deliveries: list[StoredMessage] = field(default_factory=list)
    replies: dict[tuple[str, str, str], bytes] = field(default_factory=dict)


def read(url: str) -> Books:
    """The books at the URL. Only after every process that writes has ended."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        with sqlite3.connect(unquote(parts.path).removeprefix("/")) as connection:
            return _read(lambda sql: connection.execute(sql).fetchall())
    import psycopg

    with psycopg.connect(url) as server:
        return _read(lambda sql: server.execute(sql.encode()).fetchall())


def _read(ask: Ask) -> Books:
    books = Books()
    for row in ask(
        "SELECT case_id, head_hash, facts, decisions, entries, notices FROM tailorbird_case ORDER BY case_id"
    ):
        books.cases[row[0]] = StoredCase(*row)
    for case, seq, name, at, data, hashed in ask(
        'SELECT case_id, seq, name, "at", data, hash FROM tailorbird_fact ORDER BY case_id, seq'
    ):
        books.facts[case].append(StoredFact(seq, name, _instant(at), bytes(data), hashed))
    for case, no, data, hashed in ask(
        "SELECT case_id, no, data, hash FROM tailorbird_decision ORDER BY case_id, no"
    ):
        books.decisions[case].append((no, bytes(data), hashed))
    _read_money(ask, books)
    _read_pending(ask, books)
    return books


def _read_money(ask: Ask, books: Books) -> None:
    found = ask(
        "SELECT case_id, no, debit, credit, currency, amount_minor FROM tailorbird_entry ORDER BY case_id, no"
    )
    books.entries += [StoredEntry(*row) for row in found]
    found = ask(
        "SELECT case_id, key, account, amount_minor, state, posted_minor FROM tailorbird_hold "
        "ORDER BY case_id, key"
    )
    books.holds += [StoredHold(*row) for row in found]
    for account, balance, held, freezes in ask(
        "SELECT id, balance_minor, held_minor, freezes FROM tailorbird_account ORDER BY id"
    ):
        books.accounts[account] = (balance, held, freezes)


def _read_pending(ask: Ask, books: Books) -> None:
    found = ask("SELECT case_id, key, state, passes_at FROM tailorbird_deadline ORDER BY case_id, key")
    books.deadlines += [StoredDeadline(case, key, state, _instant(at)) for case, key, state, at in found]
    found = ask("SELECT case_id, no, kind, state, last_error FROM tailorbird_outbox ORDER BY case_id, no")
    books.messages += [
        StoredMessage(case, no, kind, state, "", error) for case, no, kind, state, error in found
    ]
    found = ask(
        "SELECT case_id, no, state, endpoint, last_error FROM tailorbird_delivery ORDER BY case_id, no"
    )
    books.deliveries += [
        StoredMessage(case, no, "event", state, endpoint, error) for case, no, state, endpoint, error in found
    ]
    for case, actor, key, reply in ask("SELECT case_id, actor, key, reply FROM tailorbird_idempotency"):
        books.replies[case, actor, key] = bytes(reply)


def _instant(value: Any) -> datetime:
    read_: datetime = datetime.fromisoformat(value) if isinstance(value, str) else value
    return read_.replace(tzinfo=UTC) if read_.tzinfo is None else read_.astimezone(UTC)
