"""Accounts, statements, and what moves a party's own money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tailorbird.domain.ledger.statement import AccountStatement, Statement, StatementLine
from tailorbird.domain.money import Money


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount above zero."""

    amount: Money


@dataclass(frozen=True, slots=True)
class TopUp:
    """Money that came in for a party, under the institution's own number of the payment."""

    party: str
    amount: Money
    reference: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Money to be taken out, and where to; the destination is private."""

    amount: Money
    destination: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """So much is sold at the rate of a quote."""

    sold: Money
    quote: str


@dataclass(frozen=True, slots=True)
class NewQuote:
    """A pair of currencies whose rate is to be locked."""

    sold: str
    bought: str


@dataclass(frozen=True, slots=True)
class QuoteShown:
    """A locked rate: `rate` of `bought` for one of `sold`, until an instant that is still inside."""

    id: str
    sold: str
    bought: str
    rate: Decimal
    locked_until: datetime


@dataclass(frozen=True, slots=True)
class NewRate:
    """A rate of a pair: `rate` of `bought` for one of `sold`, as a text such as "7.1032"."""

    rate: str


@dataclass(frozen=True, slots=True)
class RateShown:
    """A rate that is set."""

    sold: str
    bought: str
    rate: Decimal


@dataclass(frozen=True, slots=True)
class AccountShown:
    """What an account has. `held` is part of `balance`; `freezes` counts the cases that freeze it."""

    id: str
    kind: str
    balance: Money
    held: Money
    free: Money
    freezes: int


@dataclass(frozen=True, slots=True)
class LineShown:
    """One entry as one account sees it; one of `incoming` and `outgoing` is zero."""

    at: datetime
    case: str
    no: int
    head: str
    cause: str
    clause: str
    counter: str
    incoming: Money
    outgoing: Money
    balance: Money


@dataclass(frozen=True, slots=True)
class SubtotalShown:
    """What one case moved on the account."""

    case: str
    incoming: Money
    outgoing: Money


@dataclass(frozen=True, slots=True)
class AccountStatementShown:
    """One account: opening plus the lines gives closing."""

    account: str
    opening: Money
    lines: tuple[LineShown, ...]
    closing: Money
    held: Money
    by_case: tuple[SubtotalShown, ...]


@dataclass(frozen=True, slots=True)
class StatementShown:
    """A party's accounts over a period: `since` inside, `until` outside, either open where null."""

    party: str
    since: datetime | None
    until: datetime | None
    accounts: tuple[AccountStatementShown, ...]


def statement_shown(made: Statement) -> StatementShown:
    return StatementShown(
        made.party,
        made.period.since,
        made.period.until,
        tuple(_account(each) for each in made.accounts),
    )


def _account(made: AccountStatement) -> AccountStatementShown:
    return AccountStatementShown(
        made.account.id,
        made.opening,
        tuple(_line(each) for each in made.lines),
        made.closing,
        made.held,
        tuple(SubtotalShown(each.case_id, each.incoming, each.outgoing) for each in made.by_case),
    )


def _line(line: StatementLine) -> LineShown:
    return LineShown(
        line.at,
        line.case_id,
        line.no,
        line.head.value,
        line.cause,
        line.clause,
        line.counter.id,
        line.incoming,
        line.outgoing,
        line.balance,
    )
