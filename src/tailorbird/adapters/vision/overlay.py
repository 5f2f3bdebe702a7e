"""Laying one picture over another, to see whether between their shared points they show the same thing.

Two things on one floor share the floor's points; only what lies in the middle tells them apart.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
_LONGEST_PX: Final = 200
_CELL_PX: Final = 14
# Of the picture's width and height: what is meant lies there, and around it what it was put on.
_MIDDLE: Final = 0.7
# Of 255: below this spread of brightness a cell shows nothing that could agree.
_LEAST_SPREAD: Final = 4.0
_CORRELATED: Final = 0.5
_LEAST_COVERED: Final = 0.9
_SMOOTHED_PX: Final = 1.5
_INSIDE: Final = 250
# Pure black and white fill what turning and cutting left empty.
_BLACK, _WHITE = 3, 252


def agreement(here: Grey, there: Grey, laid: NDArray[np.float64]) -> float:
    """Share of the cells in the middle of `there` where `here` shows the same, 0 to 1.

    `laid` takes places of `here` to places of `there`. Cells that `here` does not cover, and those with
    nothing in them, do not count.
    """
    height, width = there.shape
    share = _LONGEST_PX / max(height, width)
    size = (max(1, round(width * share)), max(1, round(height * share)))
    smaller = np.diag([share, share, 1.0]) @ laid
    one = cv2.warpPerspective(_smooth(here), smaller, size, flags=cv2.INTER_AREA).astype(np.float32)
    shown = ((here > _BLACK) & (here < _WHITE)).astype(np.uint8) * 255
    covered = cv2.warpPerspective(shown, smaller, size) > _INSIDE
    other = cv2.resize(_smooth(there), size, interpolation=cv2.INTER_AREA).astype(np.float32)
    seen = [
        _correlation(one[cell], other[cell])
        for cell in _middle(size)
        if covered[cell].mean() >= _LEAST_COVERED and max(one[cell].std(), other[cell].std()) >= _LEAST_SPREAD
    ]
    return sum(each > _CORRELATED for each in seen) / len(seen) if seen else 0.0


def _middle(size: tuple[int, int]) -> list[tuple[slice, slice]]:
    columns, rows = (
        range(round(each * (1 - _MIDDLE) / 2), round(each * (1 + _MIDDLE) / 2) - _CELL_PX + 1, _CELL_PX)
        for each in size
    )
    return [(slice(y, y + _CELL_PX), slice(x, x + _CELL_PX)) for y in rows for x in columns]


def _correlation(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    product = float(((one - one.mean()) * (other - other.mean())).mean())
    return product / max(float(one.std() * other.std()), 1e-6)


def _smooth(grey: Grey) -> Grey:
    made: Grey = np.asarray(cv2.GaussianBlur(grey, (0, 0), _SMOOTHED_PX), np.uint8)
    return made
