"""What a maker may declare for its own custom work. Each rule is silent until it is declared."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.custom_making import (
    CustomRequestStopped,
    MilestoneReached,
    RequestConfirmed,
    SampleDelivered,
)
from tailorbird.domain.cases.facts.custom_request import (
    CustomRequestDeclined,
    CustomRequestWithdrawn,
    ReorderSubmitted,
)
from tailorbird.domain.cases.facts.talk import QuestionAsked
from tailorbird.domain.cases.words import Head
from tailorbird.domain.questions.custom import SamplePeriod
from tailorbird.domain.questions.disclosure import Commitments, Disclosures
from tailorbird.domain.questions.money import Occasion, Settlement
from tailorbird.domain.questions.period import CancellationPeriod, ReplyPeriod
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import Allocation, Answer, Finding, Says, allocate, find, says
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird.domain.time.bound import Bound, Last, days_after

Shown = Answer[tuple[Finding, ...]] | None
WAIVED = (Head.SAMPLE_FEE, Head.MOULD_FEE)


@clause("maker.sample-check")
def own_sample_period(q: SamplePeriod, p: Parameters) -> Answer[Bound] | None:
    """The maker may declare how long after its delivery a sample can be checked, in place of the time
    of the platform: {sample_check_days} (0 days: not declared). The last instant still counts.
    """
    days = p.days("sample_check_days")
    arrived = next((each for each in q.case.all(SampleDelivered) if each.fact.round == q.round), None)
    if not days or arrived is None:
        return None
    return Answer(Bound(days_after(arrived.at, days, q.case.zone), Last.INSIDE), (arrived,))


@clause("maker.sample-check")
def own_sample_period_shown(q: Disclosures, p: Parameters) -> Shown:
    """You see this before you send the request."""
    days = p.days("sample_check_days")
    detail = says("Days in which a sample can be checked: {days}.", days=days)
    return _show("maker.sample-check", detail) if days else None


@clause("maker.cancellation-period")
def own_period(q: CancellationPeriod, p: Parameters) -> Answer[Bound] | None:
    """The maker may declare that a request can still be taken back after its confirmation, and for how
    long: {cancellation_days} (0 days: not declared). The last instant still counts.
    """
    days = p.days("cancellation_days")
    start: Recorded[Any] | None = q.case.first(RequestConfirmed) or q.case.first(ReorderSubmitted)
    if not days or start is None:
        return None
    return Answer(Bound(days_after(start.at, days, q.case.zone), Last.INSIDE), (start,))


@clause("maker.cancellation-period")
def own_period_shown(q: Disclosures, p: Parameters) -> Shown:
    """You see this before you send the request."""
    days = p.days("cancellation_days")
    detail = says("Days after the confirmation in which it can be taken back: {days}.", days=days)
    return _show("maker.cancellation-period", detail) if days else None


@clause("maker.fees-waived")
def fees_waived(q: Settlement, p: Parameters) -> Answer[Allocation] | None:
    """What the maker declares about its fees for sample and mould when a request is taken back:
    {fees_on_cancellation}. If it waives them, they come back to you, also where a sample was made
    already and the rules of the platform would let the maker keep them.
    """
    if not _waives(p) or q.occasion is not Occasion.CANCELLATION or q.head not in WAIVED:
        return None
    return allocate((Role.BUYER, q.amount), says=says("The maker waives its fees on cancellation."))


@clause("maker.fees-waived")
def fees_waived_shown(q: Disclosures, p: Parameters) -> Shown:
    """You see this before you send the request."""
    if not _waives(p):
        return None
    detail = says("If the request is taken back, the maker gives its fees for sample and mould back.")
    return _show("maker.fees-waived", detail)


@clause("maker.commitments")
def further_services(q: Commitments, p: Parameters) -> Shown:
    """Services that the maker promises beside the usual ones: {promised_services}. Each stands on the
    request from its confirmation until the maker records it as a step that is done; it ends with the
    request.
    """
    start: Recorded[Any] | None = q.case.first(RequestConfirmed) or q.case.first(ReorderSubmitted)
    promised = p.words("promised_services")
    if start is None or not promised:
        return None
    ended = q.case.first(CustomRequestDeclined, CustomRequestWithdrawn, CustomRequestStopped)
    done = {each.fact.milestone for each in q.case.all(MilestoneReached)}
    left = "ended" if ended else "open"
    items = [Finding(service, "done" if service in done else left) for service in promised]
    return find(*items, because=[start, ended])


@clause("maker.commitments")
def further_services_shown(q: Disclosures, p: Parameters) -> Shown:
    """You see them before you send the request."""
    promised = ", ".join(p.words("promised_services"))
    detail = says("The maker also promises: {services}.", services=promised)
    return _show("maker.commitments", detail) if promised else None


@clause("maker.reply-time")
def own_reply_time(q: ReplyPeriod, p: Parameters) -> Answer[Bound] | None:
    """The maker may declare how soon your questions are answered: {reply_hours} (0 hours: not
    declared). The last instant still counts. A question that stays unanswered is raised to the
    operator.
    """
    hours = p.hours("reply_hours")
    asked = [each for each in q.case.all(QuestionAsked) if each.fact.question == q.question]
    if not hours or not asked:
        return None
    return Answer(Bound(asked[0].at.astimezone(UTC) + hours, Last.INSIDE), (asked[0],))


@clause("maker.reply-time")
def own_reply_time_shown(q: Disclosures, p: Parameters) -> Shown:
    """You see this before you send the request."""
    hours = p.items["reply_hours"].value
    detail = says("Hours in which a question is answered: {hours}.", hours=hours)
    return _show("maker.reply-time", detail) if hours else None


def _waives(p: Parameters) -> bool:
    return p.text("fees_on_cancellation") == "waive"


def _show(code: str, detail: Says) -> Answer[tuple[Finding, ...]]:
    return find(Finding(code, "", detail))
