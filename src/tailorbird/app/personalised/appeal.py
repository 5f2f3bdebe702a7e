"""Asking the platform to look again at a place that the screening refused."""

from __future__ import annotations

from tailorbird.app.engine.problem import Problem, Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.personalised.places import barred, places
from tailorbird.app.talk.forms import must_be_known
from tailorbird.domain.cases.facts.personalised import ScreeningAppealed


def new_appeal(proceeding: Proceeding, given: ScreeningAppealed) -> ScreeningAppealed:
    """An appeal for a place that is refused and that the platform was not asked about before."""
    must_be_known(given.where, (each.where for each in places(proceeding.case)))
    refused = [each for each in barred(proceeding.case) if each.where == given.where]
    if not refused:
        raise Stopped(_not_refused(given.where))
    if any(each.is_final for each in refused):
        raise Stopped(_decided(given.where))
    if any(each.appeal is not None for each in refused):
        raise Stopped(_appealed(given.where))
    return given


def _not_refused(where: str) -> Problem:
    return Problem(
        "not_refused",
        409,
        "This place is not refused",
        f"{where} passes, or is held for a person. There is nothing to look at again.",
        "Look at the case: its findings say which places are refused, if any.",
        {"where": where},
    )


def _appealed(where: str) -> Problem:
    return Problem(
        "appealed_before",
        409,
        "The platform was asked already",
        f"{where} waits for the platform's word.",
        "Wait for it, or put another text or picture in this place.",
        {"where": where},
    )


def _decided(where: str) -> Problem:
    return Problem(
        "appeal_decided",
        409,
        "The platform has spoken",
        f"The platform itself looked at {where} and refused it. It is asked once, for each place.",
        "Put another text or picture in this place.",
        {"where": where},
    )
