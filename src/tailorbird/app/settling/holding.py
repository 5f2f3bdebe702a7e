"""Holding what a buyer paid, one hold a line of the quote, and dividing it as the terms say."""

from __future__ import annotations

from collections.abc import Iterable

from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.domain.cases.facts.payment import QuoteLine
from tailorbird.domain.cases.words import Head
from tailorbird.domain.money import Money, total
from tailorbird.domain.questions.money import Occasion, Settlement
from tailorbird.domain.roles import Role


def hold_lines(proceeding: Proceeding, lines: Iterable[QuoteLine], cause: str) -> None:
    """Set the buyer's money aside for each line's payee."""
    lines = tuple(lines)
    look_for_all(proceeding, total((line.amount for line in lines), proceeding.currency))
    for line in lines:
        # A payee that nobody plays is found now, and not when the money is to be passed on.
        proceeding.account_of(line.payee)
        key = free_key(proceeding, line.head)
        proceeding.hold(key, Role.BUYER, line.amount, line.head, line.payee, cause)


def look_for_all(proceeding: Proceeding, amount: Money) -> None:
    """Raise where the buyer's wallet lacks some of it: who lacks money hears how much it is altogether."""
    wallet = proceeding.account_of(Role.BUYER)
    proceeding.purse.reserve(wallet, amount)
    proceeding.purse.receive(wallet, amount)


def free_key(proceeding: Proceeding, head: Head) -> str:
    """A key for one more hold under this head: `goods`, then `goods:2`."""
    number = 1 + sum(1 for key in proceeding.holds if key.partition(":")[0] == head.value)
    return head.value if number == 1 else f"{head.value}:{number}"


def divide(proceeding: Proceeding, occasion: Occasion, heads: frozenset[Head] | None = None) -> Money:
    """Resolve the open holds as the terms say on this occasion; what the buyer got back.

    A hold on which no clause speaks stays as it is: a person decides about it.
    """
    back = Money.zero(proceeding.currency)
    for hold in proceeding.open_holds():
        if heads is not None and hold.head not in heads:
            continue
        decision = proceeding.ask(
            Settlement, occasion=occasion, head=hold.head, amount=hold.amount, payee=hold.payee
        )
        if decision.answer is None and occasion is Occasion.PAYMENT:
            continue
        no = proceeding.keep(decision)
        if decision.answer is None:
            continue
        shares = {share.to: share.amount for share in decision.answer.shares}
        proceeding.resolve(hold.key, shares, f"decision:{no}", decision.clauses[0])
        back += shares.get(Role.BUYER, Money.zero(proceeding.currency))
    return back
