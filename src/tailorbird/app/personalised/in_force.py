"""The specification that an order is about now: as it was placed, or as the buyer changed it last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tailorbird.app.house import House
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.making import SpecificationReplaced
from tailorbird.domain.cases.facts.personalised import PersonalisedOrderAccepted, PersonalisedOrderPlaced
from tailorbird.domain.customization.specification import Specification, read_specification


@dataclass(frozen=True, slots=True)
class InForce:
    """Which specification counts. `seq` is the fact that brought it; `content` names its private text."""

    seq: int
    since: datetime
    hash: str
    content: str
    files: tuple[str, ...]


def specified(case: Case) -> tuple[InForce, ...]:
    """Every specification that the order had, the one in force last."""
    told: tuple[Recorded[Any], ...] = case.all(PersonalisedOrderPlaced, SpecificationReplaced)
    return tuple(
        InForce(
            each.seq, each.at, each.fact.specification_hash, each.fact.customization, tuple(each.fact.files)
        )
        for each in told
    )


def in_force(case: Case) -> InForce | None:
    """The specification that counts now; none before an order was placed."""
    found = specified(case)
    return found[-1] if found else None


def accepted_for(case: Case) -> Recorded[PersonalisedOrderAccepted] | None:
    """The seller's word on the specification in force: a change wants it anew."""
    changed = case.last(SpecificationReplaced)
    if changed is None:
        return case.last(PersonalisedOrderAccepted)
    return case.last_after(PersonalisedOrderAccepted, changed)


def document_of(house: House, case_id: str, wanted: InForce) -> str:
    """The canonical document; empty where it is erased."""
    content = house.records.private([wanted.content], case_id=case_id).get(wanted.content)
    return content.text if content is not None else ""


def specification_of(house: House, case_id: str, wanted: InForce) -> Specification | None:
    """The specification as it is stored; none where it is erased."""
    document = document_of(house, case_id, wanted)
    return read_specification(document.encode()) if document else None
