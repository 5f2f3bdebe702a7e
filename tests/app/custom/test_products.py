"""A finished product: whose it is to see, when it becomes public, its media, and ordering it again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tailorbird.app.custom.media import Medium, medium_for
from tailorbird.app.custom.products import product_for
from tailorbird.app.engine.problem import Problem
from tailorbird.app.ports.storage import Label
from tailorbird.domain.cases.custom_words import MediaUse
from tailorbird.domain.roles import Role
from tests import pictures
from tests.app.custom.conftest import Request, at, parts_of_party

END = at("2026-06-02", 10)
"""Three calendar months after 2 March, at the same time."""
PNG = pictures.png()


def test_nobody_else_sees_finds_or_orders_a_private_product(request_: Request) -> None:
    request_.finished()
    product = request_.case_id
    assert request_.products("ana") == [product]
    assert request_.products("mill") == [product]
    assert request_.products("operator") == [product]
    for stranger in ("mei", "loom", "bridge", "gateway"):
        assert request_.products(stranger) == []
        assert product_for(request_.house, product, parts_of_party(stranger)) is None
    receipt = request_.again("mei")
    assert receipt.problem is not None
    assert (receipt.problem.code, receipt.problem.status) == ("no_such_product", 404)
    assert "ReorderNoted" not in request_.facts()


def test_two_buyers_do_not_see_each_others_products(request_: Request) -> None:
    request_.finished(title="Shirt with a heron")
    anas = request_.case_id
    request_.fund("USD 100.00", "mei", "R-2")
    request_.confirmed(key="mei", buyer="mei", title="Shirt with a fox")
    request_.done(Role.BUYER, "pay_fees", total="USD 75.00")
    request_.sampled()
    request_.done(Role.BUYER, "accept_sample", round=1)
    assert (request_.products("ana"), request_.products("mei")) == ([anas], [request_.case_id])
    assert request_.products("mei", "heron") == []
    assert request_.products("mill", "fox") == [request_.case_id]


def test_a_request_that_is_not_finished_is_no_product(request_: Request) -> None:
    request_.paid()
    assert request_.products("ana") == []
    receipt = request_.again("ana")
    assert receipt.problem is not None
    assert receipt.problem.code == "no_such_product"


def test_without_an_order_it_may_become_public_after_the_last_instant(request_: Request) -> None:
    request_.finished()
    request_.pass_to(END)
    assert request_.ruled_out(Role.OPERATOR, "publish_product") == ("cj-custom.II.11",)
    request_.pass_to(END + timedelta(microseconds=1))
    request_.done(Role.OPERATOR, "publish_product")
    assert request_.products("mei", "HERON") == [request_.case_id]
    seen = product_for(request_.house, request_.case_id, parts_of_party("mei"))
    assert seen is not None
    assert (seen.visibility, seen.quantity, seen.private) == ("public", 0, None)
    assert request_.house.records.labels_of(request_.case_id) == (
        Label("product", request_.case_id),
        Label("product", "public"),
    )


def test_three_months_from_30_november_end_on_the_last_of_february(request_: Request) -> None:
    request_.pass_to(at("2026-11-30", 15))
    request_.finished()
    request_.pass_to(at("2027-02-28", 15))
    assert request_.house.engine.fire(request_.case_id) == []
    request_.later(seconds=1)
    assert request_.house.engine.fire(request_.case_id) == ["private"]


@pytest.mark.parametrize("how", ["before", "again"])
def test_an_order_in_time_keeps_it_its_buyers_alone(request_: Request, how: str) -> None:
    request_.paid()
    if how == "before":
        request_.done(Role.BUYER, "order_production", quantity=100)
    request_.sampled()
    request_.done(Role.BUYER, "accept_sample", round=1)
    if how == "again":
        request_.pass_to(END)
        assert request_.again("ana").problem is None
    request_.pass_to(END + timedelta(days=1))
    assert request_.ruled_out(Role.OPERATOR, "publish_product") == ("cj-custom.II.11",)
    assert request_.products("mei") == []


def test_an_order_after_the_three_months_comes_too_late_to_keep_it(request_: Request) -> None:
    request_.finished()
    request_.pass_to(END + timedelta(seconds=1))
    assert request_.again("ana").problem is None
    request_.done(Role.OPERATOR, "publish_product")


def test_a_reorder_is_a_case_of_its_own_with_the_specification_of_before(request_: Request) -> None:
    request_.finished()
    origin = request_.case_id
    short = request_.again("ana", 99, key="short")
    assert short.problem is not None
    assert short.problem.decision is not None
    assert short.problem.decision.clauses == ("cj-custom.II.5",)
    first = request_.again("ana", 120)
    again = request_.again("ana", 120)
    assert (again.case_id, again.replayed) == (first.case_id, 1)
    assert request_.facts().count("ReorderNoted") == 1
    labelled = request_.house.records.cases_labelled("origin", origin).items
    assert [each.id for each in labelled] == [first.case_id]
    request_.case_id = first.case_id
    request_.ordered(120, "USD 1,225.00")
    request_.done(Role.SUPPLIER, "dispatch", parcel="P1")
    assert request_.free("mill") == "USD 1,215.00"
    assert "ProductFinished" not in request_.facts()
    assert request_.differences() == []


def test_a_reorder_that_was_cut_off_is_completed_by_repeating_it(
    request_: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    request_.finished()
    origin = request_.case_id
    from tailorbird.app.custom import place

    def breaks(*_: object) -> None:
        raise ConnectionError("the power went")

    with monkeypatch.context() as broken:
        broken.setattr(place, "_again", breaks)
        with pytest.raises(ConnectionError):
            request_.again("ana")
    receipt = request_.again("ana")
    assert receipt.problem is None
    request_.case_id = origin
    assert request_.facts().count("ReorderNoted") == 1


def test_a_suspected_product_is_not_ordered_again(request_: Request) -> None:
    request_.finished()
    request_.done(
        Role.OPERATOR, "suspect", suspicion="V", kind="rights", grounds="a mark", evidence=["ab" * 32]
    )
    receipt = request_.again("ana")
    assert receipt.problem is not None
    assert receipt.problem.decision is not None
    assert receipt.problem.decision.clauses == ("cj-custom.II.3",)


def _medium(request: Request, media: str, use: MediaUse, role: Role = Role.BUYER) -> Medium | Problem:
    record = request.house.records.case(request.case_id)
    assert record is not None
    return medium_for(request.house, record, role, media, use)


def test_the_platforms_picture_is_looked_at_and_taken_only_with_a_grant(request_: Request) -> None:
    request_.finished()
    file = request_.house.files.put(PNG, "image/png", by="operator").sha256
    request_.done(Role.OPERATOR, "add_media", media="front", kind="picture", file=file)
    seen = _medium(request_, "front", MediaUse.VIEW)
    assert isinstance(seen, Medium)
    assert seen.data == PNG
    refused = _medium(request_, "front", MediaUse.DOWNLOAD)
    assert isinstance(refused, Problem)
    assert refused.decision is not None
    assert (refused.status, refused.decision.clauses) == (403, ("cj-custom.II.9",))
    request_.done(Role.OPERATOR, "grant_media", media="front", uses=["download"])
    assert isinstance(_medium(request_, "front", MediaUse.DOWNLOAD), Medium)
    assert isinstance(_medium(request_, "front", MediaUse.LIST), Problem)
    request_.done(Role.OPERATOR, "revoke_media", media="front")
    assert isinstance(_medium(request_, "front", MediaUse.DOWNLOAD), Problem)
    assert request_.refused(Role.OPERATOR, "revoke_media", media="front").code == "name_unknown"


def test_what_the_buyer_handed_in_stays_the_buyers(request_: Request) -> None:
    request_.finished()
    file = request_.house.files.put(PNG, "image/png", by="ana").sha256
    request_.done(Role.BUYER, "hand_in_media", media="mine", kind="picture", file=file)
    assert isinstance(_medium(request_, "mine", MediaUse.LIST), Medium)
    assert isinstance(_medium(request_, "mine", MediaUse.LIST, Role.SUPPLIER), Problem)
    assert request_.ruled_out(Role.OPERATOR, "grant_media", media="mine", uses=["list"]) == (
        "cj-custom.II.9",
    )
    theirs = request_.refused(Role.OPERATOR, "add_media", media="x", kind="picture", file=file, owner="buyer")
    assert theirs.code == "owner_unfit"
    taken = request_.refused(Role.OPERATOR, "add_media", media="mine", kind="picture", file=file)
    assert taken.code == "name_taken"


def test_a_medium_that_there_is_not_is_not_found(request_: Request) -> None:
    request_.finished()
    found = _medium(request_, "none", MediaUse.VIEW)
    assert isinstance(found, Problem)
    assert found.code == "no_such_file"
