"""Fees after payment, the design, the five working days with pauses and delays, and the shipment's money."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tests.app.jewelry.conftest import START, ZONE, Jewelry

TWENTY = "USD 20.00"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def usd(text: str) -> Money:
    return Money.parse(f"USD {text}")


# Payment -------------------------------------------------------------------------------------


def test_payment_is_held_confirmed_and_starts_the_five_working_days(jewelry: Jewelry) -> None:
    jewelry.paid()
    assert jewelry.facts()[-2:] == ["OrderPaid", "PaymentConfirmed"]
    assert jewelry.deadlines() == {"ship-by": "2026-06-09 00:00:00"}
    assert (jewelry.free("ana"), jewelry.free("wren")) == (usd("115.50"), usd("0.00"))
    assert jewelry.stage() == ("paid", Role.MERCHANT)
    assert jewelry.differences() == []


def test_without_the_money_nothing_is_paid(jewelry: Jewelry) -> None:
    jewelry.fund("USD 84.49")
    jewelry.order()
    assert jewelry.refused(Role.BUYER, "pay", total="USD 84.50").code == "insufficient_funds"
    assert "OrderPaid" not in jewelry.facts()


def test_a_fee_agreed_after_payment_is_paid_by_itself_and_starts_the_days_anew(jewelry: Jewelry) -> None:
    jewelry.paid(remarks="a hinge")
    jewelry.done(Role.MERCHANT, "propose_extra_fee", proposal="F1", wish="remarks", fee=TWENTY)
    assert jewelry.deadlines() == {}
    jewelry.done(Role.BUYER, "answer_extra_fee", proposal="F1", reply="agreed")
    assert jewelry.stage() == ("fee_due", Role.BUYER)
    assert (
        jewelry.refused(Role.BUYER, "pay_extra_fee", proposal="F1", amount="USD 0.01").code == "wrong_amount"
    )
    jewelry.until(at("2026-06-03 09:00"))
    reply = jewelry.done(Role.BUYER, "pay_extra_fee", proposal="F1", amount=TWENTY)
    confirmed = next(each["seq"] for each in reply["facts"] if each["fact"] == "PaymentConfirmed")
    assert jewelry.deadlines() == {f"ship-by:{confirmed}": "2026-06-11 00:00:00"}
    assert jewelry.free("ana") == usd("95.50")
    again = jewelry.clauses(Role.BUYER, "pay_extra_fee", proposal="F1", amount=TWENTY)
    assert again == ("jewelry.II.range",)


def test_nothing_is_made_while_an_agreed_fee_is_unpaid(jewelry: Jewelry) -> None:
    jewelry.paid(remarks="a hinge")
    jewelry.done(Role.MERCHANT, "propose_extra_fee", proposal="F1", wish="remarks", fee=TWENTY)
    jewelry.done(Role.BUYER, "answer_extra_fee", proposal="F1", reply="agreed")
    assert "jewelry.I.2.window" in jewelry.clauses(Role.MERCHANT, "produce", step="cast")


@pytest.mark.parametrize("refuses", ["the jeweller", "the buyer"])
def test_a_refused_wish_ends_the_order_and_gives_everything_back(jewelry: Jewelry, refuses: str) -> None:
    jewelry.paid(remarks="a hinge")
    if refuses == "the jeweller":
        reply = jewelry.done(Role.MERCHANT, "answer_wish", wish="remarks", reply="refused")
    else:
        jewelry.done(Role.MERCHANT, "propose_extra_fee", proposal="F1", wish="remarks", fee=TWENTY)
        reply = jewelry.done(Role.BUYER, "answer_extra_fee", proposal="F1", reply="refused")
    assert [each["question"] for each in reply["decisions"]][1:] == ["Settlement"] * 3
    assert reply["stage"] == "ended"
    assert jewelry.free("ana") == usd("200.00")
    assert jewelry.deadlines() == {}
    assert jewelry.differences() == []


# Design --------------------------------------------------------------------------------------


def test_a_proposal_is_talked_over_until_it_is_accepted(jewelry: Jewelry) -> None:
    jewelry.paid()
    jewelry.done(Role.MERCHANT, "propose_design", proposal="D1", text="five leaves", pictures=["aa"])
    assert jewelry.stage() == ("design_proposed", Role.BUYER)
    jewelry.done(Role.BUYER, "answer_design", proposal="D1", text="three, please")
    assert jewelry.stage() == ("design_answered", Role.MERCHANT)
    jewelry.done(Role.MERCHANT, "propose_design", proposal="D2", text="three leaves")
    assert jewelry.clauses(Role.BUYER, "accept_proposal", proposal="D1") == ("jewelry.I.3",)
    assert "jewelry.I.3" in jewelry.clauses(Role.MERCHANT, "produce", step="cast")
    jewelry.done(Role.BUYER, "accept_proposal", proposal="D2")
    assert jewelry.stage() == ("paid", Role.MERCHANT)


def test_a_design_is_compared_before_it_is_taken_on_and_then_is_joint(jewelry: Jewelry) -> None:
    jewelry.paid()
    assert jewelry.clauses(Role.MERCHANT, "accept_design") == ("jewelry.II.uniqueness",)
    jewelry.done(Role.MERCHANT, "show_similar_designs", compared_by="the archive")
    reply = jewelry.done(Role.MERCHANT, "accept_design")
    owned = next(each for each in reply["decisions"] if each["question"] == "DesignOwnership")
    assert owned["clauses"] == ["jewelry.II.copyright"]


def test_a_pause_adds_its_working_days(jewelry: Jewelry) -> None:
    jewelry.paid()
    jewelry.done(Role.MERCHANT, "propose_design", proposal="D1", text="five leaves")
    jewelry.done(Role.MERCHANT, "pause_making", attempts=["mail of 10:01"])
    assert (jewelry.deadlines(), jewelry.stage()) == ({}, ("paused", Role.BUYER))
    jewelry.until(START + timedelta(days=3))
    jewelry.done(Role.BUYER, "resume_making")
    assert jewelry.deadlines() == {"ship-by": "2026-06-12 00:00:00"}
    assert jewelry.stage() == ("design_proposed", Role.BUYER)


def test_whether_a_use_shows_the_buyer_has_to_be_said(jewelry: Jewelry) -> None:
    jewelry.taken_on()
    use = {"use": "promotion", "form_hash": "ab"}
    unsaid = jewelry.refused(Role.MERCHANT, "use_design", **use)
    assert (unsaid.code, unsaid.extra["unknown"]) == ("input_unknown", ["personal_data"])
    assert jewelry.clauses(Role.MERCHANT, "use_design", **use, personal_data="present") == (
        "jewelry.II.copyright",
    )
    jewelry.done(Role.MERCHANT, "use_design", **use, personal_data="none")


# Time ----------------------------------------------------------------------------------------


def test_the_holiday_does_not_count_and_the_worked_saturday_does(jewelry: Jewelry) -> None:
    jewelry.until(at("2026-09-30 10:00"))
    jewelry.paid()
    assert jewelry.deadlines() == {"ship-by": "2026-10-14 00:00:00"}


def test_the_last_moment_of_the_day_is_in_time_and_then_silence_is_raised(jewelry: Jewelry) -> None:
    jewelry.taken_on()
    jewelry.until(at("2026-06-08 23:59:59"))
    assert jewelry.house.engine.fire(jewelry.case_id) == []
    jewelry.until(at("2026-06-09 00:00:00"))
    assert jewelry.house.engine.fire(jewelry.case_id) == ["ship-by"]
    assert jewelry.facts()[-1] == "ShippingOverdue"
    jewelry.done(Role.MERCHANT, "ship")


def test_a_delay_moves_the_date_and_is_a_legal_notice(jewelry: Jewelry) -> None:
    jewelry.taken_on()
    delay = {"reason": "materials", "explanation": "no silver", "expected": "2026-06-12T04:00:00Z"}
    blank = {**delay, "explanation": "  "}
    assert jewelry.clauses(Role.MERCHANT, "announce_delay", **blank) == ("jewelry.II.time",)
    reply = jewelry.done(Role.MERCHANT, "announce_delay", **delay)
    announced = reply["facts"][0]["seq"]
    assert jewelry.deadlines() == {f"ship-by:{announced}": "2026-06-13 00:00:00"}
    waiting = jewelry.house.outbox.claim(jewelry.clock.now(), 50, timedelta(minutes=1))
    told = [each.message for each in waiting if each.message.about == announced]
    assert [(each.to_party, each.legal) for each in told] == [("ana", 1)]


# Shipping ------------------------------------------------------------------------------------


def test_the_shipment_pays_jeweller_and_carrier_head_by_head(jewelry: Jewelry) -> None:
    jewelry.taken_on()
    reply = jewelry.done(Role.MERCHANT, "ship", tracking="GB1")
    assert {each["head"]: each["credit"] for each in reply["entries"]} == {
        "product": "wallet:wren:USD",
        "customization_fee": "wallet:wren:USD",
        "shipping": "wallet:bridge:USD",
    }
    assert {each["clause"] for each in reply["entries"]} == {"jewelry.I.2.fee"}
    assert (jewelry.free("wren"), jewelry.free("bridge")) == (usd("78.00"), usd("6.50"))
    assert jewelry.differences() == []


def test_a_piece_ships_once_and_arrives_once(jewelry: Jewelry) -> None:
    jewelry.delivered()
    assert jewelry.clauses(Role.MERCHANT, "ship") == ("jewelry.II.time",)
    assert jewelry.refused(Role.CARRIER, "deliver").code == "too_late"
    assert jewelry.free("wren") == usd("78.00")
