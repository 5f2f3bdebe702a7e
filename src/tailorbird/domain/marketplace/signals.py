"""What a product's own words betray that the terms ask about: its class of goods, or a ban."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tailorbird.domain.cases.words import GoodsClass
from tailorbird.domain.marketplace.arrangements import NO
from tailorbird.domain.marketplace.product import Attribute, MarketplaceProduct
from tailorbird.domain.marketplace.wording import plain, word_lists


class SignalKind(StrEnum):
    """What words may betray: a class of goods that the terms know, or goods that are refused."""

    LIQUID = "liquid"
    POWDER = "powder"
    PASTE = "paste"
    BATTERY = "battery"
    MAGNETIC = "magnetic"
    FOOD = "food"
    DRUG = "drug"
    ESSENTIAL_OIL = "essential_oil"
    COSMETIC = "cosmetic"
    LUBRICANT = "lubricant"
    GLUE = "glue"
    BLADE = "blade"
    FLAMMABLE = "flammable"
    FRAGILE = "fragile"
    COLLECTIBLE = "collectible"
    CUSTOMISED = "customised"
    PRESALE = "presale"
    DEPOSIT = "deposit"
    IMITATION = "imitation"
    PROHIBITED = "prohibited"

    @property
    def goods_class(self) -> GoodsClass | None:
        """The class under which the terms know it; None where they know none."""
        return _CLASSES.get(self.value)


_CLASSES: Final = {item.value: item for item in GoodsClass}
REFUSED: Final = frozenset({SignalKind.IMITATION, SignalKind.PROHIBITED})
"""Goods that nobody may be asked to buy."""


@dataclass(frozen=True, slots=True)
class Signal:
    """What was recognised, with the words that betray it, the field and the text they stand in."""

    kind: SignalKind
    matched: str
    field: str
    text: str

    @property
    def reason(self) -> str:
        """The reason in words: `lithium battery` in title: …"""
        return f"“{self.matched}” in {self.field}: {self.text}"


def signals(product: MarketplaceProduct) -> tuple[Signal, ...]:
    """What title, categories, attributes and variants betray: one signal a kind, the first found.

    What was read of presale and making to order counts too, whatever its wording.
    """
    # Variants repeat each other's values, so each text is looked at where it first stands only.
    fields = {text: field for field, text in reversed(list(_texts(product)))}
    found = [signal for text in reversed(fields) for signal in signals_in(text, fields[text])]
    found += _arranged(product)
    first = {signal.kind: signal for signal in reversed(found)}
    return tuple(first[kind] for kind in SignalKind if kind in first)


def signals_in(text: str, field: str) -> tuple[Signal, ...]:
    """The classes that one text betrays, for a buyer's own words or a listing's."""
    written = plain(text)
    return tuple(
        Signal(SignalKind(words.name), matched, field, written)
        for words in word_lists()
        for matched in words.found_in(written)[:1]
    )


def goods_classes(found: tuple[Signal, ...]) -> tuple[GoodsClass, ...]:
    """The classes that the terms know, each once, in their own order."""
    known = {signal.kind.goods_class for signal in found}
    return tuple(item for item in GoodsClass if item in known)


def refused(found: tuple[Signal, ...]) -> tuple[Signal, ...]:
    """What speaks for prohibited or infringing goods."""
    return tuple(signal for signal in found if signal.kind in REFUSED)


def _texts(product: MarketplaceProduct) -> Iterator[tuple[str, str]]:
    yield "title", product.title
    if product.title_en:
        yield "title in English", product.title_en
    for category in product.categories:
        yield "category", category
    for attribute in product.attributes:
        yield from _attribute_texts(attribute, f"attribute {attribute.name}")
    for variant in product.variants:
        for attribute in variant.attributes:
            yield from _attribute_texts(attribute, f"variant {variant.label}")


def _attribute_texts(attribute: Attribute, field: str) -> Iterator[tuple[str, str]]:
    """Name and value together, in each language; nothing of a property that is denied."""
    values = [value for value in (attribute.value, attribute.value_en) if value]
    if any(plain(value).casefold() in NO for value in values):
        return
    yield field, f"{attribute.name}: {attribute.value}"
    if attribute.value_en or attribute.name_en:
        name, value = attribute.name_en or attribute.name, attribute.value_en or attribute.value
        yield f"{field} in English", f"{name}: {value}"


def _arranged(product: MarketplaceProduct) -> list[Signal]:
    found: list[Signal] = []
    if product.made_to_order is not None:
        wording = product.made_to_order.wording
        found.append(Signal(SignalKind.CUSTOMISED, wording, "made to order", wording))
    if product.presale is not None:
        wording = product.presale.wording
        found.append(Signal(SignalKind.PRESALE, wording, "presale", wording))
        if product.presale.deposit:
            found.append(Signal(SignalKind.DEPOSIT, wording, "presale", wording))
    return found
