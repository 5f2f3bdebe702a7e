"""Pictures: cleaned, held against the limits, and decoded once, so that what is kept can be opened."""

from __future__ import annotations

import io
from typing import Final

from PIL import Image

from tailorbird.adapters.files.intake import gif, heic, jpeg, png, refusals, webp
from tailorbird.adapters.files.intake.cleaned import Cleaned, Unreadable
from tailorbird.adapters.files.intake.limits import Limits

_DECODERS: Final = {
    "image/jpeg": (jpeg.clean, "JPEG"),
    "image/png": (png.clean, "PNG"),
    "image/webp": (webp.clean, "WEBP"),
    "image/gif": (gif.clean, "GIF"),
    "image/heic": (heic.clean, ""),
}
RASTER: Final = frozenset(_DECODERS)
"""The media types of pictures in pixels."""
_SKETCH_PX: Final = (64, 64)


def clean_picture(data: bytes, media_type: str, limits: Limits) -> Cleaned:
    """The picture without metadata. Raises `FileRefused`.

    Of an animation only the first frame is decoded; HEIC, for which there is no decoder, is checked by its
    container alone.
    """
    clean, decoder = _DECODERS[media_type]
    try:
        cleaned = clean(data)
        _within(cleaned, limits)
        if decoder:
            _decode(cleaned, decoder, limits)
    except Unreadable as problem:
        raise refusals.broken(media_type, str(problem)) from problem
    except IndexError as problem:
        raise refusals.broken(media_type, "it is cut off") from problem
    return cleaned


def _within(cleaned: Cleaned, limits: Limits) -> None:
    """Refuse by the stated size, before a pixel is made."""
    width, height = cleaned.width_px, cleaned.height_px
    if width < 1 or height < 1:
        raise Unreadable("it has no width or no height")
    if max(width, height) > limits.side_px:
        raise refusals.too_large("pixels along one side", max(width, height), limits.side_px, "单边像素数")
    if width * height > limits.pixels:
        raise refusals.too_large("pixels", width * height, limits.pixels, "像素总数")
    if cleaned.frames > limits.frames:
        raise refusals.too_large("frames", cleaned.frames, limits.frames, "帧数")
    if width * height * cleaned.frames > limits.animation_pixels:
        raise refusals.too_large(
            "pixels in all its frames",
            width * height * cleaned.frames,
            limits.animation_pixels,
            "所有帧的像素总数",
        )


def _decode(cleaned: Cleaned, decoder: str, limits: Limits) -> None:
    try:
        with Image.open(io.BytesIO(cleaned.data), formats=(decoder,)) as picture:
            if picture.width * picture.height > limits.pixels or max(picture.size) > limits.side_px:
                raise Unreadable("its parts disagree about its size")
            # A JPEG is read to its end at an eighth of its size, which takes a sixtieth of the memory.
            picture.draft(None, _SKETCH_PX)
            picture.load()
    except Unreadable:
        raise
    except Exception as problem:  # Whatever a decoder stumbles over, the picture cannot be shown.
        raise Unreadable(f"decoding it fails ({' '.join(str(problem).split())[:120]})") from problem
