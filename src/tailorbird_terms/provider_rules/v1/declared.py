"""What a provider may declare for its own orders. Each rule is silent until it is declared."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.cancellation import OrderCancelled
from tailorbird.domain.cases.facts.dissolution import OrderDissolved
from tailorbird.domain.cases.facts.payment import AgreementTookEffect, BalanceMissed, OrderPaid
from tailorbird.domain.cases.facts.procurement import OrderEnded, TaskDone
from tailorbird.domain.cases.facts.receipt import ReceiptConfirmed, ReceiptDeemedConfirmed
from tailorbird.domain.cases.facts.request import ExecutionRefused
from tailorbird.domain.cases.facts.talk import QuestionAsked
from tailorbird.domain.cases.words import Head
from tailorbird.domain.questions.disclosure import Commitments, Disclosures
from tailorbird.domain.questions.money import Occasion, Settlement
from tailorbird.domain.questions.period import CancellationPeriod, ReplyPeriod
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Allocation,
    Answer,
    Finding,
    Says,
    allocate,
    find,
    says,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird.domain.time.bound import Bound, Last, days_after

Shown = Answer[tuple[Finding, ...]] | None


@clause("provider.service-fee-waived")
def fee_waived(q: Settlement, p: Parameters) -> Answer[Allocation] | None:
    """What the provider declares about its service fee when an order is cancelled:
    {service_fee_on_cancellation}. If it waives the fee, the fee comes back to you, although the rules
    of the platform would let the provider keep it.
    """
    if not _waives(p) or q.occasion is not Occasion.CANCELLATION or q.head is not Head.SERVICE_FEE:
        return None
    return allocate((Role.BUYER, q.amount), says=says("The provider waives its service fee on cancellation."))


@clause("provider.service-fee-waived")
def fee_waived_shown(q: Disclosures, p: Parameters) -> Shown:
    """You see this before you pay."""
    if not _waives(p):
        return None
    detail = says("If the order is cancelled, the provider gives its service fee back.")
    return _show("provider.service-fee-waived", detail)


@clause("provider.cancellation-period")
def own_period(q: CancellationPeriod, p: Parameters) -> Answer[Bound] | None:
    """The provider may declare how long its orders can be cancelled, from when the agreement took
    effect, in place of the period of the platform: {cancellation_days} (0 days: not declared). The
    last instant still counts.
    """
    days = p.days("cancellation_days")
    start: Recorded[Any] | None = q.case.first(AgreementTookEffect) or q.case.first(OrderPaid)
    if not days or start is None:
        return None
    return Answer(Bound(days_after(start.at, days, q.case.zone), Last.INSIDE), (start,))


@clause("provider.cancellation-period")
def own_period_shown(q: Disclosures, p: Parameters) -> Shown:
    """You see this before you pay."""
    days = p.days("cancellation_days")
    detail = says("Days in which the order can be cancelled: {days}.", days=days)
    return _show("provider.cancellation-period", detail) if days else None


@clause("provider.commitments")
def further_services(q: Commitments, p: Parameters) -> Shown:
    """Services that the provider promises beside the usual ones: {promised_services}. Each stands on
    the order until it is done, also after the goods have reached the storage provider; it ends with
    the order.
    """
    effect = q.case.first(AgreementTookEffect)
    promised = p.words("promised_services")
    if effect is None or not promised:
        return None
    ended = _ended(q.case)
    done = {each.fact.task for each in q.case.all(TaskDone)}
    left = "ended" if ended else "open"
    items = [Finding(task, "done" if task in done else left) for task in promised]
    return find(*items, because=[effect, ended])


@clause("provider.commitments")
def further_services_shown(q: Disclosures, p: Parameters) -> Shown:
    """You see them before you pay."""
    promised = ", ".join(p.words("promised_services"))
    detail = says("The provider also promises: {services}.", services=promised)
    return _show("provider.commitments", detail) if promised else None


@clause("provider.reply-time")
def own_reply_time(q: ReplyPeriod, p: Parameters) -> Answer[Bound] | None:
    """The provider may declare how soon the designated person answers your questions, in place of the
    time of the platform: {reply_hours} (0 hours: not declared). The last instant still counts.
    """
    hours = p.hours("reply_hours")
    asked = [each for each in q.case.all(QuestionAsked) if each.fact.question == q.question]
    if not hours or not asked:
        return None
    return Answer(Bound(asked[0].at.astimezone(UTC) + hours, Last.INSIDE), (asked[0],))


@clause("provider.reply-time")
def own_reply_time_shown(q: Disclosures, p: Parameters) -> Shown:
    """You see this before you pay."""
    hours = p.items["reply_hours"].value
    detail = says("Hours in which the designated person answers: {hours}.", hours=hours)
    return _show("provider.reply-time", detail) if hours else None


def _waives(p: Parameters) -> bool:
    return p.text("service_fee_on_cancellation") == "waive"


def _show(code: str, detail: Says) -> Answer[tuple[Finding, ...]]:
    return find(Finding(code, "", detail))


def _ended(case: Case) -> Recorded[Fact] | None:
    return case.first(
        OrderCancelled,
        OrderEnded,
        OrderDissolved,
        ExecutionRefused,
        BalanceMissed,
        ReceiptConfirmed,
        ReceiptDeemedConfirmed,
    )
