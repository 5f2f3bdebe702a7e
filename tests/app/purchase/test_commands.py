"""Commands: safe to repeat, refused with reasons, and never half carried out."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

import tailorbird
from tailorbird.adapters.clock import MovedClock
from tailorbird.app.engine.command import Act, Actor, Order
from tailorbird.app.engine.verb import Procedure
from tailorbird.app.purchase.intake import Wanted
from tailorbird.app.purchase.place import open_purchase
from tailorbird.bootstrap import PROCEDURES
from tailorbird.domain.cases.chain import GENESIS, link
from tailorbird.domain.roles import Role
from tests.app.purchase.conftest import START, Purchase

HAT_PAGE = Path(tailorbird.__file__).parent / "demo" / "data" / "captures" / "1688" / "803311947265.json"


def test_opening_twice_under_one_key_opens_one_case(purchase: Purchase) -> None:
    first, again = purchase.open(), purchase.open()
    assert (again.case_id, again.replayed) == (first.case_id, 1)
    assert len(purchase.facts()) == 2


def test_a_key_used_for_another_body_is_refused(purchase: Purchase) -> None:
    purchase.open()
    other = purchase.open(quantity=4)
    assert other.problem is not None
    assert other.problem.code == "idempotency_key_reused"


def test_a_command_repeated_under_its_key_is_carried_out_once(purchase: Purchase) -> None:
    purchase.paid()
    first = purchase.do(Role.BUYER, "tip", key="tip", amount="CNY 5.00")
    again = purchase.do(Role.BUYER, "tip", key="tip", amount="CNY 5.00")
    assert (again.replayed, again.reply) == (1, first.reply)
    assert purchase.facts().count("TipPaid") == 1


def test_a_refusal_is_stored_and_repeats_itself(purchase: Purchase) -> None:
    purchase.delivered()
    first = purchase.do(Role.BUYER, "request_cancellation", key="cancel")
    again = purchase.do(Role.BUYER, "request_cancellation", key="cancel")
    assert first.problem is not None
    assert again.problem is not None
    assert (first.problem.code, again.replayed) == ("refused_by_terms", 1)
    decisions = purchase.house.records.decisions(purchase.case_id)
    assert [each.clauses for each in decisions if each.question == "MayCancel"] == [("order1688.12.7",)]


def test_a_request_without_what_it_needs_opens_no_case(purchase: Purchase) -> None:
    receipt = purchase.open(variant=None, destination=None)
    assert receipt.problem is not None
    assert "specification" in receipt.problem.detail
    assert purchase.house.records.case(receipt.case_id) is None


def test_a_link_to_a_foreign_host_is_refused_with_a_next_step(purchase: Purchase) -> None:
    receipt = purchase.open(link="https://detail.1688.com.evil.example/offer/781204556310.html")
    assert receipt.problem is not None
    assert (receipt.problem.code, bool(receipt.problem.next_step)) == ("link_not_recognised", True)


def test_prohibited_goods_are_refused_by_the_clause(purchase: Purchase) -> None:
    receipt = purchase.open(link="https://detail.1688.com/offer/699120043318.html", variant=None, quantity=1)
    assert receipt.problem is not None
    assert receipt.problem.decision is not None
    assert receipt.problem.decision.clauses == ("order1688.14",)


def test_a_withdrawn_product_cannot_be_asked_for(purchase: Purchase) -> None:
    receipt = purchase.open(link="https://detail.1688.com/offer/760033419022.html", variant="7600334190220")
    assert receipt.problem is not None
    assert receipt.problem.extra["product_problem"] == "withdrawn"


def test_an_unknown_command_names_those_that_there_are(purchase: Purchase) -> None:
    purchase.open()
    problem = purchase.refused(Role.BUYER, "teleport")
    assert (problem.code, "request_cancellation" in problem.next_step) == ("unknown_command", True)


def test_a_field_that_is_not_one_is_named(purchase: Purchase) -> None:
    purchase.open()
    problem = purchase.refused(Role.PROVIDER, "accept_request", colour="red")
    assert (problem.code, "colour" in problem.detail) == ("unreadable", True)


def test_somebody_elses_part_is_refused(purchase: Purchase) -> None:
    purchase.open()
    assert purchase.refused(Role.BUYER, "accept_request").code == "not_your_part"


def test_another_party_in_the_same_role_is_refused(purchase: Purchase) -> None:
    purchase.open()
    act = Act("make_requirement", Actor("ana", Role.BUYER), {"requirement": "R1", "text": "x"})
    receipt = purchase.house.engine.run(Order(purchase.case_id, (act,), "ana", "k"))
    assert receipt.problem is not None
    assert receipt.problem.code == "not_your_case"


def test_a_fact_before_the_last_one_is_out_of_order(purchase: Purchase) -> None:
    purchase.open()
    purchase.done(Role.PROVIDER, "accept_request")
    act = Act("warn_buyer", Actor("jinsui", Role.PROVIDER), {"ground": "defective"}, happened_at=START)
    receipt = purchase.house.engine.run(Order(purchase.case_id, (act,), "jinsui", "late"))
    assert receipt.problem is not None
    assert receipt.problem.code == "out_of_order"


def test_a_fact_of_tomorrow_is_refused(purchase: Purchase) -> None:
    purchase.open()
    tomorrow = purchase.clock.now() + timedelta(days=1)
    act = Act("warn_buyer", Actor("jinsui", Role.PROVIDER), {"ground": "defective"}, happened_at=tomorrow)
    receipt = purchase.house.engine.run(Order(purchase.case_id, (act,), "jinsui", "early"))
    assert receipt.problem is not None
    assert receipt.problem.code == "in_the_future"


def test_a_clock_that_went_backwards_writes_nothing(purchase: Purchase) -> None:
    purchase.open()
    facts = purchase.facts()
    behind = MovedClock(START - timedelta(days=1))
    engine = purchase.house.engine
    slow = type(engine)(**{**vars(engine), "clock": behind})
    act = Act("accept_request", Actor("jinsui", Role.PROVIDER), {})
    receipt = slow.run(Order(purchase.case_id, (act,), "jinsui", "k"))
    assert receipt.problem is not None
    assert receipt.problem.code == "clock_went_back"
    assert purchase.facts() == facts


def test_the_chain_of_a_case_can_be_recomputed_from_its_bytes(purchase: Purchase) -> None:
    purchase.paid()
    head = GENESIS
    for fact in purchase.house.records.facts(purchase.case_id):
        head = link(head, fact.data)
        assert head == fact.hash


def test_private_text_is_not_in_the_facts(purchase: Purchase) -> None:
    purchase.paid()
    stored = b"".join(each.data for each in purchase.house.records.facts(purchase.case_id))
    assert b"12 Orchard Road" not in stored
    told = json.loads(purchase.house.records.facts(purchase.case_id)[0].data)
    ids = [told["body"]["receiving_address"]]
    contents = purchase.house.records.private(ids, case_id=purchase.case_id)
    assert [each.text for each in contents.values()] == ["12 Orchard Road"]


def test_nothing_is_bought_without_mandate_and_effect(purchase: Purchase) -> None:
    purchase.open()
    purchase.done(Role.PROVIDER, "accept_request")
    assert purchase.refused(Role.PROVIDER, "purchase").code == "too_early"


def test_an_order_is_opened_only_with_a_registered_provider(purchase: Purchase) -> None:
    wanted = Wanted("https://detail.1688.com/offer/803311947265.html", 1)
    receipt = open_purchase(purchase.house, "mei", "ana", wanted, "k")
    assert receipt.problem is not None
    assert receipt.problem.code == "no_such_party"


@pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=lambda each: each.kind)
def test_every_precondition_is_of_a_verb_that_there_is(procedure: Procedure) -> None:
    assert set(procedure.order) <= {verb.name for verb in procedure.verbs}


def test_a_handed_in_capture_fills_the_request(purchase: Purchase) -> None:
    kept = purchase.house.files.put(HAT_PAGE.read_bytes(), "application/json")
    receipt = purchase.open(
        link="https://detail.1688.com/offer/803311947265.html", variant=None, capture=kept.sha256
    )
    assert receipt.problem is None
    told = json.loads(purchase.house.records.facts(purchase.case_id)[0].data)["body"]
    assert (told["seller_name"], told["capture"]) == ("深圳市南山区帽语饰品厂", kept.sha256)


def test_a_capture_of_another_product_is_refused(purchase: Purchase) -> None:
    kept = purchase.house.files.put(HAT_PAGE.read_bytes(), "application/json")
    receipt = purchase.open(capture=kept.sha256)
    assert receipt.problem is not None
    assert receipt.problem.extra["capture_problem"] == "another_product"


def test_a_capture_that_was_not_uploaded_is_named(purchase: Purchase) -> None:
    receipt = purchase.open(capture="0" * 64)
    assert receipt.problem is not None
    assert receipt.problem.code == "capture_missing"
