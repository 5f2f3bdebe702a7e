"""Ordering a piece: the confirmed summary, the listing, the wishes, the quote, and the 24 hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tailorbird.app.engine.command import Order
from tailorbird.app.engine.problem import Problem
from tailorbird.app.jewelry.listing import Listing, listing_of
from tailorbird.app.jewelry.place import Ordered, Summary, draw_up, open_jewelry, ship_act, summary_of
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tests.app.jewelry.conftest import JEWELLER, LISTINGS, MATT, RING, START, TOTAL, WIDE, Jewelry

DAY = timedelta(hours=24)


def test_an_order_needs_the_confirmed_summary_and_the_refusal_shows_it(jewelry: Jewelry) -> None:
    ordered = Ordered("ring", (MATT,), inscriptions=("M & J",))
    problem = jewelry.send(ordered).problem
    assert problem is not None
    assert problem.decision is not None
    assert problem.decision.clauses == ("jewelry.III.non-quality",)
    assert problem.extra["summary"]["inscriptions"] == ["M & J"]
    assert jewelry.send(replace(ordered, summary_hash=problem.extra["summary_hash"])).problem is None


def test_a_wish_changed_after_the_confirmation_is_not_confirmed(jewelry: Jewelry) -> None:
    summary = draw_up(jewelry.house, "wren", Ordered("ring", (MATT,)))
    assert isinstance(summary, Summary)
    changed = Ordered("ring", (replace(MATT, asks="polished"),), summary_hash=summary.hash)
    problem = jewelry.send(changed).problem
    assert problem is not None
    assert problem.detail == "The wishes changed after you confirmed their summary."


def test_a_price_changed_after_the_confirmation_is_not_confirmed(jewelry: Jewelry) -> None:
    summary = draw_up(jewelry.house, "wren", Ordered("ring", (MATT,)))
    assert isinstance(summary, Summary)
    dearer = {**LISTINGS, "ring": {**RING, "price": "USD 69.00"}}
    jewelry.house.parties.save_party(replace(JEWELLER, settings={**JEWELLER.settings, "listings": dearer}))
    problem = jewelry.send(Ordered("ring", (MATT,), summary_hash=summary.hash)).problem
    assert problem is not None
    assert problem.code == "refused_by_terms"


@pytest.mark.parametrize(
    "changed",
    [
        {"listing": "wide-ring"},
        {"wishes": (MATT, WIDE)},
        {"inscriptions": ("for ever",)},
        {"remarks": "very smooth"},
        {"variant": "US 8"},
        {"quantity": 2},
        {"destination": "DE"},
    ],
)
def test_each_wish_is_part_of_the_summary(changed: dict[str, Any]) -> None:
    ordered = Ordered("ring", (MATT,))
    listing = listing_of(JEWELLER, "ring")
    assert isinstance(listing, Listing)
    assert summary_of(ordered, listing).hash != summary_of(replace(ordered, **changed), listing).hash
    assert summary_of(ordered, listing).hash == summary_of(replace(ordered, address="1 Elm St"), listing).hash


@pytest.mark.parametrize(
    ("listing", "code"),
    [
        ("brooch", "no_such_listing"),
        ("mixed-ring", "listing_unreadable"),
        ("unpriced-ring", "listing_unreadable"),
    ],
)
def test_a_piece_that_the_jeweller_does_not_sell_cannot_be_ordered(
    jewelry: Jewelry, listing: str, code: str
) -> None:
    problem = jewelry.send(Ordered(listing, (MATT,))).problem
    assert problem is not None
    assert problem.code == code


def test_nobody_but_a_merchant_takes_orders(jewelry: Jewelry) -> None:
    problem = open_jewelry(jewelry.house, "ana", "bridge", Ordered("ring", (MATT,)), "k").problem
    assert problem is not None
    assert problem.code == "no_such_party"


def test_wishes_need_names_of_their_own(jewelry: Jewelry) -> None:
    for wishes in ((MATT, MATT), (replace(MATT, wish="remarks"),), (replace(MATT, wish=""),)):
        problem = jewelry.send(Ordered("ring", wishes)).problem
        assert problem is not None
        assert problem.code == "unclear_wishes"


def test_blank_remarks_are_no_wish(jewelry: Jewelry) -> None:
    problem = jewelry.order(wishes=(), remarks="  ", inscriptions=("",)).problem
    assert problem is not None
    assert problem.decision is not None
    assert problem.decision.clauses == ("jewelry.I.1",)


def test_the_words_of_the_buyer_are_kept_apart_from_the_facts(jewelry: Jewelry) -> None:
    jewelry.order(inscriptions=("M & J", "20 June"), remarks="for a cellist", address="41 Alder Street")
    submitted = jewelry.house.records.facts(jewelry.case_id)[0].data.decode()
    for words in ("M & J", "20 June", "cellist", "Alder"):
        assert words not in submitted
    assert submitted.count("private/") == 4


def test_a_listing_in_another_currency_than_the_fee_cannot_be_quoted(jewelry: Jewelry) -> None:
    problem = jewelry.order(listing="yuan-ring").problem
    assert problem is not None
    assert (problem.code, problem.extra["unknown"]) == ("input_unknown", ["exchange_rate"])


# The quote -----------------------------------------------------------------------------------


def lines(reply: dict[str, Any], jewelry: Jewelry) -> dict[str, str]:
    jewelry.done(Role.BUYER, "pay", total=reply["total"])
    return {each.key: str(each.amount) for each in jewelry.house.records.holds_of_case(jewelry.case_id)}


def test_wishes_within_the_range_are_quoted_at_once_and_zero_lines_left_out(jewelry: Jewelry) -> None:
    jewelry.fund("USD 200.00")
    jewelry.order()
    assert jewelry.stage() == ("quoted", Role.BUYER)
    held = lines({"total": TOTAL}, jewelry)
    assert held == {"product": "USD 68.00", "shipping": "USD 6.50", "customization_fee": "USD 10.00"}


def test_the_price_counts_once_a_piece_and_the_fees_once_an_order(jewelry: Jewelry) -> None:
    jewelry.fund("USD 400.00")
    jewelry.order(quantity=3)
    assert lines({"total": "USD 220.50"}, jewelry)["product"] == "USD 204.00"


def test_a_wish_beyond_the_range_waits_for_the_jeweller(jewelry: Jewelry) -> None:
    jewelry.fund("USD 200.00")
    jewelry.order(wishes=(MATT, WIDE))
    assert "QuoteIssued" not in jewelry.facts()
    assert jewelry.stage() == ("ordered", Role.MERCHANT)
    assert "jewelry.II.range" in jewelry.clauses(Role.BUYER, "pay", total=TOTAL)
    jewelry.done(Role.MERCHANT, "answer_wish", wish="w2", reply="agreed")
    assert jewelry.stage() == ("quoted", Role.BUYER)


def test_the_page_widens_and_narrows_the_range(jewelry: Jewelry) -> None:
    jewelry.order(key="wide", listing="wide-ring", wishes=(WIDE,))
    assert jewelry.stage() == ("quoted", Role.BUYER)
    jewelry.order(key="plain", listing="plain-ring")
    assert jewelry.stage() == ("ordered", Role.MERCHANT)


def test_an_agreed_fee_is_a_line_of_its_own(jewelry: Jewelry) -> None:
    jewelry.fund("USD 200.00")
    jewelry.order(wishes=(WIDE,))
    jewelry.done(Role.MERCHANT, "propose_extra_fee", proposal="F1", wish="w2", fee="USD 35.00")
    assert jewelry.stage() == ("fee_asked", Role.BUYER)
    jewelry.done(Role.BUYER, "answer_extra_fee", proposal="F1", reply="agreed")
    assert lines({"total": "USD 119.50"}, jewelry)["extra_fee"] == "USD 35.00"


def test_a_fee_proposed_after_the_quote_needs_a_new_quote(jewelry: Jewelry) -> None:
    jewelry.fund("USD 200.00")
    jewelry.order(remarks="a hinge")
    jewelry.done(Role.MERCHANT, "propose_extra_fee", proposal="F1", wish="remarks", fee="USD 15.00")
    assert "jewelry.II.range" in jewelry.clauses(Role.BUYER, "pay", total=TOTAL)
    jewelry.done(Role.BUYER, "answer_extra_fee", proposal="F1", reply="agreed")
    assert jewelry.clauses(Role.BUYER, "pay", total=TOTAL) == ("jewelry.I.2.fee",)
    jewelry.done(Role.BUYER, "pay", total="USD 99.50")


def test_a_proposal_needs_a_name_of_its_own(jewelry: Jewelry) -> None:
    jewelry.order(wishes=(WIDE,))
    jewelry.done(Role.MERCHANT, "propose_extra_fee", proposal="F1", wish="w2", fee="USD 35.00")
    for name in ("F1", ""):
        again = jewelry.refused(Role.MERCHANT, "propose_extra_fee", proposal=name, wish="w2", fee="USD 1.00")
        assert again.code == "name_taken"


# The 24 hours --------------------------------------------------------------------------------


def test_the_last_instant_before_24_hours_pays(jewelry: Jewelry) -> None:
    jewelry.fund("USD 200.00")
    jewelry.order()
    jewelry.until(START + DAY - timedelta(microseconds=1))
    jewelry.done(Role.BUYER, "pay", total=TOTAL)


def test_at_24_hours_to_the_second_the_order_has_lapsed(jewelry: Jewelry) -> None:
    jewelry.fund("USD 200.00")
    jewelry.order()
    assert jewelry.deadlines() == {"payment": "2026-06-02 10:00:00"}
    jewelry.until(START + DAY)
    assert set(jewelry.clauses(Role.BUYER, "pay", total=TOTAL)) == {"jewelry.I.2.window"}
    assert jewelry.facts()[-1] == "OrderLapsed"
    assert jewelry.stage() == ("lapsed", None)
    assert jewelry.free("ana") == Money.parse("USD 200.00")


def test_the_worker_lapses_it_too_dated_when_it_lapsed(jewelry: Jewelry) -> None:
    jewelry.order()
    jewelry.until(START + DAY - timedelta(seconds=1))
    assert jewelry.house.engine.fire(jewelry.case_id) == []
    jewelry.until(START + DAY * 3)
    assert jewelry.house.engine.fire(jewelry.case_id) == ["payment"]
    assert jewelry.house.records.facts(jewelry.case_id)[-1].at == START + DAY


def test_the_negotiation_does_not_stop_the_24_hours(jewelry: Jewelry) -> None:
    jewelry.order(wishes=(WIDE,))
    jewelry.until(START + DAY)
    jewelry.refused(Role.MERCHANT, "answer_wish", wish="w2", reply="agreed")
    assert jewelry.stage() == ("lapsed", None)


# Repeating -----------------------------------------------------------------------------------


def test_sending_twice_under_one_key_orders_once(jewelry: Jewelry) -> None:
    first = jewelry.order()
    again = jewelry.order()
    assert (again.replayed, again.case_id, again.reply) == (1, first.case_id, first.reply)
    assert jewelry.facts().count("CustomOrderSubmitted") == 1


def test_one_key_is_not_good_for_two_orders(jewelry: Jewelry) -> None:
    jewelry.order()
    problem = jewelry.order(quantity=2).problem
    assert problem is not None
    assert problem.code == "idempotency_key_reused"


def test_paying_twice_under_one_key_pays_once(jewelry: Jewelry) -> None:
    jewelry.fund("USD 200.00")
    jewelry.order()
    first = jewelry.do(Role.BUYER, "pay", key="pay", total=TOTAL)
    again = jewelry.do(Role.BUYER, "pay", key="pay", total=TOTAL)
    assert (first.replayed, again.replayed) == (0, 1)
    assert jewelry.clauses(Role.BUYER, "pay", total=TOTAL) == ("jewelry.I.2.window",)
    assert jewelry.free("ana") == Money.parse("USD 115.50")
    assert jewelry.differences() == []


# The carrier ---------------------------------------------------------------------------------


def test_without_a_carrier_nothing_ships_until_one_is_named(jewelry: Jewelry) -> None:
    settings = {"listings": JEWELLER.settings["listings"]}
    jewelry.house.parties.save_party(replace(JEWELLER, settings=settings))
    jewelry.taken_on()
    assert jewelry.refused(Role.MERCHANT, "ship").code == "no_carrier"
    unknown = ship_act(jewelry.house, "wren", {"carrier": "ana"})
    assert isinstance(unknown, Problem)
    assert unknown.code == "no_such_party"
    named = ship_act(jewelry.house, "wren", {"carrier": "bridge"})
    assert not isinstance(named, Problem)
    order = Order(jewelry.case_id, (named,), "wren", jewelry.key())
    assert jewelry.house.engine.run(order).problem is None
    jewelry.done(Role.CARRIER, "deliver")
