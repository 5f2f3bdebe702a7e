"""Changes after the confirmation, and the supplier's dates: missed, moved, told by themselves."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tailorbird.domain.cases.facts.custom_making import DelayTold, SpecificationFrozen
from tailorbird.domain.roles import Role
from tests.app.custom.conftest import START, Request

LABEL = {"requirement": "label", "aspect": "logo", "asks": "A woven label"}
FOX = {"requirement": "heron", "aspect": "pattern", "asks": "A fox instead"}


def _spec(request: Request) -> SpecificationFrozen:
    found = request.case().last(SpecificationFrozen)
    assert found is not None
    return found.fact


def test_an_approved_change_is_paid_before_work_goes_on(request_: Request) -> None:
    request_.paid()
    request_.done(Role.BUYER, "request_change", change="C1", requirements=[LABEL])
    assert request_.ruled_out(Role.BUYER, "request_change", change="C2", requirements=[FOX]) == (
        "cj-custom.II.4",
    )
    request_.done(Role.OPERATOR, "answer_change", change="C1", reply="agreed", charge="USD 36.00")
    assert request_.refused(Role.SUPPLIER, "make_sample", round=1).code == "waits"
    assert request_.ruled_out(Role.BUYER, "pay_change", change="C1", amount="USD 35.99") == (
        "cj-custom.II.4",
    )
    assert _spec(request_).version == 1
    request_.done(Role.BUYER, "pay_change", change="C1", amount="USD 36.00")
    spec = _spec(request_)
    assert (spec.version, [each.requirement for each in spec.requirements]) == (
        2,
        ["heron", "sleeve", "label"],
    )
    assert request_.held()["change_fee"] == "USD 36.00"
    request_.sampled()
    request_.done(Role.BUYER, "accept_sample", round=1)
    assert request_.free("mill") == "USD 111.00"


def test_a_change_that_is_paid_after_the_sample_is_earned_at_once(request_: Request) -> None:
    request_.finished()
    request_.done(Role.BUYER, "request_change", change="C1", requirements=[LABEL])
    request_.done(Role.OPERATOR, "answer_change", change="C1", reply="agreed", charge="USD 36.00")
    request_.done(Role.BUYER, "pay_change", change="C1", amount="USD 36.00")
    assert (request_.free("mill"), request_.held()) == ("USD 111.00", {})


def test_a_change_without_a_charge_is_frozen_at_once_in_place_of_what_it_names(request_: Request) -> None:
    request_.confirmed()
    before = _spec(request_).specification_hash
    request_.done(Role.BUYER, "request_change", change="C1", requirements=[FOX], quantity=150)
    request_.done(Role.OPERATOR, "answer_change", change="C1", reply="agreed")
    spec = _spec(request_)
    assert (spec.version, spec.quantity, len(spec.requirements)) == (2, 150, 2)
    assert spec.requirements[0].asks == "A fox instead"
    assert spec.specification_hash != before


def test_a_refused_change_changes_nothing_and_costs_nothing(request_: Request) -> None:
    request_.confirmed()
    request_.done(Role.BUYER, "request_change", change="C1", requirements=[FOX])
    dear = request_.refused(Role.OPERATOR, "answer_change", change="C1", reply="refused", charge="USD 1.00")
    assert dear.code == "above_limit"
    request_.done(Role.OPERATOR, "answer_change", change="C1", reply="refused")
    assert _spec(request_).version == 1
    assert request_.ruled_out(Role.BUYER, "pay_change", change="C1", amount="USD 0.00") == ("cj-custom.II.4",)
    again = request_.refused(Role.OPERATOR, "answer_change", change="C1", reply="agreed")
    assert again.code == "too_late"


def test_a_change_names_something_and_has_a_name_of_its_own(request_: Request) -> None:
    request_.confirmed()
    empty = request_.refused(Role.BUYER, "request_change", change="C1", requirements=[])
    assert empty.code == "not_described"
    request_.done(Role.BUYER, "request_change", change="C1", requirements=[], quantity=120)
    taken = request_.refused(Role.BUYER, "request_change", change="C1", requirements=[FOX])
    assert taken.code == "name_taken"


def test_before_the_confirmation_nobody_asks_for_a_change(request_: Request) -> None:
    request_.quoted()
    assert request_.ruled_out(Role.BUYER, "request_change", change="C1", requirements=[FOX]) == (
        "cj-custom.II.4",
    )


TEN_DAYS = START + timedelta(days=10)


@pytest.mark.parametrize("by_worker", [0, 1])
def test_a_date_that_passes_in_silence_is_told_to_the_buyer_by_itself(
    request_: Request, by_worker: int
) -> None:
    request_.paid()
    request_.pass_to(TEN_DAYS)
    assert request_.case().last(DelayTold) is None
    request_.pass_to(TEN_DAYS + timedelta(days=1))
    if by_worker:
        request_.house.engine.fire(request_.case_id)
    request_.done(Role.SUPPLIER, "make_sample", round=1)
    stored = {each.name: each.at for each in request_.house.records.facts(request_.case_id)}
    assert stored["DateMissed"] == stored["DelayTold"] == TEN_DAYS + timedelta(microseconds=1)
    letters = [
        row.message
        for row in request_.house.records.outbox("ana").items
        if row.message.kind == "notice" and b"DelayTold" in row.message.payload
    ]
    assert [each.legal for each in letters] == [1]


def test_a_sample_in_the_last_instant_is_in_time(request_: Request) -> None:
    request_.paid()
    request_.pass_to(TEN_DAYS)
    request_.done(Role.SUPPLIER, "make_sample", round=1)
    request_.pass_to(TEN_DAYS + timedelta(days=3))
    assert request_.house.engine.fire(request_.case_id) == []


def test_a_moved_date_takes_the_place_of_the_one_before(request_: Request) -> None:
    request_.paid()
    later = TEN_DAYS + timedelta(days=4)
    request_.done(
        Role.SUPPLIER,
        "move_date",
        milestone="sample:1",
        expected=later.isoformat(),
        reason="materials",
        explanation="The cotton is late.",
    )
    told = request_.case().last(DelayTold)
    assert told is not None
    assert (told.fact.expected, told.fact.reason) == (later, "materials")
    request_.pass_to(later)
    assert request_.house.engine.fire(request_.case_id) == []
    request_.pass_to(later + timedelta(seconds=1))
    assert len(request_.house.engine.fire(request_.case_id)) == 1


def test_a_schedule_names_steps_that_come_before_the_dispatch(request_: Request) -> None:
    request_.finished()
    request_.ordered()
    by = (START + timedelta(days=5)).isoformat()
    request_.done(Role.SUPPLIER, "plan_schedule", dates=[{"milestone": "cutting", "by": by}])
    assert request_.ruled_out(Role.SUPPLIER, "dispatch", parcel="P1")[0] == "cj-custom.I"
    request_.done(Role.SUPPLIER, "reach_milestone", milestone="cutting")
    request_.done(Role.SUPPLIER, "dispatch", parcel="P1")


def test_production_begins_only_with_a_good_sample(request_: Request) -> None:
    request_.paid()
    request_.ordered()
    assert request_.ruled_out(Role.SUPPLIER, "reach_milestone", milestone="cutting")[0] == "cj-custom.II.6"
