"""A payment taken back: just cause or not, freeze, demand, deposit, lien and sale."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.liability import FaultFound
from tailorbird.domain.cases.facts.reversal import (
    DemandExpired,
    DemandPaid,
    GoodsSold,
    LienPlaced,
    PaymentDemanded,
    PaymentReversed,
    WalletFrozen,
    WalletReleased,
)
from tailorbird.domain.money import smaller, total
from tailorbird.domain.questions.disclosure import NoticeEffect
from tailorbird.domain.questions.liability import ReversalClass
from tailorbird.domain.questions.money import LienProceeds, Occasion, Settlement
from tailorbird.domain.questions.period import Deadlines
from tailorbird.domain.questions.permission import (
    MayPurchase,
    MayRefuseExecution,
    MaySellGoods,
    MayUseWallet,
)
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Allocation,
    Answer,
    Classification,
    Due,
    Permission,
    Unknown,
    allocate,
    classify,
    due,
    grant,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.decision import Decision
from tailorbird.domain.terms.parameters import Parameters
from tailorbird.domain.time.bound import Bound, Last, days_after
from tailorbird_terms.order1688.v1 import stages
from tailorbird_terms.order1688.v1.standing import discharged, in_words, proof_of

WITH, WITHOUT = "with_just_cause", "without_just_cause"
_PAY = says("Pay what is demanded; then the wallet is released.")


@clause("order1688.22")
def just_cause(q: ReversalClass, p: Parameters) -> Answer[Classification] | Unknown:
    """If you have the payment institution take a payment back without just cause, you break the
    agreement at its root. There is never just cause once the logistics provider has received the goods
    without an objection, nor for these reasons: {reasons_without_just_cause}. There is just cause if
    the provider was found at fault. Where that is open, a person decides first.
    """
    reversal = q.case.last(PaymentReversed)
    received = discharged(q.case)
    if received and (reversal is None or received.seq < reversal.seq):
        return _classed(WITHOUT, [received, reversal])
    if in_words(q.reason) in p.words("reasons_without_just_cause"):
        return _classed(WITHOUT, [reversal])
    found = q.case.all(FaultFound)
    if not found:
        return unknown(
            "finding of fault",
            because=[reversal],
            next_step=says("The operator looks into whether the provider was at fault."),
        )
    of_the_provider = next((e for e in found if e.fact.of is Role.PROVIDER), None)
    if of_the_provider:
        return _classed(WITH, [of_the_provider, reversal])
    return _classed(WITHOUT, [found[-1], reversal])


@clause("order1688.22")
def wallet_frozen(q: MayUseWallet, p: Parameters) -> Answer[Permission]:
    """The platform may then freeze your wallet: nothing can be spent or withdrawn until it is released."""
    frozen = _freeze(q.case)
    if frozen is None:
        return grant()
    return refuse(
        [frozen],
        says=says("The wallet is frozen since {at}, because a payment was taken back.", at=frozen.at),
        next_step=_PAY,
    )


@clause("order1688.22", exception_to=["order1688.2"])
def nothing_is_bought_meanwhile(
    q: MayPurchase | MayRefuseExecution, p: Parameters
) -> Answer[Permission] | None:
    """Meanwhile the provider buys nothing, and may refuse an order for which it has not bought yet."""
    frozen = _freeze(q.case)
    if frozen is None:
        return None
    if isinstance(q, MayRefuseExecution):
        taken_back = says("The buyer's payment was taken back without just cause.")
        return grant([frozen], says=taken_back) if stages.before_purchase(q.case) else None
    return refuse(
        [frozen],
        says=says("The buyer's payment was taken back, and the wallet is frozen since {at}.", at=frozen.at),
        next_step=says("Wait until the buyer has paid what is demanded."),
    )


@clause("order1688.22")
def just_cause_ends_the_order(q: Settlement, p: Parameters) -> Answer[Allocation] | None:
    """If there was just cause, the order ends. What is held for it comes back to you and counts against
    what was taken back; for the rest the provider answers, since the fault was its own.
    """
    if q.occasion is not Occasion.REVERSAL or not stages.collected_by_provider(q):
        return None
    return allocate((Role.BUYER, q.amount), because=[q.case.last(PaymentReversed)])


@clause("order1688.22")
def days_after_the_demand(q: Deadlines, p: Parameters) -> Answer[tuple[Due, ...]] | None:
    """You are asked to pay what was taken back. If you have not paid within {demand_days} of that demand
    reaching you, the last instant included, it is taken from your deposit.
    """
    items: list[Due] = []
    delivered: list[Decision[Classification]] = []
    for demand in q.case.all(PaymentDemanded):
        proof = proof_of(q.case, demand)
        if proof is None or _is_settled(q.case, demand):
            continue
        effect = q.consult(NoticeEffect, about=demand.seq)
        if effect.answer is None or effect.answer.kind != "delivered":
            continue
        delivered.append(effect)
        until = days_after(proof.at, p.days("demand_days"), q.case.zone)
        items.append(Due(f"demand:{demand.seq}", Bound(until, Last.INSIDE), Role.BUYER, DemandExpired()))
    return replace(due(*items), via=tuple(delivered)) if items else None


@clause("order1688.22")
def retained_goods(q: MaySellGoods, p: Parameters) -> Answer[Permission]:
    """If the deposit is not enough, the goods are retained for the rest and may be sold to cover it."""
    lien = q.case.last(LienPlaced)
    if lien is None:
        return refuse(
            says=says("The goods are not retained for a debt."),
            next_step=says("First the days after the demand pass, and the deposit pays."),
        )
    ends = (e for e in q.case.all(GoodsSold, WalletReleased) if e.seq > lien.seq)
    if ended := next(ends, None):
        return refuse(
            [lien, ended],
            says=says("The goods are no longer retained since {at}.", at=ended.at),
            next_step=says("Account for what was sold or paid."),
        )
    return grant([lien])


@clause("order1688.22")
def proceeds(q: LienProceeds, p: Parameters) -> Answer[Allocation] | Unknown:
    """What the sale brings covers what you still owe; any surplus is yours. What remains owed, and the
    loss beside it, can still be demanded from you.
    """
    if q.owed.currency != q.proceeds.currency:
        return unknown(
            "rate of exchange", next_step=says("Exchange the proceeds into the currency of the debt.")
        )
    covered = smaller(q.owed, q.proceeds)
    return allocate(
        (Role.PLATFORM, covered),
        (Role.BUYER, q.proceeds - covered),
        because=[q.case.last(LienPlaced), q.case.last(GoodsSold)],
        says=says("{covered} covers the debt.", covered=covered),
    )


def _classed(kind: str, because: list[Recorded[Any] | None]) -> Answer[Classification]:
    return classify(kind, points_at=Role.BUYER if kind == WITHOUT else Role.PROVIDER, because=because)


def _freeze(case: Case) -> Recorded[WalletFrozen] | None:
    frozen = case.last(WalletFrozen)
    if frozen is None or case.last_after(WalletReleased, frozen):
        return None
    return frozen


def _is_settled(case: Case, demand: Recorded[PaymentDemanded]) -> bool:
    """Whether it was paid, passed or dropped."""
    if any(e.seq > demand.seq for e in case.all(DemandExpired, WalletReleased)):
        return True
    paid = [e.fact.amount for e in case.all(DemandPaid) if e.seq > demand.seq]
    owed = demand.fact.amount
    return total((each for each in paid if each.currency == owed.currency), owed.currency) >= owed
