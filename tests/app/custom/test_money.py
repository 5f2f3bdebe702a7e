"""The money of a custom request, to the cent: held, earned, divided, given back, owed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tailorbird.domain.ledger.account import fees, receivable
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tests.app.custom.conftest import ACCEPTED, PHOTO, START, Request

REASON = [{"requirement": "sleeve", "found": "59 cm"}]


def test_the_fees_are_held_and_earned_when_a_sample_is_accepted(on_both: Request) -> None:
    on_both.paid()
    assert on_both.free("ana") == "USD 2,925.00"
    on_both.sampled()
    assert (on_both.free("mill"), len(on_both.held())) == ("USD 0.00", 2)
    on_both.done(Role.BUYER, "accept_sample", round=1)
    assert (on_both.free("mill"), on_both.held()) == ("USD 75.00", {})
    assert on_both.differences() == []


@pytest.mark.parametrize("by_worker", [0, 1])
def test_a_sample_that_nobody_checked_counts_as_in_order_whoever_notes_it(
    request_: Request, by_worker: int
) -> None:
    request_.paid()
    request_.sampled()
    end = START + timedelta(days=7)
    request_.pass_to(end)
    assert "SampleLapsed" not in [type(each.fact).__name__ for each in request_.case().facts]
    request_.pass_to(end + timedelta(days=2))
    if by_worker:
        request_.house.engine.fire(request_.case_id)
    assert request_.ruled_out(Role.BUYER, "reject_sample", round=1, points=REASON) == ("cj-custom.II.6",)
    stored = {each.name: each.at for each in request_.house.records.facts(request_.case_id)}
    assert stored["SampleLapsed"] == stored["ProductFinished"] == end + timedelta(microseconds=1)
    assert request_.free("mill") == "USD 75.00"


def test_a_sample_is_judged_in_the_last_instant(request_: Request) -> None:
    request_.paid()
    request_.sampled()
    request_.pass_to(START + timedelta(days=7))
    request_.done(Role.BUYER, "reject_sample", round=1, points=REASON)
    assert request_.free("mill") == "USD 0.00"


def test_what_is_rejected_is_a_requirement_of_the_specification(request_: Request) -> None:
    request_.paid()
    request_.sampled()
    wrong = [{"requirement": "price", "found": "dear"}]
    assert request_.refused(Role.BUYER, "reject_sample", round=1, points=wrong).code == "name_unknown"
    assert request_.ruled_out(Role.BUYER, "reject_sample", round=1, points=[]) == ("cj-custom.II.6",)


def test_samples_are_made_sent_and_delivered_once_and_in_order(request_: Request) -> None:
    request_.paid()
    assert request_.refused(Role.SUPPLIER, "ship_sample", round=1).code == "too_early"
    assert request_.ruled_out(Role.SUPPLIER, "make_sample", round=2) == ("cj-custom.II.6",)
    request_.done(Role.SUPPLIER, "make_sample", round=1)
    assert request_.refused(Role.CARRIER, "deliver_sample", round=1).code == "too_early"
    request_.done(Role.SUPPLIER, "ship_sample", round=1)
    assert request_.refused(Role.SUPPLIER, "ship_sample", round=1).code == "too_late"
    request_.done(Role.CARRIER, "deliver_sample", round=1)
    assert request_.refused(Role.CARRIER, "deliver_sample", round=1).code == "too_late"


def test_a_request_without_fees_asks_for_none_and_is_sampled_at_once(request_: Request) -> None:
    request_.confirmed({"sample_fee": "USD 0.00", "mould_fee": "USD 0.00"})
    assert "QuoteIssued" not in request_.facts()
    request_.sampled()
    request_.done(Role.BUYER, "accept_sample", round=1)
    assert request_.stage() == "sample_in_order"


@pytest.mark.parametrize(
    ("quantity", "goods"),
    [(100, "USD 950.00"), (298, "USD 2,831.00"), (300, "USD 2,460.00"), (301, "USD 2,468.20")],
)
def test_the_price_is_that_of_the_highest_tier_that_is_reached(
    request_: Request, quantity: int, goods: str
) -> None:
    request_.paid()
    request_.done(Role.BUYER, "order_production", quantity=quantity)
    total = Money.parse(goods) + Money.parse("USD 85.00")
    request_.done(Role.BUYER, "pay_production", total=str(total))
    assert request_.held()["goods"] == goods


def test_production_waits_for_the_fees_and_is_paid_exactly(request_: Request) -> None:
    request_.confirmed()
    request_.fund("USD 3,000.00")
    assert request_.refused(Role.BUYER, "order_production", quantity=100).code == "too_early"
    request_.done(Role.BUYER, "pay_fees", total="USD 75.00")
    assert request_.ruled_out(Role.BUYER, "order_production", quantity=99) == ("cj-custom.II.5",)
    request_.done(Role.BUYER, "order_production", quantity=100)
    assert request_.ruled_out(Role.BUYER, "pay_production", total="USD 1,035.01") == ("cj-custom.I",)


def test_a_payment_that_is_repeated_holds_the_money_once(request_: Request) -> None:
    request_.confirmed()
    request_.fund("USD 75.00")
    first = request_.do(Role.BUYER, "pay_fees", key="pay", total="USD 75.00")
    again = request_.do(Role.BUYER, "pay_fees", key="pay", total="USD 75.00")
    assert (first.reply, again.replayed) == (again.reply, 1)
    assert request_.free("ana") == "USD 0.00"
    assert request_.ruled_out(Role.BUYER, "pay_fees", total="USD 75.00") == ("cj-custom.I",)


def test_a_wallet_that_lacks_a_cent_pays_nothing(request_: Request) -> None:
    request_.confirmed()
    request_.fund("USD 74.99")
    assert request_.refused(Role.BUYER, "pay_fees", total="USD 75.00").code == "insufficient_funds"
    assert request_.held() == {}


def test_after_the_final_sample_no_fee_comes_back_and_unspent_money_does(on_both: Request) -> None:
    on_both.paid({"sample_rounds": 1, "other_fee": "USD 5.00"}, "USD 80.00")
    on_both.ordered()
    on_both.done(Role.SUPPLIER, "note_spending", amount="USD 150.25", document="Invoice 1")
    on_both.sampled()
    assert on_both.ruled_out(Role.OPERATOR, "stop_request", reason="final_sample") == ("cj-custom.II.6",)
    on_both.done(Role.BUYER, "reject_sample", round=1, points=REASON)
    on_both.done(Role.OPERATOR, "stop_request", reason="final_sample")
    assert on_both.free("mill") == "USD 230.25"
    assert on_both.free("ana") == "USD 2,769.75"
    assert on_both.free("bridge") == "USD 0.00"
    assert on_both.held() == {}
    assert on_both.differences() == []


def test_a_second_sample_may_still_come_before_the_final_one(request_: Request) -> None:
    request_.paid()
    request_.sampled()
    request_.done(Role.BUYER, "reject_sample", round=1, points=REASON)
    assert request_.ruled_out(Role.OPERATOR, "stop_request", reason="final_sample") == ("cj-custom.II.6",)
    request_.sampled(2)
    request_.done(Role.BUYER, "accept_sample", round=2)
    assert request_.free("mill") == "USD 75.00"


def test_more_than_the_goods_cost_is_not_spent_and_nothing_twice(request_: Request) -> None:
    request_.paid()
    assert (
        request_.refused(Role.SUPPLIER, "note_spending", amount="USD 1.00", document="a").code == "too_early"
    )
    request_.ordered()
    over = request_.refused(Role.SUPPLIER, "note_spending", amount="USD 950.01", document="a")
    assert over.code == "above_limit"
    request_.done(Role.SUPPLIER, "note_spending", amount="USD 950.00", document="a")
    again = request_.refused(Role.SUPPLIER, "note_spending", amount="USD 0.00", document="a")
    assert again.code == "already_documented"


def test_of_a_suspected_request_nothing_comes_back_and_its_costs_are_claimed(on_both: Request) -> None:
    on_both.finished()
    on_both.ordered(total="USD 1,035.00")
    assert on_both.ruled_out(
        Role.OPERATOR, "suspect", suspicion="V1", kind="rights", grounds="a mark", evidence=[]
    ) == ("cj-custom.II.3",)
    on_both.done(Role.OPERATOR, "suspect", suspicion="V1", kind="rights", grounds="a mark", evidence=[PHOTO])
    assert on_both.ruled_out(Role.SUPPLIER, "dispatch", parcel="P1") == ("cj-custom.II.3",)
    on_both.done(Role.OPERATOR, "stop_request", reason="suspicion")
    assert (on_both.free("ana"), on_both.free("mill")) == ("USD 1,890.00", "USD 1,025.00")
    assert on_both.free("bridge") == "USD 85.00"
    items = [{"head": "paid_to_others", "amount": "USD 2,000.00", "document": "Judgment"}]
    assert on_both.ruled_out(Role.OPERATOR, "claim_costs", claim="K1", items=items) == ("cj-custom.II.2",)
    on_both.done(Role.OPERATOR, "find_infringement", established_by="a court", evidence=[PHOTO])
    on_both.done(Role.OPERATOR, "claim_costs", claim="K1", items=items)
    assert on_both.free("ana") == "USD 0.00"
    owed = [e for e in on_both.house.records.all_entries() if e.debit == receivable("ana", "USD")]
    assert [str(each.amount) for each in owed] == ["USD 110.00"]
    paid = [e for e in on_both.house.records.all_entries() if e.credit == fees("USD")]
    assert [str(each.amount) for each in paid] == ["USD 1,890.00"]
    assert on_both.ruled_out(Role.OPERATOR, "claim_costs", claim="K2", items=items) == ("cj-custom.II.2",)
    assert on_both.differences() == []


def test_a_cleared_suspicion_lets_the_goods_go(request_: Request) -> None:
    request_.finished()
    request_.ordered()
    told = {"suspicion": "V1", "kind": "policy", "grounds": "x", "evidence": [PHOTO]}
    request_.done(Role.OPERATOR, "suspect", **told)
    assert request_.stage() == "suspected"
    request_.done(Role.OPERATOR, "clear_suspicion", suspicion="V1")
    assert request_.refused(Role.OPERATOR, "clear_suspicion", suspicion="V1").code == "name_unknown"
    assert request_.refused(Role.OPERATOR, "suspect", **told).code == "name_taken"
    request_.done(Role.SUPPLIER, "dispatch", parcel="P1")
    assert (request_.free("mill"), request_.free("bridge")) == ("USD 1,025.00", "USD 85.00")


def test_the_first_parcel_releases_the_money_and_the_second_nothing_more(request_: Request) -> None:
    request_.finished()
    request_.ordered()
    request_.done(Role.SUPPLIER, "dispatch", parcel="P1")
    request_.done(Role.SUPPLIER, "dispatch", parcel="P2")
    assert request_.free("mill") == "USD 1,025.00"
    assert request_.refused(Role.SUPPLIER, "dispatch", parcel="P2").code == "name_taken"
    request_.done(Role.CARRIER, "deliver", parcel="P1")
    assert request_.stage() == "dispatched"
    request_.done(Role.CARRIER, "deliver", parcel="P2")
    assert request_.stage() == "delivered"
    assert request_.refused(Role.CARRIER, "deliver", parcel="P2").code == "too_late"


def test_what_deviates_from_the_specification_is_paid_by_the_supplier_or_owed(request_: Request) -> None:
    request_.finished()
    request_.ordered()
    request_.done(Role.SUPPLIER, "dispatch", parcel="P1")
    request_.done(Role.CARRIER, "deliver", parcel="P1")
    points = [{"requirement": "sleeve", "found": "59 cm"}]
    request_.done(Role.BUYER, "claim_mismatch", claim="M1", points=points, evidence=[PHOTO])
    wrong = request_.refused(Role.OPERATOR, "judge_mismatch", claim="M1", points=[])
    assert wrong.code == "points_differ"
    judged = [{"requirement": "sleeve", "finding": "deviates"}]
    request_.done(Role.OPERATOR, "judge_mismatch", claim="M1", points=judged)
    assert request_.ruled_out(Role.OPERATOR, "refund_mismatch", claim="M1", amount="USD 950.01")[0] == (
        "cj-custom.II.7"
    )
    request_.done(Role.OPERATOR, "refund_mismatch", claim="M1", amount="USD 190.00")
    assert (request_.free("mill"), request_.free("ana")) == ("USD 835.00", "USD 2,080.00")
    last = request_.house.records.entries_of_case(request_.case_id)[-1]
    assert last.clause == "cj-custom.II.7"
    assert request_.ruled_out(Role.OPERATOR, "refund_mismatch", claim="M1", amount="USD 760.01")


def test_lateness_alone_gives_no_claim(request_: Request) -> None:
    request_.paid()
    item = {"head": "lost_earnings", "amount": "USD 5.00", "document": "x"}
    told = {"claim": "L1", "against": "supplier", "ground": "late", "items": [item]}
    assert request_.ruled_out(Role.BUYER, "claim_loss", **told) == ("cj-custom.II.8",)


def test_taken_back_before_the_confirmation_costs_nothing_and_after_it_is_too_late(
    request_: Request,
) -> None:
    request_.quoted()
    request_.done(Role.BUYER, "withdraw_request")
    assert request_.stage() == "withdrawn"
    request_.paid(key="second")
    assert request_.ruled_out(Role.BUYER, "withdraw_request")[0] == "cj-custom.II.4"


OWN = (*ACCEPTED, "provider.service-fee-waived", "provider.cancellation-period", "maker.cancellation-period")


def _under_three_rules(request: Request) -> None:
    request.publish("agent", "provider_rules@1", service_fee_on_cancellation="waive", cancellation_days=10)
    request.publish("mill", "maker_rules@1", cancellation_days=3)
    request.paid(None, "USD 100.00", provider="agent", maker="mill", accepted=OWN)


def test_a_providers_period_goes_before_the_makers_and_the_platforms(request_: Request) -> None:
    _under_three_rules(request_)
    request_.done(Role.SUPPLIER, "make_sample", round=1)
    request_.pass_to(START + timedelta(days=10))
    reply = request_.done(Role.BUYER, "withdraw_request")
    by_question = {each["question"]: each for each in reply["decisions"]}
    assert "provider.cancellation-period" in by_question["MayCancel"]["clauses"]
    kept = request_.house.records.decision(request_.case_id, by_question["CancellationPeriod"]["no"])
    assert kept is not None
    assert b"precedence" in kept.data
    assert (request_.free("mill"), request_.free("agent")) == ("USD 75.00", "USD 0.00")
    assert request_.free("ana") == "USD 2,925.00"


def test_the_instant_after_the_providers_period_is_too_late(request_: Request) -> None:
    _under_three_rules(request_)
    request_.pass_to(START + timedelta(days=10, microseconds=1))
    assert "provider.cancellation-period" in request_.ruled_out(Role.BUYER, "withdraw_request")


def test_without_a_provider_the_makers_period_counts(request_: Request) -> None:
    request_.publish("mill", "maker_rules@1", cancellation_days=3)
    request_.paid(maker="mill", accepted=(*ACCEPTED, "maker.cancellation-period"))
    request_.pass_to(START + timedelta(days=3))
    request_.done(Role.BUYER, "withdraw_request")
    assert request_.free("ana") == "USD 3,000.00"


def test_rules_that_were_published_later_govern_later_requests_only(request_: Request) -> None:
    request_.paid(maker="mill")
    request_.publish("mill", "maker_rules@1", cancellation_days=3)
    assert request_.ruled_out(Role.BUYER, "withdraw_request")[0] == "cj-custom.II.4"


def test_a_supplier_whom_nobody_named_brings_no_rules_of_its_own(request_: Request) -> None:
    request_.publish("mill", "maker_rules@1", cancellation_days=3)
    request_.paid()
    assert "maker.cancellation-period" not in request_.ruled_out(Role.BUYER, "withdraw_request")
