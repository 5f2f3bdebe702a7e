"""What a drawing consists of, and how it is written as SVG: filled paths, pictures, and what clips them.

All lengths are whole micrometres. The PDF writer reads the same SVG back (`reading.py`), so there is no
second source of what is printed.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tailorbird.domain.customization.template import Shape

_ID: Final = "\x00"
"""Stands where an id's prefix goes until the drawing's bytes are known; no SVG can contain it."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, or the ellipse in it."""

    x: int
    y: int
    width: int
    height: int
    shape: Shape = Shape.RECTANGLE


@dataclass(frozen=True, slots=True)
class Fill:
    """A path filled with a colour (`#rrggbb`); `cmyk` in percent where the press has its own recipe."""

    path: str
    colour: str
    cmyk: str = ""
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG or JPEG: turned clockwise about its middle, and clipped."""

    data: bytes
    media_type: str
    middle_x: int
    middle_y: int
    width: int
    height: int
    turn_mdeg: int = 0
    clip: Box | None = None


@dataclass(frozen=True, slots=True)
class Markup:
    """SVG that is put in as it stands; its ids begin with `id_mark()`."""

    svg: str


Mark = Fill | Picture | Markup

LAYER_BEGINS: Final = "<!--layer-->"
LAYER_ENDS: Final = "<!--/layer-->"
"""Around the product below and above the design, so that its raster can be kept while the design changes."""


def layer(svg: str) -> Markup:
    """SVG of the product itself."""
    return Markup(LAYER_BEGINS + svg + LAYER_ENDS)


def id_mark() -> str:
    """What ids in `Markup` begin with; every drawing replaces it by a prefix of its own."""
    return _ID


def svg_of(marks: Iterable[Mark], view: Box) -> str:
    """The drawing as SVG; equal marks make equal bytes."""
    clips: dict[Box, str] = {}
    body = "".join(_written(each, clips) for each in marks)
    defs = "".join(f'<clipPath id="{name}">{_outline(box)}</clipPath>' for box, name in clips.items())
    whole = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_mm(view.width)}mm" height="{_mm(view.height)}mm" '
        f'viewBox="{view.x} {view.y} {view.width} {view.height}">'
        + (f"<defs>{defs}</defs>" if defs else "")
        + body
        + "</svg>"
    )
    return whole.replace(_ID, f"d{hashlib.sha256(whole.encode()).hexdigest()[:10]}-")


def _mm(length_um: int) -> str:
    return f"{length_um / 1000:.3f}".rstrip("0").rstrip(".")


def _written(mark: Mark, clips: dict[Box, str]) -> str:
    if isinstance(mark, Markup):
        return mark.svg
    if isinstance(mark, Fill):
        recipe = f' data-cmyk="{mark.cmyk}"' if mark.cmyk else ""
        opacity = f' fill-opacity="{mark.opacity:g}"' if mark.opacity < 1 else ""
        return f'<path fill="{mark.colour}"{opacity}{recipe} d="{mark.path}"/>'
    return _picture(mark, clips)


def _picture(mark: Picture, clips: dict[Box, str]) -> str:
    turn = f" rotate({mark.turn_mdeg / 1000:g})" if mark.turn_mdeg else ""
    image = (
        f'<image x="{-(mark.width // 2)}" y="{-(mark.height // 2)}" width="{mark.width}" '
        f'height="{mark.height}" preserveAspectRatio="none" '
        f'transform="translate({mark.middle_x} {mark.middle_y}){turn}" '
        f'href="data:{mark.media_type};base64,{b64encode(mark.data).decode()}"/>'
    )
    if mark.clip is None:
        return image
    name = clips.setdefault(mark.clip, f"{_ID}c{len(clips)}")
    return f'<g clip-path="url(#{name})">{image}</g>'


def _outline(box: Box) -> str:
    if box.shape is Shape.ELLIPSE:
        across, down = box.width / 2, box.height / 2
        return f'<ellipse cx="{box.x + across:g}" cy="{box.y + down:g}" rx="{across:g}" ry="{down:g}"/>'
    return f'<rect x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}"/>'


def rectangle(x: int, y: int, width: int, height: int) -> str:
    """Path data of a rectangle."""
    return f"M{x} {y}L{x + width} {y}L{x + width} {y + height}L{x} {y + height}Z"


def ellipse(x: int, y: int, width: int, height: int) -> str:
    """Path data of the ellipse in a box."""
    across, down = width / 2, height / 2
    middle_x, middle_y = x + across, y + down
    handle_x, handle_y = across * _HANDLE, down * _HANDLE

    def curve(*points: float) -> str:
        return "C" + " ".join(str(round(each)) for each in points)

    return (
        f"M{round(middle_x + across)} {round(middle_y)}"
        + curve(
            middle_x + across,
            middle_y + handle_y,
            middle_x + handle_x,
            middle_y + down,
            middle_x,
            middle_y + down,
        )
        + curve(
            middle_x - handle_x,
            middle_y + down,
            middle_x - across,
            middle_y + handle_y,
            middle_x - across,
            middle_y,
        )
        + curve(
            middle_x - across,
            middle_y - handle_y,
            middle_x - handle_x,
            middle_y - down,
            middle_x,
            middle_y - down,
        )
        + curve(
            middle_x + handle_x,
            middle_y - down,
            middle_x + across,
            middle_y - handle_y,
            middle_x + across,
            middle_y,
        )
        + "Z"
    )


_HANDLE: Final = 0.5522847498
