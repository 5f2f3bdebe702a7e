"""Fonts as they are loaded: once a process, when the first text needs them."""

from __future__ import annotations

import struct
from functools import cache, cached_property
from threading import Lock
from typing import Final

import uharfbuzz as hb  # type: ignore[import-untyped]

from tailorbird.adapters.render.faces import Face, face_called, file_of
from tailorbird.adapters.render.outline import Contour, Outline, Segment

_FOREGROUND: Final = 0xFFFF
_OUTLINES_KEPT: Final = 20_000
_loading: Final = Lock()


class Typeface:
    """A loaded font. Its outlines are in em, so that a size in micrometres is their scale."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self.hb_face = hb.Face(hb.Blob.from_file_path(str(file_of(face))))
        self.hb_font = hb.Font(self.hb_face)
        if face.axes:
            self.hb_font.set_variations(dict(face.axes))
        self.upem: int = self.hb_face.upem
        self._characters = self.hb_face.unicodes
        self._outlines: dict[int, Outline] = {}
        self._coloured = bool(self.hb_face.has_color_layers)
        extents = self.hb_font.get_font_extents("ltr")
        self.line_height = min(1.6, max(1.15, (extents.ascender - extents.descender) / self.upem))

    def has(self, character: str) -> bool:
        """Whether it has a glyph for the character."""
        return ord(character) in self._characters

    def outline(self, glyph: int) -> Outline:
        """The glyph's outline in em, y downward, from its origin on the baseline."""
        known = self._outlines.get(glyph)
        if known is None:
            pen = _Pen(self.upem)
            self.hb_font.draw_glyph_with_pen(glyph, pen)
            known = tuple(pen.contours)
            if len(self._outlines) >= _OUTLINES_KEPT:
                self._outlines.clear()
            self._outlines[glyph] = known
        return known

    def layers(self, glyph: int) -> tuple[tuple[int, str, float], ...]:
        """The glyphs that a coloured glyph is painted from, with their colours (`#rrggbb`, empty for the
        text's own) and how opaque they are; none for a plain one."""
        if not self._coloured:
            return ()
        return tuple(
            (each.glyph, *self._colour(each.color_index))
            for each in self.hb_face.get_glyph_color_layers(glyph)
        )

    def _colour(self, index: int) -> tuple[str, float]:
        if index == _FOREGROUND:
            return "", 1.0
        return self._palette[index]

    @cached_property
    def _palette(self) -> tuple[tuple[str, float], ...]:
        """Every colour of the font's first palette, read from its table: uharfbuzz 0.57 never comes to an end
        with more than 64 of them."""
        table = bytes(self.hb_face.reference_table("CPAL").data)
        entries, offset, first = struct.unpack_from(">2xH4xIH", table)
        records = (struct.unpack_from("BBBB", table, offset + 4 * (first + n)) for n in range(entries))
        return tuple(
            (f"#{red:02x}{green:02x}{blue:02x}", round(alpha / 255, 3)) for blue, green, red, alpha in records
        )


class _Pen:
    """Takes a glyph's outline in the font's units."""

    def __init__(self, upem: int) -> None:
        self.contours: list[Contour] = []
        self._em = 1 / upem
        self._start = 0j
        self._segments: list[Segment] = []

    def _point(self, at: tuple[float, float]) -> complex:
        return complex(at[0] * self._em, -at[1] * self._em)

    def moveTo(self, at: tuple[float, float]) -> None:  # noqa: N802 (named by the pen protocol)
        self._start, self._segments = self._point(at), []

    def lineTo(self, at: tuple[float, float]) -> None:  # noqa: N802
        self._segments.append((self._point(at),))

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._segments.append(tuple(self._point(each) for each in points))

    def qCurveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._segments.append(tuple(self._point(each) for each in points))

    def closePath(self) -> None:  # noqa: N802
        if self._segments:
            self.contours.append(Contour(self._start, tuple(self._segments)))

    endPath = closePath  # noqa: N815


def typeface(font: str) -> Typeface:
    """The font of that id, loaded if it is not yet."""
    with _loading:
        return _loaded(font)


@cache
def _loaded(font: str) -> Typeface:
    return Typeface(face_called(font))
