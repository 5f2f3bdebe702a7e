"""One side of a design as a drawing: the surface, the design on it, and what lies over it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tailorbird.adapters.render import placing
from tailorbird.adapters.render.blank import Blank, blank_layers
from tailorbird.adapters.render.findings import LOW_RESOLUTION
from tailorbird.adapters.render.images import (
    ARTWORK,
    Missing,
    NotCut,
    artwork_choices,
    image_findings,
    image_picture,
    option_picture,
)
from tailorbird.adapters.render.scene import Box, Fill, Mark, Markup, Picture, rectangle, svg_of
from tailorbird.adapters.render.texts import text_fills, text_findings
from tailorbird.adapters.render.uploads import Preparing, Unreadable, opened
from tailorbird.app.ports.render import CannotDraw, Drawing, ReadFile, Side, View
from tailorbird.domain.customization.choices import (
    Choice,
    Crop,
    DesignFinding,
    ImageChoice,
    OptionChoice,
    Severity,
    TextChoice,
)
from tailorbird.domain.customization.svg import is_svg
from tailorbird.domain.customization.template import Area, Shape, Surface

_SURFACE_PX: Final = 1600
_OUTLINE: Final = "#2e5e82"
_HALO: Final = "#ffffff"
_EMPTY: Final = "#8a6a1f"
_PLAIN: Final = "#f4f2ec"


def findings_of(side: Side, read: ReadFile) -> tuple[DesignFinding, ...]:
    """What would go wrong with the side's choices, in their order. How sharp its own artwork is the merchant
    was told when it was placed."""
    found: list[DesignFinding] = []
    for choice in _choices(side):
        if isinstance(choice, TextChoice):
            found += text_findings(choice)
        elif isinstance(choice, ImageChoice) and choice.file:
            found += image_findings(choice, side.surface, read)
    return tuple(each for each in found if (each.field, each.code) != (ARTWORK, LOW_RESOLUTION))


def drawn(side: Side, view: View, read: ReadFile, preparing: Preparing) -> Drawing:
    """The side in that view. A preview shows as much as can be shown; a proof and a print file are refused
    where what they show would not be what was asked for."""
    surface = side.surface
    if view is not View.PREVIEW:
        _refuse_errors(side, read)
    design = list(_design(side, view, read, preparing))
    if view is View.PRINT:
        return _press(surface, design)
    product = _product(side, read, preparing)
    marks = [product.below, *design]
    if view is View.PROOF:
        marks.append(_printable_outline(surface))
    marks.append(product.above)
    box = Box(0, 0, surface.width_um, surface.height_um)
    return Drawing(svg_of(marks, box), surface.width_um, surface.height_um)


def _press(surface: Surface, design: list[Mark]) -> Drawing:
    bleed, area = surface.bleed_um, surface.area
    box = Box(area.x_um - bleed, area.y_um - bleed, area.width_um + 2 * bleed, area.height_um + 2 * bleed)
    return Drawing(svg_of(design, box), box.width, box.height, bleed)


def _refuse_errors(side: Side, read: ReadFile) -> None:
    for each in findings_of(side, read):
        if each.severity is Severity.ERROR and each.code != LOW_RESOLUTION:
            raise CannotDraw(f"{each.says} {each.next_step}")


def _choices(side: Side) -> Iterator[Choice]:
    """What is printed on this side, from the lowest: the merchant's artwork, then what the buyer chose."""
    yield from artwork_choices(side.surface)
    yield from (each for each in side.choices if each.field.surface == side.surface.surface)


def _design(side: Side, view: View, read: ReadFile, preparing: Preparing) -> Iterator[Mark]:
    for choice in _choices(side):
        if isinstance(choice, TextChoice):
            yield from text_fills(choice)
        elif isinstance(choice, ImageChoice) and choice.file:
            yield from _image(choice, side.surface, view, read, preparing)
        elif isinstance(choice, OptionChoice) and choice.option.picture and choice.field.area is not None:
            area = choice.field.area
            try:
                yield option_picture(choice, area, side.surface, view, read, preparing)
            except Unreadable as problem:
                raise CannotDraw(f"The picture of an option cannot be used. {problem}") from problem


def _image(
    choice: ImageChoice, surface: Surface, view: View, read: ReadFile, preparing: Preparing
) -> Iterator[Mark]:
    try:
        yield image_picture(choice, surface, view, read, preparing)
    except (Missing, NotCut, Unreadable) as problem:
        if view is not View.PREVIEW:
            raise CannotDraw(str(problem)) from problem
        yield _empty_frame(choice.area)


def _product(side: Side, read: ReadFile, preparing: Preparing) -> Blank:
    surface = side.surface
    if not surface.picture:
        card = Fill(rectangle(0, 0, surface.width_um, surface.height_um), side.tint or _PLAIN)
        return Blank(card, Markup(""))
    data = read(surface.picture)
    if data is None:
        raise CannotDraw(
            "The picture of this side of the product is not stored; the seller has to replace it."
        )
    if is_svg(data):
        return blank_layers(data, surface, side.tint)
    return Blank(_photograph(data, surface, preparing), Markup(""))


def _photograph(data: bytes, surface: Surface, preparing: Preparing) -> Picture:
    """A stored picture of the product, whole on its surface."""
    try:
        upload = opened(data)
        made = preparing.prepared(upload, Crop(), _SURFACE_PX, "preview")
    except Unreadable as problem:
        raise CannotDraw(f"The picture of this side of the product cannot be used. {problem}") from problem
    box = Box(0, 0, surface.width_um, surface.height_um)
    width, height = placing.standing_in(box, (upload.width, upload.height))
    return Picture(made.data, made.media_type, box.width // 2, box.height // 2, width, height)


def _printable_outline(surface: Surface) -> Mark:
    """The edge at which the print is cut: dashed, on a light line, so that it is seen on every colour."""
    width = max(surface.width_um, surface.height_um) // 400
    light = _dashed(surface.area, width * 2, _HALO)
    return Markup(light.svg + _dashed(surface.area, width, _OUTLINE).svg)


def _empty_frame(area: Area) -> Mark:
    """Where a picture would be."""
    return _dashed(area, max(area.width_um, area.height_um) // 120, _EMPTY)


def _dashed(area: Area, width_um: int, colour: str) -> Markup:
    stroke = max(1, width_um)
    dashes = f' stroke-dasharray="{stroke * 5} {stroke * 4}"' if colour != _HALO else ' stroke-opacity=".7"'
    style = f'fill="none" stroke="{colour}" stroke-width="{stroke}"{dashes}'
    if area.shape is Shape.ELLIPSE:
        across, down = area.width_um / 2, area.height_um / 2
        return Markup(
            f'<ellipse cx="{area.x_um + across:g}" cy="{area.y_um + down:g}" rx="{across:g}" ry="{down:g}" '
            f"{style}/>"
        )
    return Markup(
        f'<rect x="{area.x_um}" y="{area.y_um}" width="{area.width_um}" height="{area.height_um}" {style}/>'
    )
