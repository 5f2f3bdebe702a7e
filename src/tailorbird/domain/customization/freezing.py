"""The canonical form of a customization: equal ones have one document and one hash."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tailorbird.domain.customization.choices import Crop, Detail
from tailorbird.domain.customization.conditions import Situation, number_of, plain_number
from tailorbird.domain.customization.details import Details
from tailorbird.domain.customization.lettering import lettering_of
from tailorbird.domain.customization.placing import REMOVED, place_of
from tailorbird.domain.customization.reading import ENTRY_KINDS, area_of
from tailorbird.domain.customization.specification import Entry, Specification
from tailorbird.domain.customization.template import Field, ImageRules, Permitted, Template, TextRules
from tailorbird.domain.customization.texts import one_form
from tailorbird.domain.listing.document import FieldKind

_WHOLE_PICTURE: Final = Crop()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """Which product, in which revision and version, and how many."""

    product: str
    product_hash: str
    title: str
    variant: str
    quantity: int


def frozen(template: Template, ordered: Ordered, entries: Sequence[Entry]) -> Specification:
    """The specification in its one form.

    Entries stand in the template's order, a blank one for each field that is offered and not filled in.
    What lies in fields that are not offered is left out. Fonts, colours and places are all said, also where
    they are the field's own, so that the document means the same under a later revision of the product.
    Texts have one form (`texts.one_form`). What cannot be read stays as it is, unknown fields at the end,
    so that nothing of the buyer's is lost before they have seen it.
    """
    situation = Situation(template, entries)
    known = {each.field for each in template.fields}
    kept: list[Entry] = []
    for asked in situation.shown_fields():
        filled = [each for each in entries if each.label == asked.field and not each.blank]
        one = {_canonical(template, asked, each) for each in filled}
        kept += _sorted(one) or [_blank(asked)]
    kept += _sorted({each for each in entries if each.label not in known and not each.blank})
    return Specification(
        product=ordered.product,
        title=ordered.title,
        quantity=ordered.quantity,
        entries=tuple(kept),
        variant=ordered.variant,
        product_hash=ordered.product_hash,
    )


def _sorted(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(
        entries, key=lambda each: (each.label, each.value, each.file, each.kind, each.surface, each.detail)
    )


def _blank(asked: Field) -> Entry:
    return Entry(surface=asked.surface, area="", label=asked.field, kind=ENTRY_KINDS[asked.kind], value="")


def _canonical(template: Template, asked: Field, entry: Entry) -> Entry:
    placed = replace(entry, surface=asked.surface, area="")
    if entry.kind is not ENTRY_KINDS[asked.kind]:
        return placed
    match asked.kind:
        case FieldKind.TEXT:
            return _text(asked.text or TextRules(), placed)
        case FieldKind.IMAGE:
            return _picture(template, asked, placed)
        case FieldKind.MEASURE:
            number = number_of(entry.value)
            return placed if number is None else replace(placed, value=plain_number(number))
        case FieldKind.WISH:
            return replace(placed, value=one_form(entry.value))
        case _:
            return placed


def _text(rules: TextRules, entry: Entry) -> Entry:
    details = Details(entry)
    set_in = lettering_of(rules, details)
    told = {
        Detail.FONT: set_in.font,
        Detail.COLOUR: set_in.colour.swatch if set_in.colour else "",
        Detail.ALIGN: set_in.align.value,
        Detail.CURVE_MDEG: str(set_in.curve_mdeg),
        Detail.SIZE_UM: "" if set_in.size_um is None else str(set_in.size_um),
    }
    return replace(entry, value=one_form(entry.value), detail=_details(details, told))


def _picture(template: Template, asked: Field, entry: Entry) -> Entry:
    """With its place. What the file was called on the buyer's machine is not part of the goods."""
    if not entry.file:
        return entry
    details = Details(entry)
    placed = place_of(area_of(template, asked), asked.image or ImageRules(), details)
    crop = placed.crop
    told = {
        Detail.X_UM: str(placed.x_um),
        Detail.Y_UM: str(placed.y_um),
        Detail.SCALE_PERMILLE: str(placed.scale_permille),
        Detail.TURN_MDEG: str(placed.turn_mdeg),
        Detail.CROP_PERMILLE: ""
        if crop == _WHOLE_PICTURE
        else f"{crop.left},{crop.top},{crop.width},{crop.height}",
        Detail.BACKGROUND: REMOVED if placed.background_removed is Permitted.YES else "",
    }
    return replace(entry, value="", detail=_details(details, told))


def _details(details: Details, told: dict[Detail, str]) -> tuple[tuple[str, str], ...]:
    """The details in their one form; all as they came where something about them is wrong."""
    known = {each.value for each in told}
    if details.findings or any(name not in known for name, _ in details.entry.detail):
        return details.entry.detail
    return tuple((name.value, text) for name, text in told.items() if text)
