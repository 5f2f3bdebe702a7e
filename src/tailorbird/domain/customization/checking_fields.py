"""Fields of a template: each with the rules of its kind, and these sane."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Final

from tailorbird.domain.customization.checking_surfaces import area_faults, colour_faults
from tailorbird.domain.customization.conditions import number_of, plain_number
from tailorbird.domain.customization.details import FULL_TURN_MDEG
from tailorbird.domain.customization.faults import TemplateFault, fault
from tailorbird.domain.customization.template import (
    Characters,
    Field,
    ImageRules,
    MeasureRules,
    Template,
    TextRules,
)
from tailorbird.domain.listing.document import FieldKind, Requirement

FORMATS: Final = ("image/png", "image/jpeg", "image/webp", "image/gif", "image/svg+xml")
"""Pictures that can be placed on a product."""
_MOST_CHARACTERS: Final = 5_000
_MOST_LINES: Final = 100
_LEAST_SIZE_UM: Final = 300
_MOST_SIZE_UM: Final = 1_000_000
_MOST_DPI: Final = 1_200


def field_faults(template: Template, asked: Field, fonts: Collection[str] | None) -> Iterator[TemplateFault]:
    """Everything wrong with one field."""
    where = f"fields.{asked.field}"
    if not asked.label.strip():
        yield fault(where, "no_label")
    yield from _place(template, asked, where)
    yield from _strange_rules(asked, where)
    match asked.kind:
        case FieldKind.TEXT:
            yield from _text(where, asked.text or TextRules(), fonts)
        case FieldKind.IMAGE:
            yield from _image(where, asked.image or ImageRules())
        case FieldKind.CHOICE:
            yield from _options(where, asked)
        case FieldKind.MEASURE:
            yield from _measure(where, asked.measure)
        case FieldKind.WISH:
            if not 1 <= asked.wish_length <= _MOST_CHARACTERS:
                yield fault(where, "wish_length")


def _place(template: Template, asked: Field, where: str) -> Iterator[TemplateFault]:
    surface = next((each for each in template.surfaces if each.surface == asked.surface), None)
    if asked.surface and surface is None:
        yield fault(where, "no_such_surface", surface=asked.surface)
    if asked.area is not None:
        if surface is not None:
            yield from area_faults(f"{where}.area", surface, asked.area)
        elif not asked.surface:
            yield fault(f"{where}.area", "area_without_surface")


def _strange_rules(asked: Field, where: str) -> Iterator[TemplateFault]:
    for name, rules, kind in (
        ("text", asked.text, FieldKind.TEXT),
        ("image", asked.image, FieldKind.IMAGE),
        ("options", asked.options or None, FieldKind.CHOICE),
        ("measure", asked.measure, FieldKind.MEASURE),
    ):
        if rules is not None and asked.kind is not kind:
            yield fault(f"{where}.{name}", "rules_of_another_kind", rules=name, kind=asked.kind.value)


def _text(where: str, rules: TextRules, fonts: Collection[str] | None) -> Iterator[TemplateFault]:
    if not (1 <= rules.max_length <= _MOST_CHARACTERS and 1 <= rules.max_lines <= _MOST_LINES):
        yield fault(where, "text_limits")
    if not _LEAST_SIZE_UM <= rules.min_size_um <= rules.max_size_um <= _MOST_SIZE_UM:
        yield fault(where, "text_sizes", least=_LEAST_SIZE_UM, most=_MOST_SIZE_UM)
    if not rules.fonts:
        yield fault(where, "no_font")
    for font in rules.fonts:
        if fonts is not None and font not in fonts:
            yield fault(where, "unknown_font", font=font, known=", ".join(sorted(fonts)))
    yield from _twice(where, rules.fonts)
    yield from _twice(where, [each.swatch for each in rules.colours])
    for each in rules.colours:
        yield from colour_faults(f"{where}.colours.{each.swatch}", each.colour, each.cmyk)
    if rules.characters is Characters.NONE and not rules.also:
        yield fault(where, "no_characters")
    if abs(rules.curve_mdeg) > FULL_TURN_MDEG:
        yield fault(where, "curve")


def _image(where: str, rules: ImageRules) -> Iterator[TemplateFault]:
    if not 1 <= rules.min_dpi <= rules.good_dpi <= _MOST_DPI:
        yield fault(where, "image_resolution")
    if not rules.formats:
        yield fault(where, "no_format")
    for kind in rules.formats:
        if kind not in FORMATS:
            yield fault(where, "unknown_format", kind=kind)


def _options(where: str, asked: Field) -> Iterator[TemplateFault]:
    if not asked.options:
        yield fault(where, "no_option")
    elif asked.required is Requirement.REQUIRED and all(each.offered_if for each in asked.options):
        yield fault(where, "option_never_offered")
    yield from _twice(f"{where}.options", [each.option for each in asked.options])
    for each in asked.options:
        here = f"{where}.options.{each.option}"
        if not each.label.strip():
            yield fault(here, "no_label")
        if each.colour:
            yield from colour_faults(here, each.colour)
        for currency, number in Counter(price.currency for price in each.prices).items():
            if number > 1:
                yield fault(here, "two_amounts", currency=currency)


def _measure(where: str, rules: MeasureRules | None) -> Iterator[TemplateFault]:
    if rules is None or not rules.unit.strip():
        yield fault(where, "no_measure")
        return
    numbers = (rules.minimum, rules.maximum, rules.step)
    written = all(each.is_finite() and number_of(plain_number(each)) is not None for each in numbers)
    if not (written and rules.minimum <= rules.maximum and rules.step > 0):
        yield fault(where, "measure_limits")


def _twice(where: str, names: Collection[str]) -> Iterator[TemplateFault]:
    for name, number in Counter(names).items():
        if number > 1:
            yield fault(where, "named_twice", name=name)
        if not name.strip():
            yield fault(where, "unnamed")
