"""Fonts: a merchant's own comes in with what shaping needs; what is broken, closed or empty does not."""

from __future__ import annotations

import importlib.util
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fontpkg  # type: ignore[import-untyped]
import pytest
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.ttLib.tables.DefaultTable import DefaultTable  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from tailorbird.adapters.files.intake.fonts import read_font
from tailorbird.adapters.files.intake.intake import Intake
from tailorbird.adapters.files.intake.limits import Limits
from tailorbird.app.ports.files import FileFault, FileRefused, Removed
from tests.adapters.files.intake.desk import admitted, refused


def font(change: Callable[[Any], None] = lambda _: None, composite_depth: int = 0, fs_type: int = 0) -> bytes:
    """A font of two letters, A being a triangle."""
    order = [".notdef", "A", *(f"c{each}" for each in range(composite_depth))]
    pen = TTGlyphPen(None)
    for at in ((0, 0), (500, 700)):
        (pen.moveTo if at == (0, 0) else pen.lineTo)(at)
    pen.lineTo((900, 0))
    pen.closePath()
    glyphs = {".notdef": TTGlyphPen(None).glyph(), "A": pen.glyph()}
    for each in range(composite_depth):
        part = TTGlyphPen(dict.fromkeys(order))
        part.addComponent(order[each + 1], (1, 0, 0, 1, 0, 0))
        glyphs[order[each + 2]] = part.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({65: order[-1]})
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(order, (1000, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Wren", "styleName": "Regular", "licenseDescription": "Ours"})
    builder.setupOS2(fsType=fs_type)
    builder.setupPost()
    builder.font.recalcBBoxes = False
    change(builder.font)
    out = io.BytesIO()
    builder.font.save(out)
    return out.getvalue()


def raw(tag: str, data: bytes = b"<svg onload='alert(1)'/>") -> Callable[[Any], None]:
    def add(built: Any) -> None:
        built.tables[tag] = DefaultTable(tag)
        built.tables[tag].data = data

    return add


def without(tag: str) -> Callable[[Any], None]:
    def remove(built: Any) -> None:
        del built[tag]

    return remove


@pytest.mark.parametrize("name", ["Pacifico", "Amiri", "Caveat"])
def test_a_font_keeps_what_shaping_needs(name: str) -> None:
    original = Path(fontpkg.path(name)).read_bytes()
    kept = admitted(original)
    before, after = TTFont(io.BytesIO(original)), TTFont(io.BytesIO(kept.data))
    assert before.getBestCmap() == after.getBestCmap()
    for tag in ("GSUB", "GPOS", "GDEF", "glyf", "fvar", "gvar"):
        assert (tag in before) == (tag in after)
        if tag in before:
            assert before.reader[tag] == after.reader[tag]
    assert kept.media_type == "font/ttf"


def test_what_a_text_does_not_need_is_taken_out() -> None:
    def both(built: Any) -> None:
        raw("SVG ")(built)
        raw("DSIG")(built)

    kept = admitted(font(both))
    assert b"onload" not in kept.data
    assert kept.removed == (Removed.TABLES,)
    assert admitted(font()).removed == ()


def test_a_font_says_what_it_is_and_which_characters_it_has() -> None:
    told = read_font(admitted(font()).data)
    assert told is not None
    assert (told.family, told.style, told.licence, told.characters) == (
        "Wren",
        "Regular",
        "Ours",
        frozenset((65,)),
    )
    assert told.lacks("A BAB\n字") == ("B", "字")
    assert read_font(b"no font") is None


@pytest.mark.parametrize("allowed", [0, 4, 8, 2 | 8, 0x0100])
def test_a_font_that_may_be_embedded_comes_in(allowed: int) -> None:
    assert admitted(font(fs_type=allowed)).media_type == "font/ttf"


@pytest.mark.parametrize("forbidden", [2, 2 | 0x0100, 0x0200])
def test_a_font_that_may_not_be_embedded_is_refused_with_what_to_ask_for(forbidden: int) -> None:
    assert "Ask its maker" in str(refused(font(fs_type=forbidden), "forbid embedding", FileFault.LICENCE))


def _no_characters(built: Any) -> None:
    for each in built["cmap"].tables:
        each.cmap = {}


def _box_only(built: Any) -> None:
    for each in built["cmap"].tables:
        each.cmap = {65: ".notdef"}


BROKEN: dict[str, tuple[Callable[[], bytes], str]] = {
    "half a font": (lambda: font()[:600], ""),
    "words of a font": (lambda: b"\x00\x01\x00\x00\x00\x01" + b"\xff" * 90, ""),
    "start of a font": (lambda: b"OTTO\x00", ""),
    "no characters": (lambda: font(without("cmap")), "no table cmap"),
    "no outlines": (lambda: font(without("glyf")), "no outlines"),
    "no metrics": (lambda: font(without("hmtx")), "no table hmtx"),
    "outlines cut off": (lambda: font(raw("glyf", b"\x00\x01\x00")), "cut off"),
    "parts of parts": (lambda: font(composite_depth=12), "without end"),
    "empty map": (lambda: font(_no_characters), "for no character"),
    "no glyph but the box": (lambda: font(_box_only), "for no character"),
    "too large units": (lambda: font(lambda built: setattr(built["head"], "unitsPerEm", 60_000)), "units"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_font_that_cannot_be_used_is_refused(kind: str) -> None:
    made, says = BROKEN[kind]
    refused(made(), f"cannot be read.*{says}", FileFault.BROKEN)


def test_a_font_has_a_limit_in_glyphs() -> None:
    refused(font(), "2 glyphs, and 1 is the most", FileFault.SIZE, Limits(glyphs=1))


def test_a_collection_is_none_of_the_types() -> None:
    refused(b"ttcf\x00\x01\x00\x00" + font(), "none of these types", FileFault.TYPE)


@pytest.mark.skipif(importlib.util.find_spec("brotli") is not None, reason="brotli is installed here")
def test_without_brotli_a_woff2_font_is_refused_with_what_to_send() -> None:
    assert "TTF or OTF" in str(refused(b"wOF2\x00\x01\x00\x00" + bytes(40), "WOFF2", FileFault.TYPE))


@given(st.data())
def test_no_damaged_font_breaks_the_desk(data: st.DataObject) -> None:
    whole = bytearray(font(composite_depth=2))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(5, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        kept = Intake(Limits()).admit(bytes(whole[: data.draw(st.integers(20, len(whole)))]), "")
    except FileRefused:
        return
    assert Intake(Limits()).admit(kept.data, "").data == kept.data
