"""One line of text as glyphs: fonts by character, runs by direction and script, shaped by HarfBuzz."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final

import uharfbuzz as hb  # type: ignore[import-untyped]
from fontTools import unicodedata as scripts  # type: ignore[import-untyped]

from tailorbird.adapters.render import bidi
from tailorbird.adapters.render.faces import EMOJI
from tailorbird.adapters.render.graphemes import TEXT_STYLE, clusters, is_emoji, needed
from tailorbird.adapters.render.hidden import visible
from tailorbird.adapters.render.typeface import Typeface, typeface

_NO_SCRIPT: Final = frozenset(("Zyyy", "Zinh", "Zzzz"))
_JOINED_SCRIPTS: Final = frozenset(("Arab", "Syrc", "Mong", "Deva", "Beng"))
_LINES_KEPT: Final = 256
_PRIVATE_USE: Final = "Co"


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph and where its origin lies, in em from that of its cluster."""

    glyph: int
    at: complex


@dataclass(frozen=True, slots=True)
class Cluster:
    """Glyphs that belong together. `x` is where the pen stands before it, in em from the line's left end;
    `joined` clusters touch their neighbours."""

    face: Typeface
    glyphs: tuple[Glyph, ...]
    x: float
    advance: float
    joined: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A shaped line. `unknown` are the characters that no font has."""

    clusters: tuple[Cluster, ...]
    width: float
    level: int
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Letter:
    """A character with everything by which runs are told apart."""

    face: Typeface
    script: str
    level: int


@lru_cache(maxsize=_LINES_KEPT)
def shaped(text: str, font: str, level: int | None = None) -> Line:
    """The line as glyphs from left to right. `level` is the direction of the paragraph of which it is a
    part; without it the line is a paragraph."""
    line = unicodedata.normalize("NFC", visible(text).replace("\t", " "))
    base = bidi.base_level(line) if level is None else level
    faces, unknown = _faces(line, font)
    letters = [_Letter(*each) for each in zip(faces, _scripts(line), bidi.levels(line, base), strict=True)]
    runs: list[tuple[_Letter, int, int]] = []
    for letter, group in groupby(range(len(letters)), key=letters.__getitem__):
        places = list(group)
        runs.append((letter, places[0], len(places)))
    codes = [ord(each) for each in line]
    placed: list[Cluster] = []
    x = 0.0
    for place in bidi.visual_order([letter.level for letter, _, _ in runs]):
        x = _shape(codes, *runs[place], x, placed)
    return Line(tuple(placed), x, base, unknown)


def _faces(line: str, font: str) -> tuple[list[Typeface], tuple[str, ...]]:
    """The font of each character, and the characters that none has."""
    own = typeface(font)
    chosen: list[Typeface] = []
    unknown: dict[str, None] = {}
    for cluster in clusters(line):
        face = _face_for(cluster, own, chosen[-1] if chosen else own)
        if face is None:
            unknown.update(dict.fromkeys(needed(cluster)))
        chosen += [face or own] * len(cluster)
    return chosen, tuple(unknown)


def _face_for(cluster: str, own: Typeface, before: Typeface) -> Typeface | None:
    wanted = needed(cluster)
    if any(unicodedata.category(each) == _PRIVATE_USE for each in wanted):
        return None
    if wanted.isspace() and before.has(wanted[0]) and before.face.font != EMOJI:
        return before
    if is_emoji(cluster) and _has_all(typeface(EMOJI), wanted):
        return typeface(EMOJI)
    if _has_all(own, wanted):
        return own
    for font in own.face.stand_ins:
        if font == EMOJI and TEXT_STYLE in cluster:
            continue
        if _has_all(typeface(font), wanted):
            return typeface(font)
    return None


def _has_all(face: Typeface, characters: str) -> bool:
    return all(
        face.has(each) or all(face.has(part) for part in unicodedata.normalize("NFD", each))
        for each in characters
    )


def _scripts(line: str) -> list[str]:
    """The script of each character; what belongs to none goes with what stands before it."""
    found = [scripts.script(each) for each in line]
    current = next((each for each in found if each not in _NO_SCRIPT), "Latn")
    for place, each in enumerate(found):
        current = current if each in _NO_SCRIPT else each
        found[place] = current
    return found


def _shape(
    codes: Sequence[int], letter: _Letter, start: int, length: int, x: float, into: list[Cluster]
) -> float:
    """Shape one run at the pen's place and return where the pen stands behind it."""
    buffer = hb.Buffer()
    buffer.add_codepoints(list(codes), start, length)
    buffer.direction = "rtl" if letter.level % 2 else "ltr"
    buffer.script = letter.script
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.guess_segment_properties()
    hb.shape(letter.face.hb_font, buffer)
    em = 1 / letter.face.upem
    joined = letter.face.face.joined or letter.script in _JOINED_SCRIPTS
    together = groupby(
        zip(buffer.glyph_infos, buffer.glyph_positions, strict=True), key=lambda each: each[0].cluster
    )
    for _, group in together:
        glyphs: list[Glyph] = []
        pen = 0.0
        for info, position in group:
            glyphs.append(
                Glyph(info.codepoint, complex(pen + position.x_offset * em, -position.y_offset * em))
            )
            pen += position.x_advance * em
        into.append(Cluster(letter.face, tuple(glyphs), x, pen, joined))
        x += pen
    return x
