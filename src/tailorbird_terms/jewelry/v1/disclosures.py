"""What you are shown, and accept, before you order."""

from __future__ import annotations

from tailorbird.domain.questions.disclosure import Disclosures
from tailorbird.domain.terms.answers import Answer, Finding, find
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters

Shown = Answer[tuple[Finding, ...]]


@clause("jewelry.I.2.window")
def told_of_the_window(q: Disclosures, p: Parameters) -> Shown:
    """You are told this time before you order."""
    return find(Finding("jewelry.I.2.window"))


@clause("jewelry.I.3")
def told_to_stay_reachable(q: Disclosures, p: Parameters) -> Shown:
    """Please keep the ways to reach you open, and answer when the jeweller asks about the design."""
    return find(Finding("jewelry.I.3"))


@clause("jewelry.II.range")
def told_of_the_range(q: Disclosures, p: Parameters) -> Shown:
    """You are told the range of a piece before you order it."""
    return find(Finding("jewelry.II.range"))


@clause("jewelry.II.copyright")
def told_of_the_copyright(q: Disclosures, p: Parameters) -> Shown:
    """You are told this, and accept it, before you order; who you are stays between you two."""
    return find(Finding("jewelry.II.copyright"))


@clause("jewelry.II.uniqueness")
def told_of_likeness(q: Disclosures, p: Parameters) -> Shown:
    """Some likeness may remain, since forms and ways of making are shared by all."""
    return find(Finding("jewelry.II.uniqueness"))


@clause("jewelry.II.time")
def told_of_delays(q: Disclosures, p: Parameters) -> Shown:
    """You are told of the time, and of what may make it longer, before you order."""
    return find(Finding("jewelry.II.time"))


@clause("jewelry.III.non-quality")
def told_of_no_return(q: Disclosures, p: Parameters) -> Shown:
    """You are told this, and accept it, before you order."""
    return find(Finding("jewelry.III.non-quality"))
