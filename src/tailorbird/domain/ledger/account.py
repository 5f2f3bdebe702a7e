"""Accounts: one owner, one kind, one currency; the id says all three."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AccountKind(StrEnum):
    """What an account is for. The books are the platform's."""

    WALLET = "wallet"
    """What a party can spend, or has been paid. Never below zero, held money included."""
    DEPOSIT = "deposit"
    """A party's security deposit. Never below zero."""
    GATEWAY = "gateway"
    """Money at a payment institution; an asset."""
    RECEIVABLE = "receivable"
    """What a party owes the platform or, through it, another party; an asset."""
    OWED = "owed"
    """What is due to a party as soon as somebody's receivable is collected; a liability."""
    TRADING = "trading"
    """Between two currencies of an exchange."""
    FEES = "fees"
    """What the platform itself earned."""
    OUTSIDE = "outside"
    """Money on its way to or from somebody who has no account here, such as a marketplace seller."""


STORED = frozenset((AccountKind.WALLET, AccountKind.DEPOSIT))
"""Kinds with a running balance of their own. The others would be rows that everybody touches."""


@dataclass(frozen=True, slots=True, order=True)
class Account:
    """An account of the ledger."""

    kind: AccountKind
    owner: str
    currency: str

    @property
    def id(self) -> str:
        """`wallet:PARTY:CNY`."""
        return f"{self.kind.value}:{self.owner}:{self.currency}"

    @classmethod
    def of(cls, account_id: str) -> Account:
        """The account with that id; raises ValueError when it is not one."""
        kind, _, rest = account_id.partition(":")
        owner, _, currency = rest.rpartition(":")
        return cls(AccountKind(kind), owner, currency)


OUTSIDE_PREFIX = "outside/"
"""How the ids of parties without an account begin, such as `outside/seller/NAME`."""


def outside_party(role: str, name: str) -> str:
    """The id of somebody who has no account here."""
    return f"{OUTSIDE_PREFIX}{role}/{name}"


def main_account(party: str, currency: str) -> Account:
    """Where a party's money goes: the wallet, or outside for who has none."""
    kind = AccountKind.OUTSIDE if party.startswith(OUTSIDE_PREFIX) else AccountKind.WALLET
    return Account(kind, party.removeprefix(OUTSIDE_PREFIX), currency)


def fees(currency: str) -> Account:
    return Account(AccountKind.FEES, "platform", currency)


def wallet(party: str, currency: str) -> Account:
    return Account(AccountKind.WALLET, party, currency)


def deposit(party: str, currency: str) -> Account:
    return Account(AccountKind.DEPOSIT, party, currency)


def receivable(party: str, currency: str) -> Account:
    return Account(AccountKind.RECEIVABLE, party, currency)


def owed(party: str, currency: str) -> Account:
    return Account(AccountKind.OWED, party, currency)


def gateway(name: str, currency: str) -> Account:
    return Account(AccountKind.GATEWAY, name, currency)


def trading(currency: str) -> Account:
    return Account(AccountKind.TRADING, "platform", currency)
