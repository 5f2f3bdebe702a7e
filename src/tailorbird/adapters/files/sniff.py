"""What a file is, told by its first bytes and never by what its sender says."""

from __future__ import annotations

import json
from typing import Final

from tailorbird.domain.customization.svg import is_svg

_STARTS: Final = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"\x00\x01\x00\x00\x00", "font/ttf"),
    (b"true\x00", "font/ttf"),
    (b"OTTO\x00", "font/otf"),
    (b"wOF2", "font/woff2"),
)
_BRANDS: Final = {
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"heim": "image/heic",
    b"heis": "image/heic",
    b"mif1": "image/heic",
    b"msf1": "image/heic",
    b"qt  ": "video/quicktime",
}
_VIDEO_BRANDS: Final = frozenset(
    (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV")
)
ALLOWED: Final = (
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/gif",
    "image/heic",
    "application/pdf",
    "video/mp4",
    "video/quicktime",
    "text/plain",
    "application/json",
    "image/svg+xml",
    "font/ttf",
    "font/otf",
    "font/woff2",
)
"""The media types that are taken in."""
SVG: Final = "image/svg+xml"
"""From a party only what is left of it after sanitizing; drawings of imported orders are kept as they are."""
FONTS: Final = frozenset(("font/ttf", "font/otf", "font/woff2"))
_FTYP: Final = slice(4, 8)
_BRAND: Final = slice(8, 12)


def type_as_kept(data: bytes) -> str | None:
    """The media type of bytes that are kept here, drawings included."""
    return media_type_of(data) or (SVG if is_svg(data) else None)


def media_type_of(data: bytes) -> str | None:
    """The media type of the bytes, if it is an allowed one and no drawing."""
    for start, media_type in _STARTS:
        if data.startswith(start):
            return media_type
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[_FTYP] == b"ftyp":
        return _of_brand(data)
    return _text_type(data)


def _of_brand(data: bytes) -> str | None:
    """MPEG-4's family: the major brand, or else the first compatible one that is known."""
    size = min(int.from_bytes(data[:4]), len(data), 256)
    brands = [data[_BRAND], *(data[at : at + 4] for at in range(16, size, 4))]
    for brand in brands:
        if brand in _BRANDS:
            return _BRANDS[brand]
        if brand in _VIDEO_BRANDS:
            return "video/mp4"
    return None


def _text_type(data: bytes) -> str | None:
    """JSON, or a text in UTF-8 without control characters and without the look of a page or program."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if any(char < " " and char not in "\t\n\r\f" for char in text):
        return None
    head = text.lstrip("\ufeff \t\r\n")[:1]
    if head in ("{", "["):
        try:
            json.loads(text)
        except (ValueError, RecursionError):
            return "text/plain"
        return "application/json"
    # What begins like markup is not served as a text: some readers would run it.
    return None if head == "<" else "text/plain"
