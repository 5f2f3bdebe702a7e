"""The example of the handbook is one that works, and costs what the handbook says."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

from tailorbird.domain import codec
from tailorbird.domain.catalogue.product import PriceTier
from tailorbird.domain.customization.checking import template_faults
from tailorbird.domain.customization.pricing import Priced, price_of
from tailorbird.domain.customization.specification import EntryKind
from tailorbird.domain.customization.template import Template
from tailorbird.domain.money import Money
from tests.domain.customization.templates import PRODUCT, entry, found, specification

HANDBOOK = Path(__file__).parents[3] / "docs" / "customization.md"
FONTS = (
    *("sans", "serif", "display", "script", "brush", "hand", "roman", "condensed", "round"),
    *("song", "hei", "naskh", "kufi"),
)


def example() -> Template:
    (text,) = re.findall(r"```json\n(.*?)```", HANDBOOK.read_text(encoding="utf-8"), re.DOTALL)
    return codec.read(Template, json.loads(text))


def test_the_example_has_no_fault() -> None:
    assert template_faults(example(), FONTS) == ()


def test_letters_beyond_the_eighth_cost_what_it_says() -> None:
    plain = replace(PRODUCT.variants[0], prices=(PriceTier(price=Money(10_000, "USD")),))
    ring = replace(PRODUCT, template=example(), variants=(plain,))
    texts = (entry("metal", "gold", kind=EntryKind.OPTION), entry("engraving", "Anna & Mei ♥"))
    priced = price_of(ring, specification(*texts), "USD")
    assert isinstance(priced, Priced)
    assert [each.each.minor for each in priced.lines] == [10_000, 4_000, 150]


def test_the_heart_is_barred_where_it_says() -> None:
    chosen = [("metal", "gold"), ("width", "wide"), ("heart", "yes")]
    entries = [entry(*each, kind=EntryKind.OPTION) for each in chosen]
    entries.append(entry("size", "46.0"))
    assert found(*entries, template=example()) == [("heart", "barred")]
