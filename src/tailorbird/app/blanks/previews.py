"""Pictures of blanks and of designs on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tailorbird.app.blanks.composing import colours_offered, decorated
from tailorbird.app.blanks.fitting import surfaces_used
from tailorbird.app.blanks.wishes import NewDesign
from tailorbird.app.house import House
from tailorbird.app.ports.render import Drawing, ReadFile, Side, View
from tailorbird.domain.catalogue.blank import Blank
from tailorbird.domain.customization.template import Option, Surface

PREVIEW_PX: Final = 800
_KEPT: Final = 96
_Draw = Callable[[Side, View, ReadFile], Drawing]
_Picture = Callable[[Drawing, int], bytes]


@dataclass(frozen=True, slots=True)
class Preview:
    """A PNG of one surface in one colour, with the design on it."""

    surface: Surface
    colour: Option
    png: bytes


def drawings_and_files(house: House) -> ReadFile:
    """Reads drawings of blanks and stored files, by their names."""

    def read(name: str) -> bytes | None:
        return house.blank_drawing(name) if name.startswith("blank:") else house.files.read(name)

    return read


def blank_png(house: House, surface: Surface, tint: str) -> bytes:
    """The bare blank in a colour of its own. The most asked for are kept."""
    return _bare(house.renderer.draw, house.renderer.picture, house.blank_drawing, surface, tint)


@lru_cache(maxsize=_KEPT)
def _bare(draw: _Draw, picture: _Picture, read: ReadFile, surface: Surface, tint: str) -> bytes:
    return picture(draw(Side(surface, (), tint), View.PREVIEW, read), PREVIEW_PX)


def previews(house: House, blank: Blank, design: NewDesign) -> Iterator[Preview]:
    """The design in every colour on the first surface that has it, and on the others in the first colour:
    what a buyer looks through; every other one is drawn when it is asked for."""
    colours = colours_offered(blank, design).options
    surfaces = tuple(decorated(each, design) for each in surfaces_used(blank, design))
    first = next((each for each in surfaces if each.artwork), surfaces[0])
    sides = [(first, each) for each in colours]
    sides += [(each, colours[0]) for each in surfaces if each != first]
    read = drawings_and_files(house)
    for surface, colour in sides:
        drawing = house.renderer.draw(Side(surface, (), colour.colour), View.PREVIEW, read)
        yield Preview(surface, colour, house.renderer.picture(drawing, PREVIEW_PX))
