"""Paying what somebody owes from what they have here, and booking the rest as owed."""

from __future__ import annotations

from dataclasses import dataclass

from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.domain.cases.words import Head
from tailorbird.domain.ledger.account import STORED, Account, owed, receivable
from tailorbird.domain.money import Money, smaller
from tailorbird.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Ground:
    """Why money moves: the fact or decision that causes it, and the clause that says so."""

    cause: str
    clause: str = ""


def between_wallets(
    proceeding: Proceeding, payer: Role, payee: Role, amount: Money, head: Head, ground: Ground
) -> None:
    """Move free money from one party of the case to another; raises where the payer lacks it."""
    debit, credit = proceeding.account_of(payer), proceeding.account_of(payee)
    proceeding.pay(debit, credit, amount, head, ground.cause, ground.clause)


def pay_or_owe(
    proceeding: Proceeding, debtor: Role, creditor: Role, amount: Money, head: Head, ground: Ground
) -> None:
    """Pay as far as the debtor has free money here; book the rest as owed."""
    debit, credit = proceeding.account_of(debtor), proceeding.account_of(creditor)
    if debit == credit:
        return
    now = smaller(amount, available(proceeding, debit, amount))
    if now:
        proceeding.pay(debit, credit, now, head, ground.cause, ground.clause)
    owe(proceeding, debtor, creditor, amount - now, head, ground)


def available(proceeding: Proceeding, account: Account, wanted: Money) -> Money:
    """What an account can give now. One without a balance of its own gives what is wanted."""
    if account.kind not in STORED:
        return wanted
    free = proceeding.purse.free(account)
    frozen = proceeding.purse.balance(account).freezes
    return Money.zero(account.currency) if frozen or free.minor < 0 else free


def owe(
    proceeding: Proceeding, debtor: Role, creditor: Role, amount: Money, head: Head, ground: Ground
) -> None:
    """Book what somebody owes and nobody has paid yet: due to the creditor once it is collected."""
    debit = receivable(proceeding.account_of(debtor).owner, proceeding.currency)
    credit = owed(proceeding.account_of(creditor).owner, proceeding.currency)
    proceeding.enter(debit, credit, amount, head, ground.cause, ground.clause)
