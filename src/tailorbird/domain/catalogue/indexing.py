"""What of a product's document is looked for: its words with their weights, its meaning, its properties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from tailorbird.domain.catalogue.product import Product
from tailorbird.domain.catalogue.words import words_of
from tailorbird.domain.listing.document import AssetKind

TITLE_WEIGHT: Final = 8
"""A word with this weight stands in a title."""
_CATEGORY, _LABEL, _TEXT = 4, 3, 1
_MOST_WORDS: Final = 400


def weighed_words(product: Product) -> Mapping[str, int]:
    """Each word of the product with the weight of the best place where it stands."""
    found: dict[str, int] = {}
    for weight, text in _weighed(product):
        for word in words_of(text):
            if weight > found.get(word, 0) and (word in found or len(found) < _MOST_WORDS):
                found[word] = weight
    return found


def _weighed(product: Product) -> Iterator[tuple[int, str]]:
    """The product's texts, the weightiest first."""
    yield TITLE_WEIGHT, product.title
    yield TITLE_WEIGHT, product.title_zh
    yield _CATEGORY, product.category.replace("/", " ").replace("-", " ")
    for variant in product.variants:
        yield _LABEL, f"{variant.label} {variant.label_zh} {variant.sku}"
        yield _LABEL, " ".join(value for _, value in variant.options)
    for bullet in product.bullets:
        yield _LABEL, bullet
    yield _TEXT, product.description
    yield _TEXT, product.description_zh


def meanings_of(product: Product) -> Mapping[str, str]:
    """The text in each language whose meaning stands for the product."""
    texts = {"en": product.title, "zh": product.title_zh}
    return {language: text for language, text in texts.items() if text.strip()}


def made_to_order(product: Product) -> int:
    """1 where a version is made to order."""
    return int(any(each.stock is None for each in product.variants))


def in_stock(product: Product) -> int:
    """1 where a version comes from stock, be it sold out at the moment."""
    return int(any(each.stock is not None for each in product.variants))


def customizable(product: Product) -> int:
    """1 where the buyer decides something about it."""
    return int(product.template is not None and bool(product.template.fields))


def has_video(product: Product) -> int:
    """1 where it has a video of its own."""
    return int(any(each.kind is AssetKind.VIDEO for each in product.media))
