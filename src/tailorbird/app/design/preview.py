"""Previews of a design: the SVG that everything is made from, or a PNG of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tailorbird.app.design import problems
from tailorbird.app.design.drafts import version_of
from tailorbird.app.design.files import read_file
from tailorbird.app.design.products import revision_of
from tailorbird.app.design.sides import own_pictures, sides_of
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.ports.render import CannotDraw, Drawing, View
from tailorbird.app.ports.vision import UnreadablePicture, VisionAbsent
from tailorbird.domain.catalogue.product import Product
from tailorbird.domain.customization.reading import choices_of
from tailorbird.domain.customization.specification import Specification, read_specification
from tailorbird.domain.customization.template import Template

SVG: Final = "image/svg+xml"
PNG: Final = "image/png"
LEAST_PX: Final = 32
MOST_PX: Final = 2_000


@dataclass(frozen=True, slots=True)
class Look:
    """Which version (0: the last), which side (empty: the first), and how wide; 0 px is the SVG itself."""

    version: int = 0
    surface: str = ""
    width_px: int = 0


@dataclass(frozen=True, slots=True)
class Preview:
    """A picture of one side."""

    media_type: str
    data: bytes
    hash: str
    """Of the specification that it shows."""


def preview(house: House, owner: str, draft_id: str, look: Look) -> Preview | Problem:
    """The side with the design on it, for its owner."""
    found = version_of(house, owner, draft_id, look.version)
    if isinstance(found, Problem):
        return found
    specification = read_specification(found.document)
    product = revision_of(house, found.product, specification.product_hash)
    if isinstance(product, Problem):
        return product
    drawing = draw(house, owner, product, specification, look.surface)
    if isinstance(drawing, Problem):
        return drawing
    if not look.width_px:
        return Preview(SVG, drawing.svg.encode(), found.hash)
    width = min(MOST_PX, max(LEAST_PX, look.width_px))
    try:
        return Preview(PNG, house.renderer.picture(drawing, width), found.hash)
    except CannotDraw as problem:
        return problems.not_drawn(str(problem))


def draw(
    house: House, owner: str, product: Product, specification: Specification, surface: str
) -> Drawing | Problem:
    """One side of the product as this specification makes it, without pictures of others."""
    reading = choices_of(product.template or Template(), specification)
    sides = sides_of(product, own_pictures(house, owner, reading))
    side = next((each for each in sides if each.surface.surface == surface or not surface), None)
    if side is None:
        return problems.no_surface(surface, [each.surface.surface for each in sides])
    try:
        return house.renderer.draw(side, View.PREVIEW, read_file(house))
    except CannotDraw as problem:
        return problems.not_drawn(str(problem))
    except (VisionAbsent, UnreadablePicture):
        return problems.not_drawn("The background of a picture could not be removed just now.")
