"""Webhook endpoints are a party's own, and tell their secret once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.api.test_problems import told

if TYPE_CHECKING:
    from tests.api.stage import Stage


def test_an_endpoint_is_made_tested_and_removed(stage: Stage) -> None:
    ada, body = stage.by("ada"), {"url": "https://ada.example/hook"}
    made = ada.post("/v1/webhooks", body, once="k")
    assert made.status == 201
    assert made.json["secret"].startswith("whsec_")
    assert ada.post("/v1/webhooks", body, once="k").json == {**made.json, "secret": None}
    listed = ada.get("/v1/webhooks").json["items"]
    assert [(each["id"], each["secret"]) for each in listed] == [(made.json["id"], None)]
    tested = ada.post(f"/v1/webhooks/{made.json['id']}/test", once="t")
    assert tested.json == {"took": "accepted", "says": "200"}
    assert stage.webhooks.sent[0][0] == body["url"]
    ada.post(f"/v1/webhooks/{made.json['id']}/test", once="t")
    assert len(stage.webhooks.sent) == 1
    assert ada.delete(f"/v1/webhooks/{made.json['id']}").status == 204
    assert ada.get("/v1/webhooks").json["items"] == []


def test_an_address_that_is_not_taken_says_why(stage: Stage) -> None:
    told(stage.by("ada").post("/v1/webhooks", {"url": "http://10.0.0.1/"}), 422, "endpoint_refused")


def test_anothers_endpoint_does_not_exist(stage: Stage) -> None:
    made = stage.by("ada").post("/v1/webhooks", {"url": "https://ada.example/hook"}).json["id"]
    told(stage.by("bo").delete(f"/v1/webhooks/{made}"), 404, "no_such_endpoint")
    told(stage.by("bo").post(f"/v1/webhooks/{made}/test"), 404, "no_such_endpoint")
