"""Looking at the pictures of a customization: an errand of the order, which the worker carries out."""

from __future__ import annotations

from typing import Any

from tailorbird.app.engine.casefile import case_from
from tailorbird.app.engine.command import Act, Order
from tailorbird.app.errands import ErrandFailed
from tailorbird.app.house import House
from tailorbird.app.participants import PLATFORM_PARTY, THE_PLATFORM
from tailorbird.app.personalised.in_force import in_force, specification_of
from tailorbird.app.personalised.places import last_screening, not_looked_at
from tailorbird.app.personalised.rescreening import DESIGN_CHANGED, NOTHING_NEW, with_seen
from tailorbird.app.screening.pictures import look_at_pictures
from tailorbird.domain import codec
from tailorbird.domain.cases.fact import Recorded

_DONE = frozenset((DESIGN_CHANGED, NOTHING_NEW, "too_late"))
"""Problems that say that there is nothing to look at any more."""


def look_at_the_pictures(house: House, case_id: str, specified: Recorded[Any]) -> None:
    """Look at each picture that nothing and nobody has looked at, and record what it shows.

    What the models cannot see, because they are missing, stays held for a person, with the reason. Safe to
    repeat: the same findings are not recorded again, and a person's word on a place is never undone.
    """
    record = house.records.case(case_id)
    if record is None:
        raise ErrandFailed(f"There is no case {case_id}.")
    case = case_from(record)
    now, last = in_force(case), last_screening(case)
    if now is None or last is None or now.seq != specified.seq:
        return
    unseen = not_looked_at(case)
    specification = specification_of(house, case_id, now) if now.files and unseen else None
    if specification is None:
        return
    seen = tuple(each for each in look_at_pictures(house, specification) if each.where in unseen)
    if with_seen(case, seen) == last.fact.findings:
        return
    body = {"specification_hash": now.hash, "findings": codec.plain(seen)}
    act = Act("record_screening", THE_PLATFORM, body)
    key = f"looked:{case_id}:{specified.seq}:{codec.digest(codec.canonical(body))[:32]}"
    problem = house.engine.run(Order(case_id, (act,), PLATFORM_PARTY, key)).problem
    if problem is not None and problem.code not in _DONE:
        raise ErrandFailed(f"{case_id}: {problem.title}. {problem.detail}", problem.code)
