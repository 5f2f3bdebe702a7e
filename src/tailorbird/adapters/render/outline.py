"""Outlines: what glyphs are drawn from, as complex numbers with y downward."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

Point = complex
Segment = tuple[Point, ...]
"""The points that a contour goes on by: one for a line, two for a quadratic, three for a cubic curve."""


@dataclass(frozen=True, slots=True)
class Contour:
    """A closed line."""

    start: Point
    segments: tuple[Segment, ...]


Outline = tuple[Contour, ...]


@dataclass(frozen=True, slots=True)
class Bounds:
    """A box around points; control points count, so the ink never lies outside."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> Point:
        return complex((self.left + self.right) / 2, (self.top + self.bottom) / 2)


def points_of(outlines: Iterable[Outline]) -> list[Point]:
    """Every point of the outlines."""
    return [
        point
        for outline in outlines
        for contour in outline
        for segment in ((contour.start,), *contour.segments)
        for point in segment
    ]


def bounds_of(points: Iterable[Point]) -> Bounds | None:
    """The box around the points; none where there are none."""
    known = list(points)
    if not known:
        return None
    across, down = [each.real for each in known], [each.imag for each in known]
    return Bounds(min(across), min(down), max(across), max(down))


def placed(outline: Outline, turn: complex, shift: Point) -> Outline:
    """The outline turned and scaled by a complex factor, then shifted."""
    return tuple(
        Contour(
            each.start * turn + shift,
            tuple([tuple([point * turn + shift for point in segment]) for segment in each.segments]),
        )
        for each in outline
    )


def moved(outline: Outline, move: Callable[[Point], Point]) -> Outline:
    """The outline with every point moved by a function that may bend it."""
    return tuple(
        Contour(
            move(each.start),
            tuple([tuple([move(point) for point in segment]) for segment in each.segments]),
        )
        for each in outline
    )


def divided(outline: Outline, longest: float) -> Outline:
    """The same outline in segments whose ends lie no further apart than `longest`, so that it can be bent."""
    return tuple(_divided(each, longest) for each in outline)


def _divided(contour: Contour, longest: float) -> Contour:
    segments: list[Segment] = []
    here = contour.start
    for segment in (*contour.segments, (contour.start,)):
        _divide(here, segment, longest, segments)
        here = segment[-1]
    return Contour(contour.start, tuple(segments))


def _divide(start: Point, segment: Segment, longest: float, into: list[Segment]) -> None:
    if abs(segment[-1] - start) <= longest:
        into.append(segment)
        return
    first, second = _halves((start, *segment))
    _divide(start, first, longest, into)
    _divide(first[-1], second, longest, into)


def _halves(points: tuple[Point, ...]) -> tuple[Segment, Segment]:
    """De Casteljau: both halves of a curve of any degree, without their first points."""
    left, right = [points[0]], [points[-1]]
    while len(points) > 1:
        points = tuple([(one + two) / 2 for one, two in pairwise(points)])
        left.append(points[0])
        right.append(points[-1])
    return tuple(left[1:]), tuple(reversed(right[:-1]))


def path_data(outlines: Iterable[Outline], turn: complex, shift: Point) -> str:
    """The outlines as SVG path data in whole units, scaled and shifted on the way."""
    parts: list[str] = []
    for outline in outlines:
        for contour in outline:
            start = contour.start * turn + shift
            parts.append(f"M{round(start.real)} {round(start.imag)}")
            for segment in contour.segments:
                numbers = [point * turn + shift for point in segment]
                parts.append(
                    _LETTERS[len(segment)]
                    + " ".join([f"{round(each.real)} {round(each.imag)}" for each in numbers])
                )
            parts.append("Z")
    return "".join(parts)


_LETTERS = ("", "L", "Q", "C")
