"""A sheet of A4 on which text, rules, swatches and pictures are set; lengths in micrometres."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tailorbird.adapters.render.graphemes import clusters
from tailorbird.adapters.render.outline import path_data, placed
from tailorbird.adapters.render.scene import Box, Fill, Mark, Picture, ellipse, rectangle, svg_of
from tailorbird.adapters.render.shaping import shaped

A4_WIDTH: Final = 210_000
A4_HEIGHT: Final = 297_000
INK: Final = "#1e2722"
INK_SOFT: Final = "#5b665e"
LINE: Final = "#d8d5c9"
LEAF: Final = "#3f6b3a"
_SHRUNK: Final = 0.98


class Edge(StrEnum):
    """Which edge of a text stands at the place that is given."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set: a font, its size, its colour."""

    size: int
    colour: str = INK
    font: str = "sans"
    level: int | None = None
    """The direction of the paragraph, for a line that is a part of one."""


class Sheet:
    """One page."""

    def __init__(self) -> None:
        self._marks: list[Mark] = []

    def text(self, x: int, baseline: int, text: str, style: Style, edge: Edge = Edge.LEFT) -> None:
        """One line of text."""
        line = shaped(text, style.font, style.level)
        start = x - line.width * style.size if edge is Edge.RIGHT else x
        for cluster in line.clusters:
            for glyph in cluster.glyphs:
                layers = cluster.face.layers(glyph.glyph) or ((glyph.glyph, "", 1.0),)
                for layer, colour, opacity in layers:
                    outline = placed(cluster.face.outline(layer), 1, glyph.at + cluster.x)
                    data = path_data((outline,), complex(style.size), complex(start, baseline))
                    self._fill(data, colour or style.colour, opacity)

    def _fill(self, data: str, colour: str, opacity: float = 1.0) -> None:
        """Fill, together with what was filled before in the same colour."""
        last = self._marks[-1] if self._marks else None
        if isinstance(last, Fill) and (last.colour, last.opacity) == (colour, opacity):
            data = last.path + data
            self._marks.pop()
        if data:
            self._marks.append(Fill(data, colour, "", opacity))

    def bar(self, x: int, y: int, width: int, height: int, colour: str) -> None:
        """A filled rectangle; a thin one is a rule."""
        self._fill(rectangle(x, y, width, height), colour)

    def swatch(self, x: int, y: int, size: int, colour: str) -> None:
        """A round swatch with a rim, so that white is seen too."""
        rim = size // 18
        self._fill(ellipse(x - rim, y - rim, size + 2 * rim, size + 2 * rim), INK_SOFT)
        self._fill(ellipse(x, y, size, size), colour)

    def code(self, x: int, y: int, size: int, rows: list[list[int]]) -> None:
        """A two-dimensional code, its dark modules filled."""
        module = size // len(rows)
        dark = "".join(
            rectangle(x + column * module, y + number * module, module, module)
            for number, row in enumerate(rows)
            for column, value in enumerate(row)
            if value
        )
        self._fill(dark, "#000000")

    def picture(self, x: int, y: int, width: int, height: int, png: bytes) -> None:
        """A picture in a box."""
        self._marks.append(Picture(png, "image/png", x + width // 2, y + height // 2, width, height))

    def svg(self) -> str:
        """The sheet as a drawing."""
        return svg_of(self._marks, Box(0, 0, A4_WIDTH, A4_HEIGHT))


def width_of(text: str, style: Style) -> int:
    """How wide a line of text is."""
    return round(shaped(text, style.font).width * style.size)


def wrapped(text: str, style: Style, width: int) -> list[str]:
    """The text in lines that are at most so wide, broken between words, and in words that are wider."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _wrapped_paragraph(paragraph, style, width)
    return lines or [""]


def _wrapped_paragraph(paragraph: str, style: Style, width: int) -> list[str]:
    lines: list[str] = []
    line, used = "", 0
    for piece in _pieces(paragraph, style, width):
        wide = width_of(piece, style)
        if line and used + wide > width:
            lines.append(line.rstrip())
            line, used = piece.lstrip(), wide
            continue
        line, used = line + piece, used + wide
    return [*lines, line]


def _pieces(paragraph: str, style: Style, width: int) -> list[str]:
    """What is not broken: words with the blank behind them, each Chinese character, parts of long words."""
    pieces: list[str] = []
    open_word = ""
    for cluster in clusters(paragraph):
        alone = cluster[0] >= "\u2e80"
        if alone or (open_word and width_of(open_word + cluster, style) > width * _SHRUNK):
            pieces.append(open_word)
            open_word = ""
        open_word += cluster
        if alone or cluster.isspace():
            pieces.append(open_word)
            open_word = ""
    return [each for each in (*pieces, open_word) if each]
