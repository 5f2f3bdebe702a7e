"""Money that only a purchase moves: the promoter's part, and costs taken out of what comes back."""

from __future__ import annotations

from typing import Any

from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.settling.owing import Ground, owe
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.cancellation import (
    CostDocumented,
    ReturnDamaged,
    SellerPenaltyCharged,
)
from tailorbird.domain.cases.words import Head
from tailorbird.domain.money import Money, smaller, total
from tailorbird.domain.questions.money import Brokerage, ExtraCost, Occasion
from tailorbird.domain.roles import Role


def pay_brokerage(proceeding: Proceeding) -> None:
    """The promoter's part of what the provider earned on this order (order1688.19)."""
    earned = total(
        (
            entry.amount
            for entry in proceeding.entries
            if entry.head is Head.SERVICE_FEE and entry.credit == proceeding.account_of(Role.PROVIDER)
        ),
        proceeding.currency,
    )
    paid = any(entry.head is Head.BROKERAGE for entry in proceeding.entries)
    if not earned or paid or proceeding.case.party(Role.PROMOTER) is None:
        return
    no, decision = proceeding.decide(Brokerage, fee=earned)
    if decision.answer is None:
        return
    proceeding.enter(
        proceeding.account_of(Role.PROVIDER),
        proceeding.account_of(Role.PROMOTER),
        decision.answer.amount,
        Head.BROKERAGE,
        f"decision:{no}",
        decision.clauses[0],
    )


def charge_costs(proceeding: Proceeding, occasion: Occasion, back: Money) -> None:
    """Take documented costs out of what came back to the buyer; what is more becomes the buyer's debt."""
    left = back
    for head, amount, payee, document in _documented(proceeding):
        no, decision = proceeding.decide(
            ExtraCost, occasion=occasion, head=head, amount=amount, payee=payee, document=document
        )
        if decision.answer is None:
            continue
        cost = decision.answer
        now = smaller(cost.amount, left) if cost.payer is Role.BUYER else Money.zero(left.currency)
        left -= now
        cause, clause = f"decision:{no}", decision.clauses[0]
        payer, to = proceeding.account_of(cost.payer), proceeding.account_of(cost.payee)
        if now:
            # Out of what came back just now, which is there even where the wallet is frozen.
            proceeding.purse.receive(payer, -now)
            proceeding.purse.receive(to, now)
            proceeding.enter(payer, to, now, head, cause, clause)
        owe(proceeding, cost.payer, cost.payee, cost.amount - now, head, Ground(cause, clause))


def _documented(proceeding: Proceeding) -> list[tuple[Head, Money, Role, str]]:
    found: list[tuple[Head, Money, Role, str]] = []
    kinds: tuple[Any, ...] = (CostDocumented, SellerPenaltyCharged, ReturnDamaged)
    for recorded in proceeding.case.all(*kinds):
        if (cost := _cost(recorded)) is not None:
            found.append(cost)
    return found


def _cost(recorded: Recorded[Any]) -> tuple[Head, Money, Role, str] | None:
    match recorded.fact:
        case CostDocumented(head=head, amount=amount, payee=payee, document=document):
            return head, amount, payee, document
        case SellerPenaltyCharged(amount=amount, document=document):
            return Head.PENALTY, amount, Role.SELLER, document
        case ReturnDamaged(claimed=Money() as claimed, document=document):
            return Head.RETURN_LOSS, claimed, Role.SELLER, document
        case _:
            return None
