"""The torture's auditor: right books pass, and whatever is tampered with is named."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bench.torture.auditor import Acknowledged, Arrived, audit, audit_at_rest, event_id
from bench.torture.books import (
    Books,
    StoredCase,
    StoredDeadline,
    StoredEntry,
    StoredFact,
    StoredHold,
    StoredMessage,
)

CASE = "TB-2026-0000000001"
AT = datetime(2026, 3, 2, 2, tzinfo=UTC)
REPLY = {"case": CASE, "facts": [{"seq": 1, "fact": "RequestSubmitted"}]}
TOLD = Acknowledged("ana", "k1", "/api/v1/cases", {}, 201, REPLY)
ARRIVED = Arrived({f"notice.{CASE}.1"}, {event_id(CASE, 2)})


def fact(seq: int, name: str, previous: str, cause: str = "") -> StoredFact:
    at = AT + timedelta(hours=seq)
    data = json.dumps({"case": CASE, "cause": cause, "fact": name, "seq": seq}).encode()
    return StoredFact(seq, name, at, data, hashlib.sha256(previous.encode() + data).hexdigest())


def right_books() -> Books:
    """One case: two facts, the second by a deadline; a hold of 60 of which 50 were posted."""
    first = fact(1, "RequestSubmitted", "0" * 64)
    second = fact(2, "ReceiptDeemedConfirmed", first.hash, "deadline:receipt")
    decided = b'{"verdict":"granted"}'
    books = Books()
    books.cases[CASE] = StoredCase(CASE, second.hash, 2, 1, 2, 2)
    books.facts[CASE] = [first, second]
    books.decisions[CASE] = [(1, decided, hashlib.sha256(decided).hexdigest())]
    books.entries = [
        StoredEntry(CASE, 1, "gateway:g:CNY", "wallet:ana:CNY", "CNY", 100),
        StoredEntry(CASE, 2, "wallet:ana:CNY", "outside:seller:CNY", "CNY", 50),
    ]
    books.accounts["wallet:ana:CNY"] = (50, 10, 0)
    books.holds = [
        StoredHold(CASE, "goods", "wallet:ana:CNY", 60, "posted", 50),
        StoredHold(CASE, "freight", "wallet:ana:CNY", 10, "open", 0),
    ]
    books.deadlines = [
        StoredDeadline(CASE, "receipt", "fired", AT + timedelta(hours=1)),
        StoredDeadline(CASE, "cancel", "open", AT + timedelta(days=9)),
    ]
    books.messages = [
        StoredMessage(CASE, 1, "notice", "delivered"),
        StoredMessage(CASE, 2, "event", "delivered"),
    ]
    books.deliveries = [StoredMessage(CASE, 2, "event", "delivered", "hook")]
    books.replies[CASE, "ana", "k1"] = json.dumps({"problem": None, "reply": REPLY}).encode()
    return books


def found(books: Books, told: Acknowledged = TOLD, arrived: Arrived = ARRIVED) -> str:
    return "\n".join(audit(books, [told], arrived))


def test_right_books_have_no_fault() -> None:
    assert found(right_books()) == ""
    assert audit_at_rest(right_books(), AT) == []


def edited_fact(books: Books) -> None:
    one = books.facts[CASE][0]
    books.facts[CASE][0] = replace(one, data=one.data.replace(b"RequestSubmitted", b"RequestDeclined"))


def swapped_facts(books: Books) -> None:
    books.facts[CASE].reverse()


def lost_fact(books: Books) -> None:
    del books.facts[CASE][1]


def fact_beyond_the_header(books: Books) -> None:
    books.facts[CASE].append(fact(3, "TipPaid", books.facts[CASE][1].hash))


def orphan_facts(books: Books) -> None:
    del books.cases[CASE]


def edited_decision(books: Books) -> None:
    no, _, hashed = books.decisions[CASE][0]
    books.decisions[CASE][0] = (no, b'{"verdict":"refused"}', hashed)


def lost_decision(books: Books) -> None:
    books.decisions[CASE].clear()


def lost_entry(books: Books) -> None:
    del books.entries[1]


def edited_entry(books: Books) -> None:
    books.entries[1] = replace(books.entries[1], amount_minor=51)


def empty_entry(books: Books) -> None:
    books.entries[1] = replace(books.entries[1], amount_minor=0)


def entry_between_currencies(books: Books) -> None:
    books.entries[1] = replace(books.entries[1], credit="outside:seller:EUR")


def edited_balance(books: Books) -> None:
    books.accounts["wallet:ana:CNY"] = (49, 10, 0)


def forgotten_hold(books: Books) -> None:
    books.accounts["wallet:ana:CNY"] = (50, 0, 0)


def hold_beyond_the_wallet(books: Books) -> None:
    books.holds[1] = replace(books.holds[1], amount_minor=60)
    books.accounts["wallet:ana:CNY"] = (50, 60, 0)


def wallet_below_zero(books: Books) -> None:
    books.entries[1] = replace(books.entries[1], amount_minor=150)
    books.accounts["wallet:ana:CNY"] = (-50, 10, 0)


def hold_posted_beyond_itself(books: Books) -> None:
    books.holds[0] = replace(books.holds[0], posted_minor=61)


def hold_posted_and_open(books: Books) -> None:
    books.holds[0] = replace(books.holds[0], state="voided")


def hold_posted_and_not_entered(books: Books) -> None:
    books.holds[0] = replace(books.holds[0], posted_minor=60)


def deadline_took_effect_twice(books: Books) -> None:
    books.facts[CASE].append(fact(3, "ReceiptDeemedConfirmed", books.facts[CASE][1].hash, "deadline:receipt"))


def deadline_without_effect(books: Books) -> None:
    books.deadlines[1] = replace(books.deadlines[1], state="fired")


def deadline_left_open(books: Books) -> None:
    books.deadlines[0] = replace(books.deadlines[0], state="open")


def deadline_too_early(books: Books) -> None:
    books.deadlines[0] = replace(books.deadlines[0], passes_at=AT + timedelta(hours=3))


def lost_message(books: Books) -> None:
    del books.messages[0]


def lost_answer(books: Books) -> None:
    books.replies.clear()


def another_answer(books: Books) -> None:
    books.replies[CASE, "ana", "k1"] = json.dumps({"problem": None, "reply": {}}).encode()


TAMPERED = [
    (edited_fact, "the chain breaks at fact 1"),
    (swapped_facts, "fact 1 is numbered 2"),
    (lost_fact, "does not stand at the end of its 1 facts"),
    (fact_beyond_the_header, "does not stand at the end of its 3 facts"),
    (orphan_facts, "facts without a case"),
    (edited_decision, "decision 1 is not what was hashed"),
    (lost_decision, r"decisions are numbered \[\]"),
    (lost_entry, r"entries are numbered \[1\]"),
    (edited_entry, "50 is stored, and its entries give 49"),
    (empty_entry, "entry 2 moves 0"),
    (entry_between_currencies, "touches another currency"),
    (edited_balance, "49 is stored, and its entries give 50"),
    (forgotten_hold, "0 is stored as held, and its open holds give 10"),
    (hold_beyond_the_wallet, "has 50 of which 60 is held"),
    (wallet_below_zero, "has -50"),
    (hold_posted_beyond_itself, "posted 61 of 60"),
    (hold_posted_and_open, "is voided and posted 50"),
    (hold_posted_and_not_entered, "posted 60, and entries took 50"),
    (deadline_took_effect_twice, "receipt took effect 2 times"),
    (deadline_without_effect, "marked as fired and had no effect"),
    (deadline_left_open, "took effect and is still open"),
    (deadline_too_early, "before it passed"),
    (lost_message, r"messages are numbered \[2\]"),
    (lost_answer, "no answer is kept under ana's key k1"),
    (another_answer, "is another"),
]


@pytest.mark.parametrize(("tamper", "says"), TAMPERED, ids=lambda each: getattr(each, "__name__", ""))
def test_tampered_books_are_caught(tamper: Callable[[Books], None], says: str) -> None:
    books = right_books()
    tamper(books)
    faults = found(books)
    assert re.search(says, faults), faults


def test_a_fact_that_was_acknowledged_and_is_gone_is_lost() -> None:
    reply = {"case": CASE, "facts": [{"seq": 9, "fact": "TipPaid"}]}
    assert "ana was told of fact 9, TipPaid; it is lost" in found(right_books(), replace(TOLD, reply=reply))


def test_a_notice_marked_as_delivered_must_have_arrived() -> None:
    assert "notice 1 is marked" in found(right_books(), arrived=Arrived(set(), {event_id(CASE, 2)}))


def test_an_event_marked_as_delivered_must_have_arrived() -> None:
    assert "event 2 is marked" in found(right_books(), arrived=Arrived({f"notice.{CASE}.1"}, set()))


def test_at_rest_no_deadline_is_overdue_and_no_message_waits() -> None:
    books = right_books()
    books.messages[0] = replace(books.messages[0], state="pending", last_error="No mail address.")
    faults = audit_at_rest(books, AT + timedelta(days=9))
    assert faults == [
        f"{CASE}: the deadline cancel passed and never took effect",
        f"{CASE}: message 1 is pending: No mail address.",
    ]
