"""What one piece costs by specification and by quantity."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tailorbird.domain.marketplace.pricing import PriceState, piece_price
from tailorbird.domain.marketplace.product import PriceTier, Quoting
from tests.domain.marketplace.offers import SHIRTS, cny, product

TIERS = (PriceTier(2, cny("18.50")), PriceTier(50, cny("16.80")), PriceTier(300, cny("15.20")))
WHITE, BLACK = SHIRTS[0], SHIRTS[2]


@pytest.mark.parametrize(
    ("quantity", "price"),
    [(2, "18.50"), (49, "18.50"), (50, "16.80"), (299, "16.80"), (300, "15.20"), (10_000, "15.20")],
)
@pytest.mark.parametrize("quoting", [Quoting.BY_QUANTITY, Quoting.BY_SPECIFICATION])
def test_the_tier_of_the_quantity_is_the_price(quoting: Quoting, quantity: int, price: str) -> None:
    offer = product(price_tiers=tuple(reversed(TIERS)), quoting=quoting)
    assert piece_price(offer, WHITE, quantity).piece == cny(price)


def test_quoting_by_quantity_the_specification_does_not_matter() -> None:
    offer = product(price_tiers=TIERS, quoting=Quoting.BY_QUANTITY)
    assert piece_price(offer, BLACK, 60).piece == cny("16.80")
    assert piece_price(offer, None, 60).piece == cny("16.80")


def test_quoting_by_specification_its_own_price_holds_in_the_first_tier() -> None:
    offer = product(price_tiers=TIERS, quoting=Quoting.BY_SPECIFICATION)
    assert piece_price(offer, BLACK, 2).piece == cny("19.50")


def test_a_dearer_specification_in_a_later_tier_is_unclear_between_two_readings() -> None:
    offer = product(price_tiers=TIERS, quoting=Quoting.BY_SPECIFICATION)
    found = piece_price(offer, BLACK, 60)
    assert (found.state, found.piece) == (PriceState.UNCLEAR, None)
    assert found.readings == (cny("16.80"), cny("19.50"))


def test_below_the_first_tier_the_price_is_unknown() -> None:
    assert piece_price(product(price_tiers=TIERS), WHITE, 1).state is PriceState.UNKNOWN


def test_without_a_chosen_specification_the_price_is_known_only_if_all_cost_the_same() -> None:
    assert piece_price(product(), None, 5).state is PriceState.UNKNOWN
    assert piece_price(product(variants=SHIRTS[:2]), None, 5).piece == cny("18.50")
    unread = product(variants=SHIRTS[:2], unreadable=("variants",))
    assert piece_price(unread, None, 5).state is PriceState.UNKNOWN


def test_unread_tiers_or_prices_leave_the_price_unknown() -> None:
    unread = product(unreadable=("price_tiers",))
    assert piece_price(unread, WHITE, 5).state is PriceState.UNKNOWN
    priceless = replace(WHITE, price=None)
    assert piece_price(product(variants=(priceless,)), priceless, 5).state is PriceState.UNKNOWN
