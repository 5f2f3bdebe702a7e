"""Whatever the parties do in whatever order: a purchase answers, its books balance, its chain holds, and
no money is left held with nobody's turn to act."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from tailorbird.app.account.actions import act_on_account
from tailorbird.app.engine.command import Act, Actor, Order
from tailorbird.domain.cases.chain import GENESIS, link
from tailorbird.domain.ledger.hold import HoldState
from tailorbird.domain.roles import Role
from tests.app.purchase.conftest import DISCLOSED, Purchase, purchase_on

Try = tuple[Role, str, dict[str, Any]]
_B, _P, _W, _C, _O, _G = (
    Role.BUYER,
    Role.PROVIDER,
    Role.WAREHOUSE,
    Role.CARRIER,
    Role.OPERATOR,
    Role.GATEWAY,
)
_PICTURE = ["0" * 64]
_LOSS = [{"head": "direct", "amount": "CNY 900.00", "document": "L1"}]
TRIES: tuple[Try, ...] = (
    (_P, "refuse_execution", {"reason": "x"}),
    (_P, "attribute_promoter", {"promoter": "ana", "share": "0.5"}),
    (_B, "pay", {"total": "CNY 1,021.02"}),
    (_P, "purchase", {"seller_order": "1"}),
    (_P, "call_balance", {"amount": "CNY 700.00"}),
    (_B, "pay_balance", {"total": "CNY 700.00"}),
    (_B, "tip", {"amount": "CNY 9.00"}),
    (_B, "ask_tip_back", {}),
    (_P, "report_out_of_stock", {}),
    (_P, "report_price_change", {"goods": "CNY 1,100.00"}),
    (_P, "report_price_change", {"goods": "CNY 200.00", "freight": "CNY 0.00"}),
    (_B, "accept_price_change", {}),
    (_B, "reject_price_change", {}),
    (_P, "report_anomaly", {"text": "x"}),
    (_W, "receive_at_warehouse", {}),
    (_W, "receive_at_warehouse", {"condition": "objected"}),
    (_W, "settle_warehouse_objection", {}),
    (_C, "clear_export", {}),
    (_C, "ship_abroad", {}),
    (_C, "deliver", {}),
    (_B, "check_parcel", {}),
    (_B, "refuse_parcel", {"ground": "packaging", "evidence": _PICTURE}),
    (_B, "object", {"ground": "defective", "evidence": _PICTURE}),
    (_B, "withdraw_objection", {}),
    (_O, "verify_with_logistics", {"cause": "logistics"}),
    (_O, "verify_with_logistics", {"cause": "seller"}),
    (_B, "confirm_receipt", {}),
    (_B, "request_cancellation", {}),
    (_P, "agree_cancellation", {}),
    (_P, "answer_cancellation", {"reply": "agreed"}),
    (_P, "answer_cancellation", {"reply": "refused"}),
    (_P, "waive_fee", {}),
    (_W, "document_cost", {"head": "custody", "amount": "CNY 30.00", "payee": "warehouse", "document": "d"}),
    (_P, "document_penalty", {"amount": "CNY 2,000.00", "document": "p"}),
    (_P, "report_return_damage", {"reply": "agreed", "claimed": "CNY 50.00", "document": "r"}),
    (_P, "report_return_damage", {"reply": "refused"}),
    (_P, "settle_cancellation", {}),
    (_B, "request_dissolution", {"ground": "defective", "evidence": _PICTURE}),
    (_P, "relay_dissolution", {}),
    (_P, "answer_dissolution", {"reply": "agreed", "way_back": "return"}),
    (_P, "answer_dissolution", {"reply": "refused"}),
    (_B, "record_way_back", {"way_back": "return", "proof": _PICTURE}),
    (_B, "document_way_back_cost", {"amount": "CNY 25.00", "document": "w"}),
    (_P, "record_seller_refund", {"amount": "CNY 600.00"}),
    (_P, "record_seller_refund", {"amount": "CNY 420.00"}),
    (_G, "reverse_payment", {"amount": "CNY 1,021.02", "reason": "other"}),
    (_G, "reverse_payment", {"amount": "CNY 21.02", "reason": "account_stolen"}),
    (_O, "prove_notices", {}),
    (_B, "pay_demand", {"amount": "CNY 1,021.02"}),
    (_B, "pay_demand", {"amount": "CNY 21.02"}),
    (_O, "sell_goods", {"proceeds": "CNY 1,500.00", "document": "s"}),
    (_W, "sell_goods", {"proceeds": "CNY 5.00", "document": "s"}),
    (_O, "find_fault", {"of": "provider"}),
    (_O, "find_fault", {"of": "buyer"}),
    (_B, "claim_loss", {"claim": "C1", "against": "provider", "ground": "provider_fault", "items": _LOSS}),
    (_B, "claim_loss", {"claim": "C2", "against": "provider", "ground": "provider_fault", "items": _LOSS}),
    (_P, "claim_loss", {"claim": "C3", "against": "buyer", "ground": "breach", "items": _LOSS}),
    (_O, "award_compensation", {"claim": "C1"}),
    (_O, "award_compensation", {"claim": "C2"}),
    (_O, "award_compensation", {"claim": "C3"}),
    (_B, "withdraw", {"amount": "CNY 400.00", "destination": "bank"}),
    (_B, "make_deposit", {"amount": "CNY 100.00"}),
    (_P, "withdraw", {"amount": "CNY 1.00", "destination": "bank"}),
)
USUAL: tuple[str, ...] = (
    "pay",
    "purchase",
    "receive_at_warehouse",
    "clear_export",
    "ship_abroad",
    "deliver",
    "confirm_receipt",
)
WAYS: tuple[tuple[str, ...], ...] = (
    USUAL,
    (*USUAL[:2], "request_cancellation", "answer_cancellation", "settle_cancellation"),
    (*USUAL[:6], "object", "verify_with_logistics", "request_dissolution", "answer_dissolution"),
    (*USUAL[:6], "refuse_parcel", "verify_with_logistics"),
    (*USUAL[:3], "reverse_payment", "prove_notices", "sell_goods"),
    ("pay", "reverse_payment", "find_fault"),
    ("pay", "purchase", "call_balance", "pay_balance", *USUAL[2:]),
    ("pay", "report_price_change", "accept_price_change", *USUAL[1:]),
)
NOT_FOR_EVER = frozenset({"delivered", "completed", "cancelled", "ended", "declined", "redirected"})
"""Stages in which nothing may still be held a year later: what they wait for passes by itself."""
FAULTS = frozenset({"terms_conflict", "ledger", "our_fault", "unreadable", "unknown_command"})
Step = tuple[Try, int]


@st.composite
def stories(draw: st.DrawFn) -> list[Step]:
    """One of the known ways with anything in between, each some hours after the last."""
    tries: list[Try] = []
    for name in draw(st.sampled_from(WAYS)):
        tries += draw(st.lists(st.sampled_from(TRIES), max_size=2))
        tries.append(draw(st.sampled_from([each for each in TRIES if each[1] == name])))
    tries += draw(st.lists(st.sampled_from(TRIES), max_size=6))
    return [(each, draw(st.sampled_from((0, 1, 30, 80, 200)))) for each in tries]


@pytest.fixture(scope="session")
def empty_database(_sqlite_template: Path) -> Path:
    """A SQLite file with tables and nothing in them."""
    return _sqlite_template


@contextmanager
def fresh(template: Path, folder: Path) -> Iterator[Purchase]:
    """A purchase on a database of its own."""
    from tailorbird.adapters.db import open_database

    file = folder / "any.sqlite3"
    for each in folder.glob("any.sqlite3*"):
        each.unlink()
    shutil.copyfile(template, file)
    database = open_database(f"sqlite:///{file}")
    try:
        yield purchase_on(database, folder)
    finally:
        database.close()


@settings(
    max_examples=25,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(story=stories(), deposit=st.integers(0, 1))
def test_any_story_is_answered_balances_and_comes_to_an_end(
    empty_database: Path, tmp_path: Path, story: list[Step], deposit: int
) -> None:
    with fresh(empty_database, tmp_path) as purchase:
        _begin(purchase, deposit)
        for (role, verb, body), hours in story:
            purchase.clock.advance(timedelta(hours=hours))
            _act(purchase, role, verb, body, deposit)
            assert purchase.differences() == []
        assert _chain_holds(purchase)
        _a_year_later(purchase)
        assert purchase.differences() == []
        assert _nothing_held_for_nobody(purchase), purchase.stage()


def _begin(purchase: Purchase, deposit: int) -> None:
    """As far as the quote; with a deposit of 300.00 where `deposit` is 1."""
    purchase.fund("CNY 2,000.00")
    if not deposit:
        purchase.agreed()
        return
    purchase.open()
    purchase.done(_P, "screen_request", classes=["deposit"])
    purchase.done(_B, "accept_caution", caution="deposit")
    purchase.done(_P, "accept_request", purchasing_person="Li Na")
    purchase.choose_carrier()
    prices = {"goods": "CNY 1,000.00", "freight": "CNY 20.00", "deposit": "CNY 300.00"}
    purchase.done(_P, "issue_quote", **prices)
    purchase.done(_B, "sign_mandate", signer="Mei Tan")
    purchase.done(_B, "accept_terms", clauses=list(DISCLOSED))


def _act(purchase: Purchase, role: Role, verb: str, body: dict[str, Any], deposit: int) -> None:
    if verb == "prove_notices":
        _prove(purchase)
        return
    if verb in ("withdraw", "make_deposit"):
        party = purchase.house.parties.party("mei" if role is _B else "jinsui")
        assert party is not None
        problem = act_on_account(purchase.house, party, verb, dict(body), purchase.key()).problem
    else:
        given_body = {"total": "CNY 321.02"} if verb == "pay" and deposit else body
        problem = purchase.do(role, verb, **given_body).problem
    note(f"{purchase.clock.now():%d %b %H:%M} {role} {verb} {body}: {problem.code if problem else 'done'}")
    assert problem is None or problem.next_step
    assert problem is None or problem.code not in FAULTS, problem


def _prove(purchase: Purchase) -> None:
    """Put the proof on record that what was demanded and called for reached the buyer."""
    legal = ("PaymentDemanded", "BalanceCalled")
    for about in [no for no, name in enumerate(purchase.facts(), 1) if name in legal]:
        proof = {"to": "buyer", "channel": "mail", "address": "a", "content_hash": "0" * 64}
        act = Act("prove_notice", Actor("operator", Role.PLATFORM), {"about": about, **proof})
        receipt = purchase.house.engine.run(Order(purchase.case_id, (act,), "operator", f"n{about}"))
        note(f"notice of {about} proven: {receipt.problem}")


def _a_year_later(purchase: Purchase) -> None:
    _prove(purchase)
    purchase.clock.advance(timedelta(days=366))
    while purchase.house.engine.fire(purchase.case_id):
        pass
    note(f"a year later: {purchase.facts()} {purchase.stage()}")


def _chain_holds(purchase: Purchase) -> bool:
    head = GENESIS
    for fact in purchase.house.records.facts(purchase.case_id):
        head = link(head, fact.data)
        if head != fact.hash:
            return False
    return True


def _nothing_held_for_nobody(purchase: Purchase) -> bool:
    """Open holds are left only in a stage in which it is somebody's turn and nothing passes by itself."""
    record = purchase.house.records.case(purchase.case_id)
    assert record is not None
    held = [each.key for each in record.holds if each.state is HoldState.OPEN]
    note(f"held: {held}, turn: {record.header.turn}")
    return not held or (record.header.turn is not None and record.header.stage not in NOT_FOR_EVER)
