"""A print drawing as pixels: straight photographs by Pillow, everything else by resvg where it lies.

resvg draws a picture of nine million pixels in seconds; Pillow only has to lay it down.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final

from PIL import Image

from tailorbird.adapters.render.scene import Box, Fill, Picture, svg_of
from tailorbird.domain.customization.template import Shape

_OPAQUE: Final = 255
Lay = Callable[[Image.Image, str], None]
"""Lays an SVG of the whole drawing on the canvas."""


def laid_out(view: Box, marks: Sequence[Fill | Picture], size: tuple[int, int], lay: Lay) -> Image.Image:
    """The marks on a transparent canvas of that size, in their order."""
    canvas = Image.new("RGBA", size)
    for mark in _together(marks):
        if isinstance(mark, Picture) and _is_straight(mark):
            _lay_picture(canvas, mark, view)
        else:
            lay(canvas, svg_of([mark] if isinstance(mark, Picture) else mark, view))
    return canvas


def png_of(canvas: Image.Image) -> bytes:
    """The canvas as PNG, without alpha where nothing is transparent. Run lengths compress photographs as well
    as the slow ways do, and flat areas too."""
    opaque = canvas.getchannel("A").getextrema()[0] == _OPAQUE
    into = io.BytesIO()
    (canvas.convert("RGB") if opaque else canvas).save(into, "PNG", compress_type=_RUN_LENGTHS)
    return into.getvalue()


_RUN_LENGTHS: Final = 3


def _together(marks: Sequence[Fill | Picture]) -> Iterator[Picture | list[Fill]]:
    """Pictures by themselves, and what is filled between them."""
    for kind, group in groupby(marks, key=type):
        if kind is Picture:
            yield from (each for each in group if isinstance(each, Picture))
        else:
            yield [each for each in group if isinstance(each, Fill)]


def _is_straight(mark: Picture) -> bool:
    return not mark.turn_mdeg and (mark.clip is None or mark.clip.shape is Shape.RECTANGLE)


def _lay_picture(canvas: Image.Image, mark: Picture, view: Box) -> None:
    scale_x, scale_y = canvas.width / view.width, canvas.height / view.height
    left, top = mark.middle_x - mark.width // 2, mark.middle_y - mark.height // 2
    clip = mark.clip or Box(left, top, mark.width, mark.height)

    def pixel(x: int, y: int) -> tuple[int, int]:
        return round((x - view.x) * scale_x), round((y - view.y) * scale_y)

    from_x, from_y = pixel(max(left, clip.x, view.x), max(top, clip.y, view.y))
    to_x, to_y = pixel(
        min(left + mark.width, clip.x + clip.width, view.x + view.width),
        min(top + mark.height, clip.y + clip.height, view.y + view.height),
    )
    if to_x <= from_x or to_y <= from_y:
        return
    with Image.open(io.BytesIO(mark.data)) as image:
        per_x, per_y = image.width / (mark.width * scale_x), image.height / (mark.height * scale_y)
        at_x, at_y = (left - view.x) * scale_x, (top - view.y) * scale_y
        part = (
            max(0.0, (from_x - at_x) * per_x),
            max(0.0, (from_y - at_y) * per_y),
            min(image.width, (to_x - at_x) * per_x),
            min(image.height, (to_y - at_y) * per_y),
        )
        shown = image.resize((to_x - from_x, to_y - from_y), Image.Resampling.BICUBIC, box=part)
    if shown.mode == "RGBA":
        canvas.alpha_composite(shown, (from_x, from_y))
    else:
        canvas.paste(shown.convert("RGB"), (from_x, from_y))
