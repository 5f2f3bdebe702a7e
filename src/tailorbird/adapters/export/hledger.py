"""The journal as text for hledger: every entry a transaction, and a balance assertion of every account."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date
from urllib.parse import quote

from tailorbird.domain.ledger.account import Account, AccountKind
from tailorbird.domain.ledger.entry import Entry
from tailorbird.domain.ledger.statement import in_order
from tailorbird.domain.ledger.verification import trial_balance
from tailorbird.domain.money import exponent

ROOTS = {
    AccountKind.WALLET: "liabilities:wallet",
    AccountKind.DEPOSIT: "liabilities:deposit",
    AccountKind.OWED: "liabilities:owed",
    AccountKind.GATEWAY: "assets:gateway",
    AccountKind.RECEIVABLE: "assets:receivable",
    AccountKind.OUTSIDE: "liabilities:outside",
    AccountKind.TRADING: "equity:trading",
    AccountKind.FEES: "revenues:fees",
}
"""Where each kind of account stands in the platform's books."""
_TAGS = ("id", "case", "no", "at", "head", "cause", "clause")
_CLOSING = "closing balances"


def export_hledger(entries: Iterable[Entry]) -> str:
    """The whole journal, dated in UTC; it passes `hledger check --strict`. No entries are valid too."""
    ordered = in_order(entries)
    lines = ["; Tailorbird", "decimal-mark ."]
    if ordered:
        lines += _declarations(ordered)
        for entry in ordered:
            lines += _transaction(entry)
        lines += _balances(ordered)
    return "\n".join(lines) + "\n"


def account_name(account: Account) -> str:
    """The account's name in hledger; different accounts have different names."""
    return f"{ROOTS[account.kind]}:{_escape(account.owner) or '%'}:{account.currency}"


def _escape(text: str) -> str:
    """Letters, digits and `_.-~/@` as they are, other characters as `%HH`."""
    return quote(text, safe="/@", errors="surrogatepass")


def _value(text: str) -> str:
    """A tag's value ends at a comma or the line's end, so those and other controls become `%HH`."""
    shown = "".join(each if each.isprintable() and each not in ",%" else _escape(each) for each in text)
    return shown if shown == shown.strip() else _escape(text)


def _day(entry: Entry) -> date:
    return entry.at.astimezone(UTC).date()


def _declarations(ordered: list[Entry]) -> Iterator[str]:
    for currency in sorted({entry.amount.currency for entry in ordered}):
        yield f"commodity 1000.{'0' * exponent(currency)} {currency}"
    for tag in _TAGS:
        yield f"tag {tag}"
    for head in sorted({entry.head.value for entry in ordered}):
        yield f"payee {head}"
    yield f"payee {_CLOSING}"
    accounts = {account for entry in ordered for account in (entry.debit, entry.credit)}
    for account in sorted(accounts, key=account_name):
        yield f"account {account_name(account)}  ; id:{_value(account.id)}"


def _transaction(entry: Entry) -> Iterator[str]:
    yield ""
    yield f"{_day(entry)} * {entry.head.value}"
    yield f"    ; case:{_value(entry.case_id)}, no:{entry.no}, at:{entry.at.astimezone(UTC).isoformat()}"
    yield f"    ; head:{entry.head.value}, cause:{_value(entry.cause)}"
    if entry.clause:
        yield f"    ; clause:{_value(entry.clause)}"
    yield f"    {account_name(entry.debit)}  {entry.amount.number} {entry.amount.currency}"
    yield f"    {account_name(entry.credit)}  -{entry.amount.number} {entry.amount.currency}"


def _balances(ordered: list[Entry]) -> Iterator[str]:
    """Postings of zero with an assertion that the account holds this and no other commodity."""
    yield ""
    yield f"{_day(ordered[-1])} * {_CLOSING}"
    for line in sorted(trial_balance(ordered).lines, key=lambda each: account_name(each.account)):
        amount = f"{line.net.number} {line.account.currency}"
        yield f"    {account_name(line.account)}  0 {line.account.currency} == {amount}"
