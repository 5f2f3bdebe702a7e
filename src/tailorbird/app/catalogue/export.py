"""A party's own products as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from tailorbird.app.house import House
from tailorbird.app.ports.catalogue import ProductRecord
from tailorbird.app.ports.records import MAX_PAGE_SIZE
from tailorbird.domain.catalogue.table.columns import COLUMNS
from tailorbird.domain.catalogue.table.writing import rows_of

_BYTE_ORDER_MARK = "\ufeff"


def export_products(house: House, owner: str) -> Iterator[str]:
    """The table in portions, with the mark by which spreadsheets know UTF-8. Importing it changes nothing."""
    yield _BYTE_ORDER_MARK + _lines([COLUMNS])
    for record in _own(house, owner):
        yield _lines(rows_of(record.id, record.product))


def _own(house: House, owner: str) -> Iterator[ProductRecord]:
    cursor = ""
    while True:
        page = house.catalogue.owned(owner, cursor=cursor, limit=MAX_PAGE_SIZE)
        yield from page.items
        if page.next_cursor is None:
            return
        cursor = page.next_cursor


def _lines(rows: object) -> str:
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerows(rows)  # type: ignore[arg-type]
    return written.getvalue()
