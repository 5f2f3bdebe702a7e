"""Stored balances: what a batch does to each account, judged by its net effect.

Rows are locked in order of id. Money that a batch brings in counts before what it takes out, a release
before what it frees, and a freeze after all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tailorbird.adapters.db.sql.statement import PREFIX, Dialect, Statement, Update, insert, marks, update
from tailorbird.app.ports.storage import Balance, Changes, InsufficientFunds, WalletIsFrozen
from tailorbird.domain.ledger.account import STORED, Account
from tailorbird.domain.ledger.hold import HoldState

_COLUMNS = ("id", "currency", "balance_minor", "held_minor", "freezes")
_ADD = (
    ' ON CONFLICT ("id") DO UPDATE SET '
    f"balance_minor = {PREFIX}account.balance_minor + EXCLUDED.balance_minor, "
    f"held_minor = {PREFIX}account.held_minor + EXCLUDED.held_minor, "
    f"freezes = {PREFIX}account.freezes + EXCLUDED.freezes"
)
_TAKE = Update(
    "account",
    columns=("account", "balance", "held", "freezes", "by_owner", "released"),
    changed="balance_minor = t.balance_minor + v.balance, held_minor = t.held_minor + v.held, "
    "freezes = t.freezes + v.freezes",
    where="t.id = v.account AND t.balance_minor + v.balance >= t.held_minor + v.held "
    "AND t.held_minor + v.held >= 0 AND t.freezes + v.freezes >= 0 "
    "AND (v.by_owner = 0 OR t.freezes <= v.released)",
    returning="id",
)
OWN_ACCOUNT = "account"
"""The kind of case in which parties move their own money."""


@dataclass(slots=True)
class Movement:
    """The net effect on one account; `by_owner` is 1 where its owner puts money to use."""

    account: Account
    balance: int = 0
    held: int = 0
    frozen: int = 0
    released: int = 0
    by_owner: int = 0

    @property
    def fits_nothing(self) -> bool:
        """Whether it can be done to an account that has no row yet, and needs nobody's leave."""
        return self.balance >= self.held >= 0 and not self.released and not self.by_owner

    def refusal(self, before: Balance) -> Exception | None:
        """Why it cannot be done to an account with this balance."""
        if self.by_owner and before.freezes > self.released:
            return WalletIsFrozen(self.account)
        if before.free_minor + self.balance - self.held < 0:
            return InsufficientFunds(self.account, self.held - self.balance, before.free_minor)
        return None


def movements(changes: Sequence[Changes]) -> list[Movement]:
    """What the batch does to each stored account, in order of id."""
    found: dict[Account, Movement] = {}

    def of(account: Account) -> Movement:
        return found.setdefault(account, Movement(account))

    for change in changes:
        by_owner = int(change.header.kind == OWN_ACCOUNT)
        for account, minor in _money(change):
            movement = of(account)
            movement.balance += minor
            movement.by_owner |= by_owner if minor < 0 else 0
        for hold in change.new_holds:
            of(hold.account).by_owner = 1
            of(hold.account).held += hold.amount.minor if hold.state is HoldState.OPEN else 0
        for hold in change.resolved_holds:
            of(hold.account).held -= hold.amount.minor
        for account in change.freezes:
            of(account).frozen += 1
        for account in change.releases:
            of(account).released += 1
    return sorted(found.values(), key=lambda each: each.account.id)


def _money(change: Changes) -> Iterator[tuple[Account, int]]:
    for entry in change.entries:
        if entry.debit.kind in STORED:
            yield entry.debit, -entry.amount.minor
        if entry.credit.kind in STORED:
            yield entry.credit, entry.amount.minor


def statements(moved: Sequence[Movement], dialect: Dialect) -> Iterator[Statement]:
    """Lock what is there, add what only adds, then take by updates that hold their own conditions."""
    if len(moved) > 1 and dialect.lock:
        ids = [each.account.id for each in moved]
        yield Statement(
            f"SELECT id FROM {PREFIX}account WHERE id IN ({marks(len(ids))}) ORDER BY id{dialect.lock}", ids
        )
    adding = [each for each in moved if each.fits_nothing]
    taking = [each for each in moved if not each.fits_nothing]
    yield from insert("account", _COLUMNS, [_row(each) for each in adding], _ADD)
    first = [(each.account.id, each.account.currency, 0, 0, 0) for each in taking if each.balance > 0]
    yield from insert("account", _COLUMNS, first, " ON CONFLICT DO NOTHING")
    yield from update(_TAKE, [_taken(each) for each in taking])


def _taken(each: Movement) -> tuple[object, ...]:
    freezes = each.frozen - each.released
    return (each.account.id, each.balance, each.held, freezes, each.by_owner, each.released)


def _row(movement: Movement) -> tuple[object, ...]:
    return (
        movement.account.id,
        movement.account.currency,
        movement.balance,
        movement.held,
        movement.frozen,
    )
