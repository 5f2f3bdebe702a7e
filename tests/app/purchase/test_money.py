"""The money of a purchase, to the cent, on its boundaries."""

from __future__ import annotations

from datetime import timedelta

from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tests.app.purchase.conftest import Purchase


def cny(text: str) -> Money:
    return Money.parse(f"CNY {text}")


def test_paying_holds_the_displayed_amount_to_the_cent(purchase: Purchase) -> None:
    purchase.paid()
    assert purchase.free("mei") == cny("978.98")
    assert purchase.differences() == []


def test_another_amount_than_the_displayed_one_is_not_taken(purchase: Purchase) -> None:
    purchase.fund("CNY 2,000.00")
    purchase.agreed()
    assert purchase.refused(Role.BUYER, "pay", total="CNY 1,021.01").code == "wrong_amount"
    assert purchase.free("mei") == cny("2000.00")


def test_a_wallet_that_lacks_one_cent_pays_nothing(purchase: Purchase) -> None:
    purchase.fund("CNY 1,021.01")
    purchase.agreed()
    problem = purchase.refused(Role.BUYER, "pay", total="CNY 1,021.02")
    assert (problem.code, problem.extra["short"]) == ("insufficient_funds", "CNY 0.01")
    assert "OrderPaid" not in purchase.facts()


def test_a_wallet_with_the_exact_amount_pays(purchase: Purchase) -> None:
    purchase.fund("CNY 1,021.02")
    purchase.agreed()
    purchase.done(Role.BUYER, "pay", total="CNY 1,021.02")
    assert purchase.free("mei") == cny("0.00")


def test_confirming_receipt_pays_seller_and_provider(purchase: Purchase) -> None:
    purchase.delivered()
    reply = purchase.done(Role.BUYER, "confirm_receipt")
    assert {(each["head"], each["clause"]) for each in reply["entries"]} == {
        ("goods", "order1688.18"),
        ("freight_to_warehouse", "order1688.18"),
        ("service_fee", "order1688.10"),
    }
    assert purchase.free("jinsui") == cny("1.02")
    assert purchase.differences() == []


def test_cancelling_before_the_purchase_gives_everything_back_but_the_fee(purchase: Purchase) -> None:
    purchase.paid()
    purchase.done(Role.BUYER, "request_cancellation")
    assert purchase.stage() == "cancelled"
    assert (purchase.free("mei"), purchase.free("jinsui")) == (cny("1998.98"), cny("1.02"))


def test_deductions_beyond_what_was_paid_become_the_buyers_debt(purchase: Purchase) -> None:
    purchase.paid()
    purchase.done(Role.PROVIDER, "purchase", seller_order="1")
    purchase.done(Role.BUYER, "request_cancellation")
    purchase.done(Role.PROVIDER, "answer_cancellation", reply="agreed")
    purchase.done(Role.PROVIDER, "document_penalty", amount="CNY 1,100.00", document="note 7")
    reply = purchase.done(Role.PROVIDER, "settle_cancellation")
    owed = [each for each in reply["entries"] if each["debit"].startswith("receivable:mei")]
    assert [each["amount"] for each in owed] == [{"currency": "CNY", "minor": 8000}]
    assert purchase.free("mei") == cny("978.98")
    assert purchase.differences() == []


def test_an_out_of_stock_seller_costs_the_buyer_nothing(purchase: Purchase) -> None:
    purchase.paid()
    purchase.done(Role.PROVIDER, "report_out_of_stock")
    assert purchase.stage() == "ended"
    assert purchase.free("mei") == cny("2000.00")


def test_a_higher_price_is_held_only_with_the_buyers_consent(purchase: Purchase) -> None:
    purchase.paid()
    purchase.done(Role.PROVIDER, "report_price_change", goods="CNY 1,100.00")
    assert purchase.refused(Role.PROVIDER, "purchase", seller_order="1").decision is not None
    purchase.done(Role.BUYER, "accept_price_change")
    assert purchase.free("mei") == cny("878.88")
    purchase.done(Role.PROVIDER, "purchase", seller_order="1")
    assert purchase.differences() == []


def test_a_rejected_price_ends_the_order_and_gives_the_money_back(purchase: Purchase) -> None:
    purchase.paid()
    purchase.done(Role.PROVIDER, "report_price_change", goods="CNY 1,100.00")
    purchase.done(Role.BUYER, "reject_price_change")
    assert (purchase.stage(), purchase.free("mei")) == ("ended", cny("2000.00"))


def test_an_amount_of_another_currency_is_refused_by_name(purchase: Purchase) -> None:
    purchase.paid()
    assert purchase.refused(Role.BUYER, "tip", amount="USD 1.00").code == "wrong_currency"


def test_an_amount_below_zero_is_refused(purchase: Purchase) -> None:
    purchase.paid()
    assert purchase.refused(Role.BUYER, "tip", amount="CNY -1.00").code == "negative_amount"


def test_silence_counts_as_consent_only_after_the_last_second(purchase: Purchase) -> None:
    purchase.delivered()
    delivered_at = purchase.clock.now()
    purchase.clock.move_to(delivered_at + timedelta(days=3))
    purchase.house.engine.fire(purchase.case_id)
    assert "ReceiptDeemedConfirmed" not in purchase.facts()
    purchase.clock.advance(timedelta(seconds=1))
    purchase.house.engine.fire(purchase.case_id)
    assert "ReceiptDeemedConfirmed" in purchase.facts()


def test_a_late_worker_changes_no_outcome(purchase: Purchase) -> None:
    purchase.delivered()
    delivered_at = purchase.clock.now()
    purchase.clock.move_to(delivered_at + timedelta(days=10))
    problem = purchase.refused(Role.BUYER, "object", ground="defective", evidence=["0" * 64])
    assert problem.code in ("refused_by_terms", "too_late")
    facts = purchase.house.records.facts(purchase.case_id)
    deemed = next(each for each in facts if each.name == "ReceiptDeemedConfirmed")
    assert deemed.at == delivered_at + timedelta(days=3, microseconds=1)
