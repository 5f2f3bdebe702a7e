"""The stage of a store order and whose turn it is, read from its facts."""

from __future__ import annotations

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.facts.order_dispute import (
    OrderDisputed,
    OrderDisputeRuled,
    OrderDisputeWithdrawn,
    ReturnAuthorised,
    ReturnReceived,
    ReturnSent,
)
from tailorbird.domain.cases.facts.parcels import (
    Dispatched,
    DispatchHalted,
    DispatchReleased,
    ParcelDelivered,
)
from tailorbird.domain.cases.facts.payment import OrderPaid
from tailorbird.domain.cases.facts.store_order import (
    OrderClosed,
    OrderCompleted,
    PaidThroughGateway,
    ProcessingStarted,
    StoreOrderPlaced,
)
from tailorbird.domain.cases.store_words import Remedy, RulingOutcome
from tailorbird.domain.cases.words import Condition
from tailorbird.domain.roles import Role

Stage = tuple[str, Role | None]


def stage(case: Case) -> Stage:
    """The stage in one word, and who has to act; an open dispute comes before everything else."""
    return _disputed(case) or _ended(case) or _fulfilled(case)


def open_disputes(case: Case) -> tuple[str, ...]:
    """Disputes that wait for the review to end."""
    over = {each.fact.dispute for each in case.all(OrderDisputeRuled)}
    over |= {each.fact.dispute for each in case.all(OrderDisputeWithdrawn)}
    return tuple(each.fact.dispute for each in case.all(OrderDisputed) if each.fact.dispute not in over)


def _disputed(case: Case) -> Stage | None:
    if open_disputes(case):
        return "disputed", Role.OPERATOR
    found = {each.fact.dispute: each.fact.condition for each in case.all(ReturnReceived)}
    for ruled in case.all(OrderDisputeRuled):
        upheld = ruled.fact.outcome is RulingOutcome.UPHELD
        if upheld and ruled.fact.remedy is Remedy.RETURN:
            condition = found.get(ruled.fact.dispute)
            if condition is not Condition.IN_ORDER:
                return "returning", _next_in_return(case, ruled.fact.dispute)
    return None


def _next_in_return(case: Case, dispute: str) -> Role:
    if any(each.fact.dispute == dispute for each in case.all(ReturnReceived)):
        return Role.OPERATOR
    if any(each.fact.dispute == dispute for each in case.all(ReturnSent)):
        return Role.WAREHOUSE
    authorised = any(each.fact.dispute == dispute for each in case.all(ReturnAuthorised))
    return Role.BUYER if authorised else Role.OPERATOR


def _ended(case: Case) -> Stage | None:
    if case.has(OrderClosed):
        return "closed", None
    return ("completed", None) if case.has(OrderCompleted) else None


def _fulfilled(case: Case) -> Stage:
    if not case.has(StoreOrderPlaced):
        return "new", Role.BUYER
    if not case.has(OrderPaid, PaidThroughGateway):
        return "pending", Role.BUYER
    halted = case.last(DispatchHalted)
    if halted is not None and case.last_after(DispatchReleased, halted) is None:
        return "halted", Role.OPERATOR
    sent = {each.fact.parcel for each in case.all(Dispatched)}
    if sent:
        arrived = {each.fact.parcel for each in case.all(ParcelDelivered)}
        return ("delivered", Role.BUYER) if sent <= arrived else ("dispatched", Role.CARRIER)
    return ("processing" if case.has(ProcessingStarted) else "paid"), Role.WAREHOUSE
