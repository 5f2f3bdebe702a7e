"""The supplier's dates: which one stands for each step, and whether it was met. No clause is here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.custom_making import (
    DateMissed,
    DateMoved,
    MilestoneReached,
    ProductionPaid,
    SampleFeesPaid,
    SchedulePlanned,
)
from tailorbird.domain.cases.facts.custom_request import SupplierQuoted
from tailorbird.domain.cases.facts.parcels import Dispatched
from tailorbird.domain.time.bound import days_after
from tailorbird_terms.cj_custom.v1.sampling import (
    made,
    passed,
    rejected,
    round_now,
    rounds,
)
from tailorbird_terms.cj_custom.v1.standing import confirmed, fees_unpaid

DISPATCH = "dispatch"
SAMPLE = "sample:"


@dataclass(frozen=True, slots=True)
class StandingDate:
    """Until when a step is to be done, and what said so."""

    milestone: str
    by: datetime
    said: Recorded[Any]


def dates(case: Case) -> tuple[StandingDate, ...]:
    """The date that stands for each step that is not done. The latest word on a step counts."""
    found = {each.milestone: each for each in _usual(case)}
    found |= {each.milestone: each for each in _told(case)}
    return tuple(each for each in found.values() if not done(case, each.milestone))


def _told(case: Case) -> Iterator[StandingDate]:
    """What the supplier said, in order. A date that had passed when it was told says nothing."""
    for each in case.all(SchedulePlanned, DateMoved):
        word = each.fact
        if isinstance(word, DateMoved) and word.expected > each.at:
            yield StandingDate(word.milestone, word.expected, each)
        if isinstance(word, SchedulePlanned):
            for date in word.dates:
                if date.by > each.at:
                    yield StandingDate(date.milestone, date.by, each)


def _usual(case: Case) -> Iterator[StandingDate]:
    """What follows from the days that the supplier quoted, where it planned nothing else."""
    quoted, frozen = case.last(SupplierQuoted), confirmed(case)
    if quoted is None or frozen is None or fees_unpaid(case) is not None:
        return
    number, most = round_now(case), rounds(case) or 0
    start: Recorded[Any] = rejected(case, number - 1) or case.first(SampleFeesPaid) or frozen
    if quoted.fact.sample_days and number <= most and passed(case) is None:
        by = days_after(start.at, quoted.fact.sample_days, case.zone)
        yield StandingDate(f"{SAMPLE}{number}", by, start)
    paid, good = case.first(ProductionPaid), passed(case)
    if paid is None or (most and good is None) or not quoted.fact.production_days:
        return
    begun: Recorded[Any] = good if most and good is not None and good.seq > paid.seq else paid
    yield StandingDate(DISPATCH, days_after(begun.at, quoted.fact.production_days, case.zone), begun)


def done(case: Case, milestone: str) -> Recorded[Any] | None:
    """What says that the step is done, or that nobody waits for it any more."""
    left = case.first(Dispatched)
    if left is not None or milestone == DISPATCH:
        return left
    if milestone.startswith(SAMPLE):
        number = milestone.removeprefix(SAMPLE)
        ready = made(case, int(number)) if number.isdigit() else None
        return ready or passed(case)
    return next((each for each in case.all(MilestoneReached) if each.fact.milestone == milestone), None)


def missed(case: Case, date: StandingDate) -> Recorded[DateMissed] | None:
    """What says that this very date passed."""
    return next(
        (
            each
            for each in case.all(DateMissed)
            if each.fact.milestone == date.milestone and each.fact.planned == date.by
        ),
        None,
    )
