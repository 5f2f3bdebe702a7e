"""Photographs for tests of the eye, and what people do to photographs."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from tailorbird import bootstrap

_PHOTOS = Path(bootstrap.__file__).parent / "demo" / "data"


def photographs(count: int) -> list[bytes]:
    """Photographs of the demo, of as many different things."""
    found = sorted(_PHOTOS.rglob("*.jpg"))
    assert len(found) >= count, f"The demo has {len(found)} photographs."
    return [each.read_bytes() for each in found[:: len(found) // count][:count]]


def jpeg(image: Image.Image, **more: int) -> bytes:
    return _written(image.convert("RGB"), "JPEG", **more)


def png(image: Image.Image) -> bytes:
    return _written(image, "PNG")


def _written(image: Image.Image, kind: str, **more: int) -> bytes:
    written = BytesIO()
    image.save(written, kind, **more)
    return written.getvalue()


def changed(picture: bytes, change: Callable[[Image.Image], Image.Image]) -> bytes:
    """The picture with something done to it."""
    with Image.open(BytesIO(picture)) as image:
        return jpeg(change(image.convert("RGB")), quality=85)


def middle(image: Image.Image) -> Image.Image:
    """Half of each side."""
    width, height = image.size
    return image.crop((width // 4, height // 4, width * 3 // 4, height * 3 // 4))


def noise(width: int, height: int, seed: int = 1) -> Image.Image:
    """A picture in which there is nothing to know again."""
    pixels = np.random.default_rng(seed).integers(0, 255, (height, width, 3), np.uint8)
    return Image.fromarray(pixels)


def written(text: str, font: Path, colour: str = "black", ground: str | None = "white") -> bytes:
    """The text in large letters, as PNG; without a ground on nothing at all."""
    image = Image.new("RGBA", (900, 260), ground or (0, 0, 0, 0))
    ImageDraw.Draw(image).text((50, 80), text, fill=colour, font=ImageFont.truetype(str(font), 72))
    return png(image)
