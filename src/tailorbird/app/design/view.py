"""A design as its owner sees it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tailorbird.app.design.examine import Work, examine
from tailorbird.app.design.products import changed_since, revision_of
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.ports.designs import Draft
from tailorbird.app.screening.texts import screen_specification
from tailorbird.domain.cases.listing_words import ScreenFinding, ScreenKind, ScreenResult
from tailorbird.domain.catalogue.product import Product
from tailorbird.domain.customization.choices import DesignFinding
from tailorbird.domain.customization.pricing import Priced, Unpriced, price_of
from tailorbird.domain.customization.revisions import ProductChange
from tailorbird.domain.customization.specification import Specification, read_specification
from tailorbird.domain.customization.template import Template
from tailorbird.domain.listing.document import FieldKind


@dataclass(frozen=True, slots=True)
class DesignShown:
    """One version of a design: the document, what is wrong with it, what it costs, and what the maker
    changed in the product since."""

    id: str
    version: int
    title: str
    product: str
    product_hash: str
    hash: str
    changed_at: datetime
    specification: Specification
    findings: tuple[DesignFinding, ...]
    price: Priced | None
    unpriced: Unpriced | None
    """Why there is no price, where there is none."""
    product_changes: tuple[ProductChange, ...]
    screening: tuple[ScreenFinding, ...]
    """What of the texts would be refused, or held for a person, if it were ordered so. Pictures are looked
    at once it is ordered."""


@dataclass(frozen=True, slots=True)
class DesignListed:
    """A design in a list."""

    id: str
    version: int
    title: str
    product: str
    hash: str
    changed_at: datetime


def listed(draft: Draft) -> DesignListed:
    """The draft for a list."""
    return DesignListed(draft.id, draft.version, draft.title, draft.product, draft.hash, draft.changed_at)


def show(
    house: House, draft: Draft, currency: str, told: Iterable[DesignFinding] = ()
) -> DesignShown | Problem:
    """The draft's document, looked at anew. `told` is what saving it brought up; without a currency the
    product's first counts."""
    specification = read_specification(draft.document)
    product = revision_of(house, draft.product, specification.product_hash)
    if isinstance(product, Problem):
        return product
    found = examine(house, Work(draft.owner, product, specification))
    price = price_of(product, specification, currency or first_currency(product))
    return DesignShown(
        id=draft.id,
        version=draft.version,
        title=draft.title,
        product=draft.product,
        product_hash=specification.product_hash,
        hash=draft.hash,
        changed_at=draft.changed_at,
        specification=specification,
        findings=tuple(dict.fromkeys((*told, *found))),
        price=price if isinstance(price, Priced) else None,
        unpriced=price if isinstance(price, Unpriced) else None,
        product_changes=changed_since(house, draft.owner, draft.product, specification.product_hash),
        screening=hints(product, specification),
    )


def hints(product: Product, specification: Specification) -> tuple[ScreenFinding, ...]:
    """What screening would say of the texts, without what passes or is looked at later."""
    template = product.template or Template()
    wishes = frozenset(each.field for each in template.fields if each.kind is FieldKind.WISH)
    return tuple(
        each
        for each in screen_specification(specification, wishes)
        if each.result is not ScreenResult.PASSES and each.kind is not ScreenKind.NOT_LOOKED_AT
    )


def first_currency(product: Product) -> str:
    """The currency of the product's first price; empty where it has none."""
    return next((tier.price.currency for each in product.variants for tier in each.prices), "")
