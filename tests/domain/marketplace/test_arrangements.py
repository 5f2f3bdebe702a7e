"""Reading that a product is made to order or sold ahead."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tailorbird.domain.marketplace.arrangements import read_made_to_order, read_presale
from tailorbird.domain.marketplace.product import Attribute
from tailorbird.domain.money import Money


def says(name: str, value: str, name_en: str | None = None, value_en: str | None = None) -> Attribute:
    return Attribute(name, name_en, value, value_en)


def test_an_attribute_says_that_a_product_is_made_to_order_and_how_long_it_takes() -> None:
    found = read_made_to_order(
        ("卫衣",),
        (says("是否定制", "是", "Customizable", "Yes"), says("定制周期", "7天", "Lead time", "7 days")),
    )
    assert found is not None
    assert found.lead_time_days == 7


@pytest.mark.parametrize("title", ["卫衣 来图定做", "Bespoke suit", "Ring, made to order"])
def test_a_title_says_that_a_product_is_made_to_order(title: str) -> None:
    assert read_made_to_order((None, title), ()) is not None


def test_a_denial_among_the_attributes_outweighs_the_title() -> None:
    assert read_made_to_order(("来图定做",), (says("是否定制", "否"),)) is None


@pytest.mark.parametrize("title", ["卫衣", "customs cleared", "量身高贴纸"])
def test_nothing_is_made_to_order_without_saying_so(title: str) -> None:
    assert read_made_to_order((title,), ()) is None


@pytest.mark.parametrize(("value", "days"), [
    ("15个工作日", 15), ("7-15天", None), ("7天至15天", None), ("尽快", None), ("10 working days", 10),
])  # fmt: skip
def test_a_lead_time_that_is_no_single_number_stays_unknown(value: str, days: int | None) -> None:
    found = read_made_to_order((), (says("是否定制", "是"), says("生产周期", value)))
    assert found is not None
    assert found.lead_time_days == days


def test_a_presale_tells_its_deposit_and_the_time_for_the_balance() -> None:
    found = read_presale(
        ("真丝连衣裙 定金预售",),
        (says("预售", "定金30%，45天内付尾款", "Presale", "30 % deposit, balance within 45 days"),),
    )
    assert found is not None
    assert found.deposit
    assert (found.deposit_percent, found.balance_within_days) == (Decimal(30), 45)


def test_two_different_numbers_leave_the_deposit_unknown() -> None:
    found = read_presale(("预售 定金30%",), (says("预售", "定金20%"),))
    assert found is not None
    assert found.deposit
    assert found.deposit_percent is None


def test_a_deposit_may_be_an_amount() -> None:
    found = read_presale(("预售 定金100元",), ())
    assert found is not None
    assert found.deposit_amount == Money(10000, "CNY")


def test_a_presale_without_a_deposit_has_none() -> None:
    found = read_presale(("新款预售 无定金",), ())
    assert found is not None
    assert not found.deposit


@pytest.mark.parametrize("title", ["现货 非预售", "预售已结束", "售后服务", "calcium deposits remover"])
def test_what_is_not_sold_ahead_is_not_read_so(title: str) -> None:
    assert read_presale((title,), ()) is None


def test_a_denied_presale_attribute_is_none() -> None:
    assert read_presale(("连衣裙",), (says("是否预售", "否"),)) is None
