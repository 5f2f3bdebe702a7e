"""A statement as CSV opens in a spreadsheet as what it is."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

from tailorbird.adapters.export.csv import COLUMNS, export_statement
from tailorbird.domain.cases.words import Head
from tailorbird.domain.ledger.account import gateway, wallet
from tailorbird.domain.ledger.entry import Entry
from tailorbird.domain.ledger.statement import statement
from tailorbird.domain.money import Money

AT = datetime(2026, 3, 2, 2, tzinfo=UTC)


def rows(*entries: Entry, party: str = "ana") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export_statement(statement(party, entries)), newline="")))


TOP_UP = Entry(
    "C-1",
    1,
    AT,
    gateway("sandbox", "CNY"),
    wallet("ana", "CNY"),
    Money(1_020_00, "CNY"),
    Head.OTHER,
    "fact:1",
)


def test_a_statement_opens_moves_and_closes() -> None:
    opening, line, subtotal, closing = rows(TOP_UP)
    assert (opening["row"], opening["balance"]) == ("opening", "0.00")
    assert (line["at"], line["in"], line["out"], line["balance"]) == (
        "2026-03-02T02:00:00Z",
        "1020.00",
        "",
        "1020.00",
    )
    assert (subtotal["case"], subtotal["in"]) == ("C-1", "1020.00")
    assert (closing["row"], closing["balance"], closing["held"]) == ("closing", "1020.00", "0.00")


def test_text_that_looks_like_a_formula_is_not_run() -> None:
    nasty = Entry(
        "=1+1", 1, AT, gateway("g", "CNY"), wallet("ana", "CNY"), Money(1, "CNY"), Head.TIP, "@x", "+c"
    )
    _, line, *_ = rows(nasty)
    assert (line["case"], line["cause"], line["clause"]) == ("'=1+1", "'@x", "'+c")


def test_nothing_moved_leaves_the_heading_alone() -> None:
    assert export_statement(statement("nobody", [])) == ",".join(COLUMNS) + "\r\n"
