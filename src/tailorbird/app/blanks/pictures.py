"""Whether the merchant's pictures can be printed and shown: their resolution, and what is seen in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from tailorbird.app.blanks.fitting import PRINTABLE
from tailorbird.app.blanks.previews import drawings_and_files
from tailorbird.app.blanks.sayings import found
from tailorbird.app.blanks.wishes import NewDesign, Placement
from tailorbird.app.house import House
from tailorbird.app.ports.render import Side
from tailorbird.app.screening.pictures import look_at_pictures
from tailorbird.domain.cases.listing_words import ScreenResult
from tailorbird.domain.catalogue.blank import Blank
from tailorbird.domain.customization.choices import Crop, DesignFinding, ImageChoice, Severity
from tailorbird.domain.customization.specification import Entry, EntryKind, Specification
from tailorbird.domain.customization.template import Field, ImageRules, Permitted, Surface
from tailorbird.domain.listing.document import FieldKind

HELD: Final = "held"
_RULES: Final = ImageRules(formats=tuple(sorted(PRINTABLE)), min_dpi=120, good_dpi=200)
"""Merchants' pictures are printed many times over, so they are asked for more than buyers'."""


def unprintable(house: House, blank: Blank, design: NewDesign) -> Iterator[DesignFinding]:
    """What would go wrong at the press with each picture in its size on the goods."""
    read = drawings_and_files(house)
    for number, placed in enumerate(design.placements):
        surface = blank.surface(placed.surface)
        if surface is None:
            continue
        choice = _as_choice(f"placements.{number}", surface, placed)
        for each in house.renderer.look(Side(surface, (choice,)), read):
            yield replace(each, field=choice.field.field)


def _as_choice(name: str, surface: Surface, placed: Placement) -> ImageChoice:
    """The placement in the form in which a buyer's picture is judged."""
    area = placed.area or surface.area
    label = f"Your picture on {surface.label}"
    return ImageChoice(
        field=Field(
            field=name, kind=FieldKind.IMAGE, label=label, surface=surface.surface, area=area, image=_RULES
        ),
        area=area,
        file=placed.file,
        crop=Crop(),
        x_um=placed.x_um,
        y_um=placed.y_um,
        scale_permille=placed.scale_permille,
        turn_mdeg=placed.turn_mdeg,
        background_removed=Permitted.NO,
    )


def screened(house: House, blank: Blank, design: NewDesign) -> Iterator[DesignFinding]:
    """What the screening of pictures refuses, or holds for a person; a model that is missing holds too."""
    places = {f"image:{each.file}": f"placements.{at}" for at, each in enumerate(design.placements)}
    entries = tuple(
        Entry(
            surface=each.surface, area="", label=blank.label, kind=EntryKind.IMAGE, value="", file=each.file
        )
        for each in design.placements
    )
    shown = Specification(product=blank.blank, title=blank.label, quantity=1, entries=entries)
    for each in look_at_pictures(house, shown):
        if each.result is ScreenResult.REFUSE:
            yield found(places[each.where], "barred", why=each.reason)
        elif each.result is ScreenResult.HOLD:
            yield found(places[each.where], HELD, Severity.WARNING, why=each.reason)
