"""Cases as the API shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tailorbird.app.reading.explain import NearMiss
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list."""

    id: str
    kind: str
    title: str
    stage: str
    turn: Role | None
    next_due: datetime | None
    opened_at: datetime
    your_parts: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class TermsPinned:
    """A version of a package that governs the case, and its hash. `whose`: whose rules they are."""

    ref: str
    hash: str
    href: str
    whose: str


@dataclass(frozen=True, slots=True)
class OptionShown:
    """Something that you can do, or cannot and why. `standing` is the terms' answer, asked dry.

    `granted`, `refused`, `pending`, `depends` (on the inputs in `depends_on`), `unknown`,
    `needs_a_person` or `free` (the terms are not asked).
    """

    verb: str
    title: str
    part: Role
    standing: str
    scope: str
    question: str | None
    depends_on: tuple[str, ...]
    waits_for: Role | None
    clauses: tuple[str, ...]
    sentence: str
    next_step: str
    near_misses: tuple[NearMiss, ...]
    href: str


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """A head of cost: `set_aside` is `held` + `posted` + `freed`. `moved` is what entries moved under it."""

    head: str
    set_aside: Money
    held: Money
    posted: Money
    freed: Money
    moved: Money


@dataclass(frozen=True, slots=True)
class AccountLine:
    """What an account got and gave in this case. Over all accounts the nets add up to zero."""

    account: str
    incoming: Money
    outgoing: Money
    net_minor: int


@dataclass(frozen=True, slots=True)
class MoneyShown:
    """The money of a case: by heads of cost with their sum, and by account."""

    currency: str
    heads: tuple[MoneyLine, ...]
    sum: MoneyLine
    accounts: tuple[AccountLine, ...]


@dataclass(frozen=True, slots=True)
class CaseShown:
    """A case: where it stands, whose turn it is, what you can do."""

    id: str
    kind: str
    title: str
    stage: str
    turn: Role | None
    next_due: datetime | None
    opened_at: datetime
    zone: str
    currency: str
    your_parts: tuple[Role, ...]
    participants: dict[str, str]
    terms: tuple[TermsPinned, ...]
    facts: int
    decisions: int
    head_hash: str
    can: tuple[OptionShown, ...]
    money: MoneyShown | None


@dataclass(frozen=True, slots=True)
class PrivateShown:
    """Private content of a fact: `shown` with its text, `withheld` from you, or `erased`."""

    field: str
    id: str
    state: str
    text: str | None


@dataclass(frozen=True, slots=True)
class FactShown:
    """A fact of the case. `hash` chains it to the ones before. `staff`: who of the party's staff did it."""

    seq: int
    fact: str
    at: datetime
    by: Role
    party: str
    cause: str
    body: dict[str, Any]
    private: tuple[PrivateShown, ...]
    hash: str
    staff: str = ""


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision in a list."""

    no: int
    question: str
    verdict: str
    clauses: tuple[str, ...]
    at: datetime
    by: Role
    hash: str
    href: str


@dataclass(frozen=True, slots=True)
class EntryShown:
    """A movement of money: from the debited to the credited account."""

    case: str
    no: int
    at: datetime
    debit: str
    credit: str
    amount: Money
    head: str
    cause: str
    clause: str


@dataclass(frozen=True, slots=True)
class HoldShown:
    """Money set aside for this case."""

    key: str
    account: str
    amount: Money
    head: str
    payee: Role
    state: str
    posted: Money
    cause: str
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class DeadlineShown:
    """A deadline: until when, whose turn, by which clause, and what is recorded when it passes.

    `last` says whether `until` itself is in time. `provisional` is 1 where an official calendar is not
    out yet.
    """

    case: str
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
    fired_at: datetime | None


@dataclass(frozen=True, slots=True)
class StepShown:
    """What would happen when a deadline passes and nobody had acted."""

    deadline: str
    clause: str
    at: datetime
    turn: str
    provisional: int
    facts: tuple[str, ...]
    entries: tuple[EntryShown, ...]
    freed: tuple[HoldShown, ...]
    stage: str
    turn_then: Role | None
    stops: str
