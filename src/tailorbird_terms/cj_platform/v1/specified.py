"""How far a design is on its way to being made. No clause is here."""

from __future__ import annotations

from typing import Any

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.making import (
    PointResult,
    PrintFilesMade,
    ProductionStarted,
    ProofApproved,
    ProofChangesAsked,
    ProofSent,
    SpecificationInspected,
    SpecificationReplaced,
)
from tailorbird.domain.cases.facts.parcels import Dispatched
from tailorbird.domain.cases.facts.personalised import (
    PersonalisedOrderAccepted,
    PersonalisedOrderPlaced,
    RemakeOrdered,
)
from tailorbird.domain.money import Money


def specified(case: Case) -> Recorded[Any] | None:
    """What says how the product is to be: the last change of the design, or else the order."""
    return case.last(SpecificationReplaced) or case.first(PersonalisedOrderPlaced)


def placed_price(case: Case) -> Money | None:
    """What the pieces cost as they were ordered."""
    placed = case.first(PersonalisedOrderPlaced)
    if placed is None:
        return None
    pieces = placed.fact.price * placed.fact.quantity
    return pieces + placed.fact.once if placed.fact.once is not None else pieces


def accepted_for(case: Case) -> Recorded[PersonalisedOrderAccepted] | None:
    """The maker's word on the design as it stands; a change of the design wants it anew."""
    spec = specified(case)
    return case.last_after(PersonalisedOrderAccepted, spec) if spec is not None else None


def proof_open(case: Case) -> Recorded[ProofSent] | None:
    """The last proof, if it is of the design as it stands and nobody has answered it."""
    proof, spec = case.last(ProofSent), specified(case)
    if proof is None or spec is None or proof.fact.specification_hash != spec.fact.specification_hash:
        return None
    answered = case.last_after(ProofApproved, proof) is not None
    return None if answered or case.last_after(ProofChangesAsked, proof) is not None else proof


def approved_for(case: Case) -> Recorded[ProofApproved] | None:
    """The approval of a proof of the design as it stands."""
    approved, spec = case.last(ProofApproved), specified(case)
    if approved is None or spec is None:
        return None
    shown = [each for each in case.all(ProofSent) if each.fact.proof == approved.fact.proof]
    same = bool(shown) and shown[-1].fact.specification_hash == spec.fact.specification_hash
    return approved if same and approved.seq > spec.seq else None


def print_files_for(case: Case) -> Recorded[PrintFilesMade] | None:
    """The print files of the design as it stands."""
    made, spec = case.last(PrintFilesMade), specified(case)
    if made is None or spec is None:
        return None
    return made if made.fact.specification_hash == spec.fact.specification_hash else None


def begun_for(case: Case) -> Recorded[ProductionStarted] | None:
    """The start of the making, of the product as it is made last."""
    remade = case.last(RemakeOrdered)
    return case.last(ProductionStarted) if remade is None else case.last_after(ProductionStarted, remade)


def left_since(case: Case, begun: Recorded[ProductionStarted]) -> Recorded[Dispatched] | None:
    """The last parcel, once as many left as pieces were ordered."""
    placed = case.first(PersonalisedOrderPlaced)
    parcels = [each for each in case.all(Dispatched) if each.seq > begun.seq]
    whole = placed is not None and len(parcels) >= placed.fact.quantity
    return parcels[-1] if whole else None


def differing(inspected: Recorded[SpecificationInspected] | None) -> tuple[str, ...]:
    """The points at which the product differs from its design."""
    points = inspected.fact.points if inspected is not None else ()
    return tuple(each.point for each in points if each.result is PointResult.DIFFERS)
