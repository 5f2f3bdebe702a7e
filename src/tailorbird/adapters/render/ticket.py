"""The maker's work ticket: what to make, how many, how each side looks, and a code to scan."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import segno

from tailorbird.adapters.render.bidi import base_level
from tailorbird.adapters.render.pdf import sheets_pdf
from tailorbird.adapters.render.raster import preview_png
from tailorbird.adapters.render.ticket_sheet import (
    A4_HEIGHT,
    A4_WIDTH,
    INK,
    INK_SOFT,
    LEAF,
    LINE,
    Edge,
    Sheet,
    Style,
    width_of,
    wrapped,
)
from tailorbird.adapters.render.ticket_words import Words, words_in
from tailorbird.app.ports.render import Drawing, Ticket, TicketLine

_MARGIN: Final = 18_000
_RIGHT: Final = A4_WIDTH - _MARGIN
_WIDTH: Final = A4_WIDTH - 2 * _MARGIN
_BOTTOM: Final = A4_HEIGHT - 32_000
_HAIR: Final = 200
_QR: Final = 32_000
_VALUE_X: Final = _MARGIN + 58_000
_SWATCH: Final = 4_600
_GUTTER: Final = 8_000
_DRAWING_HEIGHT: Final = 78_000
_DRAWING_DPI: Final = 200
_UM_PER_INCH: Final = 25_400

_TITLE: Final = Style(7_600)
_OVER: Final = Style(3_300, LEAF)
_HEAD: Final = Style(4_200)
_LABEL: Final = Style(3_300, INK_SOFT)
_VALUE: Final = Style(3_900)
_NUMBER: Final = Style(8_400)
_SMALL: Final = Style(2_800, INK_SOFT)


class _Book:
    """Sheets, the last of them open, and how far down it is written."""

    def __init__(self, ticket: Ticket, words: Words) -> None:
        self.ticket, self.words = ticket, words
        self.sheets: list[Sheet] = []
        self.y = 0
        self.turn()

    @property
    def sheet(self) -> Sheet:
        return self.sheets[-1]

    def turn(self) -> None:
        """Begin the next sheet with a line that says whose it is."""
        self.sheets.append(Sheet())
        self.y = _MARGIN
        if len(self.sheets) > 1:
            title = wrapped(self.ticket.title, _LABEL, _WIDTH - 70_000)[0]
            self.sheet.text(_MARGIN, self.y + 3_000, title, _LABEL)
            self.sheet.text(
                _RIGHT, self.y + 3_000, f"{self.words.case} {self.ticket.case}", _LABEL, Edge.RIGHT
            )
            self.sheet.bar(_MARGIN, self.y + 6_000, _WIDTH, _HAIR, LINE)
            self.y += 15_000

    def room_for(self, height: int) -> None:
        """Turn the sheet where so much does not fit any more."""
        if self.y + height > _BOTTOM:
            self.turn()

    def heading(self, text: str, with_height: int) -> None:
        """A heading that stays with what follows it."""
        self.room_for(with_height + 14_000)
        self.y += 4_000
        self.sheet.text(_MARGIN, self.y + 4_000, text, _HEAD)
        self.sheet.bar(_MARGIN, self.y + 7_000, _WIDTH, _HAIR * 2, INK)
        self.y += 8_500


def ticket_pdf(ticket: Ticket) -> bytes:
    """The ticket on as many sheets of A4 as it takes."""
    words = words_in(ticket.language)
    book = _Book(ticket, words)
    _head(book)
    book.heading(words.choices, 12_000)
    for line in ticket.lines:
        _line(book, line)
    if not ticket.lines:
        book.sheet.text(_MARGIN, book.y + 6_000, words.empty, _LABEL)
        book.y += 10_000
    if ticket.drawings:
        _drawings(book)
    for number, sheet in enumerate(book.sheets, start=1):
        _foot(book, sheet, number)
    return sheets_pdf([each.svg() for each in book.sheets], f"{words.ticket} {ticket.case}")


def _head(book: _Book) -> None:
    ticket, words, sheet = book.ticket, book.words, book.sheet
    code = segno.make(ticket.code, error="m", micro=False)
    rows = [list(row) for row in code.matrix]
    sheet.code(_RIGHT - _QR, book.y, _QR, rows)
    sheet.text(_MARGIN, book.y + 3_400, words.ticket, _OVER)
    y = book.y + 13_500
    for line in wrapped(ticket.title, _TITLE, _WIDTH - _QR - _GUTTER)[:3]:
        sheet.text(_MARGIN, y, line, _TITLE)
        y += 9_600
    y = max(y + 2_000, book.y + 25_000)
    sheet.text(_MARGIN, y, words.case, _LABEL)
    sheet.text(_MARGIN, y + 8_000, ticket.case, Style(5_200))
    beside = _MARGIN + max(58_000, width_of(ticket.case, Style(5_200)) + _GUTTER)
    sheet.text(beside, y, words.quantity, _LABEL)
    sheet.text(beside, y + 8_600, f"{ticket.quantity:,}", _NUMBER)
    sheet.text(_MARGIN, y + 16_000, f"{words.specification} {ticket.specification_hash}", _SMALL)
    book.y = max(y + 20_000, book.y + _QR + 4_000)


def _line(book: _Book, line: TicketLine) -> None:
    """A label, a swatch, and a value; a value longer than the sheet goes on to the next."""
    indent = _SWATCH + 2_600 if line.swatch else 0
    value = replace(_VALUE, level=base_level(line.value))
    labels = wrapped(line.label, _LABEL, _VALUE_X - _MARGIN - 4_000)
    values = wrapped(line.value, _VALUE, _RIGHT - _VALUE_X - indent)
    book.room_for(10_000)
    if line.swatch:
        book.sheet.swatch(_VALUE_X, book.y + 2_000, _SWATCH, line.swatch)
    for number in range(max(len(labels), len(values))):
        if book.y + 8_000 > _BOTTOM:
            book.turn()
        baseline = book.y + 5_600
        if number < len(labels):
            book.sheet.text(_MARGIN, baseline, labels[number], _LABEL)
        if number < len(values):
            book.sheet.text(_VALUE_X + indent, baseline, values[number], value)
        book.y += 5_600
    book.y += 3_000
    book.sheet.bar(_MARGIN, book.y, _WIDTH, _HAIR, LINE)


def _drawings(book: _Book) -> None:
    """Two beside each other, or one by itself over the whole width."""
    drawings = book.ticket.drawings
    columns = 1 if len(drawings) == 1 else 2
    width = (_WIDTH - (columns - 1) * _GUTTER) // columns
    book.heading(book.words.sides, _DRAWING_HEIGHT + 14_000)
    for first in range(0, len(drawings), columns):
        row = drawings[first : first + columns]
        sizes = [_size(each, width) for each in row]
        tallest = max(height for _, height in sizes)
        book.room_for(tallest + 14_000)
        for column, (drawing, size) in enumerate(zip(row, sizes, strict=True)):
            x = _MARGIN + column * (width + _GUTTER)
            _drawing(book, drawing, first + column + 1, (x, width), (size, tallest))
        book.y += tallest + 16_000


def _size(drawing: Drawing, width: int) -> tuple[int, int]:
    scale = min(width / drawing.width_um, _DRAWING_HEIGHT / drawing.height_um)
    return max(1, round(drawing.width_um * scale)), max(1, round(drawing.height_um * scale))


def _drawing(
    book: _Book, drawing: Drawing, number: int, across: tuple[int, int], down: tuple[tuple[int, int], int]
) -> None:
    (x, column), ((width, height), tallest) = across, down
    top = book.y + 2_000
    pixels = max(1, round(width * _DRAWING_DPI / _UM_PER_INCH))
    left = x + (column - width) // 2
    book.sheet.bar(x, top, column, tallest, "#f6f5f0")
    book.sheet.picture(left, top + (tallest - height) // 2, width, height, preview_png(drawing, pixels))
    trimmed = [each - 2 * drawing.bleed_um for each in (drawing.width_um, drawing.height_um)]
    told = f"{_mm(trimmed[0])} × {_mm(trimmed[1])} mm"
    if drawing.bleed_um:
        told += " · " + book.words.bleed.format(bleed=_mm(drawing.bleed_um))
    baseline = top + tallest + 5_500
    names = book.ticket.sides
    name = names[number - 1] if number <= len(names) else book.words.side.format(number=number)
    book.sheet.text(x, baseline, wrapped(name, Style(3_300), column // 2)[0], Style(3_300))
    book.sheet.text(x + column, baseline, told, _LABEL, Edge.RIGHT)


def _mm(length_um: int) -> str:
    return f"{length_um / 1000:.1f}".removesuffix(".0")


def _foot(book: _Book, sheet: Sheet, number: int) -> None:
    words, y = book.words, A4_HEIGHT - 23_000
    if number == len(book.sheets):
        third = (_WIDTH - 2 * _GUTTER) // 3
        for place, label in enumerate((words.made_by, words.checked, words.date)):
            x = _MARGIN + place * (third + _GUTTER)
            sheet.bar(x, y, third, _HAIR, INK_SOFT)
            sheet.text(x, y + 4_000, label, _SMALL)
    bottom = A4_HEIGHT - 11_000
    sheet.text(_MARGIN, bottom, words.frozen, _SMALL)
    sheet.text(_RIGHT, bottom, words.page.format(page=number, pages=len(book.sheets)), _SMALL, Edge.RIGHT)
