"""Parts of a picture that are looked at beside the whole: what is searched may be but a part of it."""

from __future__ import annotations

from typing import Final

import numpy as np
from PIL import Image, ImageStat

from tailorbird.app.ports.vision import WHOLE, Box

# Side of the windows and how far one is from the next, in permille.
_SIZES: Final = ((600, 400), (400, 300))
_LEAST_SIDE_PX: Final = 48
# Of 255, the spread of brightness below which a window shows a wall and nothing else.
_LEAST_SPREAD: Final = 10.0


def windows() -> tuple[Box, ...]:
    """Overlapping parts, the larger first."""
    return tuple(
        Box(left, top, side, side)
        for side, step in _SIZES
        for top in range(0, WHOLE - side + 1, step)
        for left in range(0, WHOLE - side + 1, step)
    )


def shows_something(part: Image.Image) -> np.bool_:
    """Whether there is anything in the part by which it could be told from others."""
    spread = ImageStat.Stat(part.convert("L")).stddev[0]
    return np.bool_(min(part.size) >= _LEAST_SIDE_PX and spread >= _LEAST_SPREAD)
