"""Verification of the books: stored balances against the entries and holds that they derive from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from tailorbird.domain.ledger.account import STORED, Account
from tailorbird.domain.ledger.entry import Entry
from tailorbird.domain.ledger.hold import Hold, HoldState
from tailorbird.domain.money import Money


class StoredBalance(Protocol):
    """What is stored of an account, in minor units. `held_minor` is part of `balance_minor`."""

    @property
    def balance_minor(self) -> int: ...

    @property
    def held_minor(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Difference:
    """A stored figure that is not what the entries and holds give. `of`: `balance`, `held` or `kind`."""

    account: str
    of: str
    stored_minor: int
    derived_minor: int
    says: str


@dataclass(frozen=True, slots=True)
class TrialLine:
    """One account of the trial balance; `net` is debits less credits."""

    account: Account
    debits: Money
    credits: Money

    @property
    def net(self) -> Money:
        return self.debits - self.credits


@dataclass(frozen=True, slots=True)
class TrialBalance:
    """Every account that was ever moved, in order of id."""

    lines: tuple[TrialLine, ...]

    @property
    def net_by_currency(self) -> dict[str, Money]:
        """Debits less credits of each currency; every one is zero when the books balance."""
        sums: dict[str, Money] = {}
        for line in self.lines:
            currency = line.account.currency
            sums[currency] = sums.get(currency, Money.zero(currency)) + line.net
        return sums


def trial_balance(entries: Iterable[Entry]) -> TrialBalance:
    """Debits and credits of every account."""
    sums: dict[Account, tuple[Money, Money]] = {}
    for entry in entries:
        zero = Money.zero(entry.amount.currency)
        debits, credits_ = sums.get(entry.debit, (zero, zero))
        sums[entry.debit] = (debits + entry.amount, credits_)
        debits, credits_ = sums.get(entry.credit, (zero, zero))
        sums[entry.credit] = (debits, credits_ + entry.amount)
    ordered = sorted(sums, key=lambda each: each.id)
    return TrialBalance(tuple(TrialLine(account, *sums[account]) for account in ordered))


def check_balances(
    entries: Iterable[Entry], stored: Mapping[str, StoredBalance], holds: Iterable[Hold]
) -> tuple[Difference, ...]:
    """Every difference between the stored balances and what the whole journal and all holds give.

    Stored balances are credits less debits; what is held is the sum of the open holds. An account
    without a row counts as zero. Empty when the books are right.
    """
    balances = {
        line.account.id: -line.net.minor
        for line in trial_balance(entries).lines
        if line.account.kind in STORED
    }
    held: dict[str, int] = {}
    for hold in holds:
        if hold.state is HoldState.OPEN:
            held[hold.account.id] = held.get(hold.account.id, 0) + hold.amount.minor
    found: list[Difference] = []
    for account_id in sorted({*balances, *held, *stored}):
        found += _differences(
            account_id, stored.get(account_id), balances.get(account_id, 0), held.get(account_id, 0)
        )
    return tuple(found)


def _differences(
    account_id: str, row: StoredBalance | None, balance_minor: int, held_minor: int
) -> list[Difference]:
    stored_balance = row.balance_minor if row is not None else 0
    stored_held = row.held_minor if row is not None else 0
    found: list[Difference] = []
    if row is not None and Account.of(account_id).kind not in STORED:
        says = f"{account_id} has a stored balance; accounts of its kind derive theirs from the entries."
        found.append(Difference(account_id, "kind", stored_balance, balance_minor, says))
        return found
    if stored_balance != balance_minor:
        says = _says(account_id, "a balance", stored_balance, "its entries", balance_minor)
        found.append(Difference(account_id, "balance", stored_balance, balance_minor, says))
    if stored_held != held_minor:
        says = _says(account_id, "as held", stored_held, "its open holds", held_minor)
        found.append(Difference(account_id, "held", stored_held, held_minor, says))
    return found


def _says(account_id: str, what: str, stored: int, source: str, derived: int) -> str:
    currency = Account.of(account_id).currency
    return (
        f"{account_id} stores {what} {Money(stored, currency)}, but {source} give {Money(derived, currency)}."
    )
