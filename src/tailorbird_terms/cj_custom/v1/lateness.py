"""Lateness: what the buyer is told by itself, and that nobody owes compensation for it alone."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.custom_making import DateMissed, DateMoved, DelayTold
from tailorbird.domain.cases.words import Ground
from tailorbird.domain.questions.disclosure import Commitments
from tailorbird.domain.questions.liability import MayClaim
from tailorbird.domain.questions.period import Deadlines
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Answer,
    Due,
    Finding,
    Permission,
    due,
    find,
    refuse,
    says,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird.domain.time.bound import Bound, Last
from tailorbird_terms.cj_custom.v1.schedule import dates, missed
from tailorbird_terms.cj_custom.v1.standing import confirmed, not_confirmed, opened


@clause("cj-custom.II.8")
def dates_of_the_supplier(q: Deadlines, p: Parameters) -> Answer[tuple[Due, ...]] | None:
    """The supplier has dates for its samples, its steps and the dispatch: those of its schedule, or
    else those that follow from its quotation. When one passes, you are told by itself. The last
    instant of a date still counts."""
    if not_confirmed(q.case) is not None:
        return None
    running = [each for each in dates(q.case) if missed(q.case, each) is None]
    items = [
        Due(
            f"date:{each.milestone}:{each.by.astimezone(UTC).isoformat()}",
            Bound(each.by.astimezone(UTC), Last.INSIDE),
            Role.SUPPLIER,
            DateMissed(milestone=each.milestone, planned=each.by),
        )
        for each in running
    ]
    said = {each.said.seq: each.said for each in running}
    return due(*items, because=said.values()) if items else None


@clause("cj-custom.II.8")
def delays_to_tell(q: Commitments, p: Parameters) -> Answer[tuple[Finding, ...]] | None:
    """You are told too when the supplier moves a date: for which step, until when, and why. The
    platform owes you that notice of every delay."""
    late: tuple[Recorded[Any], ...] = q.case.all(DateMissed, DateMoved)
    told = [(each.fact.milestone, each.seq) for each in q.case.all(DelayTold)]
    items = []
    for each in late:
        done = any(name == each.fact.milestone and seq > each.seq for name, seq in told)
        items.append(Finding(f"tell-delay:{each.seq}", "done" if done else "open"))
    return find(*items, because=late) if items else None


@clause("cj-custom.II.8")
def no_claim_for_lateness(q: MayClaim, p: Parameters) -> Answer[Permission] | None:
    """Nobody owes you compensation only because a sample or product is late."""
    if q.ground is not Ground.LATE:
        return None
    late = q.case.last(DateMissed, DateMoved)
    return refuse(
        because=[late or confirmed(q.case) or opened(q.case)],
        says=says("Lateness alone gives no claim."),
        next_step=says("Ask for the new date; a product that is not as specified can be reported."),
    )
