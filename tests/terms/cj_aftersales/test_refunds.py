"""Refunds, piece by piece, give back what was paid and no cent more."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.facts.order_dispute import OrderDisputed, OrderDisputeRuled
from tailorbird.domain.cases.facts.store_order import StoreOrderPlaced
from tailorbird.domain.cases.store_words import (
    SHIPPING_LINE,
    DisputeReason,
    Evidence,
    EvidenceKind,
    LineQuantity,
    Remedy,
    RuledLine,
    RulingOutcome,
)
from tailorbird.domain.cases.words import Head
from tailorbird.domain.money import Money
from tailorbird.domain.questions.money import Occasion, Settlement
from tailorbird.domain.questions.store import (
    MayOpenDispute,
    MayRuleDispute,
    PaymentDiscount,
    RemedyAmount,
)
from tailorbird.domain.roles import Role
from tests.terms.cj_aftersales.cases import ORDERS, answer, ask, displayed, order, paid_order, told, usd

TRACKING = (Evidence(EvidenceKind.TRACKING, "a1"),)


def paid_from_wallet(placed: StoreOrderPlaced) -> Case:
    shown = displayed(placed)
    bare = paid_order(placed, shown)
    off = answer(bare, PaymentDiscount, total=shown, method="wallet").amount
    return paid_order(placed, shown - off)


def refund_once(case: Case, name: str, line: str, quantity: int) -> tuple[Case, Money]:
    """Dispute so many pieces, and refund the most that the terms let; checks that no cent more passes."""
    lines = (LineQuantity(line, quantity),)
    inputs: dict[str, Any] = {
        "reason": DisputeReason.DELAYED,
        "wants": Remedy.REFUND,
        "lines": lines,
        "evidence": TRACKING,
    }
    assert ask(case, MayOpenDispute, **inputs).granted
    case = told(case, OrderDisputed(dispute=name, **inputs))
    most = answer(case, RemedyAmount, line=line, quantity=quantity).amount
    ruling: dict[str, Any] = {"dispute": name, "outcome": RulingOutcome.UPHELD, "remedy": Remedy.REFUND}
    exact, over = (
        ask(case, MayRuleDispute, by=Role.OPERATOR, lines=(RuledLine(line, quantity, amount),), **ruling)
        for amount in (most, most + usd(1))
    )
    assert exact.granted is bool(most)
    assert not over.granted
    if not most:
        return told(case, OrderDisputeRuled(dispute=name, outcome=RulingOutcome.REJECTED)), most
    return told(case, OrderDisputeRuled(lines=(RuledLine(line, quantity, most),), **ruling)), most


@given(ORDERS, st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_refunds_of_all_pieces_in_any_steps_add_up_to_what_was_paid(
    placed: StoreOrderPlaced, seed: int
) -> None:
    dice, case = random.Random(seed), paid_from_wallet(placed)
    left = {each.line: each.quantity for each in placed.lines}
    if placed.shipping:
        left[SHIPPING_LINE] = 1
    back, stuck = usd(0), 0
    while left:
        line = dice.choice(sorted(left))
        quantity = dice.randint(1, left[line])
        case, most = refund_once(case, f"d{len(case.facts)}", line, quantity)
        back += most
        # Pieces that cost nothing are not refunded; a cheap line's cent comes with its later pieces.
        stuck += not most
        left[line] -= quantity if most or not _paid(case, line) else 0
        left = {name: pieces for name, pieces in left.items() if pieces}
        if stuck > 40:
            return
    off = answer(case, PaymentDiscount, total=displayed(placed), method="wallet").amount
    assert back == displayed(placed) - off


def _paid(case: Case, line: str) -> int:
    """What refunding all that is left of the line would bring, in cents."""
    for quantity in range(7, 0, -1):
        most = ask(case, RemedyAmount, line=line, quantity=quantity).answer
        if most is not None:
            return int(most.amount.minor)
    return 0


@given(ORDERS, st.integers(0, 3_000))
@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("head", [Head.GOODS, Head.SHIPPING])
@pytest.mark.parametrize("occasion", [Occasion.DISPATCH, Occasion.DISPUTE, Occasion.RETURN])
def test_money_of_an_order_is_never_divided_into_more_or_less(
    occasion: Occasion, head: Head, placed: StoreOrderPlaced, amount: int
) -> None:
    case = paid_from_wallet(placed)
    case, _ = refund_once(case, "d1", "L1", 1)
    decision = ask(case, Settlement, occasion=occasion, head=head, amount=usd(amount), payee=Role.PLATFORM)
    if decision.answer is not None:
        assert sum(share.amount.minor for share in decision.answer.shares) == amount


def test_the_last_piece_takes_the_cent_that_is_left() -> None:
    case, given_back = paid_from_wallet(order([(3, 333), (1, 2000)], 501)), []
    for no in range(3):
        case, most = refund_once(case, f"d{no}", "L1", 1)
        given_back.append(str(most))
    assert given_back == ["USD 3.26", "USD 3.26", "USD 3.27"]
