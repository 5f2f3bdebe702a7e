"""Rows of the table as products, each with what is wrong in its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, TypeVar

from tailorbird.domain import codec
from tailorbird.domain.cases.facts.jewelry import WishKind
from tailorbird.domain.catalogue.product import Channel, Medium, Product, Variant
from tailorbird.domain.catalogue.table.columns import (
    COLUMNS,
    NEEDED,
    PRODUCT_COLUMNS,
    UnreadableCell,
    as_meant,
    read_lead,
    read_list,
    read_number,
    read_options,
    read_prices,
)
from tailorbird.domain.catalogue.table.text import Row, UnreadableTable, rows_in
from tailorbird.domain.customization.template import Template

E = TypeVar("E", bound=StrEnum)
_LENGTHS: Final = ("weight_g", "length_mm", "width_mm", "height_mm")
_TEXTS: Final = ("variant", "label", "label_zh", "sku", "gtin", "gtin_exemption")
_LISTS: Final = ("bullets", "goods_classes", "declarations", "options")
_AS_IT_STANDS: Final = frozenset(
    ("title", "title_zh", "description", "description_zh", "label", "label_zh", *_LISTS)
)
"""Columns in which white space at the ends is kept: texts, and lists, whose items may end with some."""


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong in one cell."""

    line: int
    column: str
    code: str
    says: str
    says_zh: str
    next_step: str
    next_step_zh: str


@dataclass(frozen=True, slots=True)
class ReadProduct:
    """A product of the table: what its owner calls it, on which line it begins, and the line of each of its
    versions. `product` is none where a row cannot be read; `faults` then say why."""

    name: str
    line: int
    product: Product | None
    faults: tuple[CellFault, ...]
    lines: Mapping[str, int] = field(default_factory=dict)


def products_in(text: str) -> Iterator[ReadProduct]:
    """Every product, in order. Raises `UnreadableTable` where the file is no such table.

    Rows of one product stand together; a row without `product` goes on with the one above.
    """
    rows = rows_in(text)
    head = next(rows, None)
    names = _head(head)
    name, cells = "", list[tuple[int, dict[str, str]]]()
    seen: set[str] = set()
    for row in rows:
        told = _cells(names, row)
        here = told["product"] or name
        if here != name and cells:
            yield _product(name, cells, seen)
            cells = []
        name = here
        cells.append((row.line, told))
    if cells:
        yield _product(name, cells, seen)


def _head(head: Row | None) -> tuple[str, ...]:
    names = tuple(each.strip().casefold() for each in head.cells) if head is not None else ()
    unknown = [each for each in names if each and each not in COLUMNS]
    missing = [each for each in NEEDED if each not in names]
    twice = sorted({each for each in names if each and names.count(each) > 1})
    if missing or unknown or twice:
        wrong = [
            ("lacks", "缺少", missing),
            ("does not know", "有未知列", unknown),
            ("has twice", "有重复列", twice),
        ]
        english = "; ".join(f"{says} {', '.join(found)}" for says, _, found in wrong if found)
        chinese = "；".join(f"{says}：{'、'.join(found)}" for _, says, found in wrong if found)
        raise UnreadableTable(
            head.line if head is not None else 0,
            "columns",
            (f"The first row names the columns, and {english}.", f"第一行应为列名：{chinese}。"),
            (f"There are: {', '.join(COLUMNS)}.", f"可用的列：{'、'.join(COLUMNS)}。"),
        )
    return names


def _cells(names: Sequence[str], row: Row) -> dict[str, str]:
    told = dict.fromkeys(COLUMNS, "")
    for name, cell in zip(names, row.cells, strict=False):
        if name:
            told[name] = as_meant(cell if name in _AS_IT_STANDS else cell.strip())
    if len(row.cells) > len(names) and any(each.strip() for each in row.cells[len(names) :]):
        told["beyond"] = "yes"
    return told


class _Reader:
    """Reads the cells of one product, and keeps what is wrong with them."""

    def __init__(self) -> None:
        self.faults: list[CellFault] = []

    def cell(self, row: tuple[int, dict[str, str]], column: str, read: Callable[[str], Any]) -> Any:
        """What the cell says; none where it cannot be read."""
        line, cells = row
        try:
            return read(cells[column])
        except UnreadableCell as problem:
            fault = (str(problem), problem.says_zh, problem.next_step, problem.next_step_zh)
        except codec.UnreadableInput as problem:
            fault = (
                f"The cell is no such document: {problem}",
                f"该单元格的内容无法读取：{problem}",
                "Take it as an export writes it, or leave it blank.",
                "请使用导出文件中的写法，或留空。",
            )
        self.faults.append(CellFault(line, column, "cell_unreadable", *fault))
        return None


def _product(name: str, rows: list[tuple[int, dict[str, str]]], seen: set[str]) -> ReadProduct:
    reader, first = _Reader(), rows[0]
    reader.faults += _about_rows(name, rows, seen)
    seen.add(name)
    said = _said(reader, first)
    variants = [_variant(reader, row) for row in rows]
    lines: dict[str, int] = {}
    for line, cells in rows:
        lines.setdefault(cells["variant"], line)
    faults = tuple(reader.faults)
    product = None if faults else Product(**said, variants=tuple(variants))
    return ReadProduct(name, first[0], product, faults, lines)


def _about_rows(name: str, rows: list[tuple[int, dict[str, str]]], seen: set[str]) -> Iterator[CellFault]:
    """What is wrong with the rows as such: no name, a product parted in two, two words for one thing."""
    first_line, first = rows[0]
    if not name:
        says = "The row does not say which product it is of.", "该行没有写明属于哪个商品。"
        steps = "Give the product a name of its own.", "请在 product 列填写商品名称。"
        yield CellFault(first_line, "product", "product_unnamed", says[0], says[1], *steps)
    elif name in seen:
        says = f"{name} stands further up already.", f"“{name}”在前面已出现过。"
        steps = "Put the rows of a product one below the other.", "请把同一商品的各行放在一起。"
        yield CellFault(first_line, "product", "product_parted", says[0], says[1], *steps)
    for line, cells in rows:
        if "beyond" in cells:
            says = "The row has more cells than there are columns.", "该行的单元格多于列数。"
            steps = (
                "Look for a separator too many, or for a text without quotation marks.",
                "请检查多余的分隔符或缺少的引号。",
            )
            yield CellFault(line, "", "too_many_cells", says[0], says[1], *steps)
        for column in PRODUCT_COLUMNS[1:]:
            if cells[column] and cells[column] != first[column]:
                says = "It is not what the product's first row says.", "与该商品第一行的内容不一致。"
                steps = "Say it in the first row, and leave it blank below.", "请只在第一行填写，其余行留空。"
                yield CellFault(line, column, "said_otherwise", says[0], says[1], *steps)


def _said(reader: _Reader, row: tuple[int, dict[str, str]]) -> dict[str, Any]:
    def texts(cell: str) -> tuple[str, ...]:
        return read_list(cell)

    told: dict[str, Any] = {
        name: row[1][name]
        for name in ("title", "title_zh", "description", "description_zh", "category", "blank")
    }
    told |= {name: reader.cell(row, name, texts) for name in ("bullets", "goods_classes", "declarations")}
    told["condition"] = row[1]["condition"] or "new"
    told["channel"] = reader.cell(
        row, "channel", lambda cell: _word(Channel, cell or Channel.PROGRAMME.value)
    )
    for name in ("wishes_also", "wishes_not_offered"):
        told[name] = reader.cell(
            row, name, lambda cell: tuple(_word(WishKind, each) for each in read_list(cell))
        )
    told["media"] = reader.cell(
        row, "media", lambda cell: codec.read_json(tuple[Medium, ...], cell.encode()) if cell else ()
    )
    told["template"] = reader.cell(
        row, "template", lambda cell: codec.read_json(Template, cell.encode()) if cell else None
    )
    return told


def _variant(reader: _Reader, row: tuple[int, dict[str, str]]) -> Variant:
    cells = row[1]
    told: dict[str, Any] = {name: cells[name] for name in _TEXTS}
    told |= {name: reader.cell(row, name, read_number) or 0 for name in _LENGTHS}
    return Variant(
        **told,
        prices=reader.cell(row, "prices", read_prices) or (),
        options=reader.cell(row, "options", read_options) or (),
        stock=reader.cell(row, "stock", lambda cell: read_number(cell) if cell else None),
        lead=reader.cell(row, "lead_days", read_lead),
    )


def _word(kind: type[E], text: str) -> E:
    try:
        return kind(text.casefold())
    except ValueError as problem:
        known = ", ".join(kind)
        raise UnreadableCell(
            f"{text!r} is none of {known}.",
            f"“{text}”不在可选值之内。",
            f"Write one of {known}.",
            f"请写其中之一：{known}。",
        ) from problem
