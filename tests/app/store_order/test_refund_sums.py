"""Whatever is ruled, offered, sent and refunded in whatever order: the books balance, and of a line never
comes back more than was paid for it."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tailorbird.app.engine.casefile import read_recorded
from tailorbird.domain.cases.facts.order_dispute import OrderDisputed, RefundIssued
from tailorbird.domain.cases.facts.payment import OrderPaid
from tailorbird.domain.money import Money, total
from tailorbird.domain.roles import Role
from tests.app.shop import NOTICE, PHOTO, Shop

B, W, C, DESK = Role.BUYER, Role.WAREHOUSE, Role.CARRIER, Role.OPERATOR
LINES = ("L1", "L2", "shipping")
Step = tuple[str, str, int, int]
STEPS = st.tuples(
    st.sampled_from(
        ["dispute", "dispute", "rule", "rule", "offer", "accept", "withdraw", "dispatch", "close"]
    ),
    st.sampled_from(LINES),
    st.integers(1, 4),
    st.integers(0, 500),
)


@settings(
    max_examples=25,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    quantities=st.tuples(st.integers(1, 7), st.integers(1, 3)), steps=st.lists(STEPS, min_size=4, max_size=18)
)
def test_of_no_line_comes_back_more_than_was_paid_for_it(
    shop: Shop, quantities: tuple[int, int], steps: list[Step]
) -> None:
    shop.paid(("MUG", quantities[0]), ("LAMP", quantities[1]))
    for number, step in enumerate(steps):
        _try(shop, number, step)
        assert shop.differences() == []
    paid = _paid_by_line(shop)
    back = _back_by_line(shop)
    assert all(back.get(line, Money.zero("USD")) <= paid[line] for line in LINES)
    assert total(back.values(), "USD") == total((each.amount for each in _all(shop, RefundIssued)), "USD")
    assert total(paid.values(), "USD") == _all(shop, OrderPaid)[0].total


def _try(shop: Shop, number: int, step: Step) -> None:
    """Do a step about the newest dispute, or open one; refusals are fine."""
    what, line, quantity, cents = step
    open_ = [each.dispute for each in _all(shop, OrderDisputed)]
    name = open_[(number * 7) % len(open_)] if open_ else "none"
    lines: list[dict[str, Any]] = [{"line": line, "quantity": quantity}]
    told = [{"line": line, "quantity": quantity} | ({"amount": f"USD {cents / 100:.2f}"} if cents else {})]
    match what:
        case "dispute":
            sent = "Dispatched" in shop.facts()
            reason, evidence = ("damaged", PHOTO) if sent else ("method_limited", NOTICE)
            body: dict[str, Any] = {"reason": reason, "wants": "refund", "evidence": evidence}
            shop.do(B, "open_order_dispute", dispute=f"D{number}", lines=lines, **body)
        case "rule":
            shop.do(DESK, "rule_order_dispute", dispute=name, outcome="upheld", remedy="refund", lines=told)
        case "offer":
            shop.do(DESK, "offer_remedy", dispute=name, offer=f"O{number}", remedy="refund", lines=told)
        case "accept":
            for offer in range(number):
                shop.do(B, "answer_remedy", dispute=name, offer=f"O{offer}", reply="agreed")
        case "withdraw":
            shop.do(B, "withdraw_order_dispute", dispute=name)
        case "dispatch":
            shop.do(W, "start_processing")
            shop.do(W, "dispatch", parcel=f"P{number}")
        case _:
            shop.do(DESK, "close_order")


def _all(shop: Shop, kind: type[Any]) -> list[Any]:
    stored = shop.house.records.facts(shop.case_id)
    return [read_recorded(each.data).fact for each in stored if each.name == kind.__name__]


def _paid_by_line(shop: Shop) -> dict[str, Money]:
    """The holds, whatever became of them."""
    held = {hold.key: hold.amount for hold in shop.house.records.holds_of_case(shop.case_id)}
    return {line: held["shipping" if line == "shipping" else f"goods:{line}"] for line in LINES}


def _back_by_line(shop: Shop) -> dict[str, Money]:
    from tailorbird.domain.cases.facts.order_dispute import OrderDisputeRuled

    back: dict[str, Money] = {}
    for ruled in _all(shop, OrderDisputeRuled):
        for line in ruled.lines:
            if line.amount is not None:
                back[line.line] = back.get(line.line, Money.zero("USD")) + line.amount
    return back
