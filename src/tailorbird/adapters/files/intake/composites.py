"""TrueType outlines, in bytes: every glyph lies inside its table, and parts of parts come to an end."""

from __future__ import annotations

import struct
from typing import Final

from tailorbird.adapters.files.intake.cleaned import Unreadable

_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x0001, 0x0008, 0x0020, 0x0040, 0x0080
_HEAD: Final = 10
_DEEPEST: Final = 8
_MOST_PARTS: Final = 64
_LARGEST: Final = 2_000
"""Simple glyphs that one glyph may come to, all its parts played out."""


def check_composites(glyf: bytes, loca: bytes, count: int, width: int) -> None:
    """Raises `Unreadable` where a glyph is cut off, too large, or a part of itself."""
    if len(loca) < (count + 1) * width or not glyf:
        raise Unreadable("its table of outlines is cut off")
    kind, times = ("I", 1) if width == 4 else ("H", 2)  # noqa: PLR2004 - bytes of a long offset
    places = [each * times for each in struct.unpack_from(f">{count + 1}{kind}", loca)]
    parts: dict[int, list[int]] = {}
    for glyph in range(count):
        start, end = places[glyph], places[glyph + 1]
        if start > end or end > len(glyf) or 0 < end - start < _HEAD:
            raise Unreadable(f"the outline of glyph {glyph} is cut off")
        if end > start and glyf[start] & 0x80:
            parts[glyph] = _parts(glyf[start + _HEAD : end], count)
    known: dict[int, tuple[int, int]] = {}
    for glyph in parts:
        _weigh(glyph, parts, known, 0)


def _parts(data: bytes, count: int) -> list[int]:
    found: list[int] = []
    at, flags = 0, _MORE
    while flags & _MORE:
        if at + 4 > len(data) or len(found) >= _MOST_PARTS:
            raise Unreadable("a glyph made of others is damaged")
        flags, glyph = struct.unpack_from(">HH", data, at)
        if glyph >= count:
            raise Unreadable("a glyph is made of one that is not there")
        found.append(glyph)
        at += 4 + (4 if flags & _WORDS else 2)
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
    return found


def _weigh(
    glyph: int, parts: dict[int, list[int]], known: dict[int, tuple[int, int]], above: int
) -> tuple[int, int]:
    """Simple glyphs that it comes to, and levels of parts below it."""
    if glyph not in parts:
        return 1, 0
    if above > _DEEPEST:
        raise Unreadable("a glyph is made of parts of parts without end")
    if glyph not in known:
        inner = [_weigh(each, parts, known, above + 1) for each in parts[glyph]]
        known[glyph] = sum(count for count, _ in inner), 1 + max(levels for _, levels in inner)
    if known[glyph][1] > _DEEPEST:
        raise Unreadable("a glyph is made of parts of parts without end")
    if known[glyph][0] > _LARGEST:
        raise Unreadable("a glyph is made of too many parts")
    return known[glyph]
