"""Fonts from outside: read, checked, and written anew with the tables that setting a text needs."""

from __future__ import annotations

import importlib.util
import io
from typing import Any, Final

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from tailorbird.adapters.files.intake import refusals
from tailorbird.adapters.files.intake.cleaned import Unreadable
from tailorbird.adapters.files.intake.composites import check_composites
from tailorbird.adapters.files.intake.limits import Limits
from tailorbird.app.ports.files import FileFault, FileRefused, FontFile, Removed

_KEPT: Final = frozenset(
    (
        *("head", "hhea", "maxp", "OS/2", "hmtx", "cmap", "name", "post", "glyf", "loca", "CFF ", "CFF2"),
        *("cvt ", "fpgm", "prep", "gasp", "GDEF", "GSUB", "GPOS", "BASE", "kern", "vhea", "vmtx", "VORG"),
        *("fvar", "avar", "gvar", "cvar", "HVAR", "VVAR", "MVAR", "STAT"),
    )
)
"""Outlines, metrics, names, hinting, shaping and variation; no pictures, colours, scripts or signatures."""
_NEEDED: Final = ("head", "hhea", "maxp", "hmtx", "cmap", "name")
_RESTRICTED, _PREVIEW, _EDITABLE, _BITMAPS_ONLY = 0x0002, 0x0004, 0x0008, 0x0200
_LICENCE, _LICENCE_ADDRESS = 13, 14
_UNITS: Final = range(16, 16_385)
_MOST_TABLES: Final = 64


def clean_font(data: bytes, media_type: str, limits: Limits) -> tuple[bytes, frozenset[Removed]]:
    """The font as TrueType or OpenType. Raises `FileRefused`."""
    if media_type == "font/woff2" and importlib.util.find_spec("brotli") is None:
        raise FileRefused(
            "WOFF2 fonts cannot be unpacked here. Send the same font as TTF or OTF; whoever runs this place "
            "can install the package brotli.",
            "此处无法解压 WOFF2 字体。请改发同一字体的 TTF 或 OTF 文件；运维人员也可以安装 brotli 软件包。",
        )
    try:
        with TTFont(io.BytesIO(data), lazy=True, recalcBBoxes=False, recalcTimestamp=False) as font:
            _check(font, limits)
            dropped = [tag for tag in font.reader.tables if tag not in _KEPT]
            for tag in dropped:
                del font[tag]
            font.flavor = None
            out = io.BytesIO()
            font.save(out, reorderTables=True)
    except FileRefused:
        raise
    except Unreadable as problem:
        raise refusals.broken(media_type, str(problem)) from problem
    except Exception as problem:  # Whatever the reader stumbles over, the font cannot be used.
        raise refusals.broken(media_type, " ".join(str(problem).split())[:120]) from problem
    return out.getvalue(), frozenset((Removed.TABLES,) if dropped else ())


def read_font(data: bytes) -> FontFile | None:
    """What a font that is kept here says of itself; none where the bytes are no font."""
    try:
        with TTFont(io.BytesIO(data), lazy=True) as font:
            names = font["name"]
            licence = names.getDebugName(_LICENCE) or names.getDebugName(_LICENCE_ADDRESS) or ""
            return FontFile(
                names.getBestFamilyName() or "",
                names.getBestSubFamilyName() or "",
                licence,
                frozenset(font.getBestCmap() or ()),
            )
    except Exception:  # Other files are asked about too, and a reader of fonts fails on them in many ways.
        return None


def _check(font: TTFont, limits: Limits) -> None:
    tags = list(font.reader.tables)
    if len(tags) > _MOST_TABLES:
        raise Unreadable(f"it has more than {_MOST_TABLES} tables")
    missing = [tag for tag in _NEEDED if tag not in tags]
    if missing:
        raise Unreadable(f"it has no table {missing[0]}")
    _check_licence(font)
    count = int(font["maxp"].numGlyphs)
    if count > limits.glyphs:
        raise refusals.too_large("glyphs", count, limits.glyphs, "字形数")
    if font["head"].unitsPerEm not in _UNITS:
        raise Unreadable("its units per em are out of range")
    _check_outlines(font, tags, count)
    _check_characters(font, count)


def _check_licence(font: TTFont) -> None:
    allowed: int = font["OS/2"].fsType if "OS/2" in font else 0
    closed = allowed & _RESTRICTED and not allowed & (_PREVIEW | _EDITABLE)
    if closed or allowed & _BITMAPS_ONLY:
        raise FileRefused(
            "The font's own licence bits (OS/2 fsType) forbid embedding, so nothing may be printed with it "
            "here. Ask its maker for a version that allows embedding, or choose another font.",
            "该字体的许可标记（OS/2 fsType）禁止嵌入，因此不能在此用于印制。请向字体厂商索取允许嵌入的版本，"
            "或选用其他字体。",
            FileFault.LICENCE,
        )


def _check_outlines(font: TTFont, tags: list[str], count: int) -> None:
    raw: Any = font.reader
    if count <= 1:
        raise Unreadable("it has no glyphs")
    if "glyf" in tags and "loca" in tags:
        wide = font["head"].indexToLocFormat == 1
        check_composites(raw["glyf"], raw["loca"], count, 4 if wide else 2)
    elif not any(tag in tags and len(raw[tag]) for tag in ("CFF ", "CFF2")):
        raise Unreadable("it has no outlines (glyf or CFF)")
    elif "CFF " in tags:
        inside = font["CFF "].cff
        if len(inside.topDictIndex) != 1 or len(inside[0].CharStrings) != count:
            raise Unreadable("its outlines do not fit its number of glyphs")


def _check_characters(font: TTFont, count: int) -> None:
    cmap = font.getBestCmap()
    if not cmap:
        raise Unreadable("it says for no character which glyph is its own")
    order = set(font.getGlyphOrder())
    if len(order) > count or not any(name in order and name != ".notdef" for name in cmap.values()):
        raise Unreadable("its characters lead to no glyphs")
