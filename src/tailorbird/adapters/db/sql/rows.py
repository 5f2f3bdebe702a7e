"""From rows to what the ports speak of. Nothing of a row leaves this package."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from tailorbird.app.ports.records import DeadlineRow, OutboxRow
from tailorbird.app.ports.storage import (
    Balance,
    CaseHeader,
    Label,
    OpenDeadline,
    OutboxMessage,
    PrivateContent,
    SavedReply,
    StoredDecision,
    StoredFact,
)
from tailorbird.domain.cases.words import Head
from tailorbird.domain.ledger.account import Account
from tailorbird.domain.ledger.entry import Entry
from tailorbird.domain.ledger.hold import Hold, HoldState
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.pin import Pin

Row = tuple[Any, ...]

CASE: Final = (
    "case_id", "kind", "title", "zone", "currency", "participants", "pins", "opened_at", "stage", "turn",
    "next_due", "head_hash", "facts", "decisions", "entries", "notices",
)  # fmt: skip
FACT: Final = ("case_id", "seq", "name", "at", "by", "party", "data", "hash")
DECISION: Final = ("case_id", "no", "question", "verdict", "clauses", "at", "by", "data", "hash")
ENTRY: Final = (
    "case_id", "no", "at", "debit", "credit", "currency", "amount_minor", "head", "cause", "clause",
)  # fmt: skip
HOLD: Final = (
    "case_id", "key", "account", "amount_minor", "head", "payee", "cause", "expires_at", "state",
    "posted_minor",
)  # fmt: skip
HOLD_ORDER: Final = ("placed_at_fact", "placed_nth")
DEADLINE: Final = (
    "case_id", "key", "clause", "terms_hash", "calendar", "until", "passes_at", "last", "turn", "outcome",
    "provisional",
)  # fmt: skip
DEADLINE_FATE: Final = (*DEADLINE, "state", "fired_at")
MESSAGE: Final = ("case_id", "no", "kind", "to_party", "payload", "about", "legal")
MESSAGE_FATE: Final = (*MESSAGE, "state", "attempts", "next_attempt_at", "delivered_at")
PRIVATE: Final = ("case_id", "id", "owner", "kind", "text", "digest", "salt")
BALANCE: Final = ("id", "balance_minor", "held_minor", "freezes")
REPLY: Final = ("request_hash", "reply")
LABEL: Final = ("case_id", "kind", "value")


def columns(names: tuple[str, ...], table: str = "") -> str:
    """The columns of a SELECT, each quoted."""
    before = f"{table}." if table else ""
    return ", ".join(f'{before}"{name}"' for name in names)


def instant(value: Any) -> datetime:
    """An instant as the drivers give it, in UTC."""
    read: datetime = datetime.fromisoformat(value) if isinstance(value, str) else value
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)


def instant_or_none(value: Any) -> datetime | None:
    return None if value is None else instant(value)


def header(row: Row) -> CaseHeader:
    return CaseHeader(
        id=row[0],
        kind=row[1],
        title=row[2],
        zone=row[3],
        currency=row[4],
        participants={Role(role): party for role, party in json.loads(row[5]).items()},
        pins=tuple(Pin(*pin) for pin in json.loads(row[6])),
        opened_at=instant(row[7]),
        stage=row[8],
        turn=Role(row[9]) if row[9] else None,
        next_due=instant_or_none(row[10]),
        head_hash=row[11],
        facts=row[12],
        decisions=row[13],
        entries=row[14],
        notices=row[15],
    )


def participants_text(participants: Mapping[Role, str]) -> str:
    return json.dumps({role.value: party for role, party in participants.items()})


def pins_text(pins: tuple[Pin, ...]) -> str:
    return json.dumps([[pin.package, pin.version, pin.hash] for pin in pins])


def fact(row: Row) -> StoredFact:
    _, seq, name, at, by, party, data, hashed = row
    return StoredFact(seq, name, instant(at), Role(by), party, bytes(data), hashed)


def decision(row: Row) -> StoredDecision:
    _, no, question, verdict, clauses, at, by, data, hashed = row
    return StoredDecision(
        no, question, verdict, tuple(json.loads(clauses)), instant(at), Role(by), bytes(data), hashed
    )


def entry(row: Row) -> Entry:
    case_id, no, at, debit, credit, currency, amount_minor, head, cause, clause = row
    return Entry(
        case_id,
        no,
        instant(at),
        Account.of(debit),
        Account.of(credit),
        Money(amount_minor, currency),
        Head(head),
        cause,
        clause,
    )


def hold(row: Row) -> Hold:
    _, key, account_id, amount_minor, head, payee, cause, expires_at, state, posted_minor = row
    account = Account.of(account_id)
    return Hold(
        key,
        account,
        Money(amount_minor, account.currency),
        Head(head),
        Role(payee),
        cause,
        instant_or_none(expires_at),
        HoldState(state),
        posted_minor,
    )


def open_deadline(row: Row) -> OpenDeadline:
    _, key, clause, terms_hash, calendar, until, passes_at, last, turn, outcome, provisional = row
    return OpenDeadline(
        key,
        clause,
        terms_hash,
        calendar,
        instant(until),
        instant(passes_at),
        last,
        Role(turn),
        outcome,
        provisional,
    )


def deadline(row: Row) -> DeadlineRow:
    case_id, key, clause, terms_hash, calendar, until, passes_at, last, turn, outcome = row[:10]
    return DeadlineRow(
        case_id=case_id,
        key=key,
        clause=clause,
        until=instant(until),
        passes_at=instant(passes_at),
        last=last,
        turn=turn,
        outcome=outcome,
        state=row[11],
        provisional=row[10],
        calendar=calendar,
        terms_hash=terms_hash,
        fired_at=instant_or_none(row[12]),
    )


def message(row: Row) -> OutboxMessage:
    _, no, kind, to_party, payload, about, legal = row
    return OutboxMessage(no, kind, to_party, bytes(payload), about, legal)


def message_fate(row: Row) -> OutboxRow:
    state, attempts, next_attempt_at, delivered_at = row[7:]
    return OutboxRow(
        row[0],
        message(row[:7]),
        state,
        attempts,
        instant_or_none(next_attempt_at),
        instant_or_none(delivered_at),
    )


def private(row: Row) -> PrivateContent:
    return PrivateContent(*row[1:])


def balance(row: Row) -> Balance:
    return Balance(*row[1:])


def label(row: Row) -> Label:
    return Label(*row[1:])


def reply(row: Row) -> SavedReply:
    return SavedReply(row[0], bytes(row[1]))
