"""A design looked at from all sides: what is wrong with it, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass

from tailorbird.app.design.sides import drawn_findings, own_pictures, picture_findings
from tailorbird.app.house import House
from tailorbird.domain.catalogue.product import Product
from tailorbird.domain.customization.choices import DesignFinding
from tailorbird.domain.customization.findings import finding
from tailorbird.domain.customization.reading import check, choices_of
from tailorbird.domain.customization.specification import Specification
from tailorbird.domain.customization.template import Template


@dataclass(frozen=True, slots=True)
class Work:
    """A buyer's specification beside the revision of the product on which it was made."""

    owner: str
    product: Product
    specification: Specification


def examine(house: House, work: Work) -> tuple[DesignFinding, ...]:
    """Every finding: by the template, about the variant, about the files, and by the renderer."""
    template = work.product.template or Template()
    reading = choices_of(template, work.specification)
    own = own_pictures(house, work.owner, reading)
    return (
        *check(template, work.specification),
        *variant_findings(work),
        *picture_findings(house, work.owner, reading),
        *drawn_findings(house, work.product, own),
    )


def variant_findings(work: Work) -> tuple[DesignFinding, ...]:
    """A variant that is not sold, or of which there are not so many."""
    asked = work.specification
    variants = {each.variant: each for each in work.product.variants}
    found = variants.get(asked.variant)
    if found is None:
        offered = ", ".join(variants) or "–"
        return (finding("", "unknown_variant", offered=offered),)
    if found.stock is not None and found.stock < asked.quantity:
        return (finding("", "not_in_stock", most=found.stock, count=asked.quantity),)
    return ()
