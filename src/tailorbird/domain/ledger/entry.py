"""Entries: one amount in one currency from a debit to a credit account, so that nothing can be unbalanced."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tailorbird.domain.cases.words import Head
from tailorbird.domain.ledger.account import Account
from tailorbird.domain.money import Money


class LedgerError(ValueError):
    """A movement of money that the ledger does not take; the message says why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One movement. A wallet grows by credits: money that A pays B debits A's and credits B's.

    `cause` names what moved it: `fact:SEQ` or `decision:NO` of the case.
    """

    case_id: str
    no: int
    at: datetime
    debit: Account
    credit: Account
    amount: Money
    head: Head
    cause: str
    clause: str = ""

    def __post_init__(self) -> None:
        if self.amount.minor <= 0:
            raise LedgerError(f"An entry moves an amount above zero, not {self.amount}.")
        if self.debit == self.credit:
            raise LedgerError(f"An entry needs two accounts; both are {self.debit.id}.")
        if not self.debit.currency == self.credit.currency == self.amount.currency:
            raise LedgerError(
                f"An entry is in one currency: {self.debit.id}, {self.credit.id}, {self.amount}. "
                "Exchange through the trading accounts first."
            )
