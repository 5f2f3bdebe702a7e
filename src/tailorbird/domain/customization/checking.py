"""Whether a template can be worked with, told to whoever sets up the product."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from tailorbird.domain.customization.checking_fields import field_faults
from tailorbird.domain.customization.checking_rules import circle_faults, condition_faults, surcharge_faults
from tailorbird.domain.customization.checking_surfaces import surface_faults
from tailorbird.domain.customization.faults import TemplateFault, fault
from tailorbird.domain.customization.template import Template

__all__ = ["MOST_QUANTITY", "TemplateFault", "template_faults"]
MOST_QUANTITY = 1_000_000
_MOST_FIELDS = 200
_MOST_SURFACES = 50


def template_faults(template: Template, fonts: Collection[str] | None = None) -> tuple[TemplateFault, ...]:
    """Everything that keeps buyers from customizing by this template; empty where it works.

    `fonts` are the ids that texts can be set in; without it fonts are not looked at.
    """
    return (
        *_sizes(template),
        *_twice("surfaces", [each.surface for each in template.surfaces]),
        *_twice("fields", [each.field for each in template.fields]),
        *(found for each in template.surfaces for found in surface_faults(template, each)),
        *(found for each in template.fields for found in field_faults(template, each, fonts)),
        *condition_faults(template),
        *circle_faults(template),
        *surcharge_faults(template),
    )


def _sizes(template: Template) -> Iterator[TemplateFault]:
    if not 1 <= template.min_quantity <= template.max_quantity <= MOST_QUANTITY:
        yield fault("quantity", "quantity_limits", most=MOST_QUANTITY)
    for name, number, most in (
        ("fields", len(template.fields), _MOST_FIELDS),
        ("surfaces", len(template.surfaces), _MOST_SURFACES),
    ):
        if number > most:
            yield fault(name, "too_many", number=number, most=most)


def _twice(where: str, names: Collection[str]) -> Iterator[TemplateFault]:
    for name, number in Counter(names).items():
        if number > 1:
            yield fault(f"{where}.{name}", "named_twice", name=name)
        if not name.strip():
            yield fault(where, "unnamed")
