"""Whatever is tried in whatever order, a custom request answers, its stage can be told, the books balance."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tailorbird.domain.ledger.hold import HoldState
from tailorbird.domain.money import Money, total
from tailorbird.domain.roles import Role
from tests.app.custom.conftest import ACCEPTED, PHOTO, QUOTATION, Request

Try = tuple[Role, str, dict[str, Any]]
_B, _O, _S, _C = Role.BUYER, Role.OPERATOR, Role.SUPPLIER, Role.CARRIER
_POINTS = [{"requirement": "heron", "found": "x"}]
_NEW = [{"requirement": "label", "aspect": "logo", "asks": "a label"}]
_SUSPICION = {"suspicion": "V1", "kind": "rights", "grounds": "x", "evidence": [PHOTO]}
_COST = [{"head": "fine", "amount": "USD 99.00", "document": "bill"}]
USUAL: tuple[Try, ...] = (
    (_O, "review", {"marketability": "good", "feasibility": "good"}),
    (_O, "bind_supplier", {"supplier": "mill"}),
    (_S, "quote", QUOTATION),
    (_O, "confirm_request", {}),
    (_B, "pay_fees", {"total": "USD 75.00"}),
    (_S, "make_sample", {"round": 1}),
    (_S, "ship_sample", {"round": 1}),
    (_C, "deliver_sample", {"round": 1}),
    (_B, "accept_sample", {"round": 1}),
    (_B, "order_production", {"quantity": 100}),
    (_B, "pay_production", {"total": "USD 1,035.00"}),
    (_S, "dispatch", {"parcel": "P1"}),
    (_C, "deliver", {"parcel": "P1"}),
    (_B, "claim_mismatch", {"claim": "M1", "points": _POINTS, "evidence": [PHOTO]}),
    (_O, "judge_mismatch", {"claim": "M1", "points": [{"requirement": "heron", "finding": "deviates"}]}),
    (_O, "refund_mismatch", {"claim": "M1", "amount": "USD 50.00"}),
)
OTHERS: tuple[Try, ...] = (
    (_O, "ask_buyer", {"question": "1", "text": "why?"}),
    (_O, "decline_request", {"reason": "no_communication"}),
    (_S, "offer_surcharge", {"quantity": 60, "amount": "USD 20.00"}),
    (_B, "answer_moq", {"choice": "surcharge"}),
    (_B, "answer_moq", {"choice": "raise", "quantity": 100}),
    (_B, "answer_moq", {"choice": "stop"}),
    (_B, "pay_fees", {"total": "USD 95.00"}),
    (_B, "request_change", {"change": "C1", "requirements": _NEW}),
    (_O, "answer_change", {"change": "C1", "reply": "agreed", "charge": "USD 7.00"}),
    (_B, "pay_change", {"change": "C1", "amount": "USD 7.00"}),
    (_B, "reject_sample", {"round": 1, "points": _POINTS}),
    (_S, "make_sample", {"round": 2}),
    (_S, "ship_sample", {"round": 2}),
    (_C, "deliver_sample", {"round": 2}),
    (_B, "reject_sample", {"round": 2, "points": _POINTS}),
    (_O, "stop_request", {"reason": "final_sample"}),
    (_O, "stop_request", {"reason": "moq"}),
    (_O, "stop_request", {"reason": "suspicion"}),
    (_S, "note_spending", {"amount": "USD 33.00", "document": "felt"}),
    (_S, "reach_milestone", {"milestone": "cutting"}),
    (_O, "suspect", _SUSPICION),
    (_O, "clear_suspicion", {"suspicion": "V1"}),
    (_O, "find_infringement", {"established_by": "a court", "evidence": [PHOTO]}),
    (_O, "claim_costs", {"claim": "K1", "items": _COST}),
    (_B, "withdraw_request", {}),
    (_O, "publish_product", {}),
)
TRIES = (*USUAL, *OTHERS)


@st.composite
def walks(draw: st.DrawFn) -> list[Try]:
    """The usual way with anything in between, or anything at all."""
    found: list[Try] = []
    for step in USUAL if draw(st.integers(0, 3)) else ():
        found += draw(st.lists(st.sampled_from(TRIES), max_size=1))
        found.append(step)
    return found or draw(st.lists(st.sampled_from(TRIES), max_size=30))


@settings(
    max_examples=20,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    walk=walks(),
    steps=st.lists(st.integers(0, 60), min_size=40, max_size=40),
    quantity=st.sampled_from([60, 100]),
)
def test_any_walk_is_answered_and_balances(
    request_: Request, walk: list[Try], steps: list[int], quantity: int
) -> None:
    request_.keys += 100
    request_.fund("USD 1,200.00", reference=request_.key())
    before = _all_money(request_)
    assert request_.open(key=request_.key(), quantity=quantity, accepted=ACCEPTED).problem is None
    for (role, verb, body), hours in zip(walk, steps, strict=False):
        request_.later(hours=hours)
        _try(request_, role, verb, body)
    request_.later(days=200)
    request_.house.engine.fire(request_.case_id)
    assert _all_money(request_) == before
    assert request_.differences() == []
    if request_.stage() in ("stopped", "withdrawn", "declined"):
        holds = request_.house.records.holds_of_case(request_.case_id)
        assert all(each.state is not HoldState.OPEN for each in holds)


def _try(request: Request, role: Role, verb: str, body: dict[str, Any]) -> None:
    if verb == "bind_supplier":
        receipt = request.bind()
    elif request.case().party(role) is None:
        return
    else:
        receipt = request.do(role, verb, **body)
    assert receipt.problem is None or receipt.problem.next_step
    assert receipt.problem is None or receipt.problem.code not in {"terms_conflict", "ledger"}, (
        receipt.problem
    )


def _all_money(request: Request) -> Money:
    """Everybody's money: balances, and what the platform earned."""
    records = request.house.records
    balances = (Money(each.balance_minor, "USD") for each in records.all_balances().values())
    earned = (each.amount for each in records.all_entries() if each.credit.id == "fees:platform:USD")
    return total((*balances, *earned), "USD")
