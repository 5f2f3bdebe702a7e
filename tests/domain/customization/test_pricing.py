"""Prices: whole amounts, every line named, nothing guessed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailorbird.domain.catalogue.product import PriceTier, Product, Variant
from tailorbird.domain.customization.pricing import Priced, Unpriced, price_of
from tailorbird.domain.customization.specification import Entry
from tailorbird.domain.customization.template import Per, Surcharge
from tailorbird.domain.money import MAX_MINOR, Money, total
from tests.domain.customization.templates import (
    LETTERS,
    PICTURE,
    PRODUCT,
    TEMPLATE,
    entry,
    specification,
)

NAMES = st.text(alphabet="Aé 你👍\n", max_size=14)
DESIGNS = st.lists(
    st.one_of(
        NAMES.map(lambda text: entry("name", text)),
        st.sampled_from(["white", "gold", "none"]).map(lambda each: entry("colour", each)),
        st.just(entry("handle", "round")),
        st.just(entry("photo", file=PICTURE)),
    ),
    max_size=4,
    unique_by=lambda each: each.label,
)


def priced(*entries: Entry, quantity: int = 1, currency: str = "USD", product: Product = PRODUCT) -> Priced:
    found = price_of(product, specification(*entries, quantity=quantity), currency)
    assert isinstance(found, Priced), found
    return found


def unpriced(*entries: Entry, currency: str = "USD", product: Product = PRODUCT) -> Unpriced:
    found = price_of(product, specification(*entries), currency)
    assert isinstance(found, Unpriced), found
    return found


def with_surcharges(*surcharges: Surcharge) -> Product:
    return replace(PRODUCT, template=replace(TEMPLATE, surcharges=surcharges))


def test_goods_alone() -> None:
    assert priced(quantity=3).total == Money(3000, "USD")


@pytest.mark.parametrize(("quantity", "minor"), [(9, 9000), (10, 9000), (11, 9900)])
def test_a_tier_begins_at_its_quantity(quantity: int, minor: int) -> None:
    assert priced(quantity=quantity).total.minor == minor


def test_options_letters_and_set_up_are_lines_of_their_own() -> None:
    found = priced(
        entry("name", "Anna Li"), entry("colour", "gold"), entry("photo", file=PICTURE), quantity=2
    )
    assert [(each.label, each.each.minor, each.times, each.amount.minor) for each in found.lines] == [
        ("Mug", 1000, 2, 2000),
        ("Colour: Gold", 300, 2, 600),
        ("Letters", 60, 2, 120),
        ("Set-up", 500, 1, 500),
    ]
    assert (found.piece.minor, found.once.minor, found.total.minor) == (1360, 500, 3220)


@pytest.mark.parametrize(("name", "minor"), [("Ann", 0), ("Anna", 20), ("A n n", 0), ("👨‍👩‍👧a\nbc", 20)])
def test_letters_beyond_the_free_ones_cost(name: str, minor: int) -> None:
    assert priced(entry("name", name)).total.minor - 1000 == minor


def test_lines_can_be_counted_too() -> None:
    per_line = Surcharge(label="Lines", amounts=(Money(70, "USD"),), per=Per.LINE, field="name", free=1)
    assert priced(entry("name", "a\nb"), product=with_surcharges(per_line)).total.minor == 1070


def test_what_is_not_shown_costs_nothing() -> None:
    assert priced(entry("handle", "heart")).total.minor == 1000
    assert priced(entry("handle", "heart"), entry("colour", "gold")).total.minor == 1450


def test_a_part_without_a_price_in_the_currency_is_named() -> None:
    assert unpriced(currency="EUR").code == "no_such_currency"
    missing = unpriced(entry("colour", "gold"), entry("handle", "heart"), currency="CNY")
    assert (missing.code, missing.part) == ("no_such_currency", "Handle: Heart")
    assert "CNY" in missing.says
    assert "CNY" in missing.says_zh


def test_a_surcharge_that_does_not_apply_needs_no_price() -> None:
    dollars = Surcharge(label="Extra", amounts=(Money(1, "USD"),), when=TEMPLATE.surcharges[1].when)
    assert priced(currency="CNY", product=with_surcharges(dollars)).total.minor == 7000


def test_a_reduction_is_a_line_and_the_sum_never_falls_below_zero() -> None:
    reduction = Surcharge(label="Thanks", amounts=(Money(-400, "USD"),))
    assert priced(product=with_surcharges(reduction)).total.minor == 600
    gift = Surcharge(label="Gift", amounts=(Money(-1001, "USD"),))
    assert unpriced(product=with_surcharges(gift)).code == "below_zero"


def test_a_sum_beyond_what_can_be_booked_is_no_price() -> None:
    dear = replace(
        PRODUCT, variants=(Variant(variant="11oz", prices=(PriceTier(price=Money(MAX_MINOR, "USD")),)),)
    )
    found = price_of(dear, specification(quantity=2), "USD")
    assert isinstance(found, Unpriced)
    assert found.code == "unworkable_amount"


def test_an_unknown_variant_has_no_price() -> None:
    found = price_of(PRODUCT, replace(specification(), variant="5oz"), "USD")
    assert isinstance(found, Unpriced)
    assert found.code == "no_such_variant"


@given(DESIGNS, st.integers(1, 50))
def test_the_lines_add_up_to_the_total(entries: list[Entry], quantity: int) -> None:
    found = priced(*entries, quantity=quantity)
    assert found.total == total((each.amount for each in found.lines), "USD")
    assert found.total == found.piece * quantity + found.once
    assert all(each.amount == each.each * each.times for each in found.lines)


@given(DESIGNS, st.randoms(use_true_random=False))
def test_the_order_of_entries_does_not_matter(entries: list[Entry], chance: object) -> None:
    turned = list(entries)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    assert priced(*turned) == priced(*entries)


@given(DESIGNS, st.integers(1, 40))
def test_more_pieces_at_one_price_never_cost_less(entries: list[Entry], quantity: int) -> None:
    single = replace(
        PRODUCT, variants=(replace(PRODUCT.variants[0], prices=(PriceTier(price=Money(1000, "USD")),)),)
    )
    less, more = (priced(*entries, quantity=each, product=single).total for each in (quantity, quantity + 1))
    assert less < more


@given(NAMES, NAMES)
def test_a_longer_name_never_costs_less(one: str, other: str) -> None:
    assert priced(entry("name", one)).total <= priced(entry("name", f"{one}\n{other}")).total


def test_the_letters_surcharge_of_these_tests_counts_a_text() -> None:
    assert LETTERS.field == "name"
