"""Each marketplace's shape, read from the captured pages and from changed ones."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tailorbird.domain.marketplace.hosts import Marketplace
from tailorbird.domain.marketplace.product import ListingStatus, Quoting
from tailorbird.domain.money import Money
from tests.adapters.marketplaces.captured import CAPTURES, DATA, SHOP, page, read

OFFER, ALI, TAOBAO = "1688/781204556310", "aliexpress/1005006789012345", "taobao/620188031744"


def offer(**changes: Any) -> Any:
    document = page(OFFER)
    document["result"]["result"].update(changes)
    return document


@pytest.mark.parametrize("path", sorted(CAPTURES.rglob("*.json")), ids=lambda path: path.stem)
def test_every_captured_page_is_read_without_an_unreadable_field(path: Any) -> None:
    hint = f"https://x.myshopify.com/products/{path.stem}" if path.parent.name == "shopify" else None
    found = read(path.read_bytes(), hint)
    assert found.unreadable == ()
    assert found.variants
    assert all(variant.price for variant in found.variants)
    assert found.images
    assert all((DATA / image).is_file() for image in found.images)


def test_an_offer_of_1688_is_read_with_all_that_it_says() -> None:
    found = read(page(OFFER))
    assert (found.marketplace, found.product_id) == (Marketplace.ALIBABA_1688, "781204556310")
    assert found.url == "https://detail.1688.com/offer/781204556310.html"
    assert found.title_en == "Pure cotton crew neck short sleeve T-shirt, loose, women"
    assert found.status is ListingStatus.LISTED
    assert found.seller.name == "义乌市晴禾服饰有限公司"
    assert (found.seller.rating, found.seller.medal_level) == (Decimal("4.7"), 5)
    assert (found.min_order_quantity, found.batch_number) == (2, 1)
    assert [(tier.from_quantity, str(tier.price)) for tier in found.price_tiers] == [
        (2, "CNY 18.50"), (50, "CNY 16.80"), (300, "CNY 15.20"),
    ]  # fmt: skip
    assert found.quoting is Quoting.BY_SPECIFICATION
    last = found.variants[-1]
    assert (last.label, last.price, last.stock) == ("Black, L", Money(1950, "CNY"), 0)
    assert last.spec_id == "3803c32f16d88f8bbabccc709070d429"
    assert (found.weight_g, last.weight_g) == (250, 250)
    assert found.freight.dispatch_within_hours == 48
    assert found.categories == ("女式T恤",)


def test_kilograms_and_grams_of_1688_are_told_apart() -> None:
    found = read(page("1688/655023981174"))
    assert {found.weight_g, *(variant.weight_g for variant in found.variants)} == {1600}


def test_success_false_with_an_offer_inside_is_an_offer() -> None:
    document = page(OFFER)
    document["result"]["success"] = False
    assert read(document).product_id == "781204556310"


def test_an_offer_is_read_bare_as_well() -> None:
    assert read(page(OFFER)["result"]["result"]).product_id == "781204556310"


@pytest.mark.parametrize(
    ("word", "status"),
    [("published", "listed"), ("expired", "withdrawn"), ("member deleted", "withdrawn"),
     ("auditing", "unknown"), ("something new", "unknown"), (None, "unknown")],
)  # fmt: skip
def test_a_status_that_is_not_known_is_unknown(word: str | None, status: str) -> None:
    assert read(offer(status=word)).status.value == status


@pytest.mark.parametrize(("quote", "quoting"), [
    (0, Quoting.BY_QUANTITY), (1, Quoting.BY_SPECIFICATION), (2, Quoting.BY_QUANTITY),
    (7, Quoting.UNKNOWN), (None, Quoting.UNKNOWN),
])  # fmt: skip
def test_the_way_of_quoting_is_kept(quote: int | None, quoting: Quoting) -> None:
    document = page(OFFER)
    document["result"]["result"]["productSaleInfo"]["quoteType"] = quote
    assert read(document).quoting is quoting


def test_an_exact_id_as_text_goes_before_a_number() -> None:
    found = read(offer(offerId=781204556300, offerIdOfStr="781204556310"))
    assert found.product_id == "781204556310"


def test_a_number_that_may_be_rounded_is_no_id() -> None:
    document = page(OFFER)
    skus = document["result"]["result"]["productSkuInfos"]
    skus[0]["skuId"] = 2**53 + 2
    found = read(document)
    assert "variants[0].id" in found.unreadable
    assert found.variants[0].id == skus[0]["specId"]


@pytest.mark.parametrize(
    "price", ["18.505", "18.50-19.50", "-1", "0.00", "free", True, [], "1e3", "¥18.50", "", None]
)
def test_a_price_that_is_not_one_exact_amount_is_unknown(price: object) -> None:
    document = page(OFFER)
    document["result"]["result"]["productSkuInfos"][1]["price"] = price
    found = read(document)
    assert found.variants[1].price is None
    assert ("variants[1].price" in found.unreadable) is (price not in ("", None))


@pytest.mark.parametrize("price", ["1,018.50", "1018.5", "1018.500", 1018.5])
def test_an_exact_price_is_read_however_it_is_written(price: object) -> None:
    document = page(OFFER)
    document["result"]["result"]["productSkuInfos"][1]["price"] = price
    assert read(document).variants[1].price == Money(101850, "CNY")


def test_a_missing_list_of_specifications_is_unknown_and_an_empty_one_is_none() -> None:
    assert "variants" in read(offer(productSkuInfos=None)).unreadable
    assert "variants" not in read(offer(productSkuInfos=[])).unreadable
    assert "variants" in read(offer(productSkuInfos="[]")).unreadable


def test_a_specification_without_any_id_makes_the_list_unread() -> None:
    document = page(OFFER)
    for key in ("skuId", "specId"):
        del document["result"]["result"]["productSkuInfos"][0][key]
    found = read(document)
    assert len(found.variants) == 3
    assert found.is_unreadable("variants")


@pytest.mark.parametrize("rating", ["5.1", "-1", "high", "NaN", {}])
def test_a_rating_off_the_scale_is_unknown(rating: object) -> None:
    found = read(offer(sellerDataInfo={"compositeServiceScore": rating}))
    assert found.seller.rating is None
    assert any(field.startswith("seller.rating") for field in found.unreadable) or rating == {}


def test_wrong_kinds_of_values_are_named_and_never_raise() -> None:
    for key in page(OFFER)["result"]["result"]:
        if key in ("offerId", "subject"):
            continue
        for odd in (17, "odd", [1, "x"], {"a": 1}, True):
            read(offer(**{key: odd}))


def test_pictures_stay_below_their_folder() -> None:
    odd = ["../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "C:\\x.jpg", 5, "a/b.jpg"]
    found = read(offer(productImage={"images": [*odd, "//cbu01.alicdn.com/x.jpg"]}))
    assert found.images == ("a/b.jpg", "https://cbu01.alicdn.com/x.jpg")
    assert "images" in found.unreadable


def test_text_that_no_database_stores_is_unreadable() -> None:
    assert "title_en" in read(offer(subjectTrans="nul \x00")).unreadable
    assert "seller.name" in read(offer(companyName="\ud800")).unreadable


def test_a_list_of_aliexpress_is_read_wrapped_bare_and_as_a_single_object() -> None:
    wrapped = page(ALI)
    result = wrapped["aliexpress_ds_product_get_response"]["result"]
    listed = result["ae_item_sku_info_dtos"]["ae_item_sku_info_d_t_o"]
    assert len(read(wrapped).variants) == 2
    result["ae_item_sku_info_dtos"] = listed
    assert len(read(wrapped).variants) == 2
    result["ae_item_sku_info_dtos"] = {"ae_item_sku_info_d_t_o": listed[0]}
    assert [variant.label for variant in read(wrapped).variants] == ["Pink"]
    result["ae_item_sku_info_dtos"] = listed[0]
    assert [variant.label for variant in read(wrapped).variants] == ["Pink"]


def test_a_product_of_aliexpress_is_read_with_all_that_it_says() -> None:
    found = read(page(ALI))
    assert (found.marketplace, found.product_id) == (Marketplace.ALIEXPRESS, "1005006789012345")
    assert found.variants[0].price == Money(1580, "USD")
    assert (found.seller.name, found.seller.rating) == ("Nordic Loom Store", Decimal("4.7"))
    assert (found.weight_g, found.freight.delivery_days) == (320, 12)
    assert len(found.images) == 3


def test_a_price_in_an_unknown_currency_is_unknown() -> None:
    document = page(ALI)
    result = document["aliexpress_ds_product_get_response"]["result"]
    del result["ae_item_base_info_dto"]["currency_code"]
    for sku in result["ae_item_sku_info_dtos"]["ae_item_sku_info_d_t_o"]:
        del sku["currency_code"]
    assert [variant.price for variant in read(document).variants] == [None, None]


def test_an_item_of_taobao_is_read_in_fen_at_its_reduced_price() -> None:
    found = read(page(TAOBAO))
    assert [str(variant.price) for variant in found.variants] == ["CNY 239.00", "CNY 259.00"]
    assert str(found.variants[0].list_price) == "CNY 259.00"
    assert found.title_en == "Hand-sewn linen dress, loose"
    assert found.seller.rating is None


@pytest.mark.parametrize("price", ["259.00", 259.5, -1, 0, "259元"])
def test_a_price_of_taobao_that_is_no_whole_number_of_fen_is_unknown(price: object) -> None:
    document = page(TAOBAO)
    document["data"]["sku_list"][0]["promotion_price"] = price
    assert read(document).variants[0].price is None


def test_an_item_of_taobao_is_tmalls_when_the_link_says_so() -> None:
    found = read(page(TAOBAO), "https://detail.tmall.com/item.htm?id=620188031744")
    assert found.marketplace is Marketplace.TMALL
    assert found.url == "https://detail.tmall.com/item.htm?id=620188031744"


def test_a_product_of_shopify_is_read_for_the_shop_of_its_link() -> None:
    found = read(page("shopify/knit-beanie"), SHOP)
    assert (found.product_id, found.url) == ("knit-beanie", SHOP)
    assert (found.seller.id, found.seller.name) == ("fjellgarn-demo.myshopify.com", None)
    assert found.brand == "Fjellgarn"
    assert [(v.label, str(v.price), v.weight_g) for v in found.variants] == [
        ("Oat", "EUR 24.50", 90), ("Forest", "EUR 24.50", 90),
    ]  # fmt: skip
    assert found.variants[0].stock is None


def test_a_variant_that_shopify_calls_unavailable_is_out_of_stock() -> None:
    document = page("shopify/knit-beanie")
    document["product"]["variants"][0]["available"] = False
    assert read(document, SHOP).variants[0].stock == 0


def test_a_shopify_price_without_its_currency_is_unknown() -> None:
    document = page("shopify/knit-beanie")
    for variant in document["product"]["variants"]:
        del variant["price_currency"]
    found = read(document, SHOP)
    assert (found.currency, found.variants[0].price) == (None, None)
    assert "variants[0].price" in found.unreadable


def test_of_a_list_of_shopify_products_the_linked_one_is_read() -> None:
    listed = {
        "products": [page(f"shopify/{name}")["product"] for name in ("linen-summer-skirt", "knit-beanie")]
    }
    assert read(listed, SHOP).product_id == "knit-beanie"


def test_a_default_title_is_no_option() -> None:
    document = page("shopify/knit-beanie")
    document["product"]["variants"] = document["product"]["variants"][:1]
    document["product"]["variants"][0]["option1"] = "Default Title"
    assert read(document, SHOP).variants[0].attributes == ()
