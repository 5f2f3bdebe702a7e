"""A text as outlines at a size of one em: lines below each other, or on an arc. Sizes are its scale."""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from tailorbird.adapters.render.outline import (
    Bounds,
    Outline,
    Point,
    bounds_of,
    divided,
    moved,
    placed,
    points_of,
)
from tailorbird.adapters.render.shaping import Cluster, Line, shaped
from tailorbird.adapters.render.typeface import typeface
from tailorbird.domain.customization.choices import TextChoice
from tailorbird.domain.customization.template import Align

# An arc is measured at half the height of small letters, so that these keep their distance on it.
_WAIST: Final = 0.22
_LEAST_RADIUS: Final = 0.9
_ROOM_INSIDE: Final = 1.5
_BEND_STEP: Final = 0.1
_CAPITALS: Final = 0.7
_FULL_MDEG: Final = 360_000


@dataclass(slots=True)
class Paint:
    """Outlines in one colour (`#rrggbb`, empty for the text's own)."""

    colour: str
    opacity: float
    source: str
    outlines: list[Outline] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Composition:
    """A whole text in em. `frame` is what is fitted and aligned: the ink, and the height of capitals for a
    straight text, so that a line does not jump while it is written; none for a text without ink."""

    paints: tuple[Paint, ...]
    points: tuple[Point, ...]
    ink: Bounds | None
    frame: Bounds | None
    level: int
    unknown: tuple[str, ...]


Put = Callable[[Outline, Cluster, Point], Outline]


def compose(choice: TextChoice) -> Composition:
    """The text of the choice, its first baseline (of an arc: its highest or lowest point) at the origin."""
    lines = [shaped(each, choice.font) for each in choice.lines]
    height = typeface(choice.font).line_height
    put = _on_arc(lines, height, choice.curve_mdeg) if choice.curve_mdeg else _straight(lines, height, choice)
    paints: list[Paint] = []
    for number, line in enumerate(lines):
        for cluster in line.clusters:
            _paint(cluster, put[number], paints)
    points = tuple(points_of(outline for paint in paints for outline in paint.outlines))
    ink = bounds_of(points)
    return Composition(
        tuple(paints),
        points,
        ink,
        _frame(ink, len(lines), height, choice.curve_mdeg),
        lines[0].level if lines else 0,
        tuple(dict.fromkeys(each for line in lines for each in line.unknown)),
    )


def _frame(ink: Bounds | None, lines: int, height: float, curve: int) -> Bounds | None:
    if ink is None or curve:
        return ink
    return Bounds(ink.left, min(ink.top, -_CAPITALS), ink.right, max(ink.bottom, (lines - 1) * height))


def _paint(cluster: Cluster, put: Put, paints: list[Paint]) -> None:
    face = cluster.face
    for glyph in cluster.glyphs:
        layers = face.layers(glyph.glyph) or ((glyph.glyph, "", 1.0),)
        for layer, colour, opacity in layers:
            outline = face.outline(layer)
            if not outline:
                continue
            paint = paints[-1] if paints else None
            if paint is None or (paint.colour, paint.opacity, paint.source) != (
                colour,
                opacity,
                face.face.font,
            ):
                paint = Paint(colour, opacity, face.face.font)
                paints.append(paint)
            paint.outlines.append(put(outline, cluster, glyph.at))


def _straight(lines: Sequence[Line], height: float, choice: TextChoice) -> list[Put]:
    return [_along(_indent(line, choice.align), number * height) for number, line in enumerate(lines)]


def _indent(line: Line, align: Align) -> float:
    if align is Align.CENTRE:
        return -line.width / 2
    from_right = (align is Align.END) != bool(line.level)
    return -line.width if from_right else 0.0


def _along(indent: float, y: float) -> Put:
    def put(outline: Outline, cluster: Cluster, at: Point) -> Outline:
        return placed(outline, 1, at + complex(indent + cluster.x, y))

    return put


def _on_arc(lines: Sequence[Line], height: float, curve_mdeg: int) -> list[Put]:
    """The widest line spans the angle; the others lie on circles around the same centre. No circle is
    tighter than letters can stand on."""
    angle = math.radians(min(abs(curve_mdeg), _FULL_MDEG) / 1000)
    lowest = (len(lines) - 1) * height
    widths = [(line.width, number * height) for number, line in enumerate(lines)]
    if curve_mdeg > 0:
        waist = max(width / angle + y for width, y in widths)
        radius = max(waist - _WAIST, lowest + _LEAST_RADIUS)
        return [_upward(line, radius, number * height) for number, line in enumerate(lines)]
    waist = max(width / angle - y for width, y in widths)
    radius = max(waist + _WAIST, _ROOM_INSIDE)
    return [_downward(line, radius, number * height) for number, line in enumerate(lines)]


def _upward(line: Line, radius: float, y: float) -> Put:
    own = radius - y
    return _bending(line, own, own + _WAIST, complex(0, radius), 1)


def _downward(line: Line, radius: float, y: float) -> Put:
    own = radius + y
    return _bending(line, own, own - _WAIST, complex(0, -radius), -1)


def _bending(line: Line, radius: float, waist: float, centre: Point, sign: int) -> Put:
    """Clusters are turned as they are; those that touch their neighbours are bent along the circle."""
    half = line.width / 2

    def put(outline: Outline, cluster: Cluster, at: Point) -> Outline:
        if cluster.joined:

            def bend(point: Point) -> Point:
                x = point.real + at.real + cluster.x - half
                turn = cmath.exp(1j * sign * x / waist)
                return centre + turn * 1j * (point.imag + at.imag - sign * radius)

            return moved(divided(outline, radius * _BEND_STEP), bend)
        middle = cluster.x + cluster.advance / 2 - half
        turn = cmath.exp(1j * sign * middle / waist)
        local = at - complex(cluster.advance / 2, sign * radius)
        return placed(outline, turn, centre + turn * local)

    return put
