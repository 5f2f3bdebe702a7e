"""What every adapter of the marketplace port keeps to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import tailorbird
from tailorbird.adapters.marketplaces.captures import CaptureFolder
from tailorbird.app.ports.marketplace import Marketplace, NotCaptured, Unreadable
from tailorbird.domain.marketplace.links import RecognisedLink, recognise
from tailorbird.domain.marketplace.product import MarketplaceProduct

DEMO = Path(tailorbird.__file__).parent / "demo" / "data" / "captures"


@dataclass(frozen=True)
class Given:
    """An adapter, and links of which it knows, does not know, and cannot read the product."""

    marketplace: Marketplace
    known: tuple[str, ...]
    unknown: str
    unreadable: str


def capture_folder(folder: Path) -> Given:
    for source in DEMO.rglob("*.*"):
        target = folder / source.relative_to(DEMO)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
    (folder / "1688" / "700000000001.json").write_text('{"result": {"offerId": 7000', "utf-8")
    return Given(
        CaptureFolder(folder),
        (
            "https://detail.1688.com/offer/781204556310.html?skuId=7812045563101",
            "https://www.aliexpress.com/item/1005006789012345.html",
            "https://item.taobao.com/item.htm?id=620188031744",
            "https://detail.tmall.com/item.htm?id=620188031744",
            "https://fjellgarn-demo.myshopify.com/products/knit-beanie",
        ),
        "https://detail.1688.com/offer/700000000000.html",
        "https://detail.1688.com/offer/700000000001.html",
    )


@pytest.fixture(params=[capture_folder], ids=lambda make: make.__name__)
def given(request: pytest.FixtureRequest, tmp_path: Path) -> Given:
    make: Callable[[Path], Given] = request.param
    return make(tmp_path)


def link(text: str) -> RecognisedLink:
    found = recognise(text)
    assert isinstance(found, RecognisedLink)
    return found


def test_a_known_product_is_told_under_the_links_own_name(given: Given) -> None:
    for text in given.known:
        asked = link(text)
        found = given.marketplace.product(asked)
        assert isinstance(found, MarketplaceProduct)
        assert (found.marketplace, found.product_id, found.url) == (
            asked.marketplace,
            asked.product_id,
            asked.canonical_url,
        )
        assert found.title


def test_every_price_is_in_the_products_currency(given: Given) -> None:
    for text in given.known:
        found = given.marketplace.product(link(text))
        assert isinstance(found, MarketplaceProduct)
        prices = [variant.price for variant in found.variants]
        prices += [tier.price for tier in found.price_tiers]
        assert {price.currency for price in prices if price is not None} <= {found.currency}


def test_asking_again_gives_the_same_answer(given: Given) -> None:
    for text in (*given.known, given.unknown, given.unreadable):
        assert given.marketplace.product(link(text)) == given.marketplace.product(link(text))


def test_an_unknown_product_is_not_captured_and_says_what_to_do(given: Given) -> None:
    found = given.marketplace.product(link(given.unknown))
    assert isinstance(found, NotCaptured)
    assert found.next_step


def test_an_answer_that_cannot_be_read_is_unreadable_and_no_exception(given: Given) -> None:
    found = given.marketplace.product(link(given.unreadable))
    assert isinstance(found, Unreadable)
    assert found.problem.next_step


def test_a_short_link_names_no_product_yet(given: Given) -> None:
    assert isinstance(given.marketplace.product(link("https://m.tb.cn/h.5abCdEf")), NotCaptured)


def test_the_same_handle_in_another_shop_is_another_product(given: Given) -> None:
    elsewhere = link("https://another-shop.myshopify.com/products/knit-beanie")
    assert isinstance(given.marketplace.product(elsewhere), NotCaptured)
