"""Photographs as people send them: cut, turned, marked, on a screen, photographed again, cut out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from random import Random
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from tailorbird.app.ports.vision import WHOLE, Box

_QUALITY: Final = 80


@dataclass(frozen=True, slots=True)
class Changed:
    """What somebody sends, and the box that they would draw around what they mean."""

    picture: bytes
    box: Box


@dataclass(frozen=True, slots=True)
class Source:
    """The photograph, the same without its background, another photograph, and chance."""

    photo: Image.Image
    cut_out: Callable[[], Image.Image]
    other: Image.Image
    chance: Random


_ALL: Final = Box(0, 0, WHOLE, WHOLE)


def _jpeg(image: Image.Image) -> bytes:
    written = BytesIO()
    image.convert("RGB").save(written, "JPEG", quality=_QUALITY)
    return written.getvalue()


def _part(share: float, source: Source) -> Changed:
    width, height = source.photo.size
    wide, high = int(width * share), int(height * share)
    # What is meant lies near the middle, and is not always in it.
    left = int((width - wide) * source.chance.uniform(0.3, 0.7))
    top = int((height - high) * source.chance.uniform(0.3, 0.7))
    return Changed(_jpeg(source.photo.crop((left, top, left + wide, top + high))), _ALL)


def _crop(source: Source) -> Changed:
    return _part(0.7, source)


def _small_crop(source: Source) -> Changed:
    return _part(0.4, source)


def _turned(source: Source) -> Changed:
    angle = source.chance.choice((-1, 1)) * source.chance.uniform(8, 20)
    return Changed(_jpeg(source.photo.rotate(angle, Image.Resampling.BICUBIC, expand=True)), _ALL)


def _quarter_turn(source: Source) -> Changed:
    return Changed(_jpeg(source.photo.transpose(Image.Transpose.ROTATE_90)), _ALL)


def _watermark(source: Source) -> Changed:
    marked = source.photo.convert("RGBA")
    layer = Image.new("RGBA", marked.size)
    draw = ImageDraw.Draw(layer)
    step = max(60, marked.height // 6)
    for row, top in enumerate(range(0, marked.height, step)):
        for left in range(-(row % 2) * 90, marked.width, 220):
            draw.text((left, top), "SAMPLE SHOP", fill=(255, 255, 255, 150), font_size=34)
    return Changed(_jpeg(Image.alpha_composite(marked, layer)), _ALL)


def _placed(ground: Image.Image, shown: Image.Image, left: int, top: int) -> Changed:
    ground.paste(shown, (left, top), shown if shown.mode == "RGBA" else None)
    box = (left, top, shown.width, shown.height)
    sides = (ground.width, ground.height, ground.width, ground.height)
    low, high, wide, tall = (each * WHOLE // side for each, side in zip(box, sides, strict=True))
    return Changed(_jpeg(ground), Box(low, high, max(1, wide), max(1, tall)))


def _screenshot(source: Source) -> Changed:
    """A shop's page on a telephone: the photograph takes a third of it, and another one stands below."""
    page = Image.new("RGB", (720, 1400), (250, 250, 250))
    draw = ImageDraw.Draw(page)
    draw.rectangle((0, 0, 720, 90), fill=(238, 77, 45))
    draw.text((30, 30), "Shop  -  search", fill="white", font_size=30)
    below = ImageOps.fit(source.other, (330, 330))
    page.paste(below, (20, 960))
    draw.rectangle((370, 960, 700, 1290), fill=(225, 225, 225))
    for line, text in enumerate(
        ("Hand made, ships in 3 days", "EUR 24.90", "4.8 of 5  (212)", "Add to basket")
    ):
        draw.text((30, 700 + 52 * line), text, fill=(40, 40, 40), font_size=30)
    shown = ImageOps.contain(source.photo, (source.chance.randint(420, 620), 540))
    return _placed(page, shown, source.chance.randint(20, 80), source.chance.randint(110, 140))


def _photographed_again(source: Source) -> Changed:
    """A print on a table, from aside, in poor light, by a noisy camera."""
    width, height = 900, 1200
    shown = ImageOps.contain(source.photo, (620, 820))
    corners = np.array([[0, 0], [shown.width, 0], [shown.width, shown.height], [0, shown.height]], np.float32)
    at = np.array([source.chance.randint(90, 160), source.chance.randint(120, 220)], np.float32)
    moved = (
        corners
        + at
        + np.array([[source.chance.uniform(-45, 45) for _ in range(2)] for _ in range(4)], np.float32)
    )
    table = cv2.GaussianBlur(
        np.random.default_rng(source.chance.randrange(2**32)).normal(118, 30, (height, width, 3)), (0, 0), 5
    )
    laid = cv2.getPerspectiveTransform(corners, moved)
    pixels = cv2.warpPerspective(np.asarray(shown.convert("RGB")), laid, (width, height))
    inside = cv2.warpPerspective(np.full((shown.height, shown.width), 255, np.uint8), laid, (width, height))
    scene = np.where(inside[..., None] > 127, pixels, table)
    lit = scene * _light(width, height, source.chance)[..., None] * np.array([1.05, 0.98, 0.86])
    noisy = lit + np.random.default_rng(source.chance.randrange(2**32)).normal(0, 9, lit.shape)
    image = Image.fromarray(noisy.clip(0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.8))
    (left, top), (right, bottom) = moved.min(axis=0), moved.max(axis=0)
    box = [int(each) for each in (left * WHOLE / width, top * WHOLE / height)]
    far = [int(each) for each in (right * WHOLE / width, bottom * WHOLE / height)]
    near = (max(0, box[0]), max(0, box[1]))
    return Changed(_jpeg(image), Box(*near, min(WHOLE, far[0]) - near[0], min(WHOLE, far[1]) - near[1]))


def _light(width: int, height: int, chance: Random) -> NDArray[np.float64]:
    across = np.linspace(chance.uniform(0.55, 0.8), chance.uniform(0.85, 1.1), width)
    down = np.linspace(1.0, chance.uniform(0.7, 0.95), height)
    made: NDArray[np.float64] = down[:, None] * across[None, :]
    return made


def _new_background(source: Source) -> Changed:
    ground = ImageEnhance.Brightness(
        ImageOps.fit(source.other.filter(ImageFilter.GaussianBlur(12)), (900, 900))
    )
    shown = ImageOps.contain(source.cut_out(), (700, 700))
    return _placed(ground.enhance(1.1), shown, (900 - shown.width) // 2, (900 - shown.height) // 2)


CHANGES: Final[Mapping[str, Callable[[Source], Changed]]] = {
    "crop to 0.7 of each side": _crop,
    "crop to 0.4 of each side": _small_crop,
    "turned by 8 to 20 degrees": _turned,
    "turned by 90 degrees": _quarter_turn,
    "watermark": _watermark,
    "screenshot": _screenshot,
    "photographed again": _photographed_again,
    "new background": _new_background,
}
"""By name, each deterministic for its chance."""
