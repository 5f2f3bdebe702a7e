"""The bytes of a medium, for whom the terms let use it (cj-custom.II.9)."""

from __future__ import annotations

from dataclasses import dataclass

from tailorbird.app.engine import problems
from tailorbird.app.engine.problem import Problem
from tailorbird.app.engine.problems import fill
from tailorbird.app.house import House
from tailorbird.app.ports.files import StoredFile
from tailorbird.app.ports.storage import CaseRecord
from tailorbird.app.reading.look import look_at
from tailorbird.domain.cases.custom_words import MediaUse
from tailorbird.domain.cases.facts.custom_product import MediaAdded
from tailorbird.domain.questions.custom import MayUseMedia
from tailorbird.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Medium:
    """A medium that may be used, with its bytes."""

    added: MediaAdded
    about: StoredFile
    data: bytes


def medium_for(house: House, record: CaseRecord, role: Role, media: str, use: MediaUse) -> Medium | Problem:
    """The medium of that name, if the terms let this part of the case use it so."""
    proceeding = look_at(house, record)
    added = [each.fact for each in proceeding.case.all(MediaAdded) if each.fact.media == media]
    if not added:
        return _no_medium(media)
    decision = proceeding.ask(MayUseMedia, role, media=media, use=use)
    if decision.answer is None:
        return problems.without_answer(f"to {use} {media}", decision, proceeding.case.zone)
    if not decision.granted:
        applied = decision.applied[0]
        return Problem(
            "refused_by_terms",
            403,
            "The terms do not allow this",
            fill(applied.says, proceeding.case.zone) or f"Clause {applied.clause} rules it out.",
            fill(decision.next_step, proceeding.case.zone) or "Ask the platform for an authorisation.",
            {"command": f"{use} {media}"},
            decision,
        )
    about, data = house.files.about(added[-1].file), house.files.read(added[-1].file)
    return Medium(added[-1], about, data) if about is not None and data is not None else _no_medium(media)


def _no_medium(media: str) -> Problem:
    return Problem(
        "no_such_file",
        404,
        "There is no such medium",
        f"The case has no medium {media!r} whose file is here.",
        "The facts MediaAdded of the case name those that there are.",
    )
