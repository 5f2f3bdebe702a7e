"""The storage of cases: one round of reads, one batch of writes, in one transaction.

Every case-bound row names its case first. Facts, decisions and entries are only ever added.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Protocol

from tailorbird.domain.ledger.account import Account
from tailorbird.domain.ledger.entry import Entry
from tailorbird.domain.ledger.hold import Hold
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.pin import Pin


@dataclass(frozen=True, slots=True)
class CaseHeader:
    """What is kept of a case beside its facts. Counts are of what is stored, and give the next numbers.

    `stage` and `turn` are derived from the facts, and stored so that lists need not read them.
    """

    id: str
    kind: str
    title: str
    zone: str
    currency: str
    participants: Mapping[Role, str]
    pins: tuple[Pin, ...]
    opened_at: datetime
    stage: str = ""
    turn: Role | None = None
    next_due: datetime | None = None
    head_hash: str = "0" * 64
    facts: int = 0
    decisions: int = 0
    entries: int = 0
    notices: int = 0


@dataclass(frozen=True, slots=True)
class OpenDeadline:
    """A deadline that runs. `passes_at` is the first instant that is too late."""

    key: str
    clause: str
    terms_hash: str
    calendar: str
    until: datetime
    passes_at: datetime
    last: str
    """`inside` or `outside`: whether `until` itself is in time."""
    turn: Role
    outcome: str
    """Name of the fact that is recorded when it passes."""
    provisional: int = 0
    """1 where it rests on a calendar that is not officially out."""


@dataclass(frozen=True, slots=True)
class StoredFact:
    """A fact as stored: the exact bytes that were hashed, and columns to find it by."""

    seq: int
    name: str
    at: datetime
    by: Role
    party: str
    data: bytes
    hash: str


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """A decision as stored: the exact bytes, their SHA-256, and columns to find it by."""

    no: int
    question: str
    verdict: str
    clauses: tuple[str, ...]
    at: datetime
    by: Role
    data: bytes
    hash: str


@dataclass(frozen=True, slots=True)
class PrivateContent:
    """Private content by its id; facts name the id. `digest` (salted) proves what it was after erasure."""

    id: str
    owner: str
    kind: str
    """Which field of which fact it is, such as `RequestSubmitted.receiving_address`."""
    text: str
    digest: str
    salt: str


@dataclass(frozen=True, slots=True)
class Label:
    """What a case concerns, and is found by: a store, a listing, a number on a document.

    `kind` is one of a few words, such as `store`, `listing`, `number`, `ticket`, `product`, `origin`;
    `value` an id or a number as it is written, of at most `MOST_IN_A_LABEL` characters, and never
    private: labels are not erased. A label without a value labels nothing.
    """

    kind: str
    value: str


MOST_IN_A_LABEL: Final = 200
"""Characters of a label's value."""


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """Something to be sent or done. `kind`: `notice` (mail to a party), `event` (webhooks of the parties) or
    `errand` (what a fact brings about in other cases)."""

    no: int
    kind: str
    to_party: str
    """Empty for events: they go to every party of the case that has an endpoint."""
    payload: bytes
    about: int = 0
    """Number of the fact that it tells of."""
    legal: int = 0
    """1 where proof of sending goes on record as a fact (order1688.27)."""


@dataclass(frozen=True, slots=True)
class SavedReply:
    """The answer to a command that was carried out before, with the hash of its request."""

    request_hash: str
    reply: bytes


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """What a command needs to know: one case as stored, with what is open."""

    header: CaseHeader
    facts: tuple[StoredFact, ...]
    holds: tuple[Hold, ...]
    deadlines: tuple[OpenDeadline, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """What a stored account has. `held` is part of `balance`; `freezes` counts the cases that freeze it."""

    balance_minor: int = 0
    held_minor: int = 0
    freezes: int = 0

    @property
    def free_minor(self) -> int:
        """What can be spent, as far as no freeze forbids it."""
        return self.balance_minor - self.held_minor


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that one command writes about one case, at once or not at all."""

    header: CaseHeader
    is_new: int
    """1 when the case is opened by this command."""
    facts: Sequence[StoredFact] = ()
    decisions: Sequence[StoredDecision] = ()
    entries: Sequence[Entry] = ()
    new_holds: Sequence[Hold] = ()
    resolved_holds: Sequence[Hold] = ()
    """Holds that were placed before this command, in their resolved state."""
    new_deadlines: Sequence[OpenDeadline] = ()
    """New ones, and ones whose instant moved (same key)."""
    fired_deadlines: Sequence[str] = ()
    moot_deadlines: Sequence[str] = ()
    outbox: Sequence[OutboxMessage] = ()
    private: Sequence[PrivateContent] = ()
    freezes: Sequence[Account] = ()
    releases: Sequence[Account] = ()
    labels: Sequence[Label] = ()
    """One that the case has already stays as it is."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """By series, the last number that this command gave; the series is locked since `last_number`."""
    actor: str = ""
    key: str = ""
    """Idempotency key; empty for the worker, whose commands repeat safely by nature."""
    saved: SavedReply | None = None
    erased_private: Sequence[str] = field(default=())


class InsufficientFunds(Exception):
    """A wallet or deposit that would go below zero. Nothing was written."""

    def __init__(self, account: Account, needed_minor: int, free_minor: int) -> None:
        super().__init__(f"{account.id}: {needed_minor} needed, {free_minor} free")
        self.account = account
        self.needed_minor = needed_minor
        self.free_minor = free_minor


class WalletIsFrozen(Exception):
    """Money of a frozen account was to be held or moved by its owner. Nothing was written."""

    def __init__(self, account: Account) -> None:
        super().__init__(f"{account.id} is frozen")
        self.account = account


class ConcurrentChange(Exception):
    """The case changed between reading and writing. Nothing was written; the command may be repeated."""


class Transaction(Protocol):
    """One transaction of the case storage. Leaving it normally commits; an exception rolls back."""

    def saved_reply(self, case_id: str, actor: str, key: str) -> SavedReply | None:
        """The answer that was saved under the key, if the command was carried out before."""
        ...

    def load(self, case_ids: Sequence[str]) -> dict[str, CaseRecord]:
        """The cases that exist, locked against other commands, in order of id."""
        ...

    def balances(self, accounts: Sequence[Account]) -> dict[str, Balance]:
        """Stored balances by account id; an account without a row has zero. Not locked."""
        ...

    def last_number(self, series: str) -> int:
        """The last number of the series that was given; 0 in a new one. Locks the series until the end.

        What is locked in one transaction is locked in the same order everywhere: cases in order of id,
        then series in order of name, then accounts in order of id.
        """
        ...

    def claim_due(self, now: datetime, limit: int) -> tuple[str, ...]:
        """Cases with an open deadline that passed, locked; what another worker has locked is left out."""
        ...

    def write(self, changes: Sequence[Changes]) -> None:
        """Write everything. Accounts are changed in order of id, by conditional relative updates.

        What a command does to a stored account: each entry debits and credits it; a new hold adds to
        what is held; a resolved hold takes its whole amount from what is held. A series of numbers goes
        on after the highest that was given.
        Raises `InsufficientFunds`, `WalletIsFrozen` (new holds, and entries caused by the holder's own
        withdrawal, deposit or exchange, i.e. in cases of kind `account`), `ConcurrentChange`.
        """
        ...


class Storage(Protocol):
    """Where cases are kept."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Begin a transaction; on SQLite one that may write from the start."""
        ...


Row = dict[str, Any]
