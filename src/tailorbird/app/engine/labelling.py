"""What a case concerns, as its facts say."""

from __future__ import annotations

from typing import Any

from tailorbird.app.engine.problem import Problem, Stopped
from tailorbird.app.engine.verb import Procedure
from tailorbird.app.ports.storage import MOST_IN_A_LABEL, Label
from tailorbird.domain.cases.fact import Recorded


def labels_from(procedure: Procedure, recorded: Recorded[Any]) -> list[Label]:
    """The labels of a newly recorded fact; those without a value are left out. Raises `Stopped`."""
    found = procedure.labels(recorded) if procedure.labels else ()
    for label in found:
        if len(label.value) > MOST_IN_A_LABEL:
            raise Stopped(_too_long(label))
    return [each for each in found if each.value]


def _too_long(label: Label) -> Problem:
    return Problem(
        "label_too_long",
        422,
        "This is too long to find a case by",
        f"The {label.kind} has {len(label.value)} characters; a case is found by at most {MOST_IN_A_LABEL}.",
        f"Write the {label.kind} as an id or a number, in at most {MOST_IN_A_LABEL} characters.",
    )
