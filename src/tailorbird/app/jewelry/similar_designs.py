"""Comparing a design with the jeweller's earlier ones: an errand of the design that is proposed or agreed.

Its pictures stay private to the case (jewelry.II.copyright): what is recorded elsewhere names the earlier
order, which the jeweller can open, and no picture of it, which its buyer alone shares.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from tailorbird.app.engine.casefile import case_from
from tailorbird.app.engine.command import Act, Order
from tailorbird.app.engine.verb import Verb
from tailorbird.app.errands import ErrandFailed, log
from tailorbird.app.house import House
from tailorbird.app.looking.designs import compare_design, designs_compared_with, index_design
from tailorbird.app.participants import PLATFORM_PARTY, THE_PLATFORM
from tailorbird.app.ports.vision import UnreadablePicture, VisionAbsent
from tailorbird.domain import codec
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.jewelry import (
    DesignProposed,
    ProposalAccepted,
    SimilarDesignsShown,
)
from tailorbird.domain.roles import Role

RECORD: Final = Verb(
    "record_similar_designs",
    SimilarDesignsShown,
    "Record which earlier designs look alike",
    "登记相似的既有设计",
    by=frozenset((Role.PLATFORM,)),
)
_DONE: Final = frozenset(("idempotency_key_reused", "too_late"))
"""It was compared before, or the order ended."""


def compare_with_earlier(house: House, case_id: str, designed: Recorded[Any]) -> None:
    """Record which earlier designs look like this one; perhaps there are none (jewelry.II.uniqueness).

    Without a model nothing is recorded: the terms then ask the jeweller to compare by itself.
    """
    case = _case(house, case_id)
    merchant, pictures = case.party(Role.MERCHANT), _pictures(case, designed)
    if merchant is None or not pictures:
        return
    try:
        similar = compare_design(house, merchant, case_id, pictures)
        name = house.vision.name
    except (UnreadablePicture, VisionAbsent) as problem:
        log.warning(
            "case %s: the jeweller compares the design: %s", case_id, problem, extra={"case": case_id}
        )
        return
    body = {
        "compared_by": name,
        "similar": codec.plain([replace(each, picture="") for each in similar]),
        "compared_with": designs_compared_with(house, merchant, case_id),
    }
    _record(house, case_id, body, f"compared:{case_id}:{designed.seq}")


def _record(house: House, case_id: str, body: dict[str, Any], key: str) -> None:
    act = Act(RECORD.name, THE_PLATFORM, body)
    problem = house.engine.run(Order(case_id, (act,), PLATFORM_PARTY, key)).problem
    if problem is not None and problem.code not in _DONE:
        raise ErrandFailed(f"{case_id}: {problem.title}. {problem.detail}", problem.code)


def keep_for_comparison(house: House, case_id: str, accepted: Recorded[Any]) -> None:
    """Take the design's pictures into the jeweller's index, so that later ones are compared with them."""
    case = _case(house, case_id)
    merchant, agreed = case.party(Role.MERCHANT), case.last(ProposalAccepted)
    pictures = _pictures(case, agreed) if agreed is not None and agreed.seq < accepted.seq else ()
    if merchant is None or not pictures:
        return
    try:
        index_design(house, merchant, case_id, pictures)
    except VisionAbsent as problem:
        raise ErrandFailed(f"{case_id}: {problem}") from problem


def _case(house: House, case_id: str) -> Case:
    record = house.records.case(case_id)
    if record is None:
        raise ErrandFailed(f"There is no case {case_id}.")
    return case_from(record)


def _pictures(case: Case, designed: Recorded[Any]) -> tuple[str, ...]:
    """The pictures of the proposal that was made or accepted."""
    name = designed.fact.proposal
    found = [
        each.fact.pictures
        for each in case.all(DesignProposed)
        if each.fact.proposal == name and each.seq <= designed.seq
    ]
    return found[-1] if found else ()
