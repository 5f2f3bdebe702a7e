"""From the request to its confirmation: what is accepted, asked, found, declined and frozen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tailorbird.domain.cases.facts.custom_making import SpecificationFrozen
from tailorbird.domain.roles import Role
from tests.app.custom.conftest import ACCEPTED, QUOTATION, Request, at

MONDAY_NIGHT = at("2026-03-10", 0)
"""Five working days after Monday 2 March end with Monday 9 March."""


def test_a_request_opens_only_with_all_that_must_be_accepted(request_: Request) -> None:
    for left_out in ACCEPTED:
        receipt = request_.open(accepted=tuple(each for each in ACCEPTED if each != left_out))
        assert receipt.problem is not None
        assert receipt.problem.decision is not None
        assert receipt.problem.decision.clauses == (left_out,)
    assert request_.house.records.cases_of(None).items == ()


def test_a_repeated_opening_finds_the_case_that_it_opened(request_: Request) -> None:
    first, again = request_.open(), request_.open()
    assert (again.case_id, again.replayed) == (first.case_id, 1)
    assert request_.facts() == ["CustomRequestSubmitted"]


def test_nobody_who_is_not_registered_for_a_part_can_be_named(request_: Request) -> None:
    for wrong in ({"provider": "mill"}, {"maker": "agent"}, {"maker": "nobody"}):
        receipt = request_.open(**wrong)
        assert receipt.problem is not None
        assert receipt.problem.code == "no_such_party"


def test_a_budget_is_in_the_currency_of_the_case(request_: Request) -> None:
    from tailorbird.domain.money import Money

    receipt = request_.open(budget=Money.parse("EUR 5.00"))
    assert receipt.problem is not None
    assert receipt.problem.code == "wrong_currency"


def test_silence_lets_the_review_decline_from_the_instant_at_which_the_time_is_over(
    request_: Request,
) -> None:
    request_.open()
    request_.done(Role.OPERATOR, "ask_buyer", question="1", text="Is it yours?")
    request_.pass_to(MONDAY_NIGHT - timedelta(microseconds=1))
    refused = request_.refused(Role.OPERATOR, "decline_request", reason="no_communication")
    assert refused.decision is not None
    assert refused.decision.near_misses[0].limit == MONDAY_NIGHT
    request_.pass_to(MONDAY_NIGHT)
    request_.done(Role.OPERATOR, "decline_request", reason="no_communication")
    assert request_.facts()[-2:] == ["ReviewQuestionLapsed", "CustomRequestDeclined"]
    assert request_.stage() == "declined"


def test_an_answer_in_the_last_instant_is_in_time(request_: Request) -> None:
    request_.open()
    request_.done(Role.OPERATOR, "ask_buyer", question="1", text="Is it yours?")
    request_.pass_to(MONDAY_NIGHT - timedelta(microseconds=1))
    request_.done(Role.BUYER, "answer_review", question="1", text="Yes.")
    request_.pass_to(MONDAY_NIGHT + timedelta(days=3))
    assert request_.ruled_out(Role.OPERATOR, "decline_request", reason="no_communication") == (
        "cj-custom.II.1",
    )
    assert "ReviewQuestionLapsed" not in request_.facts()


def test_a_worker_notes_the_silence_at_the_same_instant_as_a_late_command(request_: Request) -> None:
    request_.open()
    request_.done(Role.OPERATOR, "ask_buyer", question="1", text="Is it yours?")
    request_.pass_to(MONDAY_NIGHT + timedelta(days=2))
    assert request_.house.engine.fire(request_.case_id) == ["review:1"]
    assert request_.house.records.facts(request_.case_id)[-1].at == MONDAY_NIGHT
    assert request_.house.engine.fire(request_.case_id) == []


def test_nothing_is_due_for_a_request_that_is_declined(request_: Request) -> None:
    request_.open()
    request_.done(Role.OPERATOR, "review", marketability="poor", feasibility="good")
    assert request_.ruled_out(Role.OPERATOR, "decline_request", reason="not_feasible") == ("cj-custom.II.1",)
    reply = request_.done(Role.OPERATOR, "decline_request", reason="not_marketable")
    asked = {each["question"]: each["clauses"] for each in reply["decisions"]}
    assert asked["DeclineCompensation"] == ["cj-custom.II.1"]


def test_the_review_is_the_platforms_and_the_request_its_buyers(request_: Request) -> None:
    request_.bound()
    told = {"marketability": "good", "feasibility": "good"}
    assert request_.refused(Role.SUPPLIER, "review", **told).code == "not_your_part"
    assert request_.refused(Role.BUYER, "bind_supplier", supplier="mill").code == "not_your_part"
    from tailorbird.app.engine.command import Act, Actor, Order

    stranger = Act("withdraw_request", Actor("mei", Role.BUYER))
    receipt = request_.house.engine.run(Order(request_.case_id, (stranger,), "mei", "k"))
    assert receipt.problem is not None
    assert receipt.problem.code == "not_your_case"


def test_a_maker_whom_the_buyer_named_is_not_replaced(request_: Request) -> None:
    request_.open(maker="loom")
    request_.done(Role.OPERATOR, "review", marketability="good", feasibility="good")
    receipt = request_.bind("mill")
    assert receipt.problem is not None
    assert receipt.problem.code == "another_supplier"
    assert request_.bind("loom").problem is None


def test_only_a_registered_supplier_is_bound(request_: Request) -> None:
    request_.open()
    request_.done(Role.OPERATOR, "review", marketability="good", feasibility="good")
    receipt = request_.bind("agent")
    assert receipt.problem is not None
    assert receipt.problem.code == "no_such_party"
    assert request_.refused(Role.OPERATOR, "bind_supplier", supplier="mill").code == "no_such_party"


def test_a_request_is_put_otherwise_until_it_is_confirmed(request_: Request) -> None:
    request_.quoted()
    told = {"requirements": [{"requirement": "fox", "aspect": "pattern", "asks": "A fox"}], "quantity": 120}
    request_.done(Role.BUYER, "revise_request", **told)
    assert request_.stage() == "bound"
    assert request_.ruled_out(Role.OPERATOR, "confirm_request") == ("cj-custom.II.5",)
    request_.done(Role.SUPPLIER, "quote", **(QUOTATION | {"quotation": "Q2"}))
    request_.done(Role.OPERATOR, "confirm_request")
    spec = request_.case().last(SpecificationFrozen)
    assert spec is not None
    assert (spec.fact.quantity, spec.fact.requirements[0].requirement) == (120, "fox")
    assert request_.ruled_out(Role.BUYER, "revise_request", **told) == ("cj-custom.II.4",)


def test_a_request_without_words_is_no_request(request_: Request) -> None:
    request_.quoted()
    fox = {"requirement": "fox", "aspect": "pattern", "asks": "A fox"}
    for requirements, quantity in (([], 100), ([fox], 0), ([fox | {"asks": " "}], 100), ([fox, fox], 100)):
        problem = request_.refused(Role.BUYER, "revise_request", requirements=requirements, quantity=quantity)
        assert problem.code == "not_described"


def test_the_same_request_freezes_to_the_same_hash_and_another_to_another(request_: Request) -> None:
    hashes = []
    for key, quantity in (("a", 100), ("b", 100), ("c", 101)):
        request_.confirmed(key=key, quantity=quantity)
        spec = request_.case().last(SpecificationFrozen)
        assert spec is not None
        hashes.append(spec.fact.specification_hash)
    assert hashes[0] == hashes[1] != hashes[2]


def test_a_quotation_can_be_reckoned_with(request_: Request) -> None:
    request_.bound()
    tier = {"from_quantity": 1, "unit_price": "USD 1.00"}
    wrongs: tuple[dict[str, Any], ...] = (
        {"tiers": []},
        {"tiers": [tier, tier]},
        {"minimum_quantity": 0},
        {"sample_days": -1},
    )
    for wrong in wrongs:
        assert request_.refused(Role.SUPPLIER, "quote", **(QUOTATION | wrong)).code == "quotation_unclear"
    request_.done(Role.SUPPLIER, "quote", **QUOTATION)
    assert request_.refused(Role.SUPPLIER, "quote", **QUOTATION).code == "name_taken"


def test_a_provider_without_an_offer_says_its_fee_before_the_confirmation(request_: Request) -> None:
    request_.quoted(provider="agent")
    request_.done(Role.PROVIDER, "ask_service_fee", amount="USD 30.00")
    request_.done(Role.OPERATOR, "confirm_request")
    assert request_.refused(Role.PROVIDER, "ask_service_fee", amount="USD 99.00").code == "too_late"
    request_.fund("USD 200.00")
    request_.done(Role.BUYER, "pay_fees", total="USD 105.00")
