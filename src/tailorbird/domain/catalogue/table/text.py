"""A file's bytes as rows of cells: which letters, which separator, and where it is broken."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

MAX_BYTES: Final = 14_000_000
MAX_ROWS: Final = 100_000
MAX_CELL: Final = 600_000
_SEPARATORS: Final = (",", ";", "\t")


class UnreadableTable(ValueError):
    """A file that is no such table; `line` is where, 0 for the whole. Says so in English and in Chinese."""

    def __init__(self, line: int, code: str, says: tuple[str, str], next_step: tuple[str, str]) -> None:
        super().__init__(says[0])
        self.line, self.code = line, code
        self.says, self.says_zh = says
        self.next_step, self.next_step_zh = next_step


@dataclass(frozen=True, slots=True)
class TableText:
    """The text of a file, and as what it was read: `utf-8`, `utf-16` or `gb18030`."""

    text: str
    encoding: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row and the line on which it begins, the first being 1."""

    line: int
    cells: tuple[str, ...]


def decoded(data: bytes) -> TableText:
    """The text. What is no UTF-8 is read as GB 18030 (GBK), which spreadsheets in China write."""
    if len(data) > MAX_BYTES:
        raise UnreadableTable(
            0,
            "file_too_large",
            (f"The file has {len(data)} bytes.", f"文件有 {len(data)} 字节。"),
            (f"Send up to {MAX_BYTES} bytes at once.", f"每次最多 {MAX_BYTES} 字节，请分成几个文件。"),
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return TableText(_as(data, "utf-16"), "utf-16")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return TableText(_as(data, "gb18030"), "gb18030")
    if "\0" in text:
        raise _not_text()
    return TableText(text, "utf-8")


def _as(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as problem:
        raise _not_text() from problem
    if "\0" in text:
        raise _not_text()
    return text


def _not_text() -> UnreadableTable:
    return UnreadableTable(
        0,
        "not_text",
        ("The file is no text in UTF-8, UTF-16 or GBK.", "文件不是 UTF-8、UTF-16 或 GBK 文本。"),
        (
            "Save the sheet as `CSV UTF-8`; a file of Excel itself (xlsx) is not read.",
            "请在表格软件中另存为“CSV UTF-8”；不支持直接读取 xlsx 文件。",
        ),
    )


def rows_in(text: str) -> Iterator[Row]:
    """Every row that is not blank. Raises `UnreadableTable` where a quote is broken."""
    separator = _separator(text)
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    count, line = 0, 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as problem:
            raise _broken(line, str(problem)) from problem
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            count += 1
            if count > MAX_ROWS + 1:
                raise _too_many()
            yield Row(line, tuple(cells))
        line = reader.line_num + 1


def _separator(text: str) -> str:
    """The one that stands most often in the first line."""
    first = text.partition("\n")[0]
    return max(_SEPARATORS, key=first.count)


def _broken(line: int, why: str) -> UnreadableTable:
    if "field larger" in why:
        return UnreadableTable(
            line,
            "cell_too_large",
            (f"A cell has more than {MAX_CELL} characters.", f"某个单元格超过 {MAX_CELL} 个字符。"),
            ("Shorten it, or look for a quote that is not closed.", "请缩短，或检查是否有未闭合的引号。"),
        )
    return UnreadableTable(
        line,
        "quote_broken",
        (
            f"In the row that begins on line {line}, a quotation mark is not closed, or stands alone.",
            f"从第 {line} 行开始的这一行中，引号没有闭合或单独出现。",
        ),
        (
            'Put the cell between quotation marks, and write one inside it twice: "a 5"" ring".',
            '请用引号括住整个单元格，单元格内的引号写两次，例如 "a 5"" ring"。',
        ),
    )


def _too_many() -> UnreadableTable:
    return UnreadableTable(
        0,
        "too_many_rows",
        (f"The file has more than {MAX_ROWS} rows.", f"文件超过 {MAX_ROWS} 行。"),
        ("Send it in parts.", "请分成几个文件。"),
    )
