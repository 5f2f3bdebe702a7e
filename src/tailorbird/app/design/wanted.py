"""What a buyer sends of a design, made into the one form in which it is kept."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, replace
from typing import Final

from tailorbird.app.design import problems
from tailorbird.app.engine.problem import Problem
from tailorbird.domain.catalogue.product import Product
from tailorbird.domain.customization.choices import DesignFinding
from tailorbird.domain.customization.freezing import Ordered, frozen
from tailorbird.domain.customization.reading import ENTRY_KINDS, choices_of
from tailorbird.domain.customization.specification import (
    Entry,
    EntryKind,
    Specification,
    UnfitSpecification,
)
from tailorbird.domain.customization.template import Template

MOST_BYTES: Final = 100_000
_MOST_ENTRIES: Final = 400
MOST_PIECES: Final = 1_000_000
_TOLD_ONCE: Final = frozenset(("not_shown", "composed", "filled_twice"))
"""Findings about what was sent, which the form that is kept does not show any more."""


@dataclass(frozen=True, slots=True)
class Filled:
    """One field as the buyer filled it in: a text, number or option in `value`, a picture in `file`."""

    field: str
    value: str = ""
    file: str = ""
    detail: dict[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A whole design as it is sent."""

    variant: str = ""
    quantity: int = 1
    entries: tuple[Filled, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """The specification in its one form, and what the buyer should know of how it came to it."""

    specification: Specification
    told: tuple[DesignFinding, ...]


def keep(product_id: str, product: Product, wanted: Wanted) -> Kept | Problem:
    """The design as it is kept: refused where it is no specification at all, or far too large."""
    if len(wanted.entries) > _MOST_ENTRIES:
        return problems.unfit(f"It has {len(wanted.entries)} entries; {_MOST_ENTRIES} are possible.")
    try:
        entries = tuple(_entry(product.template or Template(), each) for each in wanted.entries)
    except UnfitSpecification as problem:
        return problems.unfit(str(problem))
    return in_one_form(product_id, product, wanted.variant, wanted.quantity, entries)


def in_one_form(
    product_id: str, product: Product, variant: str, quantity: int, entries: tuple[Entry, ...]
) -> Kept | Problem:
    """The entries on this revision of the product."""
    template = product.template or Template()
    if quantity > MOST_PIECES:
        return problems.unfit(f"The quantity is {quantity}; up to {MOST_PIECES} can be ordered at once.")
    named = variant or (product.variants[0].variant if product.variants else "")
    ordered = Ordered(
        product=product_id, product_hash=product.hash, title=product.title, variant=named, quantity=quantity
    )
    try:
        specification = frozen(template, ordered, entries)
        sent = replace(specification, entries=entries)
    except UnfitSpecification as problem:
        return problems.unfit(str(problem))
    size = len(specification.document())
    if size > MOST_BYTES:
        return problems.unfit(
            f"The design has {size} bytes; {MOST_BYTES} are kept. Long texts are what takes the room."
        )
    told = tuple(each for each in choices_of(template, sent).findings if each.code in _TOLD_ONCE)
    return Kept(specification, told)


def line_of(specification: Specification) -> str:
    """By what equal customizations are told, however many are wanted: the hash with the quantity 1."""
    return replace(specification, quantity=1).hash


def _entry(template: Template, filled: Filled) -> Entry:
    asked = next((each for each in template.fields if each.field == filled.field), None)
    return Entry(
        surface=asked.surface if asked is not None else "",
        area="",
        label=filled.field,
        kind=ENTRY_KINDS[asked.kind] if asked is not None else EntryKind.UNKNOWN,
        value=filled.value,
        detail=tuple(filled.detail.items()),
        file=filled.file,
    )
