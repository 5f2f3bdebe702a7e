"""Templates that nobody could customize by are told so before they are published."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tailorbird.domain.customization.checking import template_faults
from tailorbird.domain.customization.faults import CODES
from tailorbird.domain.customization.template import (
    Area,
    Barred,
    Characters,
    Comparison,
    Condition,
    Field,
    ImageRules,
    MeasureRules,
    Option,
    Per,
    PlacedArtwork,
    Surcharge,
    Swatch,
    Template,
)
from tailorbird.domain.listing.document import FieldKind, Requirement
from tailorbird.domain.money import Money
from tests.domain.customization.templates import (
    COLOUR,
    FRONT,
    HANDLE,
    NAME,
    PHOTO,
    PICTURE,
    SIZE,
    TEMPLATE,
    WISH,
    name_taking,
    with_field,
)

FONTS = ("sans", "script")
OUTSIDE = Area(x_um=190_000, y_um=0, width_um=20_000, height_um=10_000)


def front(**changed: object) -> Template:
    return replace(TEMPLATE, surfaces=(replace(FRONT, **changed),))  # type: ignore[arg-type]


def asking(condition: Condition) -> Template:
    return with_field(replace(WISH, shown_if=(condition,)))


def charging(**changed: object) -> Template:
    plain = Surcharge(label="More", amounts=(Money(1, "USD"),))
    return replace(TEMPLATE, surcharges=(replace(plain, **changed),))  # type: ignore[arg-type]


FAULTY = {
    "the same field twice": (replace(TEMPLATE, fields=(NAME, NAME)), "fields.name", "named_twice"),
    "the same surface twice": (replace(TEMPLATE, surfaces=(FRONT, FRONT)), "surfaces.front", "named_twice"),
    "a field without a name": (
        replace(TEMPLATE, fields=(*TEMPLATE.fields, replace(WISH, field=""))),
        "fields",
        "unnamed",
    ),
    "a field without a label": (with_field(replace(WISH, label=" ")), "fields.wish", "no_label"),
    "a surface that there is not": (
        with_field(replace(NAME, surface="back")),
        "fields.name",
        "no_such_surface",
    ),
    "an area outside its surface": (
        with_field(replace(NAME, area=OUTSIDE)),
        "fields.name.area",
        "area_outside",
    ),
    "a printable area outside": (front(area=OUTSIDE), "surfaces.front.area", "area_outside"),
    "an area of nothing": (front(area=replace(FRONT.area, width_um=0)), "surfaces.front.area", "area_empty"),
    "an area on no surface": (
        with_field(replace(NAME, surface="", area=FRONT.area)),
        "fields.name.area",
        "area_without_surface",
    ),
    "a surface of nothing": (front(width_um=0), "surfaces.front", "surface_size"),
    "a bleed below zero": (front(bleed_um=-1), "surfaces.front.bleed_um", "bleed"),
    "a resolution of nothing": (front(resolution_dpi=0), "surfaces.front.resolution_dpi", "resolution"),
    "a tint by a text": (front(tint="name"), "surfaces.front.tint", "tint"),
    "artwork that is no file": (
        front(artwork=(PlacedArtwork(file="cat.png", area=FRONT.area),)),
        "surfaces.front.artwork.1",
        "artwork_file",
    ),
    "artwork of no size": (
        front(artwork=(PlacedArtwork(file=PICTURE, area=FRONT.area, scale_permille=0),)),
        "surfaces.front.artwork.1",
        "artwork_place",
    ),
    "artwork outside": (
        front(artwork=(PlacedArtwork(file=PICTURE, area=OUTSIDE),)),
        "surfaces.front.artwork.1.area",
        "area_outside",
    ),
    "rules of another kind": (
        with_field(replace(WISH, text=NAME.text)),
        "fields.wish.text",
        "rules_of_another_kind",
    ),
    "a text of no length": (name_taking(max_length=0), "fields.name", "text_limits"),
    "sizes upside down": (name_taking(min_size_um=9000, max_size_um=8000), "fields.name", "text_sizes"),
    "no font": (name_taking(fonts=()), "fields.name", "no_font"),
    "a font that there is not": (name_taking(fonts=("comic",)), "fields.name", "unknown_font"),
    "the same font twice": (name_taking(fonts=("sans", "sans")), "fields.name", "named_twice"),
    "no characters at all": (name_taking(characters=Characters.NONE), "fields.name", "no_characters"),
    "a curve beyond a circle": (name_taking(curve_mdeg=360_001), "fields.name", "curve"),
    "a colour in words": (
        name_taking(colours=(Swatch(swatch="r", label="R", colour="red"),)),
        "fields.name.colours.r",
        "colour",
    ),
    "a press colour of three": (
        name_taking(colours=(Swatch(swatch="r", label="R", colour="#ff0000", cmyk="0,100,100"),)),
        "fields.name.colours.r",
        "cmyk",
    ),
    "resolutions upside down": (
        with_field(replace(PHOTO, image=ImageRules(min_dpi=300))),
        "fields.photo",
        "image_resolution",
    ),
    "no format": (with_field(replace(PHOTO, image=ImageRules(formats=()))), "fields.photo", "no_format"),
    "a format that is none": (
        with_field(replace(PHOTO, image=ImageRules(formats=("text/html",)))),
        "fields.photo",
        "unknown_format",
    ),
    "a choice of nothing": (with_field(replace(COLOUR, options=())), "fields.colour", "no_option"),
    "the same option twice": (
        with_field(replace(HANDLE, options=HANDLE.options * 2)),
        "fields.handle.options",
        "named_twice",
    ),
    "a swatch in words": (
        with_field(replace(HANDLE, options=(Option(option="a", label="A", colour="gold"),))),
        "fields.handle.options.a",
        "colour",
    ),
    "two prices in one currency": (
        with_field(
            replace(
                HANDLE, options=(Option(option="a", label="A", prices=(Money(1, "USD"), Money(2, "USD"))),)
            )
        ),
        "fields.handle.options.a",
        "two_amounts",
    ),
    "a required choice that may have none": (
        with_field(
            replace(
                HANDLE,
                required=Requirement.REQUIRED,
                options=(
                    Option(option="a", label="A", offered_if=(Condition(field="colour", values=("gold",)),)),
                ),
            )
        ),
        "fields.handle",
        "option_never_offered",
    ),
    "a measure without rules": (with_field(replace(SIZE, measure=None)), "fields.size", "no_measure"),
    "a step of nothing": (
        with_field(
            replace(
                SIZE, measure=MeasureRules(unit="mm", minimum=Decimal(1), maximum=Decimal(2), step=Decimal(0))
            )
        ),
        "fields.size",
        "measure_limits",
    ),
    "a measure that is no number": (
        with_field(
            replace(SIZE, measure=MeasureRules(unit="mm", minimum=Decimal("NaN"), maximum=Decimal(2)))
        ),
        "fields.size",
        "measure_limits",
    ),
    "a wish of no length": (with_field(replace(WISH, wish_length=0)), "fields.wish", "wish_length"),
    "a condition on no field": (
        asking(Condition(field="mood", values=("good",))),
        "fields.wish.shown_if",
        "no_such_field",
    ),
    "a condition on no option": (
        asking(Condition(field="colour", values=("blue",))),
        "fields.wish.shown_if",
        "no_such_option",
    ),
    "a condition without values": (asking(Condition(field="colour")), "fields.wish.shown_if", "no_values"),
    "a condition with needless values": (
        asking(Condition(field="colour", comparison=Comparison.BLANK, values=("gold",))),
        "fields.wish.shown_if",
        "values_unused",
    ),
    "a picture compared": (
        asking(Condition(field="photo", values=("cat",))),
        "fields.wish.shown_if",
        "picture_compared",
    ),
    "a measure compared with a word": (
        asking(Condition(field="size", values=("big",))),
        "fields.wish.shown_if",
        "not_a_number",
    ),
    "a field that asks about itself": (
        asking(Condition(field="wish", values=("x",))),
        "fields.wish",
        "circle",
    ),
    "barred without conditions": (
        replace(TEMPLATE, barred=(Barred(when=(), says="No."),)),
        "barred.1",
        "no_condition",
    ),
    "barred without a reason": (
        replace(TEMPLATE, barred=(Barred(when=(Condition(field="colour", values=("gold",)),), says=" "),)),
        "barred.1",
        "says_nothing",
    ),
    "a surcharge of nothing": (charging(amounts=()), "surcharges.1", "no_amount"),
    "a surcharge with two amounts": (
        charging(amounts=(Money(1, "USD"), Money(2, "USD"))),
        "surcharges.1",
        "two_amounts",
    ),
    "letters of a picture": (charging(per=Per.CHARACTER, field="photo"), "surcharges.1", "uncounted_field"),
    "letters of no field": (charging(per=Per.LINE), "surcharges.1", "uncounted_field"),
    "a field that nothing counts": (charging(field="name"), "surcharges.1", "field_unused"),
    "less than nothing free": (charging(free=-1), "surcharges.1", "free"),
    "quantities upside down": (
        replace(TEMPLATE, min_quantity=5, max_quantity=4),
        "quantity",
        "quantity_limits",
    ),
    "no quantity": (replace(TEMPLATE, min_quantity=0), "quantity", "quantity_limits"),
    "far too many fields": (
        replace(
            TEMPLATE, fields=tuple(Field(field=f"w{n}", kind=FieldKind.WISH, label="W") for n in range(201))
        ),
        "fields",
        "too_many",
    ),
}


@pytest.mark.parametrize(("template", "where", "code"), FAULTY.values(), ids=FAULTY.keys())
def test_a_fault_is_named_with_its_place_in_two_languages(template: Template, where: str, code: str) -> None:
    told = {(each.where, each.code): each for each in template_faults(template, FONTS)}
    assert (where, code) in told
    assert told[where, code].says_zh


def test_a_template_that_works_has_no_fault() -> None:
    assert template_faults(TEMPLATE, FONTS) == ()
    assert template_faults(Template()) == ()


def test_fonts_are_looked_at_only_where_they_are_known() -> None:
    assert template_faults(name_taking(fonts=("comic",))) == ()


def test_a_longer_circle_is_named_once_with_its_way() -> None:
    circle = with_field(replace(COLOUR, shown_if=(Condition(field="handle", comparison=Comparison.BLANK),)))
    (told,) = template_faults(circle)
    assert told.code == "circle"
    assert "colour → handle → colour" in told.says


def test_every_fault_is_tried_here() -> None:
    assert CODES - {code for _, _, code in FAULTY.values()} == set()
