"""Numbered A4 sheets: blocks of known height are laid on pages, so that a contents list can name pages.

Text is wrapped here and not by the browser. A unit of width is a Latin letter of a wide typeface (a Chinese
character takes two); heights are tenths of a millimetre, as the style sheet of the index sets them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby, zip_longest
from unicodedata import east_asian_width

WIDTH, HEIGHT = 96, 2540
"""What fits on one sheet, its header and footer left out: units across, tenths of a millimetre down."""
LINE = 42
_MOST_LINES, _LINES_TOGETHER = 48, 8
_ROW_PADDING, _TABLE_GAP, _PARAGRAPH_GAP, _HEADING, _SUBHEADING_GAP = 22, 20, 30, 100, 36


@dataclass(frozen=True, slots=True)
class TableHead:
    """Columns of a table: headings, and widths as parts of the whole."""

    headings: tuple[str, ...]
    parts: tuple[int, ...]
    numbers: tuple[int, ...] = ()
    """Columns that are set flush right."""

    hashes: tuple[int, ...] = ()
    """Columns that are set small, in letters of one width."""

    @property
    def widths(self) -> tuple[int, ...]:
        """Units of text that fit beside each other in each column."""
        return tuple(part * WIDTH // sum(self.parts) - 1 for part in self.parts)

    @property
    def height(self) -> int:
        """Of the head, with the gap after the table."""
        wrapped = [wrap(text, width) for text, width in zip(self.headings, self.widths, strict=True)]
        return max(len(each) for each in wrapped) * LINE + _ROW_PADDING + _TABLE_GAP


@dataclass(frozen=True, slots=True)
class Block:
    """Something that is not torn apart. `anchor` is what the contents list and links call it."""

    html: str
    height: int
    anchor: str = ""
    table: TableHead | None = None
    heads: str = ""
    """Not empty for a heading, which stands on the sheet of what follows it."""
    begins_sheet: str = ""
    """Not empty where the block begins a sheet."""


@dataclass(slots=True)
class Sheet:
    """What stands on one page."""

    blocks: list[Block] = field(default_factory=list)
    height: int = 0


def width_of(text: str) -> int:
    """Units of width that the text takes at most."""
    return sum(2 if east_asian_width(each) in "WFA" else 1 for each in text)


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of so many units; words are broken only where one is longer than a line."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for word in _words(paragraph, width):
            if line and width_of((line + word).rstrip()) > width:
                lines.append(line.rstrip())
                line = word.lstrip()
            else:
                line += word
        lines.append(line.rstrip())
    return lines


def _words(text: str, width: int) -> Iterator[str]:
    """Pieces between which a line may break: after a blank, and around every Chinese character."""
    piece = ""
    for letter in text:
        wide = east_asian_width(letter) in "WF"
        if piece and (wide or width_of(piece + letter) > width):
            yield piece
            piece = ""
        piece += letter
        if letter == " " or wide:
            yield piece
            piece = ""
    if piece:
        yield piece


def heading(text: str, anchor: str = "", *, begins_sheet: str = "") -> Block:
    """A section's heading; it never stands alone at the foot of a sheet."""
    return Block(f"<h2>{escape(text)}</h2>", _HEADING, anchor, None, text, begins_sheet)


def subheading(text: str, anchor: str = "") -> Block:
    """A heading within a section."""
    lines = wrap(text, WIDTH - 12)
    height = len(lines) * LINE + _SUBHEADING_GAP
    return Block(f"<h3>{_joined(lines)}</h3>", height, anchor, None, text)


def paragraphs(text: str, style: str = "") -> Iterator[Block]:
    """Running text, torn only between lines, a few of which stay together."""
    lines = wrap(text, WIDTH - (6 if style == "clause" else 0))
    for start in range(0, len(lines), _LINES_TOGETHER):
        part, last = lines[start : start + _LINES_TOGETHER], start + _LINES_TOGETHER >= len(lines)
        classes = " ".join(name for name in (style, "" if last else "on") if name)
        mark = f' class="{classes}"' if classes else ""
        gap = _PARAGRAPH_GAP if last else 0
        yield Block(f"<p{mark}>{_joined(part)}</p>", len(part) * LINE + gap)


def picture(source: str, caption: str, height: int) -> Block:
    """A picture, as large as fits so high."""
    image = f'<img src="{escape(source)}" alt="{escape(caption)}" style="max-height:{height // 10}mm">'
    return Block(f"<figure>{image}</figure>", height)


def rows(
    head: TableHead, cells: Iterable[Sequence[str]], *, anchors: Sequence[str] = (), style: str = ""
) -> Iterator[Block]:
    """Rows of a table; one that is higher than a sheet goes on in a further row."""
    for row, anchor in zip_longest(cells, anchors, fillvalue=""):
        if not row:
            return
        wrapped = [wrap(text, width) for text, width in zip(row, head.widths, strict=True)]
        height = max(len(each) for each in wrapped)
        for start in range(0, height, _MOST_LINES):
            part = [each[start : start + _MOST_LINES] for each in wrapped]
            yield _row(head, part, anchor if not start else "", style)


def _row(head: TableHead, cells: list[list[str]], anchor: str, style: str) -> Block:
    mark = f' class="{style}"' if style else ""
    inner = "".join(f"<td{_class(head, no)}>{_joined(lines)}</td>" for no, lines in enumerate(cells))
    name = f' id="{escape(anchor)}"' if anchor else ""
    height = max(len(each) for each in cells) * LINE + _ROW_PADDING
    return Block(f"<tr{name}{mark}>{inner}</tr>", height, anchor, head)


def _class(head: TableHead, column: int) -> str:
    if column in head.numbers:
        return ' class="number"'
    return ' class="hash"' if column in head.hashes else ""


def _joined(lines: Iterable[str]) -> str:
    return "<br>".join(escape(line) for line in lines)


def lay(blocks: Iterable[Block]) -> list[Sheet]:
    """The blocks on sheets, in order."""
    given = list(blocks)
    sheets = [Sheet()]
    table: TableHead | None = None
    for number, block in enumerate(given):
        sheet = sheets[-1]
        full = sheet.height + _together(given[number : number + 4], table) > HEIGHT
        if sheet.blocks and (full or block.begins_sheet):
            sheet, table = Sheet(), None
            sheets.append(sheet)
        sheet.blocks.append(block)
        sheet.height += _height(block, table)
        table = block.table
    return sheets


def _height(block: Block, after: TableHead | None) -> int:
    """Of the block, with the head of its table where it begins one."""
    begins = block.table is not None and block.table is not after
    return block.height + (block.table.height if begins and block.table is not None else 0)


def _together(blocks: Sequence[Block], after: TableHead | None) -> int:
    """Height of the first block and, where it is a heading, of what it stands above."""
    height = 0
    for block in blocks:
        height += _height(block, after)
        if not block.heads:
            break
        after = block.table
    return height


def pages_of(sheets: Sequence[Sheet], before: int) -> dict[str, int]:
    """Page of each anchor, with so many sheets before the first of these."""
    return {
        block.anchor: number
        for number, sheet in enumerate(sheets, before + 1)
        for block in sheet.blocks
        if block.anchor
    }


def sheet_html(sheet: Sheet) -> str:
    """The blocks of a sheet; rows that follow each other become one table with its head."""
    return "\n".join(
        _table(head, group) if head is not None else "\n".join(_anchored(each) for each in group)
        for head, group in _grouped(sheet.blocks)
    )


def _grouped(blocks: Sequence[Block]) -> Iterator[tuple[TableHead | None, list[Block]]]:
    for _, group in groupby(blocks, key=lambda each: id(each.table)):
        found = list(group)
        yield found[0].table, found


def _anchored(block: Block) -> str:
    if not block.anchor:
        return block.html
    return block.html.replace(">", f' id="{escape(block.anchor)}">', 1)


def _table(head: TableHead, group: list[Block]) -> str:
    total = sum(head.parts)
    columns = "".join(f'<col style="width:{part * 100 / total:.3f}%">' for part in head.parts)
    named = enumerate(zip(head.headings, head.widths, strict=True))
    names = "".join(f"<th{_class(head, no)}>{_joined(wrap(text, width))}</th>" for no, (text, width) in named)
    body = "".join(each.html for each in group)
    return (
        f"<table><colgroup>{columns}</colgroup><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table>"
    )
