"""What the demonstration's goods are recognised as, by rule and from the page to the signal."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tailorbird.domain.marketplace.determine import FindingState, Written, determine
from tailorbird.domain.marketplace.product import ListingStatus
from tailorbird.domain.marketplace.purchasable import PurchaseProblemCode
from tailorbird.domain.marketplace.signals import SignalKind as K
from tailorbird.domain.marketplace.signals import signals
from tailorbird.domain.marketplace.standing import Reputation, reputation
from tests.adapters.marketplaces.captured import link, page, read

THRESHOLD = Decimal("3.5")


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("1688/781204556310", set()),
        ("1688/803311947265", set()),
        ("1688/655023981174", set()),
        ("1688/760033419022", set()),
        ("1688/690447120883", {K.BATTERY}),
        ("1688/712998300451", {K.CUSTOMISED}),
        ("1688/728816004597", {K.COLLECTIBLE}),
        ("1688/745500218630", {K.PRESALE, K.DEPOSIT}),
        ("1688/699120043318", {K.IMITATION}),
        ("aliexpress/1005006789012345", set()),
        ("aliexpress/1005007123456789", set()),
        ("taobao/620188031744", set()),
    ],
)
def test_each_captured_product_is_recognised_as_what_it_is(name: str, kinds: set[K]) -> None:
    assert {signal.kind for signal in signals(read(page(name)))} == kinds


def test_the_boots_seller_is_rated_low_and_the_shirts_is_not() -> None:
    boots, shirt = read(page("1688/655023981174")), read(page("1688/781204556310"))
    assert reputation(boots.seller, THRESHOLD).reputation is Reputation.LOW
    assert reputation(shirt.seller, THRESHOLD).reputation is Reputation.SUFFICIENT


def test_the_shorts_are_withdrawn() -> None:
    shorts = read(page("1688/760033419022"))
    assert shorts.status is ListingStatus.WITHDRAWN
    found = determine(link(shorts.url), shorts, Written(quantity=1))
    assert PurchaseProblemCode.WITHDRAWN in {problem.code for problem in found.problems}


def test_the_hoodie_is_made_to_order_from_twenty_on() -> None:
    hoodie = read(page("1688/712998300451"))
    assert hoodie.made_to_order is not None
    assert hoodie.made_to_order.lead_time_days == 7
    found = determine(link(hoodie.url), hoodie, Written(quantity=5, specification="Navy L"))
    assert {problem.code for problem in found.problems} == {
        PurchaseProblemCode.BELOW_MINIMUM,
        PurchaseProblemCode.NOT_IN_BATCHES,
    }


def test_the_dress_is_sold_ahead_with_a_deposit() -> None:
    dress = read(page("1688/745500218630"))
    assert dress.presale is not None
    assert (dress.presale.deposit_percent, dress.presale.balance_within_days) == (Decimal(30), 45)


def test_the_hats_link_determines_everything_but_the_quantity() -> None:
    hat = read(page("1688/803311947265"))
    found = determine(link(hat.url), hat, Written())
    assert found.seller.value == "深圳市南山区帽语饰品厂"
    assert found.specification.state is FindingState.DETERMINED
    assert found.open_fields == ("quantity",)


def test_the_shirts_link_leaves_the_specification_open() -> None:
    shirt = read(page("1688/781204556310"))
    found = determine(link(shirt.url), shirt, Written(quantity=2))
    assert found.specification.state is FindingState.AMBIGUOUS
    assert len(found.specification.choices) == 4
