"""Points that two pictures share (SIFT), in one consistent geometry."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from tailorbird.adapters.vision.decoding import cut, flat, opened
from tailorbird.adapters.vision.overlay import agreement
from tailorbird.app.ports.vision import Box

_LONGEST_PX: Final = 640
_BOXED_AT_PX: Final = 1600
_MOST_POINTS: Final = 800
# A match counts where the second best is clearly worse (Lowe's ratio).
_RATIO: Final = 0.75
_LEAST_MATCHES: Final = 4
_REPROJECTION_PX: Final = 5.0
_TRIALS: Final = 1_000
# How much larger or smaller, by area, what one picture shows may be in the other.
_LEAST_SCALE, _MOST_SCALE = 1e-3, 1e3
# From so many points on a picture is laid over the other; so much of the middle must be the same.
_WORTH_LAYING: Final = 8
_LEAST_AGREEMENT: Final = 0.5
# A picture is compared with many in a row; no more than these are remembered.
_REMEMBERED: Final = 2


@dataclass(frozen=True, slots=True)
class _Points:
    grey: NDArray[np.uint8]
    places: NDArray[np.float32]
    looks: NDArray[np.float32]


class PointMatcher:
    """Counts points that pictures share. Remembers those of the last pictures looked for, by hash."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._last: OrderedDict[tuple[bytes, Box | None], _Points] = OrderedDict()

    def shared(self, one: bytes, other: bytes, box: Box | None = None) -> int:
        """How many points agree on how one picture lies in the other; none where, laid so, the pictures show
        different things."""
        here, there = self._remembered(one, box), _points(other, None)
        if min(len(here.places), len(there.places)) < _LEAST_MATCHES:
            return 0
        pairs = _pairs(here, there)
        if len(pairs) < _LEAST_MATCHES:
            return 0
        places = here.places[pairs[:, 0]], there.places[pairs[:, 1]]
        laid, agrees = _laid(*places)
        if laid is None or not _sound(laid):
            return 0
        count = _distinct(places[0], places[1], agrees.ravel().astype(np.bool_))
        if count >= _WORTH_LAYING and agreement(here.grey, there.grey, laid) < _LEAST_AGREEMENT:
            return 0
        return count

    def _remembered(self, picture: bytes, box: Box | None) -> _Points:
        key = (hashlib.sha256(picture).digest(), box)
        with self._lock:
            if key in self._last:
                return self._last[key]
        found = _points(picture, box)
        with self._lock:
            self._last[key] = found
            while len(self._last) > _REMEMBERED:
                self._last.popitem(last=False)
        return found


def _points(picture: bytes, box: Box | None) -> _Points:
    part = cut(flat(opened(picture, _BOXED_AT_PX if box else _LONGEST_PX)), box)
    part.thumbnail((_LONGEST_PX, _LONGEST_PX))
    grey = np.asarray(part.convert("L"))
    points, looks = _sift(grey)
    if looks is None:
        return _Points(grey, np.empty((0, 2), np.float32), np.empty((0, 128), np.float32))
    return _Points(grey, np.array([each.pt for each in points], np.float32), np.asarray(looks, np.float32))


def _sift(grey: NDArray[np.uint8]) -> tuple[Sequence[Any], Any]:
    return cv2.SIFT.create(nfeatures=_MOST_POINTS).detectAndCompute(grey, None)


def _pairs(here: _Points, there: _Points) -> NDArray[np.intp]:
    """Indices of points that look alike, the second best looking clearly different."""
    far = (
        np.sum(here.looks**2, axis=1)[:, None]
        + np.sum(there.looks**2, axis=1)[None, :]
        - 2 * here.looks @ there.looks.T
    )
    best_two = np.argpartition(far, 1, axis=1)[:, :2]
    distances = np.take_along_axis(far, best_two, axis=1)
    order = np.argsort(distances, axis=1)
    best_two = np.take_along_axis(best_two, order, axis=1)
    distances = np.take_along_axis(distances, order, axis=1)
    clear = distances[:, 0] < _RATIO**2 * distances[:, 1]
    return np.stack([np.flatnonzero(clear), best_two[clear, 0]], axis=1)


def _laid(here: NDArray[np.float32], there: NDArray[np.float32]) -> Any:
    """How one picture lies in the other, if at all, and which pairs agree on it."""
    return cv2.findHomography(here, there, cv2.RANSAC, _REPROJECTION_PX, maxIters=_TRIALS)


def _sound(laid: NDArray[np.float64]) -> np.bool_:
    """Whether the geometry is one that a camera gives: not mirrored, not squeezed into a line."""
    determinant = np.linalg.det(laid[:2, :2])
    return np.bool_(np.isfinite(determinant) and _LEAST_SCALE < determinant < _MOST_SCALE)


def _distinct(here: NDArray[Any], there: NDArray[Any], agrees: NDArray[np.bool_]) -> int:
    """Agreeing pairs at different places: SIFT finds one corner several times."""
    ends = [np.unique(np.round(each[agrees]), axis=0) for each in (here, there)]
    return min(len(each) for each in ends)
