"""What is asked in a custom request, and the specification that is frozen of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tailorbird.domain import codec
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.custom_words import MoqChoice, Requirement
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.custom_making import ChangeRequested, SpecificationFrozen
from tailorbird.domain.cases.facts.custom_request import (
    CustomRequestRevised,
    CustomRequestSubmitted,
    MoqAnswered,
    SupplierQuoted,
    SurchargeOffered,
)
from tailorbird.domain.money import Money


@dataclass(frozen=True, slots=True)
class Asked:
    """What the buyer asks for, as it was last put."""

    requirements: tuple[Requirement, ...]
    quantity: int
    attachments: tuple[str, ...] = ()


def asked(case: Case) -> Asked:
    """The request as last put; with the quantity to which the buyer raised it for the supplier's minimum."""
    request: Recorded[Any] | None = case.last(CustomRequestSubmitted, CustomRequestRevised)
    if request is None:
        return Asked((), 0)
    fact = request.fact
    raised = [each.fact.quantity for each in case.all(MoqAnswered) if each.seq > request.seq]
    quantity = next((each for each in reversed(raised) if each is not None), fact.quantity)
    return Asked(fact.requirements, quantity, fact.attachments)


def standing_quotation(case: Case) -> Recorded[SupplierQuoted] | None:
    """The last quotation; none where the request was put otherwise after it."""
    quoted, revised = case.last(SupplierQuoted), case.last(CustomRequestRevised)
    return None if quoted and revised and revised.seq > quoted.seq else quoted


def surcharge(case: Case) -> Money | None:
    """What the buyer agreed to pay in place of the minimum quantity of the standing quotation."""
    quoted, answered = standing_quotation(case), case.last(MoqAnswered)
    if quoted is None or answered is None or answered.seq < quoted.seq:
        return None
    if answered.fact.choice is not MoqChoice.SURCHARGE:
        return None
    offers = [each for each in case.all(SurchargeOffered) if quoted.seq < each.seq < answered.seq]
    return offers[-1].fact.amount if offers else None


def frozen(
    version: int, requirements: tuple[Requirement, ...], quantity: int, attachments: tuple[str, ...]
) -> SpecificationFrozen:
    """The specification with the hash of its canonical document."""
    document = {"attachments": attachments, "quantity": quantity, "requirements": requirements}
    return SpecificationFrozen(
        version=version,
        specification_hash=codec.digest(codec.canonical(document)),
        requirements=requirements,
        quantity=quantity,
        attachments=attachments,
    )


def as_asked(case: Case) -> SpecificationFrozen:
    """The first version: the request as it stands when it is confirmed."""
    request = asked(case)
    return frozen(1, request.requirements, request.quantity, request.attachments)


def as_changed(case: Case, change: ChangeRequested) -> SpecificationFrozen:
    """The next version. A requirement of the change replaces the one of its name, or is added."""
    before = case.last(SpecificationFrozen)
    if before is None:
        return as_asked(case)
    was = before.fact
    named = {each.requirement: each for each in (*was.requirements, *change.requirements)}
    attachments = tuple(dict.fromkeys((*was.attachments, *change.attachments)))
    quantity = was.quantity if change.quantity is None else change.quantity
    return frozen(was.version + 1, tuple(named.values()), quantity, attachments)


def change_of(case: Case, name: str) -> Recorded[ChangeRequested] | None:
    """The change of that name."""
    found = [each for each in case.all(ChangeRequested) if each.fact.change == name]
    return found[-1] if found else None
