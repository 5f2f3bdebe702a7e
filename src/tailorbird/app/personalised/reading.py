"""Reading customization data: the terms decide, and every access is on record (amazon-custom.data.use)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tailorbird.app.engine import problems
from tailorbird.app.engine.casefile import case_from
from tailorbird.app.engine.command import Act, Actor, Order
from tailorbird.app.engine.problem import Problem
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.house import House
from tailorbird.domain.cases.facts.personalised import CustomizationRead, PersonalisedOrderPlaced
from tailorbird.domain.cases.listing_words import DataPurpose
from tailorbird.domain.questions.listing import MayReadCustomization
from tailorbird.domain.roles import Role

_WHOLE: Final = "customization"
_PLATFORM: Final = "platform"


@dataclass(frozen=True, slots=True)
class Wish:
    """Who wants to read the customization, in which part, and what for."""

    reader: str
    role: Role
    purpose: DataPurpose


@dataclass(frozen=True, slots=True)
class Customization:
    """What the buyer asked for: the canonical specification, and the hashes of its files."""

    document: str
    files: tuple[str, ...]
    specification_hash: str


def access(proceeding: Proceeding, wish: Wish) -> CustomizationRead:
    """Ask the terms, and record what they said: granted or not, the wish to read is a fact."""
    _, decision = proceeding.decide(MayReadCustomization, wish.role, reader=wish.role, purpose=wish.purpose)
    return CustomizationRead(
        reader=wish.reader, purpose=wish.purpose, what=_WHOLE, granted=int(decision.granted)
    )


def read_customization(house: House, case_id: str, wish: Wish, key: str) -> Customization | Problem:
    """The customization, if the terms let this part read it for this purpose; either way it is on record."""
    body = {"reader": wish.reader, "role": wish.role.value, "purpose": wish.purpose.value}
    act = Act("record_read", Actor(_PLATFORM, Role.PLATFORM), body)
    receipt = house.engine.run(Order(case_id, (act,), wish.reader, key))
    if receipt.problem is not None:
        return receipt.problem
    record = house.records.case(case_id)
    if record is None:
        return problems.no_case(case_id)
    case = case_from(record)
    reads = [each for each in case.all(CustomizationRead) if each.fact.reader == wish.reader]
    placed = case.first(PersonalisedOrderPlaced)
    if placed is None or not reads or not reads[-1].fact.granted:
        return _refused(house, case_id)
    private = house.records.private([placed.fact.customization], case_id=case_id)
    content = private.get(placed.fact.customization)
    if content is None or not content.text:
        return _erased()
    return Customization(content.text, placed.fact.files, placed.fact.specification_hash)


def _refused(house: House, case_id: str) -> Problem:
    asked = [
        each for each in house.records.decisions(case_id) if each.question == MayReadCustomization.__name__
    ]
    last = asked[-1] if asked else None
    return Problem(
        "customization_closed",
        403,
        "The customization is not yours to read for this",
        f"The terms refuse it: {', '.join(last.clauses) if last else 'no clause allows it'}.",
        "Customization data is for those who fulfil the order, while they do. The wish to read is on record.",
        {"clauses": list(last.clauses) if last else [], "decision": last.no if last else 0},
    )


def _erased() -> Problem:
    return Problem(
        "customization_erased",
        410,
        "The customization was erased",
        "The order is fulfilled, and what its buyer had written and uploaded is gone.",
        "The case keeps the hash, which proves what a copy of yours was.",
    )
