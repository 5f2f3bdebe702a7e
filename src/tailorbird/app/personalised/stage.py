"""The stage of a personalised order and whose turn it is, read from its facts."""

from __future__ import annotations

from tailorbird.app.personalised.in_force import accepted_for
from tailorbird.app.personalised.places import barred, places_of
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.facts.making import (
    ProductionStarted,
    ProofApproved,
    ProofChangesAsked,
    ProofSent,
    SpecificationReplaced,
)
from tailorbird.domain.cases.facts.parcels import (
    Dispatched,
    DispatchHalted,
    DispatchReleased,
    ParcelDelivered,
)
from tailorbird.domain.cases.facts.payment import OrderPaid
from tailorbird.domain.cases.facts.personalised import (
    CustomizationErased,
    DefectClaimed,
    DefectVerified,
    PersonalisedOrderPlaced,
    PersonalisedOrderRefused,
    RemakeOrdered,
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
    if accepted_for(case) is not None:
        return _in_making(case)
    # Whoever has paid waits for the seller, who gives the money back or asks the platform to look again.
    to_act = Role.MERCHANT if source or case.has(OrderPaid) else Role.BUYER
    if refused := barred(case):
        appealed = any(each.turn is Role.OPERATOR for each in refused)
        return ("appealed", Role.OPERATOR) if appealed else ("barred", to_act)
    if to_act is Role.BUYER:
        return "quoted", Role.BUYER
    waiting = places_of(case, ScreenResult.HOLD)
    if not waiting:
        return "paid", Role.MERCHANT
    return "held", Role.MERCHANT if any(each.turn is Role.MERCHANT for each in waiting) else Role.OPERATOR


def _in_making(case: Case) -> Stage:
    begun, proof = case.last(ProductionStarted), case.last(ProofSent)
    if begun is not None:
        return "producing", Role.MERCHANT
    if proof is None:
        return "making", Role.MERCHANT
    answered = case.last_after(ProofApproved, proof) is not None
    answered = answered or case.last_after(ProofChangesAsked, proof) is not None
    changed = case.last_after(SpecificationReplaced, proof) is not None
    return ("making", Role.MERCHANT) if answered or changed else ("proof", Role.BUYER)
