"""Cancelling an order: until when, with whose consent, and who bears what."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.cancellation import (
    CancellationRefused,
    CancellationRequested,
    ReturnDamaged,
    SellerAnsweredCancellation,
)
from tailorbird.domain.cases.facts.payment import AgreementTookEffect, OrderPaid, RightLapsed
from tailorbird.domain.cases.facts.procurement import ExportCleared, PurchaseMade
from tailorbird.domain.cases.words import Channel, Reply
from tailorbird.domain.questions.period import CancellationPeriod, Deadlines
from tailorbird.domain.questions.permission import MayCancel
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Answer,
    Due,
    Near,
    Permission,
    Unknown,
    due,
    grant,
    near_bound,
    refuse,
    says,
    wait,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird.domain.time.bound import Bound, Last, days_after
from tailorbird_terms.order1688.v1.standing import confirmed, lacking, lapsed, over

_UNTIL_IT_ARRIVES = says("When the goods arrive, inspect them; if they do not match, ask to dissolve.")


@clause("order1688.12.1.A")
def not_yet_bought(q: MayCancel, p: Parameters) -> Answer[Permission] | None:
    """As long as the provider has not bought from the seller, a request to cancel is agreed to."""
    if q.case.has(PurchaseMade):
        return None
    return _already_over(q.case) or grant(says=says("Nothing has been bought from the seller yet."))


@clause("order1688.12.1.B")
def bought_already(q: MayCancel, p: Parameters) -> Answer[Permission] | None:
    """Once the provider has bought, you can cancel only if the seller agrees to undo the purchase.

    Until the seller answers, your request waits. If the seller refuses, there is no cancellation, and
    a yes that the provider gave for its own part counts for nothing.
    """
    bought = q.case.first(PurchaseMade)
    if bought is None:
        return None
    if gone := _already_over(q.case):
        return gone
    answer = q.case.last_after(SellerAnsweredCancellation, bought)
    if answer is None:
        return _waits_for_the_seller(q.case, bought)
    if answer.fact.reply is Reply.AGREED:
        return grant([answer], says=says("The seller agreed on {at} to undo the purchase.", at=answer.at))
    return refuse(
        [answer],
        says=says("The seller refused on {at} to undo the purchase.", at=answer.at),
        next_step=_UNTIL_IT_ARRIVES,
    )


@clause("order1688.12.2")
def period_for_cancelling(q: CancellationPeriod, p: Parameters) -> Answer[Bound] | None:
    """You can cancel within {cancellation_period_days} from when the agreement took effect; the last
    instant still counts.
    """
    effect, paid = q.case.first(AgreementTookEffect), q.case.first(OrderPaid)
    start = effect or paid
    if start is None:
        return None
    until = days_after(start.at, p.days("cancellation_period_days"), q.case.zone)
    return Answer(Bound(until, Last.INSIDE), (start,))


@clause("order1688.12.2", exception_to=["order1688.12.1.A", "order1688.12.1.B"])
def too_late_or_elsewhere(q: MayCancel, p: Parameters) -> Answer[Permission] | Unknown | None:
    """Later there is no right to cancel, and a request made anywhere but on this platform does not
    count. A request made in time stays in time while it waits for an answer.
    """
    if q.channel is Channel.OUTSIDE:
        return refuse(
            says=says("A request to cancel counts only on this platform; this one came another way."),
            next_step=says("Ask to cancel on the page of this order."),
        )
    request = _open_request(q.case)
    asked = request.at if request else q.at
    period = q.consult(CancellationPeriod)
    if period.answer is None:
        return lacking(period)
    if period.answer.allows(asked):
        return None
    late = refuse(
        near=near_bound("cancellation period", period.answer, asked),
        says=says("You could cancel until {until}.", until=period.answer.until),
        next_step=_UNTIL_IT_ARRIVES,
    )
    return replace(late, via=(period,))


@clause("order1688.12.2")
def end_of_the_period(q: Deadlines, p: Parameters) -> Answer[tuple[Due, ...]] | Unknown | None:
    """The page of the order shows until when you can cancel."""
    done = q.case.has(ExportCleared) or over(q.case) or confirmed(q.case)
    if done or lapsed(q.case, "cancel"):
        return None
    period = q.consult(CancellationPeriod)
    if period.answer is None:
        return lacking(period)
    item = Due("cancellation-period", period.answer, Role.BUYER, RightLapsed(right="cancel"))
    return replace(due(item), via=(period,))


@clause("order1688.12.6", exception_to=["order1688.12.1.A", "order1688.12.1.B"])
def damaged_on_the_way_back(q: MayCancel, p: Parameters) -> Answer[Permission] | None:
    """Goods may be damaged or lost before they are back with the seller. If the seller refuses the
    cancellation because of that, it is refused.
    """
    damage = q.case.last(ReturnDamaged)
    if damage is None or damage.fact.reply is Reply.AGREED:
        return None
    answer = q.case.last_after(SellerAnsweredCancellation, damage)
    if answer is not None and answer.fact.reply is Reply.AGREED:
        return None
    return refuse(
        [damage],
        says=says("On the way back the goods were damaged or lost, and the seller refuses them."),
        next_step=says("Ask the provider for the seller's document on the damage."),
    )


@clause(
    "order1688.12.7",
    exception_to=[
        "order1688.12.1.A",
        "order1688.12.1.B",
        "order1688.12.2",
        "order1688.12.6",
        "order1688.17",
        "order1688.18",
    ],
)
def cleared_for_export(q: MayCancel, p: Parameters) -> Answer[Permission] | None:
    """Goods that have cleared export customs can no longer be cancelled, whatever anyone agreed."""
    cleared = q.case.first(ExportCleared)
    if cleared is None:
        return None
    return refuse(
        [cleared],
        near=(Near("export clearance", cleared.at, q.at, Last.OUTSIDE),),
        says=says("The goods cleared export customs on {at}.", at=cleared.at),
        next_step=_UNTIL_IT_ARRIVES,
    )


def _already_over(case: Case) -> Answer[Permission] | None:
    gone = over(case)
    if gone is None:
        return None
    return refuse(
        [gone],
        says=says("The order is over since {at}; there is nothing left to cancel.", at=gone.at),
        next_step=says("Look at the money of this order to see what came back to you."),
    )


def _waits_for_the_seller(case: Case, bought: Recorded[Any]) -> Answer[Permission]:
    if request := _open_request(case):
        return wait(
            Role.SELLER,
            [bought, request],
            says=says("You asked on {at}; the seller has not answered yet.", at=request.at),
            next_step=says("Wait for the seller's answer; the provider passes it on here."),
        )
    return wait(
        Role.SELLER,
        [bought],
        says=says("The goods were bought on {at}, so the seller has to agree.", at=bought.at),
        next_step=says("Ask to cancel; the provider puts it to the seller."),
    )


def _open_request(case: Case) -> Recorded[CancellationRequested] | None:
    """The last request made on the platform that did not come to nothing."""
    on_platform = [each for each in case.all(CancellationRequested) if each.fact.channel is Channel.PLATFORM]
    if not on_platform or case.last_after(CancellationRefused, on_platform[-1]):
        return None
    return on_platform[-1]
