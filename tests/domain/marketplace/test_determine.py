"""What a link determines by itself, and what stays open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tailorbird.domain.marketplace.determine import (
    Determination,
    FindingState,
    Written,
    determine,
)
from tailorbird.domain.marketplace.hosts import Marketplace
from tailorbird.domain.marketplace.pricing import PriceState
from tailorbird.domain.marketplace.product import ListingStatus, MarketplaceProduct, SellerInfo
from tailorbird.domain.marketplace.purchasable import PurchaseProblemCode as P
from tests.domain.marketplace.offers import SHIRTS, cny, link, product

S = FindingState


def determined(written: Written, tail: str = "", offer: MarketplaceProduct | None = None) -> Determination:
    return determine(link(tail), offer if offer is not None else product(), written)


def problems(found: Determination) -> list[P]:
    return [problem.code for problem in found.problems]


def test_the_seller_named_on_the_page_is_determined_with_its_source() -> None:
    found = determined(Written(quantity=2))
    assert found.seller.state is S.DETERMINED
    assert found.seller.value == "义乌市晴禾服饰有限公司"
    assert found.seller.source


def test_the_seller_whom_the_buyer_names_is_given_and_a_part_of_the_name_is_enough() -> None:
    found = determined(Written(seller_name="晴禾服饰", quantity=2))
    assert (found.seller.state, found.seller.value) == (S.GIVEN, "晴禾服饰")
    assert P.SELLER_DIFFERS not in problems(found)


def test_another_seller_than_the_page_names_is_a_problem() -> None:
    assert P.SELLER_DIFFERS in problems(determined(Written(seller_name="别的店", quantity=2)))


def test_a_page_without_a_seller_leaves_the_seller_missing() -> None:
    found = determined(Written(quantity=2), offer=product(seller=SellerInfo("BBB1", None)))
    assert found.seller.state is S.MISSING
    assert "seller" in found.open_fields


def test_the_shop_of_a_shopify_link_is_its_seller() -> None:
    offer = product(marketplace=Marketplace.SHOPIFY, seller=SellerInfo("a.myshopify.com", None))
    assert determined(Written(), offer=offer).seller.value == "a.myshopify.com"


def test_the_only_specification_is_determined() -> None:
    found = determined(Written(quantity=1), offer=product(variants=SHIRTS[:1]))
    assert (found.specification.state, found.specification.value) == (S.DETERMINED, "White, M")
    assert found.variant == SHIRTS[0]


def test_a_page_without_specifications_has_one_form() -> None:
    found = determined(Written(quantity=1), offer=product(variants=()))
    assert found.specification.state is S.DETERMINED
    assert found.variant is None


def test_unread_specifications_are_not_taken_for_a_single_one() -> None:
    offer = product(variants=SHIRTS[:1], unreadable=("variants",))
    assert determined(Written(quantity=1), offer=offer).specification.state is S.MISSING
    assert determined(Written(quantity=1), "?skuId=100", offer).variant == SHIRTS[0]


@pytest.mark.parametrize("tail", ["?skuId=102", "?specId=" + "0" * 32])
def test_the_variant_in_the_link_is_determined(tail: str) -> None:
    variants = (*SHIRTS[:2], replace(SHIRTS[2], spec_id="0" * 32), SHIRTS[3])
    found = determined(Written(quantity=1), tail, product(variants=variants))
    assert (found.specification.state, found.specification.value) == (S.DETERMINED, "Black, M")


def test_several_specifications_and_none_chosen_are_ambiguous_with_the_choices() -> None:
    found = determined(Written(quantity=1))
    assert found.specification.state is S.AMBIGUOUS
    assert [choice.label for choice in found.specification.choices] == [
        "White, M", "White, L", "Black, M", "Black, L",
    ]  # fmt: skip
    assert found.open_fields == ("specification",)


def test_what_is_in_stock_does_not_choose_for_the_buyer() -> None:
    variants = (replace(SHIRTS[0], stock=0), SHIRTS[1])
    found = determined(Written(quantity=1), offer=product(variants=variants))
    assert found.specification.state is S.AMBIGUOUS


def test_a_variant_of_the_link_that_the_page_lacks_determines_nothing() -> None:
    found = determined(Written(quantity=1), "?skuId=999")
    assert found.specification.state is S.AMBIGUOUS
    assert P.SPECIFICATION_NOT_OFFERED in problems(found)


@pytest.mark.parametrize(
    ("text", "sku"),
    [
        ("White M", "100"), ("white, m", "100"), ("白色 M码", "100"), ("白 M", "100"),
        ("Color: Black; Size: L", "103"), ("颜色:黑色,尺码:L", "103"), ("请给我买 白色 L", None),
        ("size L in white please", "101"), ("2件 白色 M", "100"), ("101", "101"), ("spec102", "102"),
        ("ＷＨＩＴＥ　Ｍ", "100"),
    ],
)  # fmt: skip
def test_the_buyers_words_name_a_variant_in_either_language(text: str, sku: str | None) -> None:
    found = determined(Written(specification=text, quantity=1))
    assert (found.variant.id if found.variant else None) == sku
    if sku is not None:
        assert found.specification.state is S.GIVEN


@pytest.mark.parametrize(
    ("text", "skus"),
    [
        ("White", ["100", "101"]),
        ("M", ["100", "102"]),
        ("white or black, M", ["100", "102"]),
        ("off-white M", ["100"]),
        ("Red M", ["100", "102"]),
        ("米白色 M", ["100"]),
        ("not black, M", ["102"]),
    ],
)
def test_words_that_leave_a_choice_or_a_doubt_are_ambiguous(text: str, skus: list[str]) -> None:
    found = determined(Written(specification=text, quantity=1))
    assert found.specification.state is S.AMBIGUOUS
    assert [choice.variant_id for choice in found.specification.choices] == skus


def test_a_value_within_a_longer_one_is_not_meant() -> None:
    from tests.domain.marketplace.offers import variant

    navy = (variant("1", "藏青", "M"), variant("2", "藏青蓝", "M"))
    found = determined(Written(specification="Navy Blue M", quantity=1), offer=product(variants=navy))
    assert found.variant == navy[1]


def test_words_that_fit_no_variant_stay_as_written_with_a_problem() -> None:
    found = determined(Written(specification="XXL", quantity=1))
    assert (found.specification.state, found.specification.value) == (S.GIVEN, "XXL")
    assert P.SPECIFICATION_NOT_OFFERED in problems(found)
    assert found.price.state is PriceState.UNKNOWN


def test_the_buyers_choice_goes_before_the_links() -> None:
    found = determined(Written(variant="spec101", quantity=1), "?skuId=100")
    assert found.variant == SHIRTS[1]
    assert found.specification.state is S.GIVEN


def test_attributes_choose_a_variant_by_name_and_value() -> None:
    whole = (("Color", "black"), ("尺码", "M"))
    assert determined(Written(attributes=whole, quantity=1)).variant == SHIRTS[2]
    part = determined(Written(attributes=whole[:1], quantity=1))
    assert part.specification.state is S.AMBIGUOUS
    wrong = determined(Written(attributes=(("Color", "M"),), quantity=1))
    assert P.SPECIFICATION_NOT_OFFERED in problems(wrong)


@pytest.mark.parametrize("quantity", [None, 0, -3])
def test_a_quantity_is_never_determined(quantity: int | None) -> None:
    found = determined(Written(quantity=quantity), "?skuId=100")
    assert found.quantity.state is S.MISSING
    assert (P.QUANTITY_NOT_POSITIVE in problems(found)) is (quantity is not None)


@pytest.mark.parametrize(("quantity", "expected"), [
    (19, [P.BELOW_MINIMUM, P.NOT_IN_BATCHES]), (20, []), (21, [P.NOT_IN_BATCHES]), (40, []),
])  # fmt: skip
def test_the_minimum_and_the_batch_bind_the_quantity(quantity: int, expected: list[P]) -> None:
    offer = product(variants=SHIRTS[:1], min_order_quantity=20, batch_number=20)
    found = determined(Written(quantity=quantity), offer=offer)
    assert problems(found) == expected


def test_the_next_whole_batch_is_proposed() -> None:
    offer = product(variants=SHIRTS[:1], min_order_quantity=15, batch_number=6)
    found = determined(Written(quantity=1), offer=offer)
    assert "18" in found.problems[-1].next_step


def test_a_lack_of_stock_is_a_problem_and_an_unknown_stock_is_none() -> None:
    assert P.OUT_OF_STOCK in problems(determined(Written(quantity=1), "?skuId=103"))
    assert P.OUT_OF_STOCK in problems(determined(Written(quantity=101), "?skuId=100"))
    assert P.OUT_OF_STOCK not in problems(determined(Written(quantity=100), "?skuId=100"))
    unknown = product(variants=(replace(SHIRTS[0], stock=None),))
    assert problems(determined(Written(quantity=10**6), offer=unknown)) == []


def test_a_withdrawn_product_is_a_problem_and_an_unknown_status_is_none() -> None:
    withdrawn = product(status=ListingStatus.WITHDRAWN)
    assert P.WITHDRAWN in problems(determined(Written(quantity=1), offer=withdrawn))
    unknown = product(status=ListingStatus.UNKNOWN)
    assert P.WITHDRAWN not in problems(determined(Written(quantity=1), offer=unknown))


def test_the_price_of_the_determined_variant_is_told() -> None:
    found = determined(Written(quantity=3), "?skuId=102")
    assert found.price.piece == cny("19.50")
