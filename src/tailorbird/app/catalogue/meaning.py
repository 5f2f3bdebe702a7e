"""What products and questions are about, where the language model is there to tell."""

from __future__ import annotations

import logging

from tailorbird.app.house import House
from tailorbird.app.ports.catalogue import Meaning
from tailorbird.app.ports.language import LanguageAbsent
from tailorbird.domain.catalogue.indexing import meanings_of
from tailorbird.domain.catalogue.product import Product

log = logging.getLogger("tailorbird.catalogue")


def meanings(house: House, product: Product) -> tuple[Meaning, ...]:
    """What the product is about, by language; nothing where the model is missing: then words find it."""
    try:
        return tuple(
            Meaning(language, house.language.meaning(text)) for language, text in meanings_of(product).items()
        )
    except LanguageAbsent as problem:
        log.warning("a product is kept without its meaning: %s", problem)
        return ()


def meaning_asked(house: House, text: str) -> bytes:
    """What is looked for; empty where the model is missing, or there is no text."""
    if not text.strip():
        return b""
    try:
        return house.language.meaning(text)
    except LanguageAbsent as problem:
        log.warning("a search goes by words alone: %s", problem)
        return b""
