"""What a design on a blank costs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tailorbird.adapters.blanks.shelf import shelf
from tailorbird.app.blanks.composing import variants_of
from tailorbird.app.blanks.wishes import NewDesign
from tailorbird.domain.catalogue.blank import Blank
from tailorbird.domain.money import Money

BLANKS = shelf().all()


@given(
    blank=st.sampled_from(BLANKS),
    currency=st.sampled_from(["USD", "EUR", "CNY"]),
    minor=st.integers(0, 10**9),
)
def test_a_margin_is_earned_on_every_size(blank: Blank, currency: str, minor: int) -> None:
    cost = blank.cost(currency)
    assert cost is not None
    design = NewDesign(title="Any", margins=(Money(minor, currency),))
    for size, variant in zip(blank.sizes, variants_of(blank, design), strict=True):
        extra = sum(each.minor for each in size.extra if each.currency == currency)
        (tier,) = variant.prices
        assert tier.price == Money(cost.minor + extra + minor, currency)


def test_a_larger_shirt_costs_what_the_maker_asks_more_for_it() -> None:
    shirt = shelf().blank("tshirt")
    assert shirt is not None
    design = NewDesign(title="Any", prices=(Money.parse("USD 20.00"),), sizes=("M", "3XL"))
    prices = {each.variant: each.prices[0].price for each in variants_of(shirt, design)}
    assert prices == {"M": Money.parse("USD 20.00"), "3XL": Money.parse("USD 22.50")}


def test_a_size_is_a_variant_made_to_order_in_the_makers_time() -> None:
    mug = shelf().blank("mug")
    assert mug is not None
    (variant,) = variants_of(mug, NewDesign(title="Any", prices=(Money.parse("EUR 12.00"),)))
    assert (variant.stock, variant.lead, variant.weight_g) == (None, mug.lead, 340)
    assert variant.options == (("size", "325ml"),)
