"""Statements: what a party's accounts show line by line, from the entries and holds alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tailorbird.domain.cases.words import Head
from tailorbird.domain.ledger.account import OUTSIDE_PREFIX, Account, AccountKind
from tailorbird.domain.ledger.entry import Entry
from tailorbird.domain.ledger.hold import Hold, HoldState
from tailorbird.domain.money import Money

OWN_KINDS = (
    AccountKind.WALLET,
    AccountKind.DEPOSIT,
    AccountKind.RECEIVABLE,
    AccountKind.OWED,
    AccountKind.OUTSIDE,
)
"""What a party's statement covers, in this order."""
_GROW_BY_DEBIT = frozenset((AccountKind.GATEWAY, AccountKind.RECEIVABLE))


@dataclass(frozen=True, slots=True)
class Period:
    """From `since` (inside) until `until` (outside); an end that is None is open."""

    since: datetime | None = None
    until: datetime | None = None

    def before(self, at: datetime) -> bool:
        """Whether `at` lies before the period, and so belongs to the opening balance."""
        return self.since is not None and at < self.since

    def after(self, at: datetime) -> bool:
        """Whether `at` lies after the period, and so on a later statement."""
        return self.until is not None and at >= self.until


ALWAYS = Period()


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One entry as one account sees it. One of `incoming` and `outgoing` is zero.

    For a wallet and a deposit, incoming is what the party got; for a receivable, what it came to owe.
    """

    at: datetime
    case_id: str
    no: int
    head: Head
    cause: str
    clause: str
    counter: Account
    incoming: Money
    outgoing: Money
    balance: Money


@dataclass(frozen=True, slots=True)
class CaseSubtotal:
    """What one case moved on one account within the period."""

    case_id: str
    incoming: Money
    outgoing: Money

    @property
    def net(self) -> Money:
        return self.incoming - self.outgoing


@dataclass(frozen=True, slots=True)
class AccountStatement:
    """One account: opening plus the lines gives closing. `held` is what open holds set aside of it now."""

    account: Account
    opening: Money
    lines: tuple[StatementLine, ...]
    closing: Money
    held: Money
    by_case: tuple[CaseSubtotal, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A party's accounts: wallets, deposits, receivables, what is owed to it; each kind by currency."""

    party: str
    period: Period
    accounts: tuple[AccountStatement, ...]

    def of(self, kind: AccountKind, currency: str) -> AccountStatement | None:
        """The account of that kind and currency, if the party has moved or held money on it."""
        found = (each for each in self.accounts if each.account.kind is kind)
        return next((each for each in found if each.account.currency == currency), None)


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """The entries in the journal's order: by instant, case and number."""
    return sorted(entries, key=lambda each: (each.at, each.case_id, each.no))


def belongs(party: str, account: Account) -> bool:
    """Whether the account is one of the party's own, and not the platform's."""
    if party.startswith(OUTSIDE_PREFIX):
        return account.kind is AccountKind.OUTSIDE and account.owner == party.removeprefix(OUTSIDE_PREFIX)
    return account.owner == party and account.kind in OWN_KINDS and account.kind is not AccountKind.OUTSIDE


def in_and_out(account: Account, entry: Entry) -> tuple[Money, Money]:
    """What the entry brings to the account and takes from it; what the account is for says which."""
    zero = Money.zero(account.currency)
    grows = entry.debit if account.kind in _GROW_BY_DEBIT else entry.credit
    return (entry.amount, zero) if grows == account else (zero, entry.amount)


def statement(
    party: str, entries: Iterable[Entry], holds: Iterable[Hold] = (), period: Period = ALWAYS
) -> Statement:
    """The party's statement. Entries and holds of others may be among those given; they are left out.

    A party without an account (`outside/…`) has a statement of what went to it and came from it.
    """
    own: dict[Account, list[Entry]] = {}
    for entry in in_order(entries):
        for account in (entry.debit, entry.credit):
            if belongs(party, account):
                own.setdefault(account, []).append(entry)
    open_holds = [each for each in holds if belongs(party, each.account) and each.state is HoldState.OPEN]
    for hold in open_holds:
        own.setdefault(hold.account, [])
    ordered = sorted(own, key=lambda each: (OWN_KINDS.index(each.kind), each.currency))
    return Statement(
        party, period, tuple(account_statement(each, own[each], open_holds, period) for each in ordered)
    )


def account_statement(
    account: Account, entries: Sequence[Entry], holds: Iterable[Hold] = (), period: Period = ALWAYS
) -> AccountStatement:
    """One account's statement from entries in journal order, all of which debit or credit it."""
    opening = running = Money.zero(account.currency)
    lines: list[StatementLine] = []
    for entry in entries:
        if period.after(entry.at):
            break
        incoming, outgoing = in_and_out(account, entry)
        running = running + incoming - outgoing
        if period.before(entry.at):
            opening = running
            continue
        lines.append(_line(account, entry, incoming, outgoing, running))
    held = Money.zero(account.currency)
    for hold in holds:
        if hold.account == account and hold.state is HoldState.OPEN:
            held += hold.amount
    return AccountStatement(account, opening, tuple(lines), running, held, _by_case(account, lines))


def _line(account: Account, entry: Entry, incoming: Money, outgoing: Money, balance: Money) -> StatementLine:
    return StatementLine(
        at=entry.at,
        case_id=entry.case_id,
        no=entry.no,
        head=entry.head,
        cause=entry.cause,
        clause=entry.clause,
        counter=entry.credit if entry.debit == account else entry.debit,
        incoming=incoming,
        outgoing=outgoing,
        balance=balance,
    )


def _by_case(account: Account, lines: Iterable[StatementLine]) -> tuple[CaseSubtotal, ...]:
    zero = Money.zero(account.currency)
    found: dict[str, tuple[Money, Money]] = {}
    for line in lines:
        incoming, outgoing = found.get(line.case_id, (zero, zero))
        found[line.case_id] = (incoming + line.incoming, outgoing + line.outgoing)
    return tuple(CaseSubtotal(case_id, *sums) for case_id, sums in found.items())
