"""From the bytes of a picture to its pixels, within limits."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Final

import numpy as np
from PIL import Image, ImageOps

from tailorbird.app.ports.vision import WHOLE, Box, UnreadablePicture

MOST_PIXELS: Final = 40_000_000
"""More are never decoded."""
LEAST_SIDE_PX: Final = 8
"""Below this nothing can be made out."""
WHITE: Final = (255, 255, 255)
BLACK: Final = (0, 0, 0)
_FORMATS: Final = ("PNG", "JPEG", "WEBP", "GIF")
_SIXTEEN_BIT: Final = ("I", "I;16", "I;16B", "I;16L")
# What Pillow raises on bytes that were made to hurt it.
_BROKEN: Final = (
    OSError, ValueError, SyntaxError, EOFError, struct.error, zlib.error, OverflowError, TypeError, KeyError,
    IndexError, AttributeError, ZeroDivisionError, MemoryError,
)  # fmt: skip
_SEND: Final = "Send it as PNG, JPEG, WebP or GIF."


def opened(data: bytes, longest_px: int) -> Image.Image:
    """The picture upright as RGB or RGBA, its longer side at most so long; of an animation the first frame.

    Raises `UnreadablePicture`.
    """
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as image:
            return _upright(image, longest_px)
    except UnreadablePicture:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        raise _too_large() from problem
    except _BROKEN as problem:
        raise UnreadablePicture(f"These bytes are no picture that can be opened. {_SEND}") from problem


def flat(image: Image.Image, ground: tuple[int, int, int] = WHITE) -> Image.Image:
    """The picture as RGB; what is transparent shows the ground."""
    if image.mode == "RGB":
        return image
    laid = Image.new("RGBA", image.size, (*ground, 255))
    laid.alpha_composite(image)
    return laid.convert("RGB")


def cut(image: Image.Image, box: Box | None) -> Image.Image:
    """The part of the picture in the box, at least a pixel of it."""
    if box is None:
        return image
    width, height = image.size
    left, top = box.left * width // WHOLE, box.top * height // WHOLE
    right = -(-(box.left + box.width) * width // WHOLE)
    bottom = -(-(box.top + box.height) * height // WHOLE)
    return image.crop((left, top, max(right, left + 1), max(bottom, top + 1)))


def _upright(image: Image.Image, longest_px: int) -> Image.Image:
    width, height = image.size
    if min(width, height) < LEAST_SIDE_PX:
        raise UnreadablePicture(
            f"The picture has {width} × {height} pixels; nothing can be made out below {LEAST_SIDE_PX}. "
            "Send a larger one."
        )
    if width * height > (Image.MAX_IMAGE_PIXELS or MOST_PIXELS):
        raise _too_large()
    share = longest_px / max(width, height)
    if share < 1:
        image.draft("RGB", (max(1, round(width * share)), max(1, round(height * share))))
    if image.width * image.height > MOST_PIXELS:
        raise _too_large()
    shown = ImageOps.exif_transpose(_in_colours(image))
    if max(shown.size) > longest_px:
        shown.thumbnail((longest_px, longest_px), Image.Resampling.BILINEAR, reducing_gap=2.0)
    return shown


def _in_colours(image: Image.Image) -> Image.Image:
    if image.mode in _SIXTEEN_BIT:
        grey = np.asarray(image).astype(np.int64).clip(0, 65_535) >> 8
        return Image.fromarray(grey.astype(np.uint8)).convert("RGB")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _too_large() -> UnreadablePicture:
    return UnreadablePicture(
        f"The picture has more than {MOST_PIXELS // 1_000_000} million pixels. Send a smaller one."
    )
