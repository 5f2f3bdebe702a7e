"""A seller's stall in the catalogue: short ways to keep products, have them reviewed, and look for them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tailorbird.app.catalogue.keep import Kept, create_product, update_product, withdraw_product
from tailorbird.app.catalogue.listing import Listed, list_product, publish_product
from tailorbird.app.catalogue.search import search
from tailorbird.app.engine.problem import Problem
from tailorbird.app.ports.catalogue import Looking, ProductRecord
from tailorbird.domain.catalogue.product import Product
from tailorbird.domain.customization.template import Field, Option, Template, TextRules
from tailorbird.domain.listing.document import FieldKind, Requirement
from tailorbird.domain.money import Money
from tests.app.workshop import SELLER, Workshop
from tests.contracts.catalogued import product

NAME = Field(
    field="name",
    kind=FieldKind.TEXT,
    label="Name to engrave",
    label_zh="刻字",
    required=Requirement.REQUIRED,
    text=TextRules(max_length=20),
)
WOOD = Field(
    field="wood",
    kind=FieldKind.CHOICE,
    label="Wood",
    label_zh="木材",
    options=(
        Option(option="oak", label="Oak", label_zh="橡木"),
        Option(option="walnut", label="Walnut", prices=(Money.parse("USD 4.00"), Money.parse("EUR 3.50"))),
    ),
)
LIGHT = product(
    "Night light with your name engraved in oak",
    "橡木刻名小夜灯",
    "USD 34.00",
    "EUR 31.00",
    category="home/lights",
    declarations=("product-safety",),
    template=Template(fields=(NAME, WOOD)),
)
CARE = Field(
    field="care",
    kind=FieldKind.CHOICE,
    label="Care",
    options=(Option(option="w", label="3-year warranty"),),
)
WARRANTED = replace(LIGHT, template=Template(fields=(NAME, CARE)))


def problem_of(answer: object) -> Problem:
    assert isinstance(answer, Problem), answer
    return answer


def created(workshop: Workshop, document: Product = LIGHT, owner: str = SELLER, name: str = "p1") -> Kept:
    kept = create_product(workshop.house, owner, name, document)
    assert isinstance(kept, Kept), kept
    return kept


def updated(workshop: Workshop, document: Product, after: int = 1, name: str = "p1") -> Kept:
    kept = update_product(workshop.house, SELLER, name, document, after)
    assert isinstance(kept, Kept), kept
    return kept


def listed(workshop: Workshop, currency: str = "USD", name: str = "p1", owner: str = SELLER) -> Listed:
    answer = list_product(workshop.house, owner, name, currency, workshop.key())
    assert isinstance(answer, Listed), answer
    return answer


def published(workshop: Workshop, name: str = "p1", owner: str = SELLER) -> Kept:
    kept = publish_product(workshop.house, owner, name, workshop.key())
    assert isinstance(kept, Kept), kept
    return kept


def withdrawn(workshop: Workshop, name: str = "p1") -> Kept:
    kept = withdraw_product(workshop.house, SELLER, name, workshop.key())
    assert isinstance(kept, Kept), kept
    return kept


def public(workshop: Workshop, document: Product = LIGHT) -> Kept:
    """A product of an approved seller, reviewed and public."""
    workshop.approved()
    created(workshop, document)
    listed(workshop)
    return published(workshop)


def looked(workshop: Workshop, **told: Any) -> list[ProductRecord]:
    return list(search(workshop.house, Looking(**told)).page.items)
