"""Goods sold against a deposit: two payments, a day for the balance, and when the deposit is lost."""

from __future__ import annotations

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.payment import BalanceCalled, BalanceMissed, BalancePaid
from tailorbird.domain.cases.facts.procurement import PurchaseMade
from tailorbird.domain.cases.facts.request import RequestScreened
from tailorbird.domain.cases.words import GoodsClass, Head
from tailorbird.domain.questions.money import Occasion, QuoteAmount, Settlement
from tailorbird.domain.questions.period import Deadlines
from tailorbird.domain.questions.permission import MayPayBalance
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Allocation,
    Answer,
    Charge,
    Due,
    Permission,
    Unknown,
    allocate,
    charge,
    due,
    grant,
    near_bound,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird.domain.time.bound import Bound, Last, days_after
from tailorbird_terms.order1688.v1.caution_kinds import LOOK_AGAIN
from tailorbird_terms.order1688.v1.standing import over, proof_of

_NOTHING_YET = says("The seller has not asked for the balance.")
_WAIT = says("You need do nothing until the seller asks for the balance.")


@clause("order1688.15.2")
def two_payments(q: QuoteAmount, p: Parameters) -> Answer[Charge] | Unknown | None:
    """Deposit and balance are two payments, both for the seller, and stand in place of the price."""
    if q.head not in (Head.DEPOSIT, Head.BALANCE):
        return None
    seen = q.case.last(RequestScreened)
    if seen is None:
        return unknown("screening", next_step=LOOK_AGAIN)
    if GoodsClass.DEPOSIT not in seen.fact.classes:
        return None
    if q.asked is None or q.asked.minor < 0:
        return unknown("asked", because=[seen], next_step=says("State what the seller asks for this part."))
    return charge(q.asked, payer=Role.BUYER, payee=Role.SELLER, because=[seen])


@clause("order1688.15.2")
def balance_in_time(q: MayPayBalance, p: Parameters) -> Answer[Permission]:
    """When the seller asks for the balance you pay it within {balance_days} of that notice reaching you,
    or by the instant that the seller names; that instant still counts.
    """
    called = q.case.last(BalanceCalled)
    if called is None:
        return refuse(says=_NOTHING_YET, next_step=_WAIT)
    done = q.case.last_after(BalancePaid, called) or over(q.case)
    if done is not None and not isinstance(done.fact, BalanceMissed):
        return refuse(
            [done],
            says=says("Nothing is due: the balance is paid or the order ended, on {at}.", at=done.at),
            next_step=says("You need do nothing."),
        )
    bound = _pay_by(called, q.case, p)
    if done is None and (bound is None or bound.allows(q.at)):
        proof = proof_of(q.case, called)
        return grant([called, proof], near=near_bound("balance", bound, q.at) if bound else ())
    until = bound.until if bound else done.at if done else q.at
    return refuse(
        [called, proof_of(q.case, called), done],
        near=near_bound("balance", bound, q.at) if bound else (),
        says=says("The balance could be paid until {until}; the deposit is lost.", until=until),
        next_step=says("If the goods are still on sale and wanted, start a new request."),
    )


@clause("order1688.15.2")
def balance_due(q: Deadlines, p: Parameters) -> Answer[tuple[Due, ...]] | None:
    """If it passes unpaid, the order ends and the deposit is lost. Without proof that the notice was
    sent to you, nothing passes.
    """
    called = q.case.last(BalanceCalled)
    if called is None or over(q.case) or q.case.last_after(BalancePaid, called):
        return None
    bound = _pay_by(called, q.case, p)
    if bound is None:
        return None
    return due(Due(f"balance:{called.seq}", bound, Role.BUYER, BalanceMissed()), because=[called])


@clause("order1688.15.2", exception_to=["order1688.12.1.A", "order1688.12.1.B"])
def deposit_lost(q: Settlement, p: Parameters) -> Answer[Allocation] | None:
    """A deposit that the provider has paid to the seller is lost if you cancel the order or miss the
    balance: it stays with the seller. What you paid beside it for goods and freight comes back when
    you miss the balance.
    """
    missed = q.occasion is Occasion.BALANCE_MISSED
    because = [q.case.last(BalanceMissed)] if missed else [q.case.first(PurchaseMade)]
    if q.head is Head.DEPOSIT and (missed or (_cancelled(q) and q.case.has(PurchaseMade))):
        return allocate((Role.SELLER, q.amount), because=because)
    if missed and q.head in (Head.GOODS, Head.BALANCE, Head.FREIGHT):
        return allocate((Role.BUYER, q.amount), because=because)
    return None


def _cancelled(q: Settlement) -> bool:
    return q.occasion is Occasion.CANCELLATION


def _pay_by(called: Recorded[BalanceCalled], case: Case, p: Parameters) -> Bound | None:
    """Until when, once the notice of it is proven to have been sent; None before."""
    proof = proof_of(case, called)
    if proof is None:
        return None
    until = called.fact.pay_by or days_after(proof.at, p.days("balance_days"), case.zone)
    return Bound(until, Last.INSIDE)
