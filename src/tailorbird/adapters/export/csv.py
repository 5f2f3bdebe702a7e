"""A party's statement as CSV (RFC 4180, UTF-8), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import UTC

from tailorbird.domain.ledger.statement import AccountStatement, Statement

COLUMNS = (
    "account",
    "currency",
    "row",
    "at",
    "case",
    "no",
    "head",
    "cause",
    "clause",
    "counter_account",
    "in",
    "out",
    "balance",
    "held",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def export_statement(statement: Statement) -> str:
    """One row a line, with rows `opening`, `closing` and `subtotal` (per case) for each account.

    Amounts are in major units with a point; instants are ISO 8601 in UTC.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for account in statement.accounts:
        for row in _rows(account):
            writer.writerow([row.get(name, "") for name in COLUMNS])
    return out.getvalue()


def _rows(account: AccountStatement) -> list[dict[str, str]]:
    frame = {"account": _cell(account.account.id), "currency": account.account.currency}
    rows = [{**frame, "row": "opening", "balance": account.opening.number}]
    rows += [
        {
            **frame,
            "row": "line",
            "at": line.at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
            "case": _cell(line.case_id),
            "no": str(line.no),
            "head": line.head.value,
            "cause": _cell(line.cause),
            "clause": _cell(line.clause),
            "counter_account": _cell(line.counter.id),
            "in": line.incoming.number if line.incoming else "",
            "out": line.outgoing.number if line.outgoing else "",
            "balance": line.balance.number,
        }
        for line in account.lines
    ]
    rows += [
        {
            **frame,
            "row": "subtotal",
            "case": _cell(each.case_id),
            "in": each.incoming.number,
            "out": each.outgoing.number,
        }
        for each in account.by_case
    ]
    closing = {"balance": account.closing.number, "held": account.held.number}
    return [*rows, {**frame, "row": "closing", **closing}]


def _cell(text: str) -> str:
    """Text that a spreadsheet would take for a formula gets an apostrophe in front."""
    return f"'{text}" if text.startswith(_FORMULA) else text
