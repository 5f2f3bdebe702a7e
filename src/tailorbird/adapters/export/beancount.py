"""The journal as text for beancount 3: every entry a transaction, and a balance check of every account."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, timedelta

from tailorbird.domain.ledger.account import Account, AccountKind
from tailorbird.domain.ledger.entry import Entry
from tailorbird.domain.ledger.statement import in_order
from tailorbird.domain.ledger.verification import trial_balance

ROOTS = {
    AccountKind.WALLET: "Liabilities:Wallet",
    AccountKind.DEPOSIT: "Liabilities:Deposit",
    AccountKind.OWED: "Liabilities:Owed",
    AccountKind.GATEWAY: "Assets:Gateway",
    AccountKind.RECEIVABLE: "Assets:Receivable",
    AccountKind.OUTSIDE: "Liabilities:Outside",
    AccountKind.TRADING: "Equity:Trading",
    AccountKind.FEES: "Income:Fees",
}
"""Where each kind of account stands in the platform's books."""
_PLAIN = re.compile(r"[A-Za-z0-9]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def export_beancount(entries: Iterable[Entry], title: str = "Tailorbird") -> str:
    """The whole journal, dated in UTC; it passes `bean-check`. No entries give a valid empty journal."""
    ordered = in_order(entries)
    lines = [f'option "title" {_text(title)}']
    if ordered:
        lines += _opening(ordered)
        for entry in ordered:
            lines += _transaction(entry)
        lines += _balances(ordered)
    return "\n".join(lines) + "\n"


def account_name(account: Account) -> str:
    """The account's name in beancount; different accounts have different names."""
    return f"{ROOTS[account.kind]}:{_component(account.owner)}:{account.currency}"


def _component(owner: str) -> str:
    """A capital or digit first, then letters, digits and hyphens; what is not is written `-xHH`."""
    if not owner:
        return "X"
    head, rest = owner[0], owner[1:]
    if re.fullmatch(r"[a-wyz]", head):
        first = head.upper()
    elif re.fullmatch(r"[0-9]", head):
        first = head
    else:
        first = "X" + _hex(head)
    return first + "".join(_letter(each) for each in rest)


def _letter(letter: str) -> str:
    if letter == "-":
        return "--"
    return letter if _PLAIN.fullmatch(letter) else _hex(letter)


def _hex(letter: str) -> str:
    return "".join(f"-x{byte:02x}" for byte in letter.encode("utf-8", "surrogatepass"))


def _text(value: str) -> str:
    """A quoted string. Control characters are spelled out, so that nothing is lost."""
    shown = "".join(
        _ESCAPES.get(each) or (each if each.isprintable() else f"\\\\u{ord(each):04x}") for each in value
    )
    return f'"{shown}"'


def _day(entry: Entry) -> date:
    return entry.at.astimezone(UTC).date()


def _opening(ordered: list[Entry]) -> Iterator[str]:
    first = _day(ordered[0])
    for currency in sorted({entry.amount.currency for entry in ordered}):
        yield f"{first} commodity {currency}"
    yield ""
    accounts = {account for entry in ordered for account in (entry.debit, entry.credit)}
    for account in sorted(accounts, key=account_name):
        yield f"{first} open {account_name(account)} {account.currency}"
        yield f"  id: {_text(account.id)}"


def _transaction(entry: Entry) -> Iterator[str]:
    yield ""
    yield f"{_day(entry)} * {_text(entry.head.value)}"
    yield f"  case: {_text(entry.case_id)}"
    yield f"  no: {entry.no}"
    yield f"  at: {_text(entry.at.astimezone(UTC).isoformat())}"
    yield f"  head: {_text(entry.head.value)}"
    yield f"  cause: {_text(entry.cause)}"
    if entry.clause:
        yield f"  clause: {_text(entry.clause)}"
    yield f"  {account_name(entry.debit)}  {entry.amount.number} {entry.amount.currency}"
    yield f"  {account_name(entry.credit)}  -{entry.amount.number} {entry.amount.currency}"


def _balances(ordered: list[Entry]) -> Iterator[str]:
    """A balance directive speaks of the start of its day, so these are dated a day after the last entry."""
    after = _day(ordered[-1]) + timedelta(days=1)
    yield ""
    for line in sorted(trial_balance(ordered).lines, key=lambda each: account_name(each.account)):
        yield f"{after} balance {account_name(line.account)}  {line.net.number} {line.account.currency}"
