"""Quality reports: the seven working days, the remake that goes first, the money of a return, the freight."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tests.app.jewelry.conftest import ZONE, Jewelry

FREIGHT: dict[str, Any] = {
    "claim": "Q1",
    "head": "return_freight",
    "amount": "USD 18.40",
    "payee": "buyer",
    "document": "receipt 1",
}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def usd(text: str) -> Money:
    return Money.parse(f"USD {text}")


# The seven working days ----------------------------------------------------------------------


def test_the_last_second_of_the_seventh_working_day_is_in_time(jewelry: Jewelry) -> None:
    jewelry.delivered()
    assert jewelry.deadlines() == {"quality-claim": "2026-06-18 00:00:00"}
    jewelry.until(at("2026-06-17 23:59:59"))
    jewelry.claimed("exchange")
    assert (jewelry.deadlines(), jewelry.stage()) == ({}, ("claimed", Role.MERCHANT))


def test_on_the_eighth_working_day_it_is_too_late_and_the_refusal_names_the_date(jewelry: Jewelry) -> None:
    jewelry.delivered()
    jewelry.until(at("2026-06-18 00:00:00"))
    told = {"claim": "Q1", "ground": "damage", "wants": "return", "evidence": ["photo"]}
    problem = jewelry.refused(Role.BUYER, "claim_quality", **told)
    assert problem.decision is not None
    assert set(problem.decision.clauses) == {"jewelry.III.quality"}
    assert "18 Jun 2026" in problem.detail
    assert ("working days", 7, 8) in {
        (near.unit, near.limit, near.asked) for near in problem.decision.near_misses
    }
    assert jewelry.facts()[-1] == "RightLapsed"
    assert jewelry.stage() == ("completed", None)


def test_a_change_of_mind_is_no_ground_and_a_report_needs_a_picture(jewelry: Jewelry) -> None:
    jewelry.delivered()
    told: dict[str, Any] = {"claim": "Q1", "wants": "return", "evidence": ["photo"]}
    minded = jewelry.clauses(Role.BUYER, "claim_quality", ground="change_of_mind", **told)
    assert minded == ("jewelry.III.non-quality",)
    bare = {**told, "evidence": []}
    assert set(jewelry.clauses(Role.BUYER, "claim_quality", ground="damage", **bare)) == {
        "jewelry.III.quality"
    }


def test_a_report_needs_a_name_of_its_own(jewelry: Jewelry) -> None:
    jewelry.delivered()
    jewelry.claimed("exchange")
    again = {"claim": "Q1", "ground": "damage", "wants": "return", "evidence": ["photo"]}
    assert jewelry.refused(Role.BUYER, "claim_quality", **again).code == "name_taken"


# Remake --------------------------------------------------------------------------------------


def test_a_found_problem_opens_the_remake_first_in_the_queue(jewelry: Jewelry) -> None:
    jewelry.delivered()
    jewelry.claimed("exchange")
    reply = jewelry.found()
    seq = next(each["seq"] for each in reply["facts"] if each["fact"] == "RemakeOpened")
    remade = jewelry.house.records.facts(jewelry.case_id)[seq - 1].data.decode()
    assert '"priority":"first"' in remade
    assert jewelry.deadlines() == {f"ship-by:{seq}": "2026-06-16 00:00:00"}
    assert jewelry.stage() == ("making_again", Role.MERCHANT)
    assert jewelry.free("wren") == usd("78.00")


def test_the_remake_ships_without_new_money_and_has_seven_days_of_its_own(jewelry: Jewelry) -> None:
    jewelry.delivered()
    jewelry.claimed("exchange")
    jewelry.found()
    assert jewelry.done(Role.MERCHANT, "ship", tracking="GB2")["entries"] == []
    reply = jewelry.done(Role.CARRIER, "deliver", tracking="GB2")
    assert [each["key"] for each in reply["deadlines"]] == [f"quality-claim:{reply['facts'][0]['seq']}"]
    jewelry.claimed("return", claim="Q2")
    jewelry.found(claim="Q2")
    assert jewelry.free("ana") == usd("200.00") - usd("6.50")
    assert jewelry.owed("ana") == usd("6.50")


def test_where_nothing_is_found_nothing_follows_until_it_is_looked_at_again(jewelry: Jewelry) -> None:
    jewelry.delivered()
    jewelry.claimed("exchange")
    jewelry.found("not_found")
    assert jewelry.stage() == ("claim_answered", None)
    jewelry.done(Role.BUYER, "open_dispute", text="It is cracked.")
    jewelry.found("found", role=Role.OPERATOR)
    jewelry.done(Role.OPERATOR, "decide_dispute", in_favour_of="buyer", text="It is.")
    assert "RemakeOpened" in jewelry.facts()


# Return --------------------------------------------------------------------------------------


def test_a_return_gives_back_all_of_it_and_ends_the_order(jewelry: Jewelry) -> None:
    jewelry.delivered()
    jewelry.claimed("return")
    reply = jewelry.found()
    assert {each["clause"] for each in reply["entries"]} == {"jewelry.III.quality"}
    assert jewelry.stage() == ("returned", None)
    # The carrier keeps its 6.50, which the jeweller owes on top of its own 78.00.
    assert (jewelry.free("ana"), jewelry.owed("ana")) == (usd("193.50"), usd("6.50"))
    assert (jewelry.free("wren"), jewelry.free("bridge")) == (usd("0.00"), usd("6.50"))
    assert jewelry.differences() == []


def test_a_return_is_not_paid_twice(jewelry: Jewelry) -> None:
    jewelry.delivered()
    jewelry.claimed("return")
    jewelry.found()
    assert jewelry.refused(Role.MERCHANT, "verify_claim", claim="Q1", result="found").code == "too_late"
    assert jewelry.free("ana") == usd("193.50")


@pytest.mark.parametrize(
    ("out", "paid", "owed"),
    [("1.00", "77.00", "7.50"), ("60.00", "18.00", "66.50"), ("78.00", "0.00", "84.50")],
)
def test_what_the_jeweller_lacks_is_booked_as_owed(jewelry: Jewelry, out: str, paid: str, owed: str) -> None:
    jewelry.delivered()
    jewelry.withdraw(f"USD {out}")
    jewelry.claimed("return")
    jewelry.found()
    assert jewelry.free("ana") == usd("115.50") + usd(paid)
    assert (jewelry.owed("ana"), jewelry.free("wren")) == (usd(owed), usd("0.00"))
    assert jewelry.differences() == []


# Freight -------------------------------------------------------------------------------------


def test_the_jeweller_bears_the_way_back_and_out_again(jewelry: Jewelry) -> None:
    jewelry.delivered()
    jewelry.claimed("exchange")
    jewelry.found()
    jewelry.done(Role.BUYER, "add_freight", **FREIGHT)
    way_out = {**FREIGHT, "head": "shipping", "amount": "USD 6.50", "payee": "carrier", "document": "waybill"}
    jewelry.done(Role.MERCHANT, "add_freight", **way_out)
    assert (jewelry.free("ana"), jewelry.free("bridge")) == (usd("133.90"), usd("13.00"))
    assert jewelry.free("wren") == usd("53.10")
    assert jewelry.differences() == []


def test_freight_needs_a_document_a_finding_and_a_report_and_is_borne_once(jewelry: Jewelry) -> None:
    jewelry.delivered()
    jewelry.claimed("exchange")
    assert jewelry.refused(Role.BUYER, "add_freight", **FREIGHT).code == "too_early"
    jewelry.found("not_found")
    assert jewelry.refused(Role.BUYER, "add_freight", **FREIGHT).code == "needs_a_person"
    jewelry.found()
    assert jewelry.refused(Role.BUYER, "add_freight", **{**FREIGHT, "document": ""}).code == "input_unknown"
    assert jewelry.refused(Role.BUYER, "add_freight", **{**FREIGHT, "claim": "Q9"}).code == "no_such_claim"
    jewelry.done(Role.BUYER, "add_freight", **FREIGHT)
    assert jewelry.refused(Role.BUYER, "add_freight", **FREIGHT).code == "already_documented"
    assert jewelry.free("ana") == usd("133.90")
