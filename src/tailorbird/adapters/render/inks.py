"""Colours for the press: coated paper by FOGRA39, pure black text by black ink alone."""

from __future__ import annotations

import io
import struct
from functools import cache
from pathlib import Path
from typing import Final

from PIL import Image, ImageCms

CONDITION: Final = "FOGRA39"
CONDITION_SAYS: Final = "Coated paper, offset, ISO 12647-2:2004/Amd 1 (FOGRA39L)"
_PROFILE: Final = Path(__file__).parent / "profiles" / "coated_fogra39.icc"
_PURE: Final = {"#000000": (0.0, 0.0, 0.0, 1.0), "#ffffff": (0.0, 0.0, 0.0, 0.0)}
_DATE_IN_PROFILE: Final = slice(24, 36)
_ID_IN_PROFILE: Final = slice(84, 100)
Cmyk = tuple[float, float, float, float]


@cache
def press_profile() -> bytes:
    """The output profile that print files name as their intent."""
    return _PROFILE.read_bytes()


@cache
def screen_profile() -> bytes:
    """sRGB, dated nowhere so that its bytes are always the same."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_DATE_IN_PROFILE] = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    profile[_ID_IN_PROFILE] = bytes(16)
    return bytes(profile)


@cache
def _transform() -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        ImageCms.ImageCmsProfile(io.BytesIO(press_profile())),
        "RGB",
        "CMYK",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def in_inks(image: Image.Image) -> Image.Image:
    """An RGB picture as CMYK."""
    converted = ImageCms.applyTransform(image, _transform())
    if converted is None:
        raise RuntimeError("The colour transform made no picture.")
    return converted


def cmyk_of(colour: str, recipe: str) -> Cmyk:
    """The inks of a colour, 0 to 1: the press's own recipe (percent), else black and white pure."""
    if recipe:
        cyan, magenta, yellow, black = (float(each) / 100 for each in recipe.split(","))
        return cyan, magenta, yellow, black
    return _PURE.get(colour.lower()) or _converted(colour.lower())


@cache
def _converted(colour: str) -> Cmyk:
    dot = in_inks(Image.new("RGB", (1, 1), colour)).tobytes()
    return dot[0] / 255, dot[1] / 255, dot[2] / 255, dot[3] / 255


def rgb_of(colour: str) -> tuple[float, float, float]:
    """`#rrggbb` as 0 to 1."""
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255
