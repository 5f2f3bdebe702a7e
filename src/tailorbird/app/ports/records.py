"""Reading what is stored, for pages, calls and exports: lists by cursor, never a lock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from tailorbird.app.ports.storage import (
    Balance,
    CaseHeader,
    CaseRecord,
    Label,
    OutboxMessage,
    PrivateContent,
    StoredDecision,
    StoredFact,
)
from tailorbird.domain.ledger.account import Account
from tailorbird.domain.ledger.entry import Entry
from tailorbird.domain.ledger.hold import Hold

T = TypeVar("T")
PAGE_SIZE = 50
MAX_PAGE_SIZE = 200


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of a list, and the cursor of what comes after; none at the end."""

    items: tuple[T, ...]
    next_cursor: str | None = None


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """A deadline as stored, whatever became of it (`open`, `fired`, `moot`)."""

    case_id: str
    key: str
    clause: str
    until: datetime
    passes_at: datetime
    last: str
    turn: str
    outcome: str
    state: str
    provisional: int
    calendar: str
    terms_hash: str
    fired_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A message as stored, with what became of it (`pending`, `delivered`, `failed`)."""

    case_id: str
    message: OutboxMessage
    state: str
    attempts: int
    next_attempt_at: datetime | None
    delivered_at: datetime | None


class Records(Protocol):
    """Read access. A cursor is opaque; one that cannot be read raises ValueError."""

    def case(self, case_id: str) -> CaseRecord | None: ...

    def cases_of(
        self,
        party: str | None,
        *,
        kind: str = "",
        stage: str = "",
        search: str = "",
        cursor: str | None = None,
        limit: int = PAGE_SIZE,
    ) -> Page[CaseHeader]:
        """Cases in which the party plays a part (every case for `None`), newest first."""
        ...

    def cases_labelled(
        self, kind: str, value: str, *, cursor: str | None = None, limit: int = PAGE_SIZE
    ) -> Page[CaseHeader]:
        """Cases that carry the label, whoever takes part in them, newest first."""
        ...

    def labels_of(self, case_id: str) -> tuple[Label, ...]:
        """What the case concerns, in order of kind and value."""
        ...

    def facts(self, case_id: str) -> tuple[StoredFact, ...]: ...

    def decisions(self, case_id: str) -> tuple[StoredDecision, ...]: ...

    def decision(self, case_id: str, no: int) -> StoredDecision | None: ...

    def entries_of_case(self, case_id: str) -> tuple[Entry, ...]: ...

    def entries_of_account(
        self, account: Account, *, cursor: str | None = None, limit: int = PAGE_SIZE
    ) -> Page[Entry]:
        """Entries that debit or credit the account, oldest first."""
        ...

    def all_entries(self) -> Sequence[Entry]:
        """The whole journal, in order of time, case and number; for exports and verification."""
        ...

    def holds_of_case(self, case_id: str) -> tuple[Hold, ...]: ...

    def balances(self, accounts: Sequence[Account]) -> dict[str, Balance]: ...

    def all_balances(self) -> dict[str, Balance]:
        """Every stored balance by account id; to be checked against the entries."""
        ...

    def deadlines(
        self,
        party: str | None,
        *,
        case_id: str = "",
        state: str = "open",
        cursor: str | None = None,
        limit: int = PAGE_SIZE,
    ) -> Page[DeadlineRow]:
        """Deadlines of the party's cases, the earliest first."""
        ...

    def due_cases(self, now: datetime, limit: int) -> tuple[str, ...]:
        """Cases that have an open deadline which passed; a few for the worker to take on."""
        ...

    def outbox(
        self, party: str | None, *, state: str = "", cursor: str | None = None, limit: int = PAGE_SIZE
    ) -> Page[OutboxRow]: ...

    def private(self, ids: Sequence[str], *, case_id: str) -> dict[str, PrivateContent]:
        """Private content; what was erased has an empty text and salt, and its digest."""
        ...

    def private_of_owner(self, party: str) -> tuple[tuple[str, PrivateContent], ...]:
        """(case id, content) of everything private that belongs to the party."""
        ...
