"""Erasing the files of a customization: an errand of the case whose data has to go."""

from __future__ import annotations

from typing import Any

from tailorbird.app.errands import ErrandFailed, labelled
from tailorbird.app.house import House
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.personalised import CustomizationErased
from tailorbird.domain.roles import Role


def erase_files(house: House, case_id: str, erased: Recorded[Any]) -> None:
    """Delete each file, unless another order that is not over names the same bytes, or somebody else than
    the buyer handed the same bytes in: then they are also that party's own."""
    record = house.records.case(case_id)
    if record is None:
        raise ErrandFailed(f"There is no case {case_id}.")
    buyer = record.header.participants.get(Role.BUYER, "")
    for sha256 in erased.fact.files:
        needed = any(
            header.id != case_id and not _over(house, header.id) for header in labelled(house, "file", sha256)
        )
        if not needed and not house.files.uploaders(sha256) - {buyer}:
            house.files.erase(sha256)


def _over(house: House, case_id: str) -> bool:
    return any(each.name == CustomizationErased.__name__ for each in house.records.facts(case_id))
