"""What titles and attributes betray, and what only sounds like it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tailorbird.domain.cases.words import GoodsClass
from tailorbird.domain.marketplace.product import Attribute, MadeToOrder, Presale
from tailorbird.domain.marketplace.signals import (
    SignalKind,
    goods_classes,
    refused,
    signals,
    signals_in,
)
from tailorbird.domain.marketplace.wording import word_lists
from tests.domain.marketplace.offers import product

TITLES = tomllib.loads((Path(__file__).parent / "titles.toml").read_text(encoding="utf-8"))


def cases(section: str) -> list[tuple[str, str]]:
    return [(kind, title) for kind, titles in TITLES[section].items() for title in titles]


def kinds(title: str) -> dict[str, str]:
    return {signal.kind.value: signal.matched for signal in signals_in(title, "title")}


@pytest.mark.parametrize(("kind", "title"), cases("is"))
def test_a_title_betrays_its_kind(kind: str, title: str) -> None:
    assert kind in kinds(title)


@pytest.mark.parametrize(("kind", "title"), cases("is_not"))
def test_a_title_that_only_sounds_like_a_kind_is_not_taken_for_it(kind: str, title: str) -> None:
    assert kind not in kinds(title)


@pytest.mark.parametrize("title", TITLES["nothing"])
def test_ordinary_goods_betray_nothing(title: str) -> None:
    assert kinds(title) == {}


@pytest.mark.parametrize(
    "denial",
    ["without battery", "no battery", "battery-free", "battery not included", "non-battery",
     "does not need battery", "不含电池", "无电池", "无需电池", "电池另购", "电池需自备", "不带电池"],
)  # fmt: skip
def test_a_denial_is_understood(denial: str) -> None:
    assert "battery" not in kinds(f"wall clock {denial}")


@pytest.mark.parametrize(
    "title",
    ["no noise, lithium battery fan", "battery, glue-free", "无线充电 锂电池", "面霜 不含酒精 电池",
     "battery case with lithium battery", "南非 电池"],
)  # fmt: skip
def test_a_denial_of_something_else_denies_nothing_here(title: str) -> None:
    assert "battery" in kinds(title)


def test_a_cream_without_alcohol_is_still_a_cream() -> None:
    assert "paste" in kinds("面霜不含酒精")


def test_full_width_letters_are_read_like_ordinary_ones() -> None:
    assert kinds("大牌包 １：１")["imitation"] == "1:1"


def test_the_reason_quotes_the_words_and_where_they_stand() -> None:
    [signal] = signals_in("Lithium battery pack", "title")
    assert signal.matched == "Lithium"
    assert "title" in signal.reason
    assert "Lithium battery pack" in signal.reason


def test_attributes_that_deny_a_property_betray_nothing() -> None:
    for value in ("无", "否", "不含", "No", "None", "Without"):
        offer = product(attributes=(Attribute("是否含电池", "Battery", value, None),))
        assert signals(offer) == ()


def test_attributes_and_variants_betray_a_kind_once_with_the_field() -> None:
    offer = product(
        attributes=(
            Attribute("电池类型", "Battery", "聚合物锂电池", "Li-polymer"),
            Attribute("电池容量", "Capacity", "5000mAh", "5000 mAh"),
        )
    )
    [signal] = signals(offer)
    assert signal.kind is SignalKind.BATTERY
    assert signal.field == "attribute 电池类型"


def test_what_the_adapter_read_of_presale_and_making_counts_too() -> None:
    offer = product(made_to_order=MadeToOrder("on demand"), presale=Presale("later", deposit=True))
    assert goods_classes(signals(offer)) == (GoodsClass.CUSTOMISED, GoodsClass.DEPOSIT)


def test_imitations_and_prohibited_goods_are_refused_and_sensitive_ones_are_not() -> None:
    offer = product(title="高仿 手表", title_en="pistol with lithium battery")
    found = signals(offer)
    assert {signal.kind for signal in refused(found)} == {
        SignalKind.IMITATION, SignalKind.PROHIBITED,
    }  # fmt: skip
    assert goods_classes(found) == (GoodsClass.BATTERY,)


def test_every_list_names_a_known_kind_once_and_every_kind_has_a_list() -> None:
    names = [words.name for words in word_lists()]
    assert sorted(names) == sorted(kind.value for kind in SignalKind)


def test_no_listed_word_is_lost_to_its_own_exceptions() -> None:
    """An entry that its class never finds, standing alone, would be dead weight."""
    from tailorbird.domain.marketplace import wording

    folder = Path(wording.__file__).parent / "wordlists"
    for source in sorted(folder.glob("*.toml")):
        for table in tomllib.loads(source.read_text(encoding="utf-8"))["class"]:
            [words] = [item for item in word_lists() if item.name == table["name"]]
            for entry in (*table.get("en", ()), *table.get("zh", ())):
                if not set(entry) & set("(|?…*"):
                    assert words.found_in(wording.plain(entry.rstrip("="))), (words.name, entry)
