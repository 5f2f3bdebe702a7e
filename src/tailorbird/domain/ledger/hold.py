"""Holds: money set aside in a wallet for a case, one a head of cost, each resolved at most once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from tailorbird.domain.cases.words import Head
from tailorbird.domain.ledger.account import Account
from tailorbird.domain.ledger.entry import LedgerError
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role


class HoldState(StrEnum):
    OPEN = "open"
    POSTED = "posted"
    """Resolved with money moved, in full or in part; the rest is free again."""
    VOIDED = "voided"
    """Resolved with nothing moved."""
    EXPIRED = "expired"
    """Resolved after its time: nothing moved, whatever was asked."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Money set aside. `payee` is the part for which it was collected."""

    key: str
    account: Account
    amount: Money
    head: Head
    payee: Role
    cause: str
    expires_at: datetime | None = None
    state: HoldState = HoldState.OPEN
    posted_minor: int = 0

    def resolve(self, posted: Money, at: datetime) -> Hold:
        """Post so much of it; zero voids it. What expired before `at` moves nothing.

        Raises `LedgerError` when it was resolved before or `posted` is more than it holds.
        """
        if self.state is not HoldState.OPEN:
            raise LedgerError(f"The hold {self.key} was resolved before ({self.state}).")
        if posted.minor < 0 or posted > self.amount:
            raise LedgerError(f"The hold {self.key} holds {self.amount}; {posted} cannot be posted.")
        if self.expires_at is not None and at > self.expires_at:
            return replace(self, state=HoldState.EXPIRED)
        if not posted:
            return replace(self, state=HoldState.VOIDED)
        return replace(self, state=HoldState.POSTED, posted_minor=posted.minor)
