"""Surfaces of a template: sizes, areas, bleed, resolution."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tailorbird.domain.customization.details import FULL_TURN_MDEG
from tailorbird.domain.customization.faults import TemplateFault, fault
from tailorbird.domain.customization.placing import SCALE
from tailorbird.domain.customization.template import Area, PlacedArtwork, Surface, Template
from tailorbird.domain.listing.document import FieldKind

_LEAST_UM: Final = 1_000
_MOST_UM: Final = 5_000_000
_MOST_BLEED_UM: Final = 20_000
_LEAST_DPI: Final = 72
_MOST_DPI: Final = 1_200
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_COLOUR: Final = re.compile(r"#[0-9a-f]{6}")
_CMYK: Final = re.compile(r"(?:100|[1-9]?[0-9])(?:,(?:100|[1-9]?[0-9])){3}")


def surface_faults(template: Template, surface: Surface) -> Iterator[TemplateFault]:
    """Everything wrong with one surface."""
    where = f"surfaces.{surface.surface}"
    if not surface.label.strip():
        yield fault(where, "no_label")
    if not all(_LEAST_UM <= each <= _MOST_UM for each in (surface.width_um, surface.height_um)):
        yield fault(where, "surface_size", width=surface.width_um, height=surface.height_um)
    yield from area_faults(f"{where}.area", surface, surface.area)
    if not 0 <= surface.bleed_um <= _MOST_BLEED_UM:
        yield fault(f"{where}.bleed_um", "bleed")
    if not _LEAST_DPI <= surface.resolution_dpi <= _MOST_DPI:
        yield fault(f"{where}.resolution_dpi", "resolution")
    choices = {each.field for each in template.fields if each.kind is FieldKind.CHOICE}
    if surface.tint and surface.tint not in choices:
        yield fault(f"{where}.tint", "tint", field=surface.tint)
    for number, artwork in enumerate(surface.artwork, 1):
        yield from _artwork(f"{where}.artwork.{number}", surface, artwork)


def _artwork(where: str, surface: Surface, artwork: PlacedArtwork) -> Iterator[TemplateFault]:
    if not _SHA256.fullmatch(artwork.file):
        yield fault(where, "artwork_file")
    yield from area_faults(f"{where}.area", surface, artwork.area)
    scaled = SCALE.least <= artwork.scale_permille <= SCALE.most
    if not scaled or abs(artwork.turn_mdeg) > FULL_TURN_MDEG:
        yield fault(where, "artwork_place", least=SCALE.least, most=SCALE.most)


def area_faults(where: str, surface: Surface, area: Area) -> Iterator[TemplateFault]:
    """An area that is empty, or not all on its surface."""
    if area.width_um < 1 or area.height_um < 1:
        yield fault(where, "area_empty")
    right, bottom = area.x_um + area.width_um, area.y_um + area.height_um
    if min(area.x_um, area.y_um) < 0 or right > surface.width_um or bottom > surface.height_um:
        yield fault(where, "area_outside")


def colour_faults(where: str, colour: str, cmyk: str = "") -> Iterator[TemplateFault]:
    """A colour that is not written as one."""
    if not _COLOUR.fullmatch(colour):
        yield fault(where, "colour", colour=colour)
    if cmyk and not _CMYK.fullmatch(cmyk):
        yield fault(where, "cmyk", cmyk=cmyk)
