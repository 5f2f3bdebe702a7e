"""Money: every head finds its clause, and compensation never passes the order's amount."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tailorbird.domain.cases.facts.cancellation import SellerAnsweredCancellation
from tailorbird.domain.cases.facts.liability import CompensationAwarded, FaultFound, LossClaimed, LossItem
from tailorbird.domain.cases.facts.payment import AgreementTookEffect, OrderPaid
from tailorbird.domain.cases.facts.procurement import PurchaseMade
from tailorbird.domain.cases.words import Ground, Head, LossHead, Reply
from tailorbird.domain.money import Money, total
from tailorbird.domain.questions.liability import Compensation
from tailorbird.domain.questions.money import LienProceeds, Occasion, Settlement
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.decision import Outcome
from tests.terms.order1688.generated import START, case_of, cny, hearing

PAYEES = {
    Head.GOODS: Role.SELLER,
    Head.FREIGHT: Role.SELLER,
    Head.DEPOSIT: Role.SELLER,
    Head.BALANCE: Role.SELLER,
    Head.SERVICE_FEE: Role.PROVIDER,
    Head.OTHER: Role.PROVIDER,
    Head.STORAGE: Role.WAREHOUSE,
    Head.CHANNEL_FEE: Role.GATEWAY,
    Head.TRANSACTION_FEE: Role.GATEWAY,
    Head.FIXED_LOSS: Role.CARRIER,
    Head.INTERNATIONAL_FREIGHT: Role.CARRIER,
}
PAID = ((0, OrderPaid(total=cny("1021.02"))), (0, AgreementTookEffect()))
BOUGHT = (*PAID, (1, PurchaseMade()), (2, SellerAnsweredCancellation(reply=Reply.AGREED)))


@pytest.mark.parametrize("facts", [PAID, BOUGHT], ids=["not bought", "bought"])
@pytest.mark.parametrize("head", PAYEES)
@pytest.mark.parametrize(
    "occasion",
    [Occasion.CANCELLATION, Occasion.DISSOLUTION, Occasion.RECEIPT, Occasion.BALANCE_MISSED],
)
def test_every_head_finds_a_clause_on_every_occasion(facts: tuple, occasion: Occasion, head: Head) -> None:  # type: ignore[type-arg]
    asked = cny("12.34")
    decision = hearing(case_of(*facts), START).ask(
        Settlement, occasion=occasion, head=head, amount=asked, payee=PAYEES[head]
    )
    assert decision.outcome is Outcome.ANSWERED and decision.answer is not None
    assert total((share.amount for share in decision.answer.shares), "CNY") == asked


@given(st.integers(0, 10**9), st.integers(0, 10**9))
@settings(deadline=None)
def test_a_sale_covers_the_debt_first_and_the_rest_is_the_buyers(owed: int, proceeds: int) -> None:
    asked = {"owed": Money(owed, "CNY"), "proceeds": Money(proceeds, "CNY")}
    answer = hearing(case_of(), START).ask(LienProceeds, **asked).answer
    assert answer is not None
    assert answer.of(Role.PLATFORM, "CNY").minor == min(owed, proceeds)
    assert answer.of(Role.BUYER, "CNY").minor == max(0, proceeds - owed)


@given(st.integers(0, 200_000), st.lists(st.integers(0, 150_000), max_size=5))
@settings(deadline=None)
def test_all_claims_together_never_bring_more_than_the_order(paid: int, losses: list[int]) -> None:
    told: list[tuple[float, object]] = [
        (0, OrderPaid(total=Money(paid, "CNY"))),
        (0, FaultFound(of=Role.PROVIDER)),
    ]
    awarded = 0
    for number, loss in enumerate(losses):
        item = LossItem(head=LossHead.DIRECT, amount=Money(loss, "CNY"))
        told.append(
            (
                number,
                LossClaimed(
                    claim=str(number), against=Role.PROVIDER, ground=Ground.PROVIDER_FAULT, items=(item,)
                ),
            )
        )
        decision = hearing(case_of(*told), START).ask(Compensation, claim=str(number))  # type: ignore[arg-type]
        assert decision.answer is not None
        amount = decision.answer.amount
        assert amount.minor == min(loss, paid - awarded)
        assert bool(decision.near_misses) == (loss > paid - awarded)
        awarded += amount.minor
        told.append(
            (
                number,
                CompensationAwarded(claim=str(number), amount=amount, payer=Role.PROVIDER, payee=Role.BUYER),
            )
        )
    assert awarded <= paid
