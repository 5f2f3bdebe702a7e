"""Inspecting what was made: every point of the specification is looked at, and none is left out."""

from __future__ import annotations

from dataclasses import dataclass

from tailorbird.app.engine.problem import Problem, Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.house import House
from tailorbird.app.personalised.in_force import in_force
from tailorbird.app.proofs.designed import designed
from tailorbird.domain.cases.facts.making import InspectionPoint, ProductionStarted, SpecificationInspected
from tailorbird.domain.customization.specification import Specification

QUANTITY = "quantity"


@dataclass(frozen=True, slots=True)
class Inspection:
    """What an inspector found, point by point. Photos are uploaded before, and named by their SHA-256."""

    points: tuple[InspectionPoint, ...]
    text: str | None = None


def points_of(specification: Specification) -> tuple[str, ...]:
    """The points that an inspection looks at: each entry that is filled, and the quantity."""
    filled = (each for each in specification.entries if not each.blank)
    named = (f"{each.surface}/{each.label}" if each.surface else each.label for each in filled)
    return (*dict.fromkeys(named), QUANTITY)


def missing_points(house: House, case_id: str, given: Inspection) -> Problem | None:
    """Why this is no whole inspection of the order, if it is none."""
    design = designed(house, case_id)
    if isinstance(design, Problem):
        return design
    asked = points_of(design.specification)
    named = [each.point for each in given.points]
    left_out = [each for each in asked if each not in named]
    strange = sorted({each for each in named if each not in asked or named.count(each) > 1})
    if not left_out and not strange:
        return None
    said = [f"Not looked at: {', '.join(left_out)}."] if left_out else []
    said += [f"Not of this specification, or named twice: {', '.join(strange)}."] if strange else []
    return Problem(
        "inspection_incomplete",
        422,
        "The inspection is not whole",
        " ".join(said),
        "Say for each point of the specification once what you found.",
        {"points": list(asked)},
    )


def inspected(proceeding: Proceeding, given: Inspection) -> SpecificationInspected:
    """The inspection of the specification in force."""
    return SpecificationInspected(
        specification_hash=_hash(proceeding), points=given.points, text=given.text or None
    )


def started(proceeding: Proceeding, given: object) -> ProductionStarted:
    """The start of making the specification in force."""
    return ProductionStarted(specification_hash=_hash(proceeding))


def _hash(proceeding: Proceeding) -> str:
    wanted = in_force(proceeding.case)
    if wanted is None:
        raise Stopped(
            Problem(
                "nothing_specified",
                409,
                "Nothing is specified",
                "The case has no specification yet.",
                "Place the order first.",
            )
        )
    return wanted.hash
