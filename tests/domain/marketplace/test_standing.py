"""Low reputation and outlying prices."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tailorbird.domain.marketplace.product import SellerInfo
from tailorbird.domain.marketplace.standing import (
    PriceStanding,
    Reputation,
    compare_price,
    reputation,
)
from tailorbird.domain.money import Money


@pytest.mark.parametrize(("rating", "standing"), [
    ("2.9", Reputation.LOW), ("3.49", Reputation.LOW), ("3.5", Reputation.SUFFICIENT),
    ("5", Reputation.SUFFICIENT), (None, Reputation.UNKNOWN),
])  # fmt: skip
def test_a_rating_below_the_threshold_is_low_and_none_is_unknown(
    rating: str | None, standing: Reputation
) -> None:
    seller = SellerInfo("1", "x", Decimal(rating) if rating is not None else None)
    assert reputation(seller, Decimal("3.5")).reputation is standing


def prices(*yuan: int) -> list[Money]:
    return [Money(each * 100, "CNY") for each in yuan]


@pytest.mark.parametrize(("yuan", "standing"), [
    (4800, PriceStanding.OUTLYING), (301, PriceStanding.OUTLYING), (300, PriceStanding.ORDINARY),
    (100, PriceStanding.ORDINARY), (34, PriceStanding.ORDINARY), (33, PriceStanding.OUTLYING),
])  # fmt: skip
def test_a_price_far_from_the_median_stands_out(yuan: int, standing: PriceStanding) -> None:
    [price] = prices(yuan)
    found = compare_price(price, prices(80, 100, 5000), times=Decimal(3))
    assert found.standing is standing
    assert found.median == Money(10000, "CNY")


def test_too_few_comparable_prices_leave_it_unknown() -> None:
    [price] = prices(100)
    dollars = [Money(100, "USD")] * 5
    found = compare_price(price, prices(90, 110) + dollars, times=Decimal(3))
    assert found.standing is PriceStanding.UNKNOWN


def test_a_factor_that_makes_every_price_stand_out_is_an_error() -> None:
    with pytest.raises(ValueError, match="factor"):
        compare_price(prices(1)[0], prices(1, 1, 1), times=Decimal(1))
