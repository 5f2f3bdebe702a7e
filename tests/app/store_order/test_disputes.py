"""Disputes of a store order: refunds in part, what is sent again or goes back, where money goes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tailorbird.domain.roles import Role
from tests.app.shop import CONFIRMED, NOTICE, PHOTO, Shop

B, W, C, DESK, G = Role.BUYER, Role.WAREHOUSE, Role.CARRIER, Role.OPERATOR, Role.GATEWAY
MUGS = ("MUG", 3)


def test_a_piece_is_refunded_at_what_was_really_paid_for_it(shop: Shop) -> None:
    shop.arrived(MUGS)
    before = shop.free()
    shop.dispute()
    shop.rule(L1=1)
    assert str(shop.last("RefundIssued").amount) == "USD 4.11"
    assert float(shop.free()) - float(before) == pytest.approx(4.11)
    assert shop.differences() == []


def test_refunds_piece_by_piece_add_up_to_what_was_paid_for_the_line(shop: Shop) -> None:
    shop.arrived(MUGS)
    for name in ("D1", "D2", "D3"):
        shop.dispute(name)
        shop.rule(name, L1=1)
    amounts = [entry.amount.number for entry in shop.house.records.entries_of_case(shop.case_id)[-3:]]
    assert amounts == ["4.11", "4.12", "4.12"]
    assert shop.earned() == "6.27"
    refusal = shop.clauses(
        B,
        "open_order_dispute",
        dispute="D4",
        reason="damaged",
        wants="refund",
        lines=[{"line": "L1", "quantity": 1}],
        evidence=PHOTO,
    )
    assert refusal == ("cj-aftersales.1",)


def test_more_than_was_paid_is_not_refunded(shop: Shop) -> None:
    shop.arrived(MUGS)
    shop.dispute(quantity=2)
    body = {"dispute": "D1", "outcome": "upheld", "remedy": "refund"}
    lines = [{"line": "L1", "quantity": 2, "amount": "USD 8.24"}]
    assert shop.clauses(DESK, "rule_order_dispute", **body, lines=lines) == ("cj-aftersales.2",)
    shop.rule(L1=(2, "USD 8.23"))


def test_before_dispatch_the_refund_comes_out_of_the_held_money(shop: Shop) -> None:
    shop.paid(MUGS)
    shop.dispute(reason="destination_limited", evidence=NOTICE)
    shop.rule(L1=1)
    assert shop.earned() == "0.00"
    assert shop.free() == "1985.49"
    shop.dispatched()
    assert shop.earned() == "14.51"
    assert shop.differences() == []


def test_shipping_is_refunded_like_a_line_of_one_piece(shop: Shop) -> None:
    shop.paid(MUGS)
    lines = [{"line": "L1", "quantity": 3}, {"line": "shipping", "quantity": 1}]
    shop.done(
        B,
        "open_order_dispute",
        dispute="D1",
        reason="destination_limited",
        wants="refund",
        lines=lines,
        evidence=NOTICE,
    )
    shop.rule(L1=3, shipping=1)
    assert shop.free() == "2000.00"
    assert shop.earned() == "0.00"
    assert shop.clauses(W, "start_processing") == ("cj-platform.fulfilment",)
    shop.done(DESK, "close_order")


def test_shipping_is_refunded_after_dispatch_too(shop: Shop) -> None:
    shop.sent(MUGS)
    tracking = [{"kind": "tracking", "file": "a" * 64}]
    shop.dispute(line="shipping", reason="delayed", evidence=tracking)
    shop.rule(shipping=1)
    (refund,) = shop.house.records.entries_of_case(shop.case_id)[-1:]
    assert (refund.head.value, refund.amount.number, refund.clause) == ("shipping", "6.27", "cj-aftersales.2")


def test_an_offer_that_is_accepted_settles_the_dispute_as_offered(shop: Shop) -> None:
    shop.arrived(MUGS)
    shop.dispute()
    lines = [{"line": "L1", "quantity": 1, "amount": "USD 3.00"}]
    shop.done(DESK, "offer_remedy", dispute="D1", offer="O1", remedy="refund", lines=lines)
    shop.done(B, "answer_remedy", dispute="D1", offer="O1", reply="agreed")
    assert str(shop.last("RefundIssued").amount) == "USD 3.00"
    assert (
        shop.refused(DESK, "rule_order_dispute", dispute="D1", outcome="rejected").code == "refused_by_terms"
    )


def test_an_offer_that_is_refused_or_replaced_settles_nothing(shop: Shop) -> None:
    shop.arrived(MUGS)
    shop.dispute()
    lines = [{"line": "L1", "quantity": 1}]
    shop.done(DESK, "offer_remedy", dispute="D1", offer="O1", remedy="refund", lines=lines)
    shop.done(B, "answer_remedy", dispute="D1", offer="O1", reply="refused")
    assert shop.refused(B, "answer_remedy", dispute="D1", offer="O1", reply="agreed").code == "name_unknown"
    shop.done(DESK, "offer_remedy", dispute="D1", offer="O2", remedy="refund", lines=lines)
    shop.done(DESK, "offer_remedy", dispute="D1", offer="O3", remedy="refund", lines=lines)
    assert shop.refused(B, "answer_remedy", dispute="D1", offer="O2", reply="agreed").code == "name_unknown"
    assert "RefundIssued" not in shop.facts()


def test_an_offer_that_the_terms_no_longer_let_stand_is_not_carried_out(shop: Shop) -> None:
    """20.58 for five pieces are 4.11, 4.12, 4.11, 4.12, 4.12: what the second is worth the third is not."""
    shop.arrived(("MUG", 5))
    for name in ("D1", "D2", "D3"):
        shop.dispute(name)
    shop.rule("D1", L1=1)
    for name in ("D2", "D3"):
        lines = [{"line": "L1", "quantity": 1}]
        shop.done(DESK, "offer_remedy", dispute=name, offer=f"for {name}", remedy="refund", lines=lines)
    shop.done(B, "answer_remedy", dispute="D2", offer="for D2", reply="agreed")
    problem = shop.refused(B, "answer_remedy", dispute="D3", offer="for D3", reply="agreed")
    assert "4.11 was paid" in problem.detail
    shop.rule("D3", L1=1)
    assert shop.differences() == []


def test_withdrawing_moves_no_money_and_lets_the_piece_be_disputed_again(shop: Shop) -> None:
    shop.arrived(("MUG", 1))
    entries = len(shop.house.records.entries_of_case(shop.case_id))
    shop.dispute()
    shop.done(B, "withdraw_order_dispute", dispute="D1")
    assert len(shop.house.records.entries_of_case(shop.case_id)) == entries
    shop.dispute("D2")


def test_a_dispute_has_a_name_of_its_own(shop: Shop) -> None:
    shop.arrived(MUGS)
    shop.dispute()
    again = {
        "reason": "damaged",
        "wants": "refund",
        "evidence": PHOTO,
        "lines": [{"line": "L1", "quantity": 1}],
    }
    assert shop.refused(B, "open_order_dispute", dispute="D1", **again).code == "name_taken"


def not_received(shop: Shop, **told: Any) -> None:
    shop.dispute("N1", 3, reason="not_received", **({"wants": "refund", "evidence": []} | told))


def test_a_parcel_that_was_not_received_waits_for_the_post_office_then_for_the_carrier(shop: Shop) -> None:
    shop.arrived(MUGS)
    not_received(shop)
    assert "InvestigationOpened" not in shop.facts()
    rule = {
        "dispute": "N1",
        "outcome": "upheld",
        "remedy": "refund",
        "lines": [{"line": "L1", "quantity": 3}],
    }
    assert shop.clauses(DESK, "rule_order_dispute", **rule) == ("cj-aftersales.5",)
    shop.done(B, "add_evidence", dispute="N1", evidence=CONFIRMED)
    assert shop.facts().count("InvestigationOpened") == 1
    shop.done(B, "add_evidence", dispute="N1", evidence=PHOTO)
    assert shop.facts().count("InvestigationOpened") == 1
    assert shop.refused(DESK, "rule_order_dispute", **rule).code == "waits"
    shop.done(C, "close_investigation", dispute="N1", result="lost")
    assert shop.refused(C, "close_investigation", dispute="N1", result="delivered").code == "name_unknown"
    shop.done(DESK, "rule_order_dispute", **rule)
    assert str(shop.last("RefundIssued").amount) == "USD 12.35"


def test_what_the_carrier_finds_delivered_is_not_refunded(shop: Shop) -> None:
    shop.arrived(MUGS)
    not_received(shop, evidence=CONFIRMED)
    shop.done(C, "close_investigation", dispute="N1", result="delivered")
    rule = {
        "dispute": "N1",
        "outcome": "upheld",
        "remedy": "refund",
        "lines": [{"line": "L1", "quantity": 3}],
    }
    assert shop.clauses(DESK, "rule_order_dispute", **rule) == ("cj-aftersales.5",)
    shop.done(DESK, "rule_order_dispute", dispute="N1", outcome="rejected")


def test_two_investigations_go_their_own_ways(shop: Shop) -> None:
    shop.arrived(MUGS, ("LAMP", 1))
    for name, line in (("N1", "L1"), ("N2", "L2")):
        shop.dispute(name, 1, line, reason="not_received", evidence=CONFIRMED)
    shop.done(C, "close_investigation", dispute="N1", result="lost")
    shop.done(C, "close_investigation", dispute="N2", result="undetermined")


def test_goods_that_are_sent_once_more_leave_as_a_parcel_of_their_own(shop: Shop) -> None:
    shop.arrived(MUGS)
    shop.dispute(wants="resend")
    shop.rule(remedy="resend", L1=1)
    assert shop.last("ResendOrdered").parcel == "resend-D1"
    assert shop.refused(B, "complete").code == "refused_by_terms"
    shop.done(W, "dispatch", parcel="resend-D1")
    shop.done(C, "deliver", parcel="resend-D1")
    shop.done(B, "complete")
    assert shop.earned() == "18.62"


def returning(shop: Shop, freight: str = "USD 8.30") -> None:
    """One of three mugs is to go back, and is on its way."""
    shop.arrived(MUGS)
    shop.dispute("R1", reason="return_wanted", wants="return", evidence=[])
    shop.rule("R1", "return", L1=1)
    assert shop.stage() == ("returning", DESK)
    shop.done(DESK, "authorise_return", dispute="R1", warehouse="Gate 6", country="CN")
    assert shop.stage() == ("returning", B)
    shop.done(B, "send_return", dispute="R1", tracking="RR1", freight=freight, document="receipt 1")
    assert shop.stage() == ("returning", W)


def test_goods_do_not_go_back_where_handling_costs_more_than_they_are_worth(shop: Shop) -> None:
    shop.arrived(MUGS)
    shop.dispute("R1", reason="return_wanted", wants="return", evidence=[])
    shop.rule("R1", "return", L1=1)
    there = {"dispute": "R1", "warehouse": "New Jersey", "country": "US", "item_value": "USD 4.11"}
    problem = shop.refused(DESK, "authorise_return", **there)
    assert problem.decision is not None
    assert problem.decision.clauses == ("cj-aftersales.6",)
    assert "15.00" in problem.detail
    assert "4.11" in problem.detail


def test_a_return_is_refunded_once_the_goods_are_back_and_its_freight_is_the_clients(shop: Shop) -> None:
    returning(shop)
    assert "RefundIssued" not in shop.facts()
    assert shop.free() == "1973.08"
    assert shop.free("bridge") == "8.30"
    shop.done(W, "receive_return", dispute="R1", condition="in_order")
    assert shop.free() == "1977.19"
    assert shop.refused(W, "receive_return", dispute="R1", condition="in_order").code == "name_unknown"
    assert shop.differences() == []


def test_freight_without_its_receipt_is_not_charged(shop: Shop) -> None:
    shop.arrived(MUGS)
    shop.dispute("R1", reason="return_wanted", wants="return", evidence=[])
    shop.rule("R1", "return", L1=1)
    shop.done(DESK, "authorise_return", dispute="R1", warehouse="Gate 6", country="CN")
    sent = {"dispute": "R1", "tracking": "RR1", "freight": "USD 8.30"}
    assert shop.refused(B, "send_return", **sent).code == "input_unknown"
    shop.done(B, "send_return", dispute="R1", tracking="RR1")


def test_a_return_found_wanting_waits_for_the_desk_which_may_find_otherwise(shop: Shop) -> None:
    returning(shop)
    shop.done(W, "receive_return", dispute="R1", condition="objected")
    assert "RefundIssued" not in shop.facts()
    assert shop.stage() == ("returning", DESK)
    shop.done(DESK, "receive_return", dispute="R1", condition="in_order")
    assert str(shop.last("RefundIssued").amount) == "USD 4.11"


def test_goods_are_sent_back_only_where_somebody_said_where_to(shop: Shop) -> None:
    shop.arrived(MUGS, ("LAMP", 1))
    for name, line in (("R1", "L1"), ("R2", "L2")):
        shop.dispute(name, 1, line, reason="return_wanted", wants="return", evidence=[])
        shop.rule(name, "return", **{line: 1})
    shop.done(DESK, "authorise_return", dispute="R1", warehouse="Gate 6", country="CN")
    assert shop.refused(B, "send_return", dispute="R2", tracking="RR2").code == "name_unknown"


@pytest.mark.parametrize(
    ("gateway", "closed", "destination", "kept"),
    [
        ("payssion", 0, "payment_account", "14.80"),
        ("payssion", 1, "wallet", "19.00"),
        ("stripe", 0, "wallet", "19.00"),
        ("paypal", 0, "wallet", "19.00"),
    ],
)
def test_a_refund_goes_where_the_payment_came_from_or_into_the_wallet(
    shop: Shop, gateway: str, closed: int, destination: str, kept: str
) -> None:
    shop.order(MUGS)
    shop.done(G, "report_payment", total="USD 19.00", gateway=gateway, reference="r")
    shop.dispatched()
    shop.done(C, "deliver", parcel="P1")
    shop.dispute()
    if closed:
        shop.done(DESK, "close_order")
    shop.rule(L1=1)
    assert shop.last("RefundIssued").destination.value == destination
    assert shop.at_gateway(gateway) == kept
    assert shop.free() == ("4.20" if destination == "wallet" else "0.00")
    assert shop.differences() == []


def test_held_money_goes_back_to_the_payment_account_as_well(shop: Shop) -> None:
    shop.order(MUGS)
    shop.done(G, "report_payment", total="USD 19.00", gateway="payssion", reference="r")
    shop.dispute(reason="method_limited", evidence=NOTICE)
    shop.rule(L1=1)
    assert shop.last("RefundIssued").gateway == "payssion"
    assert (shop.at_gateway("payssion"), shop.earned(), shop.free()) == ("14.80", "0.00", "0.00")
    shop.dispatched()
    assert shop.earned() == "14.80"
    assert shop.differences() == []


def test_pieces_refunded_one_by_one_before_dispatch_free_the_whole_line_and_no_more(shop: Shop) -> None:
    shop.paid(MUGS)
    before = shop.free()
    for name in ("D1", "D2", "D3"):
        shop.dispute(name, reason="destination_limited", evidence=NOTICE)
        shop.rule(name, L1=1)
    assert (before, shop.free(), shop.earned()) == ("1981.38", "1993.73", "0.00")
    assert shop.differences() == []


def test_one_payment_of_an_institution_pays_one_order(shop: Shop) -> None:
    shop.order(MUGS)
    shop.done(G, "report_payment", total="USD 19.00", gateway="stripe", reference="ch_1")
    shop.order(MUGS)
    problem = shop.refused(G, "report_payment", total="USD 19.00", gateway="stripe", reference="ch_1")
    assert problem.code == "payment_known"
    shop.done(G, "report_payment", total="USD 19.00", gateway="stripe", reference="ch_2")
    assert shop.differences() == []


def test_a_review_is_raised_to_the_operator_after_two_working_days(shop: Shop) -> None:
    shop.arrived(MUGS)
    shop.dispute()
    assert shop.deadlines()["review:D1"] == "2026-06-04 00:00:00"
    shop.clock.advance(timedelta(days=3))
    shop.work()
    assert "ReviewOverdue" in shop.facts()
    shop.rule(L1=1)


def test_a_complicated_review_takes_longer_and_the_client_is_told(shop: Shop) -> None:
    shop.arrived(MUGS)
    shop.dispute()
    shop.done(DESK, "mark_complicated", dispute="D1", why="two marketplaces", platforms=["etsy", "ebay"])
    assert set(shop.deadlines()) == {"review:D1:more", "completion", "invoice"} or set(shop.deadlines()) == {
        "review:D1:more",
        "completion",
    }
    shop.work()
    assert shop.last("NoticeSent").to is B


def test_a_refund_of_a_card_payment_is_sent_on_once_and_whole(shop: Shop) -> None:
    shop.order(MUGS)
    shop.done(G, "report_payment", total="USD 19.00", gateway="stripe", reference="r")
    shop.dispatched()
    shop.dispute()
    assert shop.refused(B, "send_refund_on", dispute="D1").code == "too_early"
    shop.rule(L1=1)
    shop.done(B, "send_refund_on", dispute="D1")
    sent = shop.last("RefundSentOn")
    assert (sent.gateway, str(sent.amount), sent.latest > sent.earliest) == ("stripe", "USD 4.20", True)
    assert (shop.free(), shop.at_gateway("stripe")) == ("0.00", "14.80")
    assert shop.clauses(B, "send_refund_on", dispute="D1") == ("cj-aftersales.8",)
    assert shop.differences() == []


def test_a_refund_that_was_spent_cannot_be_sent_on(shop: Shop) -> None:
    shop.order(MUGS)
    shop.done(G, "report_payment", total="USD 19.00", gateway="stripe", reference="r")
    shop.dispatched()
    shop.dispute()
    shop.rule(L1=1)
    assert shop.withdraw("USD 4.00").problem is None
    assert shop.refused(B, "send_refund_on", dispute="D1").code == "insufficient_funds"
