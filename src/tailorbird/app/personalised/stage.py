"""The stage of a personalised order and whose turn it is, read from its facts."""

from __future__ import annotations

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.facts.parcels import (
    Dispatched,
    DispatchHalted,
    DispatchReleased,
    ParcelDelivered,
)
from tailorbird.domain.cases.facts.payment import OrderPaid
from tailorbird.domain.cases.facts.personalised import (
    CustomizationErased,
    CustomizationScreened,
    DefectClaimed,
    DefectVerified,
    PersonalisedOrderAccepted,
    PersonalisedOrderPlaced,
    PersonalisedOrderRefused,
    RemakeOrdered,
    ScreeningJudged,
)
from tailorbird.domain.cases.listing_words import DefectRemedy, DefectResult, ScreenResult
from tailorbird.domain.roles import Role

Stage = tuple[str, Role | None]


def stage(case: Case) -> Stage:
    """The stage in one word, and who has to act."""
    placed = case.first(PersonalisedOrderPlaced)
    if placed is None:
        return "new", Role.BUYER
    if case.has(PersonalisedOrderRefused):
        return "refused", None
    return _claimed(case) or _sent(case) or _before(case, placed.fact.source)


def held(case: Case) -> tuple[str, ...]:
    """Places of the customization that a person has to look at and did not yet."""
    screened = case.last(CustomizationScreened)
    judged = {each.fact.where for each in case.all(ScreeningJudged)}
    findings = screened.fact.findings if screened is not None else ()
    return tuple(
        each.where for each in findings if each.result is ScreenResult.HOLD and each.where not in judged
    )


def _claimed(case: Case) -> Stage | None:
    claimed = case.last(DefectClaimed)
    if claimed is None:
        return None
    verified = case.last_after(DefectVerified, claimed)
    if verified is None:
        return "claimed", Role.MERCHANT
    if verified.fact.result is DefectResult.FOUND and claimed.fact.wants is DefectRemedy.REFUND:
        return "refunded", None
    return None


def _sent(case: Case) -> Stage | None:
    remade = case.last(RemakeOrdered)
    sent = case.last(Dispatched) if remade is None else case.last_after(Dispatched, remade)
    if sent is None:
        return ("making_again", Role.MERCHANT) if remade is not None else None
    if case.last_after(ParcelDelivered, sent) is None:
        return "dispatched", Role.CARRIER
    return ("completed", None) if case.has(CustomizationErased) else ("delivered", Role.BUYER)


def _before(case: Case, source: str) -> Stage:
    halted = case.last(DispatchHalted)
    if halted is not None and case.last_after(DispatchReleased, halted) is None:
        return "halted", Role.OPERATOR
    if case.has(PersonalisedOrderAccepted):
        return "making", Role.MERCHANT
    if not source and not case.has(OrderPaid):
        return "quoted", Role.BUYER
    return ("held" if held(case) else "paid"), Role.MERCHANT
