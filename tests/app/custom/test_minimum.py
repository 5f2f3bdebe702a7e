"""The supplier's minimum quantity: met, raised, bought off, stopped, or left open until it failed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tailorbird.domain.cases.facts.custom_making import SpecificationFrozen
from tailorbird.domain.roles import Role
from tests.app.custom.conftest import QUOTATION, START, Request

SEVEN_DAYS = START + timedelta(days=7)


def test_the_minimum_itself_is_enough(request_: Request) -> None:
    request_.quoted(quantity=100)
    assert request_.stage() == "quoted"
    request_.done(Role.OPERATOR, "confirm_request")


def test_one_piece_less_opens_a_negotiation(request_: Request) -> None:
    request_.quoted(quantity=99)
    assert request_.stage() == "minimum_quantity"
    assert request_.ruled_out(Role.OPERATOR, "confirm_request") == ("cj-custom.II.5",)


def test_a_raised_quantity_is_what_is_frozen(request_: Request) -> None:
    request_.quoted(quantity=60)
    assert request_.ruled_out(Role.BUYER, "answer_moq", choice="raise", quantity=99) == ("cj-custom.II.5",)
    request_.done(Role.BUYER, "answer_moq", choice="raise", quantity=100)
    request_.done(Role.OPERATOR, "confirm_request")
    spec = request_.case().last(SpecificationFrozen)
    assert spec is not None
    assert spec.fact.quantity == 100


def test_a_surcharge_is_a_line_of_the_fees(request_: Request) -> None:
    request_.quoted(quantity=60)
    assert request_.ruled_out(Role.BUYER, "answer_moq", choice="surcharge") == ("cj-custom.II.5",)
    request_.done(Role.SUPPLIER, "offer_surcharge", quantity=60, amount="USD 120.00")
    request_.done(Role.BUYER, "answer_moq", choice="surcharge")
    request_.done(Role.OPERATOR, "confirm_request")
    request_.fund("USD 195.00")
    assert request_.ruled_out(Role.BUYER, "pay_fees", total="USD 194.99") == ("cj-custom.I",)
    request_.done(Role.BUYER, "pay_fees", total="USD 195.00")
    assert request_.held() == {
        "sample_fee": "USD 45.00",
        "mould_fee": "USD 30.00",
        "moq_surcharge": "USD 120.00",
    }


def test_a_surcharge_of_an_older_quotation_is_not_charged(request_: Request) -> None:
    request_.quoted(quantity=60)
    request_.done(Role.SUPPLIER, "offer_surcharge", quantity=60, amount="USD 120.00")
    request_.done(Role.BUYER, "answer_moq", choice="surcharge")
    request_.done(Role.SUPPLIER, "quote", **(QUOTATION | {"quotation": "Q2", "minimum_quantity": 50}))
    request_.done(Role.OPERATOR, "confirm_request")
    request_.fund("USD 75.00")
    request_.done(Role.BUYER, "pay_fees", total="USD 75.00")


def test_a_quantity_belongs_to_raising_it_only(request_: Request) -> None:
    request_.quoted(quantity=60)
    assert request_.refused(Role.BUYER, "answer_moq", choice="stop", quantity=5).code == "not_described"


def test_the_platform_stops_when_the_buyer_chose_to(request_: Request) -> None:
    request_.quoted(quantity=60)
    assert request_.ruled_out(Role.OPERATOR, "stop_request", reason="moq") == ("cj-custom.II.5",)
    request_.done(Role.BUYER, "answer_moq", choice="stop")
    request_.done(Role.OPERATOR, "stop_request", reason="moq")
    assert request_.stage() == "stopped"


@pytest.mark.parametrize("by_worker", [0, 1])
def test_without_a_solution_it_fails_after_seven_days_and_their_last_instant(
    request_: Request, by_worker: int
) -> None:
    request_.quoted(quantity=60)
    request_.pass_to(SEVEN_DAYS)
    assert request_.ruled_out(Role.OPERATOR, "stop_request", reason="moq") == ("cj-custom.II.5",)
    request_.pass_to(SEVEN_DAYS + timedelta(microseconds=1))
    if by_worker:
        assert request_.house.engine.fire(request_.case_id) == ["moq:Q1"]
    request_.done(Role.OPERATOR, "stop_request", reason="moq")
    lapsed = request_.house.records.facts(request_.case_id)[-2]
    assert (lapsed.name, lapsed.at) == ("MoqNegotiationLapsed", SEVEN_DAYS + timedelta(microseconds=1))
