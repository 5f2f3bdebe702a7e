"""Things to store, for the contract tests: short to write, and complete."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from tailorbird.app.ports.parties import PublishedTerms
from tailorbird.app.ports.storage import (
    CaseHeader,
    Changes,
    OpenDeadline,
    OutboxMessage,
    PrivateContent,
    SavedReply,
    Storage,
    StoredDecision,
    StoredFact,
)
from tailorbird.domain.cases.chain import link
from tailorbird.domain.cases.words import Head
from tailorbird.domain.codec import digest
from tailorbird.domain.ledger.account import Account, gateway, wallet
from tailorbird.domain.ledger.entry import Entry
from tailorbird.domain.ledger.hold import Hold
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.pin import Pin

START = datetime(2026, 3, 2, 2, 0, 0, 123456, UTC)
BUYER = wallet("buyer-1", "CNY")
PROVIDER = wallet("provider-1", "CNY")
PIN = Pin("order1688", "1", "ab" * 32)
TERMS = PublishedTerms(
    package="order1688-yiwu",
    version="2",
    base="order1688@1",
    values={"cancellation": {"fee": "USD 12.00"}},
    hash="ab" * 32,
    by="provider-1",
    published_at=START,
    effective_at=START + timedelta(days=7),
    scope="provider-1",
)


def later(**period: float) -> datetime:
    return START + timedelta(**period)


def header(case_id: str, **changed: Any) -> CaseHeader:
    """A case that nothing was written to yet."""
    return replace(
        CaseHeader(
            id=case_id,
            kind="purchase",
            title="Two vases 花瓶",
            zone="Asia/Shanghai",
            currency="CNY",
            participants={Role.BUYER: "buyer-1", Role.PROVIDER: "provider-1"},
            pins=(PIN,),
            opened_at=START,
            stage="requested",
            turn=Role.PROVIDER,
        ),
        **changed,
    )


def fact(seq: int, *, at: datetime = START, data: bytes | None = None, before: str = "0" * 64) -> StoredFact:
    written = data if data is not None else b'{"fact":"RequestSubmitted","seq":%d}' % seq
    return StoredFact(seq, "RequestSubmitted", at, Role.BUYER, "buyer-1", written, link(before, written))


def decision(no: int) -> StoredDecision:
    data = b'{"no":%d}' % no
    return StoredDecision(
        no, "MayCancel", "refused", ("order1688.12.7",), START, Role.BUYER, data, digest(data)
    )


def entry(case_id: str, no: int, debit: Account, credit: Account, minor: int) -> Entry:
    amount = Money(minor, debit.currency)
    return Entry(case_id, no, later(minutes=no), debit, credit, amount, Head.GOODS, f"fact:{no}")


def hold(key: str, minor: int, account: Account = BUYER) -> Hold:
    return Hold(
        key, account, Money(minor, account.currency), Head.GOODS, Role.PROVIDER, "fact:1", later(days=30)
    )


def deadline(key: str, passes_at: datetime = START, **changed: Any) -> OpenDeadline:
    made = OpenDeadline(
        key=key,
        clause="order1688.6",
        terms_hash="ab" * 32,
        calendar="CN-1",
        until=passes_at - timedelta(microseconds=1),
        passes_at=passes_at,
        last="inside",
        turn=Role.PROVIDER,
        outcome="RequestLapsed",
        provisional=1,
    )
    return replace(made, **changed)


def message(no: int, kind: str = "event", to_party: str = "") -> OutboxMessage:
    return OutboxMessage(no, kind, to_party, b'{"no":%d}' % no, about=1, legal=1)


def private(content_id: str, text: str = "8 Silk Street, Suzhou", owner: str = "buyer-1") -> PrivateContent:
    return PrivateContent(
        content_id, owner, "RequestSubmitted.receiving_address", text, digest(text.encode()), "salt"
    )


def opening(case_id: str, **parts: Any) -> Changes:
    """Open a case with one fact and whatever else; the header counts what is there."""
    parts.setdefault("facts", [fact(1)])
    head = parts.pop("header", header(case_id))
    return _counted(Changes(header=head, is_new=1, **parts))


def following(before: CaseHeader, **parts: Any) -> Changes:
    """Write more to a case as it was read; the header counts what is added."""
    head = replace(before, **parts.pop("changed", {}))
    return _counted(Changes(header=head, is_new=0, **parts))


def _counted(changes: Changes) -> Changes:
    head = changes.header
    counted = replace(
        head,
        facts=head.facts + len(changes.facts),
        decisions=head.decisions + len(changes.decisions),
        entries=head.entries + len(changes.entries),
        notices=head.notices + len(changes.outbox),
        head_hash=changes.facts[-1].hash if changes.facts else head.head_hash,
    )
    return replace(changes, header=counted)


def write(storage: Storage, *changes: Changes) -> None:
    """Write in a transaction of its own."""
    with storage.transaction() as transaction:
        transaction.write(changes)


def top_up(storage: Storage, account: Account, minor: int, case_id: str = "") -> None:
    """Let money come in, as a case of the party's own account."""
    name = case_id or f"top-up-{account.owner}-{account.currency}-{minor}"
    head = header(name, kind="account", currency=account.currency, participants={Role.BUYER: account.owner})
    moved = entry(name, 1, gateway("sandbox", account.currency), account, minor)
    write(storage, opening(name, header=head, entries=[moved]))


def full(case_id: str, minor: int = 100) -> Changes:
    """A placed order: everything that a case can have at once, but entries."""
    return opening(
        case_id,
        facts=[fact(1), fact(2, at=later(minutes=1))],
        decisions=[decision(1)],
        new_holds=[hold("1:goods", minor)],
        new_deadlines=[deadline("ship", later(days=2)), deadline("confirm", later(days=9))],
        outbox=[message(1, "notice", "provider-1"), message(2)],
        private=[private(f"private/{case_id}")],
        actor="buyer-1",
        key=f"key-{case_id}",
        saved=SavedReply("cd" * 32, b'{"case":"%s"}' % case_id.encode()),
    )


def read_headers(storage: Storage, case_ids: Sequence[str]) -> dict[str, CaseHeader]:
    """The headers as they are stored now."""
    with storage.transaction() as transaction:
        return {each: record.header for each, record in transaction.load(case_ids).items()}
