"""What comes back from a command."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tailorbird.domain.money import Money


@dataclass(frozen=True, slots=True)
class FactRecorded:
    """A fact that the command recorded, or that followed from it (`cause`)."""

    seq: int
    fact: str
    at: datetime
    by: str
    cause: str


@dataclass(frozen=True, slots=True)
class DecisionMade:
    """A decision that was taken. `guards`: it gave leave for the command."""

    no: int
    question: str
    verdict: str
    clauses: tuple[str, ...]
    guards: bool


@dataclass(frozen=True, slots=True)
class MoneyMoved:
    """An entry that was booked."""

    debit: str
    credit: str
    amount: Money
    head: str
    clause: str


@dataclass(frozen=True, slots=True)
class NowDue:
    """A deadline that runs now."""

    key: str
    turn: str
    until: datetime


@dataclass(frozen=True, slots=True)
class CommandReply:
    """What was recorded, decided and moved; what is due now, and whose turn it is."""

    case: str
    facts: tuple[FactRecorded, ...]
    decisions: tuple[DecisionMade, ...]
    entries: tuple[MoneyMoved, ...]
    deadlines: tuple[NowDue, ...]
    stage: str
    turn: str | None
