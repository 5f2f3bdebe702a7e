"""Whatever is tried in whatever order, a case answers, its stage can be told, and the books balance."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tailorbird.domain.money import Money, total
from tailorbird.domain.roles import Role
from tests.app.jewelry.conftest import MATT, TOTAL, WIDE, Jewelry

Try = tuple[Role, str, dict[str, Any]]
_B, _M, _C = Role.BUYER, Role.MERCHANT, Role.CARRIER
CLAIM = {"claim": "Q1", "ground": "damage", "evidence": ["photo"]}
FREIGHT = {"claim": "Q1", "head": "return_freight", "amount": "USD 9.00", "payee": "buyer"}
TRIES: tuple[Try, ...] = (
    (_M, "propose_extra_fee", {"proposal": "F1", "wish": "w2", "fee": "USD 20.00"}),
    (_M, "propose_extra_fee", {"proposal": "F2", "wish": "remarks", "fee": "USD 20.00"}),
    (_B, "answer_extra_fee", {"proposal": "F1", "reply": "agreed"}),
    (_B, "answer_extra_fee", {"proposal": "F2", "reply": "agreed"}),
    (_B, "answer_extra_fee", {"proposal": "F2", "reply": "refused"}),
    (_M, "answer_wish", {"wish": "w2", "reply": "agreed"}),
    (_M, "answer_wish", {"wish": "remarks", "reply": "refused"}),
    (_B, "pay", {"total": TOTAL}),
    (_B, "pay", {"total": TOTAL}),
    (_B, "pay", {"total": "USD 104.50"}),
    (_B, "pay_extra_fee", {"proposal": "F2", "amount": "USD 20.00"}),
    (_M, "propose_design", {"proposal": "D1", "text": "leaves"}),
    (_B, "accept_proposal", {"proposal": "D1"}),
    (_M, "pause_making", {"attempts": ["mail"]}),
    (_B, "resume_making", {}),
    (_M, "show_similar_designs", {"compared_by": "the archive"}),
    (_M, "accept_design", {}),
    (_M, "produce", {"step": "cast"}),
    (_M, "announce_delay", {"reason": "materials", "explanation": "x", "expected": "2026-07-01T00:00:00Z"}),
    (_M, "ship", {"tracking": "GB1"}),
    (_C, "deliver", {"tracking": "GB1"}),
    (_B, "claim_quality", {**CLAIM, "wants": "exchange"}),
    (_B, "claim_quality", {**CLAIM, "claim": "Q2", "wants": "return"}),
    (_M, "verify_claim", {"claim": "Q1", "result": "found"}),
    (_M, "verify_claim", {"claim": "Q2", "result": "found"}),
    (_M, "verify_claim", {"claim": "Q1", "result": "not_found"}),
    (_B, "add_freight", {**FREIGHT, "document": "one"}),
)
USUAL: tuple[str, ...] = (
    "pay",
    "show_similar_designs",
    "accept_design",
    "ship",
    "deliver",
    "claim_quality",
    "verify_claim",
    "add_freight",
    "ship",
    "deliver",
)


@st.composite
def walks(draw: st.DrawFn) -> list[Try]:
    """The usual way with anything in between, or anything at all."""
    found: list[Try] = []
    for name in USUAL if draw(st.integers(0, 3)) else ():
        found += draw(st.lists(st.sampled_from(TRIES), max_size=2))
        found.append(next(each for each in TRIES if each[1] == name))
    return found or draw(st.lists(st.sampled_from(TRIES), max_size=25))


@settings(
    max_examples=20,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(walk=walks(), steps=st.lists(st.integers(0, 30), min_size=30, max_size=30), beyond=st.integers(0, 1))
def test_any_walk_is_answered_and_balances(
    jewelry: Jewelry, walk: list[Try], steps: list[int], beyond: int
) -> None:
    jewelry.keys += 100
    jewelry.fund("USD 500.00", reference=jewelry.key())
    before = _all_money(jewelry)
    opened = jewelry.order(key=jewelry.key(), wishes=(MATT, WIDE)[: 1 + beyond], remarks="a hinge")
    assert opened.problem is None
    for (role, verb, body), hours in zip(walk, steps, strict=False):
        jewelry.clock.advance(timedelta(hours=hours))
        receipt = jewelry.do(role, verb, **body)
        assert receipt.problem is None or receipt.problem.next_step
        assert receipt.problem is None or receipt.problem.code not in {"terms_conflict", "ledger"}
    assert _all_money(jewelry) == before
    assert jewelry.differences() == []
    assert _resolved_once(jewelry)


def _all_money(jewelry: Jewelry) -> Money:
    balances = jewelry.house.records.all_balances()
    return total((Money(each.balance_minor, "USD") for each in balances.values()), "USD")


def _resolved_once(jewelry: Jewelry) -> bool:
    """What the buyer paid for this order was posted at most once a head."""
    paid = [
        entry
        for entry in jewelry.house.records.entries_of_case(jewelry.case_id)
        if entry.debit.id == "wallet:ana:USD"
    ]
    return len({entry.head for entry in paid}) == len(paid)
