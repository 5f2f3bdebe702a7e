"""Private data by calls: taken along by its owner, and erased where a case is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.api import stores
from tests.api.purchases import paid, requested
from tests.api.test_problems import told

if TYPE_CHECKING:
    from tests.api.stage import Stage


def test_a_person_takes_along_what_is_kept_of_them_and_nothing_of_others(stage: Stage) -> None:
    case = paid(stage)
    data = stage.by("ada").get("/v1/me/private-data").json
    assert data["party"]["email"] == "ada@example.org"
    texts = {each["field"]: each["text"] for each in data["contents"]}
    assert texts["MandateSigned.signer"] == "Ada L."
    assert {each["case"] for each in data["contents"]} == {case.id}
    assert stage.by("bo").get("/v1/me/private-data").json["contents"] == []


def test_an_open_case_keeps_what_it_needs_and_says_why(stage: Stage) -> None:
    case = paid(stage)
    reply = stage.by("ada").post("/v1/me/private-data/erasure")
    assert (reply.status, reply.json["erased"]) == (200, [])
    assert [each["case_id"] for each in reply.json["kept"]] == [case.id]
    assert reply.json["kept"][0]["reason"]


def test_a_case_that_is_over_loses_the_texts_and_keeps_the_proof(stage: Stage) -> None:
    case = requested(stage)
    case.did("jinsui", "decline_request", {})
    erased = stage.by("ada").post("/v1/me/private-data/erasure", once="erase-1")
    assert len(erased.json["erased"]) == 1
    assert stage.by("ada").get("/v1/me/private-data").json["contents"] == []
    facts = stage.by("ada").get(f"{case.path}/facts").json["items"]
    assert [text["state"] for fact in facts for text in fact["private"]] == ["erased"]
    again = stage.by("ada").post("/v1/me/private-data/erasure", once="erase-1")
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.json == erased.json


def test_an_erasure_takes_no_input(stage: Stage) -> None:
    told(stage.by("ada").post("/v1/me/private-data/erasure", {"party": "bo"}), 422, "unreadable")


def test_customers_of_a_store_that_was_given_away_are_the_receivers(stage: Stage) -> None:
    store = stores.store(stores.joined(stage))
    case = stores.order(stage, store=store)
    assert b"Jule" in stage.by("lumen").get("/v1/me/private-data").content
    transfer = stores.opened(stage, "lumen", "store_transfer", {"store": store}, receiver="tideway")
    stores.did(stage, "tideway", transfer, "accept_store")
    assert b"Jule" not in stage.by("lumen").get("/v1/me/private-data").content
    erasure = stage.by("lumen").post("/v1/me/private-data/erasure").json
    assert (erasure["erased"], [each for each in erasure["kept"] if each["case_id"] == case]) == ([], [])
    assert b"Jule" in stage.by("tideway").get(f"/v1/cases/{case}/facts").content
