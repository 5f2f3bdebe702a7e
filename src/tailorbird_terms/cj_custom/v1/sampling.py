"""The rounds of samples: which one it is, and what came of each. No clause is here."""

from __future__ import annotations

from typing import Any

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.custom_making import (
    SampleAccepted,
    SampleDelivered,
    SampleLapsed,
    SampleMade,
    SampleRejected,
)
from tailorbird.domain.cases.facts.custom_request import ReorderSubmitted
from tailorbird_terms.cj_custom.v1.standing import quotation

Verdict = SampleAccepted | SampleRejected | SampleLapsed


def rounds(case: Case) -> int | None:
    """How many samples are made at most; none for a reorder. Unknown without a quotation."""
    if case.has(ReorderSubmitted):
        return 0
    quoted = quotation(case)
    return quoted.fact.sample_rounds if quoted else None


def verdict(case: Case, number: int) -> Recorded[Any] | None:
    """What came of the sample of this round: accepted, rejected, or not checked in time."""
    found = [each for each in verdicts(case) if each.fact.round == number]
    return found[0] if found else None


def verdicts(case: Case) -> tuple[Recorded[Any], ...]:
    """Every word on a sample, in order."""
    return case.all(SampleAccepted, SampleRejected, SampleLapsed)


def passed(case: Case) -> Recorded[Any] | None:
    """What says that a sample is in order: the buyer's word, or that nobody objected in time."""
    for each in verdicts(case):
        if not isinstance(each.fact, SampleRejected) and each == verdict(case, each.fact.round):
            return each
    return None


def rejected(case: Case, number: int) -> Recorded[SampleRejected] | None:
    """The rejection of the sample of this round."""
    found = verdict(case, number)
    return found if found is not None and isinstance(found.fact, SampleRejected) else None


def round_now(case: Case) -> int:
    """Which round it is: one more than those that were rejected."""
    number = 1
    while rejected(case, number) is not None:
        number += 1
    return number


def final_rejection(case: Case) -> Recorded[SampleRejected] | None:
    """The rejection of the last sample that is made."""
    most = rounds(case)
    return rejected(case, most) if most and passed(case) is None else None


def made(case: Case, number: int) -> Recorded[SampleMade] | None:
    return next((each for each in case.all(SampleMade) if each.fact.round == number), None)


def delivered(case: Case, number: int) -> Recorded[SampleDelivered] | None:
    return next((each for each in case.all(SampleDelivered) if each.fact.round == number), None)
