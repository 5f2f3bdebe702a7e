"""A later look at what the first one could not see: pictures. What persons said meanwhile stays said."""

from __future__ import annotations

from dataclasses import dataclass

from tailorbird.app.engine.problem import Problem, Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.personalised.in_force import in_force
from tailorbird.app.personalised.places import last_screening, not_looked_at
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.facts.personalised import CustomizationScreened
from tailorbird.domain.cases.listing_words import ScreenFinding

NOTHING_NEW = "nothing_new_found"
DESIGN_CHANGED = "design_changed"


@dataclass(frozen=True, slots=True)
class PicturesSeen:
    """What the pictures of this specification show."""

    specification_hash: str
    findings: tuple[ScreenFinding, ...]


def rescreened(proceeding: Proceeding, seen: PicturesSeen) -> CustomizationScreened:
    """The screening with what was seen in the place of what nothing and nobody had looked at; every other
    finding stays as it is."""
    now = in_force(proceeding.case)
    if now is None or now.hash != seen.specification_hash:
        raise Stopped(_changed())
    last = last_screening(proceeding.case)
    before = last.fact.findings if last is not None else ()
    after = with_seen(proceeding.case, seen.findings)
    if after == before:
        raise Stopped(_nothing_new())
    return CustomizationScreened(findings=after)


def with_seen(case: Case, seen: tuple[ScreenFinding, ...]) -> tuple[ScreenFinding, ...]:
    """The last screening's findings, with what was seen now in the places that nobody had looked at."""
    last, unseen = last_screening(case), not_looked_at(case)
    told = {each.where for each in seen} & unseen
    found: list[ScreenFinding] = []
    for each in last.fact.findings if last is not None else ():
        if each.where not in told:
            found.append(each)
        elif not any(earlier.where == each.where for earlier in found):
            found += [new for new in seen if new.where == each.where]
    return tuple(found)


def _changed() -> Problem:
    return Problem(
        DESIGN_CHANGED,
        409,
        "The design was changed meanwhile",
        "What was looked at is not the specification that counts now.",
        "Nothing need be done: the pictures of the new one are looked at by themselves.",
    )


def _nothing_new() -> Problem:
    return Problem(
        NOTHING_NEW,
        409,
        "Nothing new was found",
        "The screening on record says the same.",
        "You need not do anything.",
    )
