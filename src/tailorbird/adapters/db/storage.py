"""The storage of cases on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any, TypeVar

from tailorbird.adapters.db.sql import rows
from tailorbird.adapters.db.sql.session import Row, Session
from tailorbird.adapters.db.sql.statement import PREFIX, Statement, marks
from tailorbird.adapters.db.writing import journal, numbers, pending, wallets
from tailorbird.app.ports.storage import (
    Balance,
    CaseHeader,
    CaseRecord,
    Changes,
    ConcurrentChange,
    SavedReply,
)
from tailorbird.domain.ledger.account import Account
from tailorbird.domain.roles import Role

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DatabaseStorage:
    """Where cases are kept: `tailorbird.app.ports.storage.Storage`."""

    session: Session

    @contextmanager
    def transaction(self) -> Iterator[DatabaseTransaction]:
        """Begin a transaction. After a write that failed nothing is kept, whatever is done with the error."""
        with self.session.writing():
            begun = DatabaseTransaction(self.session)
            yield begun
            if begun.failure is not None:
                raise begun.failure
        if begun.erased:
            self.session.empty_log()


@dataclass(slots=True)
class DatabaseTransaction:
    """One transaction: `tailorbird.app.ports.storage.Transaction`."""

    session: Session
    failure: Exception | None = None
    erased: int = 0
    """How many private contents were erased."""
    _participants: dict[str, Mapping[Role, str]] = field(default_factory=dict)
    _absent: set[str] = field(default_factory=set)

    def saved_reply(self, case_id: str, actor: str, key: str) -> SavedReply | None:
        """See the port. A case that was looked for and is not there has no replies either."""
        if case_id in self._absent:
            return None
        found = self.session.query(
            f"SELECT {rows.columns(rows.REPLY)} FROM {PREFIX}idempotency "
            "WHERE case_id = %s AND actor = %s AND key = %s",
            [case_id, actor, key],
        )
        return rows.reply(found[0]) if found else None

    def load(self, case_ids: Sequence[str]) -> dict[str, CaseRecord]:
        """See the port. Holds come with those that were resolved; deadlines are the open ones."""
        if not case_ids:
            return {}
        wanted = sorted(set(case_ids))
        found = self.session.query(
            f"SELECT {rows.columns(rows.CASE)} FROM {PREFIX}case WHERE case_id IN ({marks(len(wanted))}) "
            f"ORDER BY case_id{self.session.dialect.lock}",
            wanted,
        )
        headers = {row[0]: rows.header(row) for row in found}
        self._absent |= set(wanted) - headers.keys()
        self._participants |= {each.id: each.participants for each in headers.values()}
        return records(self.session, headers) if headers else {}

    def balances(self, accounts: Sequence[Account]) -> dict[str, Balance]:
        """See the port."""
        return stored_balances(self.session, accounts)

    def last_number(self, series: str) -> int:
        """See the port."""
        *_, found = self.session.send(list(numbers.lock(series, self.session.dialect)))
        last: int = found.rows[0][0]
        return last

    def claim_due(self, now: datetime, limit: int) -> tuple[str, ...]:
        """See the port."""
        dialect = self.session.dialect
        found = self.session.query(
            f"SELECT c.case_id FROM {PREFIX}deadline d JOIN {PREFIX}case c ON c.case_id = d.case_id "
            "WHERE d.state = 'open' AND d.passes_at <= %s ORDER BY d.passes_at LIMIT %s"
            + dialect.lock_free.format(table="c"),
            [dialect.instant(now), limit],
        )
        return tuple(sorted({case_id for (case_id,) in found}))

    def write(self, changes: Sequence[Changes]) -> None:
        """See the port."""
        try:
            self._write(changes)
        except Exception as problem:
            self.failure = problem
            raise

    def _write(self, changes: Sequence[Changes]) -> None:
        ordered = sorted(changes, key=lambda each: each.header.id)
        self.erased += sum(len(each.erased_private) for each in ordered)
        if len({each.header.id for each in ordered}) < len(ordered):
            raise ValueError("A case is written twice in one batch; put both changes into one.")
        for each in ordered:
            journal.check_counts(each)
        dialect = self.session.dialect
        moved = wallets.movements(ordered)
        batch = [
            *journal.cases(ordered, dialect),
            *journal.participants(ordered, self._participants, dialect),
            *journal.labels(ordered, dialect),
            *journal.facts(ordered, dialect),
            *journal.decisions(ordered, dialect),
            *journal.entries(ordered, dialect),
            *pending.holds(ordered, dialect),
            *pending.deadlines(ordered, dialect),
            *pending.messages(ordered, dialect),
            *journal.private_content(ordered, dialect),
            *journal.replies(ordered),
            *numbers.statements(ordered),
        ]
        # Wallets come last: others wait for them.
        money = list(wallets.statements(moved, dialect))
        results = self.session.send([*batch, *money])
        for statement, result in zip([*batch, *money], results, strict=True):
            if statement.rows is None or statement.rows == result.touched:
                continue
            if any(statement is each for each in money):
                done = {row[0] for row in result.rows}
                self._refuse([each for each in moved if each.account.id not in done])
            raise ConcurrentChange(_changed(statement))
        self._participants |= {each.header.id: each.header.participants for each in ordered}
        self._absent -= {each.header.id for each in ordered}

    def _refuse(self, moved: Sequence[wallets.Movement]) -> None:
        """Raise what the balances, which the batch did not touch, say against these movements."""
        now = stored_balances(self.session, [each.account for each in moved])
        for each in moved:
            before = now.get(each.account.id, Balance())
            if refusal := each.refusal(before):
                raise refusal


def _changed(statement: Statement) -> str:
    return (
        "The case changed since it was read (" + statement.sql.split(" SET ")[0][-40:] + "). "
        "Read it again and repeat the command."
    )


def records(session: Session, headers: Mapping[str, CaseHeader]) -> dict[str, CaseRecord]:
    """The records of these cases: facts, holds and open deadlines, in one statement each."""
    ids = list(headers)
    among = f"case_id IN ({marks(len(ids))})"
    facts, holds, deadlines = session.send(
        [
            Statement(
                f"SELECT {rows.columns(rows.FACT)} FROM {PREFIX}fact WHERE {among} ORDER BY case_id, seq", ids
            ),
            Statement(
                f"SELECT {rows.columns(rows.HOLD)} FROM {PREFIX}hold WHERE {among} "
                f"ORDER BY case_id, {rows.columns(rows.HOLD_ORDER)}",
                ids,
            ),
            Statement(
                f"SELECT {rows.columns(rows.DEADLINE)} FROM {PREFIX}deadline "
                f"WHERE {among} AND state = 'open' ORDER BY case_id, passes_at, key",
                ids,
            ),
        ]
    )
    facts_of = _by_case(facts.rows, rows.fact)
    holds_of = _by_case(holds.rows, rows.hold)
    deadlines_of = _by_case(deadlines.rows, rows.open_deadline)
    return {
        case_id: CaseRecord(
            header, facts_of.get(case_id, ()), holds_of.get(case_id, ()), deadlines_of.get(case_id, ())
        )
        for case_id, header in headers.items()
    }


def _by_case(found: list[Row], make: Callable[[tuple[Any, ...]], T]) -> dict[str, tuple[T, ...]]:
    return {
        case_id: tuple(make(row) for row in some) for case_id, some in groupby(found, key=lambda row: row[0])
    }


def stored_balances(session: Session, accounts: Sequence[Account]) -> dict[str, Balance]:
    """Balances by account id; an account without a row has zero."""
    ids = [each.id for each in accounts]
    if not ids:
        return {}
    found = session.query(
        f"SELECT {rows.columns(rows.BALANCE)} FROM {PREFIX}account WHERE id IN ({marks(len(ids))})", ids
    )
    return dict.fromkeys(ids, Balance()) | {row[0]: rows.balance(row) for row in found}
