"""Erasing the files of a customization: an errand of the case whose data has to go."""

from __future__ import annotations

from typing import Any

from tailorbird.app.errands import labelled
from tailorbird.app.house import House
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.personalised import CustomizationErased


def erase_files(house: House, case_id: str, erased: Recorded[Any]) -> None:
    """Delete each file, unless another order that is not over names the same bytes."""
    for sha256 in erased.fact.files:
        needed = any(
            header.id != case_id and not _over(house, header.id) for header in labelled(house, "file", sha256)
        )
        if not needed:
            house.files.erase(sha256)


def _over(house: House, case_id: str) -> bool:
    return any(each.name == CustomizationErased.__name__ for each in house.records.facts(case_id))
