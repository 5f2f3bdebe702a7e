"""A product that a custom request made is its buyer's alone, until its case says otherwise."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tailorbird.app.catalogue.keep import update_product, withdraw_product
from tailorbird.app.catalogue.listing import list_product, publish_product
from tailorbird.app.engine.problem import Problem
from tailorbird.app.errands import run_at_once
from tailorbird.app.ports.catalogue import Looking, ProductRecord, Visibility
from tailorbird.domain.cases.facts.custom_product import ProductFinished, ProductPublished
from tailorbird.domain.catalogue.product import Channel
from tailorbird.domain.roles import Role
from tests.app.custom.conftest import Request, at
from tests.contracts.catalogued import product

if TYPE_CHECKING:
    from tailorbird.adapters.db.database import Database

END = at("2026-06-02", 10)


@pytest.fixture
def made(sqlite_database: Database, tmp_path: Path) -> Request:
    """A finished product of ana's, made by the mill."""
    from tests.app.custom.conftest import request_on

    request = request_on(sqlite_database, tmp_path)
    request.finished()
    run_at_once(request.house, request.case_id, ProductFinished)
    return request


def found(made: Request, viewer: str) -> list[ProductRecord]:
    return list(made.house.catalogue.search(Looking(viewer=viewer)).items)


def test_it_is_found_by_its_buyer_and_its_maker_alone(made: Request) -> None:
    for viewer in ("ana", "mill"):
        (record,) = found(made, viewer)
        assert (record.id, record.visibility, record.seen_by) == (made.case_id, Visibility.PRIVATE, "ana")
    for stranger in ("", "mei", "loom", "operator", "gateway"):
        assert found(made, stranger) == []


def test_it_tells_what_was_asked_for_and_no_price(made: Request) -> None:
    (record,) = found(made, "ana")
    assert record.product.channel is Channel.CUSTOM
    assert record.product.bullets
    assert [each.prices for each in record.product.variants] == [()]


def test_it_is_public_once_its_case_says_so(made: Request) -> None:
    made.pass_to(END + timedelta(microseconds=1))
    assert found(made, "") == []
    made.done(Role.OPERATOR, "publish_product")
    run_at_once(made.house, made.case_id, ProductPublished)
    assert [each.id for each in found(made, "")] == [made.case_id]


def test_following_the_case_again_changes_nothing(made: Request) -> None:
    before = made.house.catalogue.product(made.case_id)
    run_at_once(made.house, made.case_id, ProductFinished)
    assert made.house.catalogue.product(made.case_id) == before


def test_it_follows_its_case_and_nobodys_wish(made: Request) -> None:
    house, name = made.house, made.case_id
    for answer in (
        update_product(house, "mill", name, product("Mine"), 1),
        withdraw_product(house, "mill", name, "k"),
        list_product(house, "mill", name, "USD", "k"),
        publish_product(house, "mill", name, "k"),
    ):
        assert isinstance(answer, Problem)
        assert answer.code == "product_of_a_case"
    assert found(made, "") == []
