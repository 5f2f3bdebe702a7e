"""Where a picture lies on its surface: it fills its area and the bleed beside it, then is scaled, turned and
moved."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from tailorbird.adapters.render.scene import Box
from tailorbird.domain.customization.template import Area, Shape, Surface

_UM_PER_INCH: Final = 25_400


@dataclass(frozen=True, slots=True)
class Place:
    """A picture's middle and size on the surface, in micrometres."""

    middle_x: int
    middle_y: int
    width: int
    height: int
    turn_mdeg: int


def whole(area: Area) -> Box:
    """The area as a box."""
    return Box(area.x_um, area.y_um, area.width_um, area.height_um, area.shape)


def bled(area: Area, surface: Surface) -> Box:
    """The area, and the bleed on each side where it reaches the edge of the printable area.

    An ellipse bleeds only where it is the printable area itself.
    """
    press, bleed = surface.area, surface.bleed_um
    if area.shape is Shape.ELLIPSE:
        grow = bleed if whole(area) == whole(press) else 0
        return Box(
            area.x_um - grow,
            area.y_um - grow,
            area.width_um + 2 * grow,
            area.height_um + 2 * grow,
            Shape.ELLIPSE,
        )
    left = area.x_um - (bleed if area.x_um <= press.x_um else 0)
    top = area.y_um - (bleed if area.y_um <= press.y_um else 0)
    right, bottom = area.x_um + area.width_um, area.y_um + area.height_um
    right += bleed if right >= press.x_um + press.width_um else 0
    bottom += bleed if bottom >= press.y_um + press.height_um else 0
    return Box(left, top, right - left, bottom - top)


def filling(area: Area, surface: Surface, size: tuple[int, int], scale_permille: int) -> tuple[int, int]:
    """The size at which a picture in the middle of the area fills it with its bleed, times the scale."""
    box = bled(area, surface)
    across = max(area.x_um - box.x, box.x + box.width - area.x_um - area.width_um)
    down = max(area.y_um - box.y, box.y + box.height - area.y_um - area.height_um)
    factor = max((area.width_um + 2 * across) / size[0], (area.height_um + 2 * down) / size[1])
    factor *= scale_permille / 1000
    return max(1, math.ceil(size[0] * factor)), max(1, math.ceil(size[1] * factor))


def standing_in(box: Box, size: tuple[int, int]) -> tuple[int, int]:
    """The size at which the whole picture just fits into the box."""
    factor = min(box.width / size[0], box.height / size[1])
    return max(1, round(size[0] * factor)), max(1, round(size[1] * factor))


def dpi(pixels: int, length_um: int) -> int:
    """How many pixels come to an inch, rounded down."""
    return pixels * _UM_PER_INCH // max(1, length_um)


def pixels(length_um: int, at_dpi: int) -> int:
    """How many pixels a length takes at a resolution."""
    return max(1, math.ceil(length_um * at_dpi / _UM_PER_INCH))
