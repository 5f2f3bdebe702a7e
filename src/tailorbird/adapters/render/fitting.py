"""How large a text is set, and where it lies in its area."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tailorbird.adapters.render.composing import Composition
from tailorbird.adapters.render.outline import Bounds
from tailorbird.domain.customization.choices import TextChoice
from tailorbird.domain.customization.template import Align, Area, Shape, TextRules

TOLERANCE_UM: Final = 20


class Fit(StrEnum):
    """Whether a text lies in its area."""

    INSIDE = "inside"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Fitted:
    """A composition's size in micrometres, and where its origin lies on the surface. `largest_um` is the
    largest size at which it fits."""

    size_um: int
    origin: complex
    fit: Fit
    largest_um: int


def fitted(composition: Composition, choice: TextChoice) -> Fitted:
    """At the size that was asked for, or else as large as fits between the least and the greatest."""
    rules = choice.field.text or TextRules()
    frame = composition.frame
    if frame is None:
        return Fitted(choice.size_um or rules.max_size_um, 0j, Fit.INSIDE, rules.max_size_um)
    largest = math.floor(_largest(composition, frame, choice.area))
    size = choice.size_um or max(rules.min_size_um, min(rules.max_size_um, largest))
    origin = _origin(frame, choice, composition.level, size)
    return Fitted(size, origin, _fit(composition, choice.area, size, origin), largest)


def _largest(composition: Composition, frame: Bounds, area: Area) -> float:
    if area.shape is Shape.RECTANGLE:
        return min(area.width_um / max(frame.width, 1e-6), area.height_um / max(frame.height, 1e-6))
    middle = frame.middle
    return 1 / max(1e-9, *(_reach(each - middle, area) for each in composition.points))


def _reach(vector: complex, area: Area) -> float:
    """How far a point lies from the middle of an ellipse, 1 being its edge."""
    return math.hypot(vector.real / (area.width_um / 2), vector.imag / (area.height_um / 2))


def _middle(area: Area) -> complex:
    return complex(area.x_um + area.width_um / 2, area.y_um + area.height_um / 2)


def _origin(frame: Bounds, choice: TextChoice, level: int, size: int) -> complex:
    area = choice.area
    origin = _middle(area) - frame.middle * size
    if choice.align is Align.CENTRE or area.shape is Shape.ELLIPSE or choice.curve_mdeg:
        return origin
    from_right = (choice.align is Align.END) != bool(level)
    x = area.x_um + area.width_um - frame.right * size if from_right else area.x_um - frame.left * size
    return complex(x, origin.imag)


def _fit(composition: Composition, area: Area, size: int, origin: complex) -> Fit:
    if area.shape is Shape.ELLIPSE:
        middle = _middle(area)
        furthest = max(_reach(each * size + origin - middle, area) for each in composition.points)
        allowed = 1 + 2 * TOLERANCE_UM / min(area.width_um, area.height_um)
        return Fit.INSIDE if furthest <= allowed else Fit.OUTSIDE
    ink = composition.ink
    if ink is None:
        return Fit.INSIDE
    inside = (
        ink.left * size + origin.real >= area.x_um - TOLERANCE_UM
        and ink.right * size + origin.real <= area.x_um + area.width_um + TOLERANCE_UM
        and ink.top * size + origin.imag >= area.y_um - TOLERANCE_UM
        and ink.bottom * size + origin.imag <= area.y_um + area.height_um + TOLERANCE_UM
    )
    return Fit.INSIDE if inside else Fit.OUTSIDE
