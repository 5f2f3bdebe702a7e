"""Repeating a write does nothing twice and tells the same."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tailorbird.api.building import build
from tailorbird.app.engine.command import Actor, Order
from tailorbird.app.personalised.place import Placed, order_opening, place_act
from tailorbird.app.ports.catalogue import ProductRecord, Visibility
from tailorbird.bootstrap import PROCEDURES
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tests.api.crafts import SELLER, did, join
from tests.api.purchases import opening, paid, requested, top_up
from tests.api.stage import MONDAY
from tests.api.test_problems import told
from tests.domain.customization.templates import PRODUCT, entry, specification

if TYPE_CHECKING:
    from tests.api.stage import Stage

WRITES = [route for route in build(PROCEDURES).table if route.writes]


def test_every_write_asks_for_a_key_and_names_the_header(stage: Stage) -> None:
    case = paid(stage)
    from tests.api.test_access_matrix import ACCESS, Access

    who = {Access.OPERATOR: "operator", Access.GATEWAY: "gateway", Access.OPERATOR_OR_PROVIDER: "operator"}
    for route in WRITES:
        caller = stage.by(who.get(ACCESS.get(route.name, Access.KEY), "ada"))
        named = defaultdict(
            lambda: "none",
            case_id=case.id,
            party_id="ada",
            key_id="k",
            endpoint_id="e",
            place="CN",
            day="2026-05-01",
            sold="USD",
            bought="CNY",
        )
        path = route.path.format_map(named)
        reply = caller.call(route.method, f"/v1{path}", {}, Idempotency_Key="none")
        if reply.status == 403:
            continue
        assert told(reply, 400, "idempotency_key_missing")["header"] == "Idempotency-Key", route.name


@pytest.mark.parametrize("key", ["with space", "ü", "x" * 201])
def test_a_key_that_is_none_is_refused(stage: Stage, key: str) -> None:
    reply = stage.by("ada").call("POST", "/v1/cases", {}, Idempotency_Key=key)
    told(reply, 400, "idempotency_key_missing")


def test_opening_twice_under_one_key_opens_one_case(stage: Stage) -> None:
    first = stage.by("ada").post("/v1/cases", opening(), once="k1")
    again = stage.by("ada").post("/v1/cases", opening(), once="k1")
    assert (first.status, again.status) == (201, 201)
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.json == first.json
    assert len(stage.by("ada").get("/v1/cases").json["items"]) == 1


def test_the_same_key_of_two_parties_opens_two_cases(stage: Stage) -> None:
    first = stage.by("ada").post("/v1/cases", opening(), once="k1")
    other = stage.by("bo").post("/v1/cases", opening(), once="k1")
    assert first.json["case"] != other.json["case"]


def test_a_command_under_a_used_key_with_another_body_is_refused(stage: Stage) -> None:
    case = requested(stage)
    first = case.do("jinsui", "accept_request", {"purchasing_person": "Lin"}, once="k")
    again = case.do("jinsui", "accept_request", {"purchasing_person": "Lin"}, once="k")
    assert again.json == first.json
    other = case.do("jinsui", "accept_request", {"purchasing_person": "Wu"}, once="k")
    told(other, 422, "idempotency_key_reused")


def test_a_refusal_is_told_again_as_it_was(stage: Stage) -> None:
    case = paid(stage)
    first = case.do("ada", "confirm_receipt", {}, once="k")
    again = case.do("ada", "confirm_receipt", {}, once="k")
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.json == first.json


def test_one_payment_of_an_institution_is_booked_once_whatever_the_key(stage: Stage) -> None:
    top_up(stage, "ada", "CNY 5.00", "R1")
    top_up(stage, "ada", "CNY 5.00", "R1")
    balance = stage.by("ada").get("/v1/accounts").json["items"][0]["balance"]["minor"]
    assert balance == 500


def test_a_party_is_made_once_a_key(stage: Stage) -> None:
    operator, body = stage.by("operator"), {"name": "Cy", "roles": ["buyer"]}
    first, again = (operator.post("/v1/parties", body, once="k") for _ in range(2))
    assert again.json == first.json
    assert again.headers["Idempotency-Replayed"] == "true"
    told(operator.post("/v1/parties", {**body, "name": "Di"}, once="k"), 422, "idempotency_key_reused")
    same_id = {**body, "id": first.json["id"], "name": "Di"}
    told(operator.post("/v1/parties", same_id), 409, "party_exists")


def test_an_issued_key_is_told_once_and_works(stage: Stage) -> None:
    body = {"scopes": ["read"], "label": "reporting"}
    first, again = (stage.by("operator").post("/v1/parties/ada/keys", body, once="k") for _ in range(2))
    assert first.status == 201
    assert again.json == {**first.json, "key": None}
    caller = stage.by("nobody")
    caller.key = first.json["key"]
    assert caller.get("/v1/me").json["scopes"] == ["read"]
    told(caller.post("/v1/cases", opening()), 403, "scope_missing")


def test_an_operators_scope_is_not_given_to_others(stage: Stage) -> None:
    reply = stage.by("operator").post("/v1/parties/ada/keys", {"scopes": ["admin"], "label": "x"})
    told(reply, 422, "unreadable")


def test_a_proof_that_is_sent_again_under_its_key_is_the_same_proof(stage: Stage) -> None:
    join(stage, SELLER, Role.MERCHANT)
    mug = ProductRecord("mug-1", SELLER, 0, PRODUCT.hash, PRODUCT, Visibility.PUBLIC, changed_at=MONDAY)
    stage.house.catalogue.save(mug, (), 0)
    wanted = replace(specification(entry("name", "Leonor")), product="mug-1", product_hash=PRODUCT.hash)
    placed = Placed(wanted, Money.parse("USD 13.00"), (), ())
    about = {"listing": "", "product": "mug-1", "product_hash": PRODUCT.hash, "source": "elsewhere:1"}
    parties = {Role.BUYER: "ada", Role.MERCHANT: SELLER}
    begun = order_opening(stage.house, parties, "Mug", placed.price)
    act = place_act(Actor("ada", Role.BUYER), placed, about)
    order = stage.house.engine.run(Order("TB-2026-MUG", (act,), "ada", "order", begun)).case_id
    did(stage, SELLER, order, "accept_order")
    path = f"/v1/cases/{order}/commands/send_proof"
    first, again = (stage.by(SELLER).post(path, {"text": "So."}, once="proof") for _ in range(2))
    assert (first.status, again.status) == (200, 200), again.content
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.json == first.json
    other = stage.by(SELLER).post(path, {"text": "Otherwise."}, once="proof")
    assert other.json["code"] == "idempotency_key_reused"
