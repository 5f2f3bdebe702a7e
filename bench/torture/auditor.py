"""The auditor: what must hold of the books whatever was killed. It trusts nothing that it is told."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bench.torture.books import Books, StoredFact

_GENESIS: Final = "0" * 64
_STORED: Final = ("wallet", "deposit")
_DEADLINE: Final = "deadline:"


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A command that was answered with success: who sent what, and what the answer said."""

    party: str
    key: str
    path: str
    body: Mapping[str, Any]
    status: int
    reply: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Arrived:
    """What reached the outside: letters by message id, events by webhook id."""

    letters: AbstractSet[str]
    events: AbstractSet[str]


def audit(books: Books, acknowledged: Sequence[Acknowledged], arrived: Arrived) -> list[str]:
    """Every fault, as a sentence; none when all is right."""
    return [
        *_journal(books),
        *_numbers(books),
        *_money(books),
        *_holds(books),
        *_deadlines(books),
        *_answers(books, acknowledged),
        *_messages(books, arrived),
    ]


def audit_at_rest(books: Books, now: datetime) -> list[str]:
    """What must hold besides, once the worker found nothing left to do."""
    overdue = [each for each in books.deadlines if each.state == "open" and each.passes_at <= now]
    faults = [f"{each.case}: the deadline {each.key} passed and never took effect" for each in overdue]
    for each in (*books.messages, *books.deliveries):
        if each.state != "delivered":
            where = f" to {each.endpoint}" if each.endpoint else ""
            faults.append(f"{each.case}: message {each.no}{where} is {each.state}: {each.last_error}")
    return faults


def _journal(books: Books) -> Iterator[str]:
    """Facts without a gap, each hash over the one before, and the header at the end of the chain."""
    for case_id, header in books.cases.items():
        previous, facts = _GENESIS, books.facts.get(case_id, [])
        for number, fact in enumerate(facts, 1):
            told = json.loads(fact.data)
            if fact.seq != number or told["seq"] != number or told["case"] != case_id:
                yield f"{case_id}: fact {number} is numbered {fact.seq} and calls itself {told['seq']}"
            previous = hashlib.sha256(previous.encode("ascii") + fact.data).hexdigest()
            if previous != fact.hash:
                yield f"{case_id}: the chain breaks at fact {number}, {fact.name}"
                previous = fact.hash
        if header.head_hash != previous or header.facts != len(facts):
            yield f"{case_id}: the header does not stand at the end of its {len(facts)} facts"
    for case_id in books.facts.keys() - books.cases.keys():
        yield f"{case_id}: facts without a case"


def _numbers(books: Books) -> Iterator[str]:
    """Decisions, entries and messages are numbered without a gap, as the header counts them."""
    entries: dict[str, list[int]] = {}
    for entry in books.entries:
        entries.setdefault(entry.case, []).append(entry.no)
    notices: dict[str, list[int]] = {}
    for message in books.messages:
        notices.setdefault(message.case, []).append(message.no)
    for case_id, header in books.cases.items():
        decisions = books.decisions.get(case_id, [])
        for no, data, hashed in decisions:
            if hashlib.sha256(data).hexdigest() != hashed:
                yield f"{case_id}: decision {no} is not what was hashed"
        for what, numbers, count in (
            ("decisions", [no for no, _, _ in decisions], header.decisions),
            ("entries", entries.get(case_id, []), header.entries),
            ("messages", notices.get(case_id, []), header.notices),
        ):
            if sorted(numbers) != list(range(1, count + 1)):
                yield f"{case_id}: {what} are numbered {sorted(numbers)}, and the header counts {count}"


def _money(books: Books) -> Iterator[str]:
    """Entries move something within one currency; all of them sum to zero; balances are as stored."""
    balances: Counter[str] = Counter()
    for entry in books.entries:
        if entry.amount_minor <= 0:
            yield f"{entry.case}: entry {entry.no} moves {entry.amount_minor}"
        if any(not each.endswith(f":{entry.currency}") for each in (entry.debit, entry.credit)):
            yield f"{entry.case}: entry {entry.no} in {entry.currency} touches another currency"
        balances[entry.debit] -= entry.amount_minor
        balances[entry.credit] += entry.amount_minor
    for currency in sorted({_currency(account) for account in balances}):
        if total := sum(minor for account, minor in balances.items() if _currency(account) == currency):
            yield f"the trial balance in {currency} is {total} and not zero"
    yield from _balances(books, balances)


def _currency(account: str) -> str:
    return account.rpartition(":")[2]


def _balances(books: Books, balances: Counter[str]) -> Iterator[str]:
    """What is stored of an account is what entries and open holds give, and nothing is below zero."""
    held: Counter[str] = Counter()
    for hold in books.holds:
        held[hold.account] += hold.amount_minor if hold.state == "open" else 0
    kept = {name for name in (*balances, *held) if name.partition(":")[0] in _STORED}
    for account in sorted(kept | books.accounts.keys()):
        stored_balance, stored_held, _ = books.accounts.get(account, (0, 0, 0))
        if stored_balance != balances[account]:
            yield f"{account}: {stored_balance} is stored, and its entries give {balances[account]}"
        if stored_held != held[account]:
            yield f"{account}: {stored_held} is stored as held, and its open holds give {held[account]}"
        if stored_balance < 0 or stored_held < 0 or stored_held > stored_balance:
            yield f"{account}: has {stored_balance} of which {stored_held} is held"


def _holds(books: Books) -> Iterator[str]:
    """A hold is resolved once: what its case took from its account is what was posted of its holds."""
    posted: Counter[tuple[str, str]] = Counter()
    for hold in books.holds:
        if hold.state != "posted" and hold.posted_minor:
            yield f"{hold.case}: the hold {hold.key} is {hold.state} and posted {hold.posted_minor}"
        if not 0 <= hold.posted_minor <= hold.amount_minor:
            yield f"{hold.case}: the hold {hold.key} posted {hold.posted_minor} of {hold.amount_minor}"
        posted[hold.case, hold.account] += hold.posted_minor
    taken: Counter[tuple[str, str]] = Counter()
    for entry in books.entries:
        taken[entry.case, entry.debit] += entry.amount_minor
    for (case_id, account), minor in posted.items():
        # Costs and tips are taken from the free balance besides.
        if taken[case_id, account] < minor:
            yield f"{case_id}: holds of {account} posted {minor}, and entries took {taken[case_id, account]}"


def _deadlines(books: Books) -> Iterator[str]:
    """Each deadline that fired left exactly one fact, dated when it had passed; no other left any."""
    left: dict[tuple[str, str], list[StoredFact]] = {}
    for case_id, facts in books.facts.items():
        for fact in facts:
            cause = json.loads(fact.data)["cause"]
            if cause.startswith(_DEADLINE):
                left.setdefault((case_id, cause.removeprefix(_DEADLINE)), []).append(fact)
    for (case_id, key), facts in left.items():
        if len(facts) > 1:
            yield f"{case_id}: the deadline {key} took effect {len(facts)} times"
    for deadline in books.deadlines:
        effects = left.get((deadline.case, deadline.key), [])
        if deadline.state == "fired" and not effects:
            yield f"{deadline.case}: the deadline {deadline.key} is marked as fired and had no effect"
        if deadline.state == "open" and effects:
            yield f"{deadline.case}: the deadline {deadline.key} took effect and is still open"
        if deadline.state == "fired" and any(fact.at < deadline.passes_at for fact in effects):
            yield f"{deadline.case}: the deadline {deadline.key} took effect before it passed"


def _answers(books: Books, acknowledged: Sequence[Acknowledged]) -> Iterator[str]:
    """What was acknowledged is in the journal, and the answer is kept under its key."""
    kept = {(actor, key): reply for (_, actor, key), reply in books.replies.items()}
    for each in acknowledged:
        case_id = str(each.reply.get("case"))
        facts = {fact.seq: fact.name for fact in books.facts.get(case_id, [])}
        for told in each.reply.get("facts", ()):
            if facts.get(told["seq"]) != told["fact"]:
                yield f"{case_id}: {each.party} was told of fact {told['seq']}, {told['fact']}; it is lost"
        if (reply := kept.get((each.party, each.key))) is None:
            if not each.path.endswith("/top-ups"):
                yield f"{case_id}: no answer is kept under {each.party}'s key {each.key}"
        elif json.loads(reply)["reply"] != each.reply:
            yield f"{case_id}: the answer kept under {each.party}'s key {each.key} is another"


def _messages(books: Books, arrived: Arrived) -> Iterator[str]:
    """Nothing is marked as delivered that did not arrive."""
    for message in books.messages:
        letter = f"notice.{message.case}.{message.no}"
        if message.kind == "notice" and message.state == "delivered" and letter not in arrived.letters:
            yield f"{message.case}: notice {message.no} is marked as delivered and never arrived"
    for delivery in books.deliveries:
        event = event_id(delivery.case, delivery.no)
        if delivery.state == "delivered" and event not in arrived.events:
            yield f"{delivery.case}: event {delivery.no} is marked as delivered and never arrived"


def event_id(case_id: str, no: int) -> str:
    """The webhook id under which an event arrives."""
    return "msg_" + hashlib.sha256(f"{case_id}/{no}".encode()).hexdigest()[:32]
