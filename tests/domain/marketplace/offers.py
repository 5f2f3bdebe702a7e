"""Products for the tests of this folder, built as an adapter would."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tailorbird.domain.marketplace.hosts import Marketplace
from tailorbird.domain.marketplace.links import RecognisedLink, recognise
from tailorbird.domain.marketplace.product import (
    Attribute,
    ListingStatus,
    MarketplaceProduct,
    SellerInfo,
    Variant,
)
from tailorbird.domain.money import Money

URL = "https://detail.1688.com/offer/781204556310.html"


def cny(yuan: str) -> Money:
    return Money.parse(f"CNY {yuan}")


def variant(sku: str, colour: str, size: str, price: str = "18.50", stock: int | None = 100) -> Variant:
    english = {"白色": "White", "黑色": "Black", "藏青": "Navy", "藏青蓝": "Navy Blue"}
    return Variant(
        id=sku,
        spec_id=f"spec{sku}",
        attributes=(
            Attribute("颜色", "Color", colour, english.get(colour)),
            Attribute("尺码", "Size", size, size),
        ),
        price=cny(price),
        stock=stock,
    )


SHIRTS = (
    variant("100", "白色", "M"),
    variant("101", "白色", "L"),
    variant("102", "黑色", "M", "19.50"),
    variant("103", "黑色", "L", "19.50", 0),
)


def product(**changes: Any) -> MarketplaceProduct:
    plain = MarketplaceProduct(
        marketplace=Marketplace.ALIBABA_1688,
        product_id="781204556310",
        title="纯棉T恤",
        url=URL,
        currency="CNY",
        status=ListingStatus.LISTED,
        seller=SellerInfo("BBB1", "义乌市晴禾服饰有限公司"),
        variants=SHIRTS,
    )
    return replace(plain, **changes)


def link(tail: str = "") -> RecognisedLink:
    found = recognise(URL + tail)
    assert isinstance(found, RecognisedLink)
    return found
