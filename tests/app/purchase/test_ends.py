"""Every way in which a purchase ends: no cent is lost, and no money stays held with nobody's turn to act."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tailorbird.app.account.actions import act_on_account
from tailorbird.app.engine.command import Act, Actor, Order
from tailorbird.domain.ledger.account import owed, receivable
from tailorbird.domain.ledger.hold import HoldState
from tailorbird.domain.ledger.verification import trial_balance
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tests.app.purchase.conftest import DISCLOSED, Purchase

PICTURE = ["0" * 64]


def cny(text: str) -> Money:
    return Money.parse(f"CNY {text}")


def held(purchase: Purchase) -> list[str]:
    """The keys of the holds that are open."""
    holds = purchase.house.records.holds_of_case(purchase.case_id)
    return [each.key for each in holds if each.state is HoldState.OPEN]


def net(purchase: Purchase, account: Any) -> Money:
    """Debits less credits of an account."""
    lines = trial_balance(purchase.house.records.all_entries()).lines
    return next((line.net for line in lines if line.account == account), Money.zero("CNY"))


def prove(purchase: Purchase, fact: str) -> None:
    """Put the proof on record that the notice of the last such fact was sent to the buyer."""
    about = max(no for no, name in enumerate(purchase.facts(), 1) if name == fact)
    body = {"about": about, "to": "buyer", "channel": "mail", "address": "a", "content_hash": "0" * 64}
    act = Act("prove_notice", Actor("operator", Role.PLATFORM), body)
    purchase.house.engine.run(Order(purchase.case_id, (act,), "operator", f"notice-{about}"))


def with_deposit(purchase: Purchase, wallet: str = "CNY 2,000.00") -> None:
    """Paid: a deposit of 300.00 of 1,000.00, 20.00 freight and 1.02 fee."""
    purchase.fund(wallet)
    purchase.open()
    purchase.done(Role.PROVIDER, "screen_request", classes=["deposit"])
    purchase.done(Role.BUYER, "accept_caution", caution="deposit")
    purchase.done(Role.PROVIDER, "accept_request", purchasing_person="Li Na")
    purchase.choose_carrier()
    prices = {"goods": "CNY 1,000.00", "freight": "CNY 20.00", "deposit": "CNY 300.00"}
    purchase.done(Role.PROVIDER, "issue_quote", **prices)
    purchase.done(Role.BUYER, "sign_mandate", signer="Mei Tan")
    purchase.done(Role.BUYER, "accept_terms", clauses=list(DISCLOSED))
    purchase.done(Role.BUYER, "pay", total="CNY 321.02")


# Prices -------------------------------------------------------------------------------------


def test_a_second_change_of_price_needs_a_second_consent(purchase: Purchase) -> None:
    purchase.paid()
    purchase.done(Role.PROVIDER, "report_price_change", goods="CNY 1,100.00")
    purchase.done(Role.BUYER, "accept_price_change")
    assert purchase.refused(Role.BUYER, "accept_price_change").code == "too_late"
    purchase.done(Role.PROVIDER, "report_price_change", goods="CNY 900.00", freight="CNY 0.00")
    assert purchase.stage() == "price_changed"
    purchase.done(Role.BUYER, "accept_price_change")
    assert purchase.free("mei") == cny("2000.00") - cny("900.90")
    assert purchase.differences() == []


def test_a_deposit_is_not_paid_beside_the_whole_price_after_a_change(purchase: Purchase) -> None:
    with_deposit(purchase)
    purchase.done(Role.PROVIDER, "report_price_change", goods="CNY 1,200.00")
    purchase.done(Role.BUYER, "accept_price_change")
    assert purchase.free("mei") == cny("2000.00") - cny("300.00") - cny("20.00") - cny("1.22")
    purchase.done(Role.PROVIDER, "purchase")
    assert purchase.refused(Role.PROVIDER, "call_balance", amount="CNY 700.00").code == "wrong_amount"
    purchase.done(Role.PROVIDER, "call_balance", amount="CNY 900.00")
    assert purchase.differences() == []


def test_a_balance_that_was_not_quoted_cannot_be_called(purchase: Purchase) -> None:
    purchase.paid()
    purchase.done(Role.PROVIDER, "purchase")
    assert purchase.refused(Role.PROVIDER, "call_balance", amount="CNY 10.00").code == "nothing_called"


@pytest.mark.parametrize("head", ["goods", "freight_to_warehouse", "service_fee", "balance"])
def test_a_price_is_not_quoted_twice_as_a_further_fee(purchase: Purchase, head: str) -> None:
    purchase.open()
    purchase.done(Role.PROVIDER, "accept_request")
    extra = {"head": head, "amount": "CNY 1.00", "payee": "seller"}
    told = {"goods": "CNY 1.00", "freight": "CNY 0.00", "extras": [extra]}
    assert purchase.refused(Role.PROVIDER, "issue_quote", **told).code == "not_an_extra"


def test_a_fee_for_a_part_that_nobody_plays_is_found_when_it_is_paid(purchase: Purchase) -> None:
    purchase.fund("CNY 2,000.00")
    purchase.agreed()
    extra = {"head": "other", "amount": "CNY 1.00", "payee": "supplier"}
    told = {"goods": "CNY 1.00", "freight": "CNY 0.00", "extras": [extra]}
    purchase.done(Role.PROVIDER, "issue_quote", **told)
    assert purchase.refused(Role.BUYER, "pay", total="CNY 2.00").code == "ledger"
    assert purchase.free("mei") == cny("2000.00")


# Deposits -----------------------------------------------------------------------------------


def test_a_missed_balance_loses_the_deposit_and_nothing_else(purchase: Purchase) -> None:
    with_deposit(purchase)
    purchase.done(Role.PROVIDER, "purchase")
    purchase.done(Role.PROVIDER, "call_balance", amount="CNY 700.00")
    prove(purchase, "BalanceCalled")
    purchase.clock.advance(timedelta(days=7, seconds=1))
    purchase.house.engine.fire(purchase.case_id)
    assert (purchase.stage(), held(purchase)) == ("ended", [])
    assert purchase.free("mei") == cny("2000.00") - cny("300.00") - cny("1.02")


def test_without_proof_of_sending_no_deposit_is_lost(purchase: Purchase) -> None:
    with_deposit(purchase)
    purchase.done(Role.PROVIDER, "purchase")
    purchase.done(Role.PROVIDER, "call_balance", amount="CNY 700.00")
    purchase.clock.advance(timedelta(days=60))
    purchase.house.engine.fire(purchase.case_id)
    assert "BalanceMissed" not in purchase.facts()
    purchase.done(Role.BUYER, "pay_balance", total="CNY 700.00")
    assert purchase.differences() == []


@pytest.mark.parametrize(("balance", "back"), [(0, "1698.98"), (1, "1698.98")])
def test_a_cancelled_deposit_order_gives_back_all_but_deposit_and_fee(
    purchase: Purchase, balance: int, back: str
) -> None:
    with_deposit(purchase)
    purchase.done(Role.PROVIDER, "purchase")
    if balance:
        purchase.done(Role.PROVIDER, "call_balance", amount="CNY 700.00")
        purchase.done(Role.BUYER, "pay_balance", total="CNY 700.00")
    purchase.done(Role.BUYER, "request_cancellation")
    purchase.done(Role.PROVIDER, "answer_cancellation", reply="agreed")
    purchase.done(Role.PROVIDER, "settle_cancellation")
    assert (held(purchase), purchase.free("mei")) == ([], cny(back))


# Cancelling and dissolving -------------------------------------------------------------------


def test_export_ends_a_cancellation_that_waits(purchase: Purchase) -> None:
    purchase.paid()
    purchase.done(Role.PROVIDER, "purchase")
    purchase.done(Role.WAREHOUSE, "receive_at_warehouse")
    purchase.done(Role.BUYER, "request_cancellation")
    purchase.done(Role.CARRIER, "clear_export")
    assert (purchase.facts()[-1], purchase.stage()) == ("CancellationRefused", "cleared_for_export")
    assert purchase.refused(Role.PROVIDER, "answer_cancellation", reply="agreed").code == "too_late"


def test_the_carriers_fault_closes_a_request_to_dissolve(purchase: Purchase) -> None:
    purchase.delivered()
    purchase.done(Role.BUYER, "object", ground="defective", evidence=PICTURE)
    purchase.done(Role.BUYER, "request_dissolution", ground="defective", evidence=PICTURE)
    purchase.done(Role.OPERATOR, "verify_with_logistics", cause="logistics")
    assert (purchase.stage(), held(purchase)) == ("redirected", [])
    assert purchase.refused(Role.PROVIDER, "answer_dissolution", reply="agreed").code == "too_late"


def test_after_a_no_the_seller_is_not_asked_twice(purchase: Purchase) -> None:
    purchase.delivered()
    purchase.done(Role.BUYER, "request_dissolution", ground="defective", evidence=PICTURE)
    assert purchase.refused(Role.BUYER, "confirm_receipt").code == "waits"
    purchase.done(Role.PROVIDER, "answer_dissolution", reply="refused")
    assert purchase.refused(Role.PROVIDER, "answer_dissolution", reply="agreed").code == "too_late"
    purchase.clock.advance(timedelta(days=3, seconds=1))
    purchase.house.engine.fire(purchase.case_id)
    assert (purchase.stage(), held(purchase)) == ("completed", [])


def test_the_way_back_needs_proof_and_its_cost_is_booked_against_the_seller(purchase: Purchase) -> None:
    purchase.delivered()
    purchase.done(Role.BUYER, "request_dissolution", ground="defective", evidence=PICTURE)
    purchase.done(Role.PROVIDER, "relay_dissolution")
    purchase.done(Role.PROVIDER, "answer_dissolution", reply="agreed", way_back="return")
    bare = purchase.refused(Role.BUYER, "record_way_back", way_back="return", proof=[])
    other = purchase.refused(Role.BUYER, "record_way_back", way_back="destroy", proof=PICTURE)
    assert (bare.code, other.code) == ("proof_missing", "proof_missing")
    purchase.done(Role.BUYER, "record_way_back", way_back="return", proof=PICTURE)
    purchase.done(Role.BUYER, "document_way_back_cost", amount="CNY 25.00", document="receipt")
    assert net(purchase, owed("mei", "CNY")) == -cny("25.00")
    purchase.done(Role.PROVIDER, "record_seller_refund", amount="CNY 1,020.00")
    assert (held(purchase), purchase.free("mei")) == ([], cny("1998.98"))


@pytest.mark.parametrize("way", ["object", "refuse_parcel"])
def test_what_the_seller_caused_does_not_hold_the_money_for_ever(purchase: Purchase, way: str) -> None:
    purchase.delivered()
    ground = "defective" if way == "object" else "packaging"
    purchase.done(Role.BUYER, way, ground=ground, evidence=PICTURE)
    purchase.done(Role.OPERATOR, "verify_with_logistics", cause="seller")
    purchase.clock.advance(timedelta(days=3, seconds=1))
    purchase.house.engine.fire(purchase.case_id)
    assert (purchase.stage(), held(purchase)) == ("completed", [])


def test_a_refused_parcel_can_be_delivered_again(purchase: Purchase) -> None:
    purchase.delivered()
    assert purchase.refused(Role.CARRIER, "deliver").code == "too_late"
    purchase.done(Role.BUYER, "refuse_parcel", ground="packaging", evidence=PICTURE)
    purchase.done(Role.CARRIER, "deliver")
    purchase.done(Role.BUYER, "check_parcel")
    purchase.done(Role.BUYER, "confirm_receipt")
    assert held(purchase) == []


def test_costs_are_deducted_though_the_wallet_is_frozen(purchase: Purchase) -> None:
    purchase.paid()
    purchase.done(Role.PROVIDER, "purchase")
    cost = {"head": "custody", "amount": "CNY 30.00", "payee": "warehouse", "document": "d"}
    purchase.done(Role.WAREHOUSE, "document_cost", **cost)
    assert purchase.refused(Role.WAREHOUSE, "document_cost", **cost).code == "already_documented"
    unpaid = {**cost, "payee": "merchant"}
    assert purchase.refused(Role.WAREHOUSE, "document_cost", **unpaid).code == "payee_missing"
    purchase.done(Role.GATEWAY, "reverse_payment", amount="CNY 10.00", reason="account_stolen")
    purchase.done(Role.BUYER, "request_cancellation")
    purchase.done(Role.PROVIDER, "answer_cancellation", reply="agreed")
    purchase.done(Role.PROVIDER, "settle_cancellation")
    assert (purchase.free("bridge"), held(purchase)) == (cny("30.00"), [])


# Payments taken back --------------------------------------------------------------------------


def test_a_reversal_waits_for_the_finding_and_is_ruled_on_then(purchase: Purchase) -> None:
    purchase.paid()
    purchase.done(Role.GATEWAY, "reverse_payment", amount="CNY 1,021.02", reason="provider_fault")
    record = purchase.house.records.case(purchase.case_id)
    assert record is not None
    assert (record.header.stage, record.header.turn) == ("payment_reversed", Role.OPERATOR)
    purchase.done(Role.OPERATOR, "find_fault", of="buyer")
    assert purchase.stage() == "payment_demanded"
    purchase.done(Role.BUYER, "request_cancellation")
    purchase.done(Role.BUYER, "pay_demand", amount="CNY 1,021.02")
    assert purchase.free("mei") == cny("2000.00") - cny("1.02") - cny("1021.02")
    assert net(purchase, receivable("mei", "CNY")) == cny("0.00")


def test_with_just_cause_the_held_money_covers_it_and_nobody_owes(purchase: Purchase) -> None:
    purchase.paid()
    purchase.done(Role.GATEWAY, "reverse_payment", amount="CNY 1,021.02", reason="provider_fault")
    purchase.done(Role.OPERATOR, "find_fault", of="provider")
    assert (purchase.stage(), held(purchase)) == ("ended", [])
    assert purchase.free("mei") == cny("978.98")
    assert net(purchase, receivable("mei", "CNY")) == cny("0.00")
    assert net(purchase, receivable("jinsui", "CNY")) == cny("0.00")
    assert purchase.differences() == []


def test_with_just_cause_the_provider_owes_what_was_no_longer_held(purchase: Purchase) -> None:
    purchase.paid()
    purchase.done(Role.BUYER, "request_cancellation")
    purchase.done(Role.GATEWAY, "reverse_payment", amount="CNY 1,021.02", reason="provider_fault")
    purchase.done(Role.OPERATOR, "find_fault", of="provider")
    assert net(purchase, receivable("jinsui", "CNY")) == cny("1021.02")
    assert (net(purchase, receivable("mei", "CNY")), purchase.stage()) == (cny("0.00"), "cancelled")


def test_goods_that_arrive_after_the_demand_expired_are_retained_until_it_is_paid(purchase: Purchase) -> None:
    purchase.paid()
    purchase.done(Role.PROVIDER, "purchase")
    purchase.done(Role.GATEWAY, "reverse_payment", amount="CNY 900.00", reason="account_stolen")
    prove(purchase, "PaymentDemanded")
    purchase.clock.advance(timedelta(days=4))
    purchase.done(Role.WAREHOUSE, "receive_at_warehouse")
    assert purchase.stage() == "lien"
    assert purchase.refused(Role.CARRIER, "clear_export").code == "too_late"
    purchase.done(Role.BUYER, "pay_demand", amount="CNY 900.00")
    purchase.done(Role.CARRIER, "clear_export")
    purchase.done(Role.CARRIER, "ship_abroad")
    purchase.done(Role.CARRIER, "deliver")
    purchase.done(Role.BUYER, "confirm_receipt")
    assert (purchase.stage(), held(purchase)) == ("completed", [])


def test_a_second_reversal_is_demanded_paid_and_released_too(purchase: Purchase) -> None:
    purchase.paid()
    for amount in ("CNY 10.00", "CNY 20.00"):
        purchase.done(Role.GATEWAY, "reverse_payment", amount=amount, reason="account_stolen")
        assert purchase.stage() == "payment_demanded"
        purchase.done(Role.BUYER, "pay_demand", amount=amount)
        assert purchase.stage() == "paid"
    purchase.done(Role.BUYER, "tip", amount="CNY 1.00")
    assert net(purchase, receivable("mei", "CNY")) == cny("0.00")


def test_a_frozen_wallet_spends_nothing_in_another_case_and_pays_nothing_out(purchase: Purchase) -> None:
    purchase.paid()
    first = purchase.case_id
    purchase.case_id = ""
    purchase.open(key="second")
    purchase.done(Role.PROVIDER, "accept_request", purchasing_person="Li Na")
    purchase.done(Role.PROVIDER, "issue_quote", goods="CNY 10.00", freight="CNY 0.00")
    purchase.choose_carrier()
    purchase.done(Role.BUYER, "sign_mandate", signer="Mei Tan")
    purchase.done(Role.BUYER, "accept_terms", clauses=list(DISCLOSED))
    second, purchase.case_id = purchase.case_id, first
    purchase.done(Role.GATEWAY, "reverse_payment", amount="CNY 10.00", reason="account_stolen")
    purchase.case_id = second
    assert purchase.refused(Role.BUYER, "pay", total="CNY 10.01").code == "wallet_frozen"
    mei = purchase.house.parties.party("mei")
    assert mei is not None
    told = {"amount": "CNY 1.00", "destination": "bank"}
    problem = act_on_account(purchase.house, mei, "withdraw", told, "out").problem
    assert problem is not None
    assert problem.decision is not None
    assert problem.decision.clauses == ("cj-platform.wallet",)
    assert problem.detail == "The wallet is frozen."


# Shares and tips ------------------------------------------------------------------------------


@pytest.mark.parametrize(("way", "earned"), [("confirm_receipt", "0.51"), ("dissolve", "0.51")])
def test_the_promoter_is_paid_once_out_of_the_fee_that_the_provider_keeps(
    purchase: Purchase, way: str, earned: str
) -> None:
    purchase.fund("CNY 2,000.00")
    purchase.agreed()
    purchase.done(Role.PROVIDER, "attribute_promoter", promoter="ana", share="0.5")
    purchase.done(Role.BUYER, "pay", total="CNY 1,021.02")
    purchase.done(Role.PROVIDER, "purchase")
    purchase.done(Role.WAREHOUSE, "receive_at_warehouse")
    for verb in ("clear_export", "ship_abroad", "deliver"):
        purchase.done(Role.CARRIER, verb)
    if way == "confirm_receipt":
        purchase.done(Role.BUYER, "confirm_receipt")
    purchase.done(Role.BUYER, "request_dissolution", ground="defective", evidence=PICTURE)
    purchase.done(Role.PROVIDER, "answer_dissolution", reply="agreed")
    assert (purchase.free("ana"), purchase.free("jinsui")) == (cny(earned), cny("0.51"))


def test_a_cancelled_order_pays_no_promoter_and_says_so(purchase: Purchase) -> None:
    purchase.fund("CNY 2,000.00")
    purchase.agreed()
    purchase.done(Role.PROVIDER, "attribute_promoter", promoter="ana", share="0.5")
    purchase.done(Role.BUYER, "pay", total="CNY 1,021.02")
    purchase.done(Role.BUYER, "request_cancellation")
    ruled = [each.question for each in purchase.house.records.decisions(purchase.case_id)]
    assert (purchase.free("ana"), "Brokerage" in ruled) == (cny("0.00"), True)


@pytest.mark.parametrize(("promoter", "share"), [("mei", "0.5"), ("ana", "1.1"), ("ana", "-0.1")])
def test_a_promoter_is_no_party_and_its_share_is_a_part(
    purchase: Purchase, promoter: str, share: str
) -> None:
    purchase.open()
    told = {"promoter": promoter, "share": share}
    assert purchase.refused(Role.PROVIDER, "attribute_promoter", **told).code == "promoter_unfit"


def test_a_tip_that_the_provider_spent_is_owed(purchase: Purchase) -> None:
    purchase.paid()
    purchase.done(Role.BUYER, "tip", amount="CNY 9.00")
    jinsui = purchase.house.parties.party("jinsui")
    assert jinsui is not None
    told = {"amount": "CNY 5.00", "destination": "bank"}
    assert act_on_account(purchase.house, jinsui, "withdraw", told, "out").problem is None
    purchase.done(Role.BUYER, "ask_tip_back")
    assert purchase.free("mei") == cny("978.98") - cny("9.00") + cny("4.00")
    assert net(purchase, receivable("jinsui", "CNY")) == cny("5.00")
    assert purchase.refused(Role.BUYER, "ask_tip_back").code == "refused_by_terms"


def test_awards_beyond_the_wallet_are_owed_and_stay_within_the_order(purchase: Purchase) -> None:
    purchase.delivered()
    purchase.done(Role.BUYER, "confirm_receipt")
    purchase.done(Role.OPERATOR, "find_fault", of="provider")
    items = [{"head": "direct", "amount": "CNY 800.00", "document": "d"}]
    for claim in ("C1", "C2"):
        told = {"claim": claim, "against": "provider", "ground": "provider_fault", "items": items}
        purchase.done(Role.BUYER, "claim_loss", **told)
        assert purchase.refused(Role.BUYER, "claim_loss", **told).code == "name_taken"
        purchase.done(Role.OPERATOR, "award_compensation", claim=claim)
    assert net(purchase, receivable("jinsui", "CNY")) == cny("1021.02") - cny("1.02")
    assert purchase.free("jinsui") == cny("0.00")


# What stands on record -------------------------------------------------------------------------


def test_the_purchase_order_carries_the_storage_providers_address(purchase: Purchase) -> None:
    purchase.paid()
    problem = purchase.refused(Role.PROVIDER, "purchase", delivery_address="My garage")
    assert problem.decision is not None
    assert problem.decision.clauses == ("order1688.11",)
    purchase.done(Role.PROVIDER, "purchase")
    assert b"Hall 4, Yiwu" in purchase.house.records.facts(purchase.case_id)[-1].data


def test_each_wish_has_a_ruling_and_what_was_agreed_stays_agreed(purchase: Purchase) -> None:
    purchase.fund("CNY 2,000.00")
    purchase.agreed()
    purchase.done(Role.BUYER, "make_requirement", requirement="R1", text="In tens, please")
    again = purchase.refused(Role.BUYER, "make_requirement", requirement="R1", text="x")
    other = purchase.refused(Role.PROVIDER, "answer_requirement", requirement="R2", status="agreed")
    assert (again.code, other.code) == ("name_taken", "name_unknown")
    purchase.done(Role.PROVIDER, "answer_requirement", requirement="R1", status="agreed")
    ruling = purchase.house.records.decisions(purchase.case_id)[-1]
    assert (ruling.question, ruling.clauses) == ("RequirementDuty", ("order1688.3",))
    purchase.done(Role.BUYER, "pay", total="CNY 1,021.02")
    late = purchase.refused(Role.PROVIDER, "answer_requirement", requirement="R1", status="not_agreed")
    assert late.code == "too_late"
    purchase.done(Role.PROVIDER, "finish_task", task="wish:R1")
    assert purchase.refused(Role.PROVIDER, "finish_task", task="wish:R9").code == "name_unknown"


def test_the_platforms_view_is_recorded_as_not_final(purchase: Purchase) -> None:
    purchase.delivered()
    purchase.done(Role.BUYER, "open_dispute", text="It is torn.")
    purchase.done(Role.OPERATOR, "take_dispute")
    purchase.done(Role.OPERATOR, "decide_dispute", in_favour_of="provider", text="It is not.")
    assert purchase.house.records.decisions(purchase.case_id)[-1].question == "DisputeEffect"
    told = {"in_favour_of": "buyer", "text": "It is."}
    assert purchase.refused(Role.OPERATOR, "decide_dispute", **told).code == "too_late"
