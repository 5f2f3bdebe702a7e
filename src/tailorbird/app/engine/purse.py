"""The purse: stored balances as one transaction sees them, with what it has set aside so far.

It tells early, and one order of a bulk apart from another, that money lacks. The database judges
again when the batch is written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tailorbird.app.ports.storage import Balance, InsufficientFunds, WalletIsFrozen
from tailorbird.domain.ledger.account import STORED, Account
from tailorbird.domain.money import Money

Fetch = Callable[[Sequence[Account]], dict[str, Balance]]


class Purse:
    """Balances are fetched when first asked for."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._known: dict[str, Balance] = {}
        self._used: dict[str, int] = {}

    def balance(self, account: Account) -> Balance:
        """The stored balance; zero for an account that has no row yet."""
        if account.id not in self._known:
            found = self._fetch([account])
            self._known[account.id] = found.get(account.id, Balance())
        return self._known[account.id]

    def free(self, account: Account) -> Money:
        """What can still be set aside or moved out."""
        minor = self.balance(account).free_minor - self._used.get(account.id, 0)
        return Money(minor, account.currency)

    def reserve(self, account: Account, amount: Money) -> None:
        """Count on so much of an account; raises when it is not there, or frozen."""
        if account.kind not in STORED:
            return
        if self.balance(account).freezes:
            raise WalletIsFrozen(account)
        free = self.free(account)
        if amount > free:
            raise InsufficientFunds(account, amount.minor, free.minor)
        self.receive(account, -amount)

    def receive(self, account: Account, amount: Money) -> None:
        """Count money that this transaction brings in."""
        if account.kind in STORED:
            self._used[account.id] = self._used.get(account.id, 0) - amount.minor

    def mark(self) -> dict[str, int]:
        """What was used so far, to go back to."""
        return dict(self._used)

    def back_to(self, mark: dict[str, int]) -> None:
        """Forget what was used since the mark: that order came to nothing."""
        self._used = mark
