"""Which part of a drawing a design covers, so that only that part is rendered anew."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Final

from tailorbird.adapters.render.reading import marks_of
from tailorbird.adapters.render.scene import Fill, Picture
from tailorbird.app.ports.render import CannotDraw

_NUMBER: Final = re.compile(r"-?\d+")
_STRIP: Final = 256
Extent = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""


def covered(svg: str, width_px: int, height_px: int) -> Extent:
    """The pixels that fills and pictures reach; all of them where there is anything else, none (an empty
    extent) where there is nothing."""
    try:
        view, marks = marks_of(svg)
    except CannotDraw:
        return 0, 0, width_px, height_px
    corners = [each for mark in marks for each in _corners(mark)]
    if not corners:
        return 0, 0, 0, 0
    scale = width_px / view.width
    across = [(x - view.x) * scale for x, _ in corners]
    down = [(y - view.y) * scale for _, y in corners]
    return (
        max(0, math.floor(min(across)) - 1),
        max(0, math.floor(min(down)) - 1),
        min(width_px, math.ceil(max(across)) + 1),
        min(height_px, math.ceil(max(down)) + 1),
    )


def strips(svg: str, width_px: int, height_px: int) -> list[Extent]:
    """The same in strips of `_STRIP` pixels, each as wide as its contours reach, so that little
    is rendered where letters on an arc leave the middle empty."""
    left, top, right, bottom = covered(svg, width_px, height_px)
    try:
        view, marks = marks_of(svg)
    except CannotDraw:
        return [(left, top, right, bottom)]
    if any(isinstance(each, Picture) for each in marks):
        return [(left, top, right, bottom)]
    scale = width_px / view.width
    touched: dict[int, set[int]] = {}
    for mark in marks:
        for x, y, end_x, end_y in _contours(mark, view.x, view.y, scale):
            for row in range(max(0, y) // _STRIP, min(height_px - 1, end_y) // _STRIP + 1):
                columns = range(max(0, x) // _STRIP, min(width_px - 1, end_x) // _STRIP + 1)
                touched.setdefault(row, set()).update(columns)
    return [
        (
            first * _STRIP,
            row * _STRIP,
            min(width_px, (last + 1) * _STRIP),
            min(height_px, (row + 1) * _STRIP),
        )
        for row, columns in sorted(touched.items())
        for first, last in _runs(sorted(columns))
    ]


def _contours(mark: Fill | Picture, x: int, y: int, scale: float) -> Iterator[Extent]:
    if not isinstance(mark, Fill):
        return
    for contour in mark.path.split("Z"):
        numbers = [int(each) for each in _NUMBER.findall(contour)]
        across, down = numbers[0::2], numbers[1::2]
        if across and down:
            yield (
                math.floor((min(across) - x) * scale) - 1,
                math.floor((min(down) - y) * scale) - 1,
                math.ceil((max(across) - x) * scale) + 1,
                math.ceil((max(down) - y) * scale) + 1,
            )


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of numbers that follow each other."""
    first = last = None
    for number in numbers:
        if first is None or last is None:
            first = last = number
        elif number == last + 1:
            last = number
        else:
            yield first, last
            first = last = number
    if first is not None and last is not None:
        yield first, last


def _corners(mark: Fill | Picture) -> Iterator[tuple[int, int]]:
    if isinstance(mark, Fill):
        numbers = [int(each) for each in _NUMBER.findall(mark.path)]
        across, down = numbers[0::2], numbers[1::2]
        if across and down:
            yield min(across), min(down)
            yield max(across), max(down)
    elif mark.clip is not None:
        yield mark.clip.x, mark.clip.y
        yield mark.clip.x + mark.clip.width, mark.clip.y + mark.clip.height
    else:
        reach = math.ceil(math.hypot(mark.width, mark.height) / 2)
        yield mark.middle_x - reach, mark.middle_y - reach
        yield mark.middle_x + reach, mark.middle_y + reach
