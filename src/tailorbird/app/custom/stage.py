"""The stage of a custom request and whose turn it is, read from its facts."""

from __future__ import annotations

from typing import Final

from tailorbird.app.custom.quote import FEES, lines_of
from tailorbird.app.custom.specification import asked, standing_quotation
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact
from tailorbird.domain.cases.facts import custom_making as making
from tailorbird.domain.cases.facts import custom_product as product
from tailorbird.domain.cases.facts import custom_request as request
from tailorbird.domain.cases.facts import parcels
from tailorbird.domain.cases.words import Head, Reply
from tailorbird.domain.roles import Role

Stage = tuple[str, Role | None]
_ENDED: Final[tuple[tuple[type[Fact], str], ...]] = (
    (request.CustomRequestDeclined, "declined"),
    (request.CustomRequestWithdrawn, "withdrawn"),
    (making.CustomRequestStopped, "stopped"),
)


def stage(case: Case) -> Stage:
    """The stage in one word, and who has to act; nobody when it is over."""
    for kind, name in _ENDED:
        if case.has(kind):
            return name, None
    if not case.has(request.CustomRequestSubmitted, request.ReorderSubmitted):
        return "new", Role.BUYER
    waiting = _suspected(case) or _changing(case) or _sent(case)
    if waiting is not None:
        return waiting
    if not case.has(making.RequestConfirmed, request.ReorderSubmitted):
        return _reviewed(case)
    return _sampled(case) or _produced(case)


def _suspected(case: Case) -> Stage | None:
    cleared = {each.fact.suspicion for each in case.all(product.SuspicionCleared)}
    raised = {each.fact.suspicion for each in case.all(product.InfringementSuspected)}
    return ("suspected", Role.OPERATOR) if raised - cleared else None


def _changing(case: Case) -> Stage | None:
    """A change waits for its answer, or an approved one for its payment."""
    answered = {each.fact.change: each.fact for each in case.all(making.ChangeAnswered)}
    paid = {each.fact.change for each in case.all(making.ChangePaid)}
    for each in case.all(making.ChangeRequested):
        answer = answered.get(each.fact.change)
        if answer is None:
            return "change_asked", Role.OPERATOR
        if answer.reply is Reply.AGREED and answer.charge and each.fact.change not in paid:
            return "change_due", Role.BUYER
    return None


def _sent(case: Case) -> Stage | None:
    """A parcel is on its way or arrived; a report of a mismatch waits to be judged."""
    judged = {each.fact.claim for each in case.all(product.MismatchJudged)}
    if any(each.fact.claim not in judged for each in case.all(product.MismatchClaimed)):
        return "claimed", Role.OPERATOR
    sent = {each.fact.parcel for each in case.all(parcels.Dispatched)}
    if not sent:
        return None
    if sent - {each.fact.parcel for each in case.all(parcels.ParcelDelivered)}:
        return "dispatched", Role.CARRIER if case.party(Role.CARRIER) else Role.SUPPLIER
    return "delivered", None


def _reviewed(case: Case) -> Stage:
    """From the request to its confirmation."""
    answered = {each.fact.question for each in case.all(request.ReviewQuestionAnswered)}
    if any(each.fact.question not in answered for each in case.all(request.ReviewQuestionAsked)):
        return "review_question", Role.BUYER
    quoted = standing_quotation(case)
    if quoted is not None:
        short = asked(case).quantity < quoted.fact.minimum_quantity
        if short and case.last_after(request.MoqAnswered, quoted) is None:
            return "minimum_quantity", Role.BUYER
        return "quoted", Role.OPERATOR
    if case.has(request.SupplierBound):
        return "bound", Role.SUPPLIER
    return ("reviewed" if case.has(request.ReviewFound) else "in_review"), Role.OPERATOR


def _sampled(case: Case) -> Stage | None:
    """From the fees to a sample that is in order; nothing where no sample is made."""
    fees = lines_of(case, FEES - {Head.CHANGE_FEE})
    if fees and not case.has(making.SampleFeesPaid):
        return "confirmed", Role.BUYER
    quoted = case.last(request.SupplierQuoted)
    no_samples = quoted is None or quoted.fact.sample_rounds == 0 or case.has(request.ReorderSubmitted)
    if no_samples or case.has(making.SampleAccepted, making.SampleLapsed):
        return None
    last = case.last(*_SAMPLE_STEPS)
    return _SAMPLE_STEPS[type(last.fact)] if last is not None else ("sampling", Role.SUPPLIER)


_SAMPLE_STEPS: Final[dict[type[Fact], Stage]] = {
    making.SampleMade: ("sample_made", Role.SUPPLIER),
    making.SampleShipped: ("sample_sent", Role.SUPPLIER),
    making.SampleDelivered: ("sample_arrived", Role.BUYER),
    making.SampleRejected: ("sample_rejected", Role.SUPPLIER),
}


def _produced(case: Case) -> Stage:
    """From the order of the goods to their dispatch."""
    if case.has(making.ProductionPaid):
        return "in_production", Role.SUPPLIER
    if case.has(making.ProductionOrdered):
        return "production_ordered", Role.BUYER
    return "sample_in_order" if case.has(product.ProductFinished) else "ready_to_order", Role.BUYER
