"""From a design to an order: nothing is charged or made that the buyer was not shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tailorbird.app.design.basket import (
    BasketShown,
    basket,
    change_quantity,
    drop_line,
    put_in_basket,
)
from tailorbird.app.design.drafts import erase_draft
from tailorbird.app.design.ordering import ForOrder, Stated, for_order, price_of_design
from tailorbird.app.design.view import DesignShown
from tailorbird.app.design.wanted import Filled
from tailorbird.app.engine.problem import Problem
from tailorbird.app.ports.catalogue import Visibility
from tailorbird.app.ports.designs import BasketLine
from tailorbird.domain.catalogue.product import PriceTier
from tailorbird.domain.customization.pricing import Priced
from tailorbird.domain.money import Money
from tests.app.design.stand import Stand, code
from tests.domain.customization.templates import PRODUCT, TEMPLATE

ANNA = Filled("name", "Anna")
MEI = Filled("name", "Mei")
NOTHING_STATED = Stated()


def placed(stand: Stand, design: DesignShown, stated: Stated = NOTHING_STATED) -> ForOrder:
    found = for_order(stand.house, "ada", design.id, design.version, stated)
    assert isinstance(found, ForOrder), found
    return found


def refused(
    stand: Stand, design: DesignShown, stated: Stated = NOTHING_STATED, buyer: str = "ada"
) -> Problem:
    found = for_order(stand.house, buyer, design.id, design.version, stated)
    assert isinstance(found, Problem)
    return found


def test_an_order_takes_over_exactly_what_was_shown(stand: Stand) -> None:
    design = stand.started(ANNA, quantity=2)
    found = placed(stand, design, Stated(design.hash, Money(2040, "USD")))
    assert found.specification == design.specification
    assert found.priced.total == Money(2040, "USD")


def test_a_price_changed_in_the_client_is_refused_with_both(stand: Stand) -> None:
    found = refused(stand, stand.started(ANNA), Stated(total=Money(1, "USD")))
    assert (found.code, found.status) == ("price_changed", 409)
    assert found.extra["stated"] == {"currency": "USD", "minor": 1}
    assert found.extra["actual"] == {"currency": "USD", "minor": 1020}


def test_a_price_in_another_currency_is_compared_in_that_one(stand: Stand) -> None:
    assert placed(stand, stand.started(ANNA), Stated(total=Money(7150, "CNY"))).priced.currency == "CNY"


def test_a_specification_changed_in_the_client_is_refused_with_both(stand: Stand) -> None:
    design = stand.started(ANNA)
    found = refused(stand, design, Stated("ab" * 32))
    assert (found.code, found.extra["stated"], found.extra["actual"]) == (
        "specification_changed",
        "ab" * 32,
        design.hash,
    )


def test_an_older_version_is_ordered_under_its_own_hash(stand: Stand) -> None:
    first = stand.started(ANNA)
    stand.saved(first, MEI)
    assert placed(stand, first, Stated(first.hash)).specification == first.specification


def test_a_product_that_changed_meanwhile_is_told_with_how(stand: Stand) -> None:
    design = stand.started(ANNA)
    dearer = replace(PRODUCT.variants[0], prices=(PriceTier(price=Money(1200, "USD")),))
    stand.revise(replace(PRODUCT, variants=(dearer,)))
    found = refused(stand, design, Stated(design.hash))
    assert found.code == "product_changed"
    assert "USD 12.00 instead of USD 10.00" in found.detail


def test_a_design_with_errors_is_told_what_would_mend_it(stand: Stand) -> None:
    found = refused(stand, stand.started(Filled("name", "x" * 99)))
    assert (found.code, found.next_step) == ("design_not_ready", "Shorten it.")
    assert found.extra["findings"][0]["code"] == "too_long"


def test_warnings_do_not_keep_from_ordering(stand: Stand) -> None:
    found = placed(stand, stand.started(Filled("name", " Anna")))
    assert [each.code for each in found.findings] == ["outer_spaces"]


@pytest.mark.parametrize(
    ("visibility", "seen_by"),
    [(Visibility.DRAFT, ""), (Visibility.WITHDRAWN, ""), (Visibility.PRIVATE, "bo")],
)
def test_what_is_not_for_this_buyer_cannot_be_ordered(
    stand: Stand, visibility: Visibility, seen_by: str
) -> None:
    design = stand.started(ANNA)
    stand.shelf.put(PRODUCT, visibility, seen_by)
    assert refused(stand, design).code == "no_such_product"


def test_a_private_product_is_ordered_by_its_buyer(stand: Stand) -> None:
    stand.shelf.put(PRODUCT, Visibility.PRIVATE, "ada")
    assert placed(stand, stand.started(ANNA)).record.seen_by == "ada"


def test_another_quantity_may_be_ordered_than_was_designed(stand: Stand) -> None:
    assert placed(stand, stand.started(ANNA), Stated(quantity=10)).priced.quantity == 10
    assert refused(stand, stand.started(ANNA), Stated(quantity=101)).code == "design_not_ready"
    assert refused(stand, stand.started(ANNA), Stated(quantity=-1)).code == "unfit_design"


def test_a_currency_without_price_is_told(stand: Stand) -> None:
    found = refused(stand, stand.started(ANNA), Stated(currency="EUR"))
    assert (found.code, found.extra["reason"]) == ("design_unpriced", "no_such_currency")


def test_more_than_there_is_in_stock_is_not_ordered(stand: Stand) -> None:
    stand.revise(replace(PRODUCT, variants=(replace(PRODUCT.variants[0], stock=3),)))
    assert placed(stand, stand.started(ANNA), Stated(quantity=3)).priced.quantity == 3
    assert (
        refused(stand, stand.started(ANNA), Stated(quantity=4)).extra["findings"][0]["code"] == "not_in_stock"
    )


def test_the_price_alone_can_be_asked(stand: Stand) -> None:
    design = stand.started(ANNA)
    found = price_of_design(stand.house, "ada", design.id, 0, Stated(quantity=3))
    assert isinstance(found, Priced)
    assert found.total.minor == 3060
    assert code(price_of_design(stand.house, "bo", design.id, 0, Stated())) == "no_such_design"


# The basket --------------------------------------------------------------------------------------------


def put(stand: Stand, design: DesignShown, quantity: int = 0) -> BasketLine:
    found = put_in_basket(stand.house, "ada", design.id, design.version, Stated(quantity=quantity))
    assert isinstance(found, BasketLine), found
    return found


def shown(stand: Stand, currency: str = "") -> BasketShown:
    return basket(stand.house, "ada", currency)


def test_the_same_customization_adds_up_whichever_design_it_is_of(stand: Stand) -> None:
    put(stand, stand.started(ANNA, key="one", quantity=2))
    put(stand, stand.started(Filled("wish"), ANNA, key="two", quantity=3))
    (line,) = shown(stand).lines
    assert line.quantity == 5


def test_two_different_customizations_are_two_lines(stand: Stand) -> None:
    put(stand, stand.started(ANNA, key="one"))
    put(stand, stand.started(Filled("name", "Anna "), key="two"))
    found = shown(stand)
    assert [each.quantity for each in found.lines] == [1, 1]
    assert found.total == Money(2040, "USD")


def test_the_sum_counts_each_line_at_its_own_quantity(stand: Stand) -> None:
    line = put(stand, stand.started(ANNA))
    change_quantity(stand.house, "ada", line.line, 10)
    assert shown(stand).total == Money(9200, "USD")
    assert shown(stand, "CNY").total == Money(71_500, "CNY")


def test_without_a_price_in_the_currency_there_is_no_sum(stand: Stand) -> None:
    put(stand, stand.started(ANNA))
    found = shown(stand, "EUR")
    assert found.total is None
    assert found.lines[0].unpriced is not None


def test_an_edit_leaves_the_line_as_it_was_put_in(stand: Stand) -> None:
    design = stand.started(ANNA)
    put(stand, design)
    stand.saved(design, MEI)
    (line,) = shown(stand).lines
    assert line.hash == design.hash


def test_what_is_stated_is_compared_before_anything_is_put_in(stand: Stand) -> None:
    design = stand.started(ANNA)
    for stated in (Stated("ab" * 32), Stated(total=Money(1, "USD"))):
        assert isinstance(put_in_basket(stand.house, "ada", design.id, 0, stated), Problem)
    assert shown(stand).lines == ()


@pytest.mark.parametrize("quantity", [0, -1, 1_000_001])
def test_a_line_has_a_quantity_that_can_be_ordered(stand: Stand, quantity: int) -> None:
    line = put(stand, stand.started(ANNA))
    assert code(change_quantity(stand.house, "ada", line.line, quantity)) == "unfit_design"


def test_too_many_for_the_maker_is_told_on_the_line(stand: Stand) -> None:
    put(stand, stand.started(ANNA, key="one"), 60)
    put(stand, stand.started(ANNA, key="two"), 60)
    (line,) = shown(stand).lines
    assert [each.code for each in line.findings] == ["quantity_out_of_bounds"]


def test_a_line_can_be_dropped_and_is_nobody_elses(stand: Stand) -> None:
    line = put(stand, stand.started(ANNA))
    drop_line(stand.house, "bo", line.line)
    assert code(change_quantity(stand.house, "bo", line.line, 2)) == "no_such_line"
    assert len(shown(stand).lines) == 1
    drop_line(stand.house, "ada", line.line)
    assert shown(stand).lines == ()
    assert shown(stand).total is None


def test_a_line_tells_that_its_product_changed(stand: Stand) -> None:
    put(stand, stand.started(ANNA))
    stand.revise(replace(PRODUCT, template=replace(TEMPLATE, max_quantity=5)))
    assert [each.code for each in shown(stand).lines[0].product_changes] == ["rules_changed"]


def test_erasing_a_design_takes_its_lines(stand: Stand) -> None:
    design = stand.started(ANNA)
    put(stand, design)
    erase_draft(stand.house, "ada", design.id)
    assert shown(stand).lines == ()
