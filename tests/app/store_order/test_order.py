"""A store order from the shelf to its end: prices, the wallet's discount, holds, and what stops it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tailorbird.app.store_order.place import LineWanted, NewStoreOrder, pay_store_orders, place_store_orders
from tailorbird.domain.cases.store_words import OrderKind
from tailorbird.domain.roles import Role
from tests.app.shop import PARTIES, Shop

B, W, C, DESK, G = Role.BUYER, Role.WAREHOUSE, Role.CARRIER, Role.OPERATOR, Role.GATEWAY


def test_prices_come_from_the_warehouse_and_shipping_from_the_country(shop: Shop) -> None:
    shop.order(("MUG", 3), ("LAMP", 1))
    quote = shop.last("QuoteIssued")
    assert [f"{line.head} {line.amount}" for line in quote.lines] == [
        "goods USD 12.60",
        "goods USD 18.90",
        "shipping USD 6.40",
    ]


def test_a_country_of_which_nothing_is_said_costs_what_all_others_do(shop: Shop) -> None:
    shop.order(("MUG", 1), destination="BR")
    assert str(shop.last("QuoteIssued").lines[-1].amount) == "USD 12.00"


def test_a_bulk_order_has_a_zf_number_and_a_single_one_has_not(shop: Shop) -> None:
    shop.bulk(("MUG", 40))
    assert shop.last("StoreOrderPlaced").number.startswith("ZF")
    shop.order(("MUG", 1))
    assert not shop.last("StoreOrderPlaced").number.startswith("ZF")


def test_an_order_is_found_by_its_number(shop: Shop) -> None:
    case = shop.order()
    number = shop.last("StoreOrderPlaced").number
    found = shop.house.records.cases_labelled("number", number, cursor=None, limit=10)
    assert [each.id for each in found.items] == [case]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"shipping_method": "balloon"}, "no_such_shipping"),
        ({"shipping_method": "pickup"}, "no_such_shipping"),
        ({"store": "TB-2026-NOTHING"}, "no_such_case"),
    ],
)
def test_what_nobody_ships_or_owns_is_not_ordered(shop: Shop, told: dict[str, Any], code: str) -> None:
    problem = shop.try_order(**told).problem
    assert problem is not None
    assert problem.code == code


def test_a_stock_number_that_there_is_not_names_those_that_there_are(shop: Shop) -> None:
    problem = shop.try_order(("CUP", 1)).problem
    assert problem is not None
    assert problem.code == "no_such_item"
    assert "LAMP, MUG" in problem.next_step


@pytest.mark.parametrize("quantity", [0, -1])
def test_a_line_has_at_least_one_piece(shop: Shop, quantity: int) -> None:
    problem = shop.try_order(("MUG", quantity)).problem
    assert problem is not None
    assert problem.code == "refused_by_terms"


def test_an_order_has_one_currency(shop: Shop) -> None:
    assert shop.try_order(("MUG", 1), ("YUAN", 1)).problem is not None


def test_a_warehouse_whose_stock_cannot_be_read_is_told_to_the_client(shop: Shop) -> None:
    hall = next(each for each in PARTIES if each.id == "hall")
    shop.house.parties.save_party(replace(hall, settings={"stock": {"MUG": {"price": "cheap"}}}))
    problem = shop.try_order().problem
    assert problem is not None
    assert problem.code == "stock_unreadable"


def test_paying_from_the_wallet_takes_two_percent_off_and_holds_line_by_line(shop: Shop) -> None:
    shop.fund("USD 100.00")
    case = shop.order(("MUG", 3))
    shop.done(B, "pay")
    assert shop.free() == "81.38"
    holds = {hold.key: str(hold.amount) for hold in shop.house.records.holds_of_case(case)}
    assert holds == {"goods:L1": "USD 12.35", "shipping": "USD 6.27"}
    assert str(shop.last("DiscountGiven").amount) == "USD 0.38"


def test_a_total_without_the_discount_is_refused_and_says_what_is_due(shop: Shop) -> None:
    shop.fund("USD 100.00")
    shop.order(("MUG", 3))
    problem = shop.refused(B, "pay", total="USD 19.00")
    assert "18.62" in problem.detail


def test_through_a_gateway_there_is_no_discount(shop: Shop) -> None:
    shop.order(("MUG", 3))
    assert "cj-platform.fulfilment" in shop.clauses(
        G, "report_payment", total="USD 18.62", gateway="stripe", reference="r"
    )
    shop.done(G, "report_payment", total="USD 19.00", gateway="stripe", reference="r")
    assert "DiscountGiven" not in shop.facts()
    assert shop.free() == "0.00"


def test_an_order_is_paid_once(shop: Shop) -> None:
    shop.paid()
    assert shop.refused(B, "pay").code == "too_late"
    assert (
        shop.refused(G, "report_payment", total="USD 19.00", gateway="stripe", reference="r").code
        == "too_late"
    )


def test_a_line_that_costs_nothing_needs_no_hold(shop: Shop) -> None:
    case = shop.paid(("FREE", 2), ("MUG", 1))
    assert sorted(hold.key for hold in shop.house.records.holds_of_case(case)) == ["goods:L2", "shipping"]


def test_what_is_held_is_earned_when_the_first_parcel_leaves(shop: Shop) -> None:
    shop.sent(("MUG", 3))
    assert shop.earned() == "18.62"
    assert shop.stage() == ("dispatched", C)
    shop.done(W, "dispatch", parcel="P2")
    assert shop.earned() == "18.62"


def test_nothing_leaves_before_it_is_paid_and_begun_with(shop: Shop) -> None:
    shop.order()
    assert shop.refused(W, "start_processing").code == "refused_by_terms"
    assert shop.refused(W, "dispatch", parcel="P1").code == "refused_by_terms"
    shop.fund("USD 100.00")
    shop.done(B, "pay")
    assert shop.refused(W, "dispatch", parcel="P1").code == "refused_by_terms"


def test_a_parcel_has_a_name_of_its_own_and_arrives_once(shop: Shop) -> None:
    shop.arrived()
    assert shop.refused(W, "dispatch", parcel="P1").code == "name_taken"
    assert shop.refused(C, "deliver", parcel="P1").code == "name_unknown"


def test_an_order_counts_as_completed_fifteen_days_after_its_delivery(shop: Shop) -> None:
    shop.arrived()
    shop.clock.advance(timedelta(days=15, seconds=-1))
    shop.work()
    assert "OrderCompleted" not in shop.facts()
    shop.clock.advance(timedelta(seconds=1))
    shop.work()
    assert shop.stage() == ("completed", None)


def test_a_client_says_that_all_is_well_once_everything_arrived(shop: Shop) -> None:
    shop.sent()
    assert shop.refused(B, "complete").code == "refused_by_terms"
    shop.done(C, "deliver", parcel="P1")
    shop.done(B, "complete")
    assert shop.stage() == ("completed", None)


def test_many_are_placed_at_once_and_one_that_cannot_be_stops_no_other(shop: Shop) -> None:
    def wanted(sku: str) -> NewStoreOrder:
        return NewStoreOrder((LineWanted(sku, 1),), "post", "DE", OrderKind.BULK)

    receipts = place_store_orders(
        shop.house, "lumen", {Role.WAREHOUSE: "hall"}, [wanted("MUG"), wanted("CUP"), wanted("LAMP")], "many"
    )
    assert [each.problem.code if each.problem else "placed" for each in receipts] == [
        "placed",
        "no_such_item",
        "placed",
    ]
    again = place_store_orders(
        shop.house, "lumen", {Role.WAREHOUSE: "hall"}, [wanted("MUG"), wanted("CUP"), wanted("LAMP")], "many"
    )
    assert [each.case_id for each in again] == [each.case_id for each in receipts]


def test_nothing_is_ordered_from_nobody(shop: Shop) -> None:
    order = NewStoreOrder((LineWanted("MUG", 1),), "post", "DE")
    (receipt,) = place_store_orders(shop.house, "lumen", {}, [order], "many")
    assert receipt.problem is not None
    assert receipt.problem.code == "no_such_party"


def test_many_are_paid_at_once_and_one_that_lacks_money_stops_no_other(shop: Shop) -> None:
    shop.fund("USD 40.00")
    cases = [shop.order(("MUG", 3)), shop.order(("LAMP", 3)), shop.order(("MUG", 3))]
    receipts = pay_store_orders(shop.house, "lumen", cases, "all")
    assert [each.problem.code if each.problem else "paid" for each in receipts] == [
        "paid",
        "insufficient_funds",
        "paid",
    ]
    assert shop.free() == "2.76"
    shop.fund("USD 60.00")
    again = pay_store_orders(shop.house, "lumen", cases, "all")
    assert [each.replayed for each in again] == [1, 0, 1]
    assert [each.problem for each in again] == [None, None, None]
    assert shop.differences() == []


def test_a_stranger_pays_nobodys_order(shop: Shop) -> None:
    case = shop.order()
    shop.fund("USD 100.00", "tideway")
    (receipt,) = pay_store_orders(shop.house, "tideway", [case], "theirs")
    assert receipt.problem is not None
    assert shop.free("tideway") == "100.00"


def test_a_paid_order_is_closed_only_once_its_money_is_settled(shop: Shop) -> None:
    shop.paid()
    assert shop.refused(DESK, "close_order").code == "refused_by_terms"
    shop.dispatched()
    shop.done(DESK, "close_order")
    assert shop.stage() == ("closed", None)
