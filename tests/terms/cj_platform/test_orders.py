"""From the quote to the payment: what the wallet takes off, what may be paid, and what leaves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.facts.parcels import DispatchHalted, DispatchReleased
from tailorbird.domain.cases.facts.store import StoreTransferOffered
from tailorbird.domain.cases.facts.store_order import ProcessingStarted, StoreOrderPlaced
from tailorbird.domain.money import Money
from tailorbird.domain.questions.permission import MayDispatch
from tailorbird.domain.questions.store import (
    MayAnswerStoreOffer,
    MayOfferStore,
    MayPayStoreOrder,
    MayProcess,
    MayWithdrawMoney,
    PaymentDiscount,
    StoreOfferPeriod,
)
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.question import Question
from tests.terms.cj_aftersales.cases import (
    ORDERS,
    START,
    ZONE,
    answer,
    ask,
    case_of,
    displayed,
    paid_order,
    quote,
    told,
    usd,
)

STEP = timedelta(microseconds=1)


@given(st.integers(0, 10**9))
@settings(deadline=None)
def test_the_wallet_takes_two_per_cent_off_rounded_to_the_nearest_cent(minor: int) -> None:
    case = case_of([])
    off = answer(case, PaymentDiscount, total=usd(minor), method="wallet").amount
    assert abs(off.minor * 100 - minor * 2) <= 50
    assert not answer(case, PaymentDiscount, total=usd(minor), method="stripe").amount


@given(ORDERS)
@settings(deadline=None, max_examples=40)
def test_exactly_the_discounted_total_can_be_paid(placed: StoreOrderPlaced) -> None:
    case = case_of([(timedelta(), placed), (timedelta(), quote(placed))])
    shown = displayed(placed)
    off = answer(case, PaymentDiscount, total=shown, method="wallet").amount
    for method, due in (("wallet", shown - off), ("stripe", shown)):
        assert ask(case, MayPayStoreOrder, total=due, method=method).granted
        for cent in (usd(1), usd(-1)):
            assert not ask(case, MayPayStoreOrder, total=due + cent, method=method).granted


@given(ORDERS)
@settings(deadline=None, max_examples=20)
def test_a_halt_stops_everything_until_it_is_released(placed: StoreOrderPlaced) -> None:
    case = told(paid_order(placed, displayed(placed)), ProcessingStarted())
    halted = told(case, DispatchHalted(reason="taken down"))
    free = told(halted, DispatchReleased())
    asked: tuple[tuple[type[Question[Any]], dict[str, Any]], ...] = (
        (MayProcess, {}),
        (MayDispatch, {"parcel": "P1"}),
    )
    for kind, inputs in asked:
        assert ask(case, kind, by=Role.WAREHOUSE, **inputs).granted
        stopped = ask(halted, kind, by=Role.WAREHOUSE, **inputs)
        assert stopped.clauses == ("cj-platform.improper-report",)
        assert not stopped.granted
        assert ask(free, kind, by=Role.WAREHOUSE, **inputs).granted


@given(st.integers(-5, 10**6), st.integers(0, 10**6), st.integers(0, 2))
@settings(deadline=None)
def test_only_free_money_leaves_the_wallet(amount: int, free: int, frozen: int) -> None:
    decision = ask(case_of([]), MayWithdrawMoney, amount=usd(amount), free=usd(free), frozen=frozen)
    assert decision.granted is (not frozen and 100 <= amount <= free)


def test_a_currency_without_a_smallest_withdrawal_gives_out_any_amount() -> None:
    assert ask(case_of([]), MayWithdrawMoney, amount=Money(1, "JPY"), free=Money(1, "JPY")).granted


def test_an_offered_store_can_be_taken_up_to_the_last_microsecond() -> None:
    offered = StoreTransferOffered(store="C-5", receiver="ines")
    case = told(Case("t", "store_transfer", ZONE, "XXX"), offered, START)
    until = answer(case, StoreOfferPeriod).until
    taken = [ask(case, MayAnswerStoreOffer, at=at).granted for at in (until - STEP, until)]
    assert taken == [True, False]


def test_a_store_is_not_offered_to_its_own_owner() -> None:
    case = Case("t", "store_transfer", ZONE, "XXX", {Role.MERCHANT: "ada"})
    assert not ask(case, MayOfferStore, by=Role.MERCHANT, receiver="ada").granted
    assert ask(case, MayOfferStore, by=Role.MERCHANT, receiver="ines").granted
