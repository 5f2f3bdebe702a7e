"""Tips: voluntary, within a limit, and refundable for a while."""

from __future__ import annotations

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.payment import (
    OrderPaid,
    RightLapsed,
    TipPaid,
    TipRefunded,
    TipRefundRequested,
)
from tailorbird.domain.money import Money, total
from tailorbird.domain.questions.money import TipRefund
from tailorbird.domain.questions.period import Deadlines
from tailorbird.domain.questions.permission import MayRefundTip, MayTip
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Allocation,
    Answer,
    Due,
    Near,
    Permission,
    Unknown,
    allocate,
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

_RIGHT = "refund tip"


@clause("order1688.21")
def tip_within_the_limit(q: MayTip, p: Parameters) -> Answer[Permission] | Unknown:
    """You may tip the provider once the order is paid, but you never have to. All tips on one order
    together stay within {tip_limits}.
    """
    paid = q.case.first(OrderPaid)
    if paid is None:
        return refuse(says=says("The order is not paid yet."), next_step=says("You can tip once it is paid."))
    if q.amount.minor <= 0:
        return refuse(
            [paid],
            says=says("A tip is more than nothing."),
            next_step=says("Name an amount, or leave it: a tip is never owed."),
        )
    written = p.table("tip_limits").get(q.amount.currency)
    if written is None:
        return unknown(
            "tip limit in this currency",
            because=[paid],
            next_step=says("Tip in a currency that has a limit, or ask the operator to set one."),
        )
    limit = Money.parse(f"{q.amount.currency} {written}")
    tips = _open_tips(q.case)
    given = (tip.fact.amount for tip in tips if tip.fact.amount.currency == limit.currency)
    asked = total((q.amount, *given), limit.currency)
    if asked <= limit:
        return grant([paid], near=(Near("tip limit", limit, asked),))
    return refuse(
        [paid, *tips],
        near=(Near("tip limit", limit, asked),),
        says=says("Tips on this order would be {asked}; the limit is {limit}.", asked=asked, limit=limit),
        next_step=says("Tip less, so that all tips stay within the limit."),
    )


@clause("order1688.21")
def tip_back_in_time(q: MayRefundTip, p: Parameters) -> Answer[Permission]:
    """You can ask for a tip back within {tip_refund_days} of paying it, the last instant included. Later
    the provider need not answer and need not return it.
    """
    tips = _open_tips(q.case)
    if not tips:
        return refuse(says=says("There is no tip to give back."), next_step=says("You need do nothing."))
    bound = _refundable(tips[-1], q.case, p)
    if bound.allows(q.at):
        return grant([tips[-1]], near=near_bound("tip refund", bound, q.at))
    return refuse(
        [tips[-1]],
        near=near_bound("tip refund", bound, q.at),
        says=says("The tip could be asked back until {until}.", until=bound.until),
        next_step=says("You may ask the provider, who is free to return it."),
    )


@clause("order1688.21")
def tip_goes_back(q: TipRefund, p: Parameters) -> Answer[Allocation] | Unknown | None:
    """A tip asked back in time goes back to you in full; any other stays with the provider."""
    tips = _open_tips(q.case)
    if not tips:
        return None
    if q.amount != tips[-1].fact.amount:
        return unknown("tip that is asked back", because=[tips[-1]])
    request = q.case.last_after(TipRefundRequested, tips[-1])
    in_time = _refundable(tips[-1], q.case, p).allows(request.at if request else q.at)
    to = Role.BUYER if in_time else Role.PROVIDER
    return allocate((to, q.amount), because=[tips[-1], request])


@clause("order1688.21")
def end_of_the_tip_refund(q: Deadlines, p: Parameters) -> Answer[tuple[Due, ...]] | None:
    """The page of the order shows until when each tip can be asked back."""
    running = [tip for tip in _open_tips(q.case) if not _has_lapsed(tip, q.case, p)]
    items = [
        Due(
            f"tip-refund:{tip.seq}",
            _refundable(tip, q.case, p),
            Role.BUYER,
            RightLapsed(right=_RIGHT),
        )
        for tip in running
    ]
    return due(*items, because=running) if items else None


def _open_tips(case: Case) -> list[Recorded[TipPaid]]:
    """Tips that were not returned; a refund returns the latest."""
    tips: list[Recorded[TipPaid]] = []
    refunds = [each.seq for each in case.all(TipRefunded)]
    for tip in case.all(TipPaid):
        while refunds and refunds[0] < tip.seq:
            refunds.pop(0)
            if tips:
                tips.pop()
        tips.append(tip)
    return tips[: max(0, len(tips) - len(refunds))]


def _refundable(tip: Recorded[TipPaid], case: Case, p: Parameters) -> Bound:
    return Bound(days_after(tip.at, p.days("tip_refund_days"), case.zone), Last.INSIDE)


def _has_lapsed(tip: Recorded[TipPaid], case: Case, p: Parameters) -> bool:
    passes_at = _refundable(tip, case, p).passes_at
    return any(e.fact.right == _RIGHT and e.at >= passes_at for e in case.all(RightLapsed))
