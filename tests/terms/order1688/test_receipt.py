"""The days to confirm: what stops them, and that each run has a name of its own."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tailorbird.domain.cases.facts.dissolution import DissolutionEnded, DissolutionRequested
from tailorbird.domain.cases.facts.procurement import Delivered
from tailorbird.domain.cases.facts.receipt import ObjectionRaised, ObjectionWithdrawn, ReceiptDeemedConfirmed
from tailorbird.domain.cases.words import Ground
from tailorbird.domain.questions.period import Deadlines
from tailorbird.domain.terms.answers import Due
from tests.terms.order1688.generated import PHOTO, START, case_of, hearing

OBJECTED = ObjectionRaised(ground=Ground.DEFECTIVE, evidence=PHOTO)
ASKED = DissolutionRequested(ground=Ground.DEFECTIVE, evidence=PHOTO)


def _receipt(*facts: tuple[float, object]) -> list[Due]:
    case = case_of(*facts)  # type: ignore[arg-type]
    items = hearing(case, case.last_at or START).ask(Deadlines).answer or ()
    return [item for item in items if isinstance(item.outcome, ReceiptDeemedConfirmed)]


def test_what_is_open_beside_a_withdrawn_objection_still_stops_the_days() -> None:
    assert not _receipt((0, Delivered()), (1, OBJECTED), (2, ASKED), (3, ObjectionWithdrawn()))
    (again,) = _receipt(
        (0, Delivered()), (1, OBJECTED), (2, ASKED), (3, ObjectionWithdrawn()), (4, DissolutionEnded())
    )
    assert again.bound.until == START + timedelta(hours=4, days=3)


def test_an_objection_that_came_too_late_stops_nothing() -> None:
    (item,) = _receipt((0, Delivered()), (73, OBJECTED))
    assert item.key == "receipt" and item.bound.until == START + timedelta(days=3)


def test_withdrawing_what_was_never_raised_changes_nothing() -> None:
    (item,) = _receipt((0, Delivered()), (1, ObjectionWithdrawn()))
    assert item.key == "receipt" and item.bound.until == START + timedelta(days=3)


@given(st.lists(st.sampled_from((Delivered(), OBJECTED, ObjectionWithdrawn(), ASKED, DissolutionEnded()))))
@settings(deadline=None)
def test_a_name_never_stands_for_two_different_instants(facts: list[object]) -> None:
    untils: dict[str, datetime] = {}
    told: list[tuple[float, object]] = []
    for hour, fact in enumerate(facts):
        told.append((float(hour), fact))
        for item in _receipt(*told):
            assert untils.setdefault(item.key, item.bound.until) == item.bound.until
