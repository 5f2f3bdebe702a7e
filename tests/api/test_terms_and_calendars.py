"""Terms are read by everybody, published by those who may, and never ruled backwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.api.purchases import requested
from tests.api.test_problems import told

if TYPE_CHECKING:
    from tests.api.stage import Stage


def _version(stage: Stage, **changed: Any) -> dict[str, Any]:
    parameters = stage.by("nobody").get("/v1/terms/order1688@1").json["parameters"]
    rate = next(each for each in parameters if each["kind"] == "rate")
    return {
        "base": "order1688@1",
        "version": "2",
        "values": {rate["name"]: "0.002"},
        "effective_at": "2026-03-03T00:00:00Z",
        **changed,
    }


def test_terms_are_published_in_both_languages_with_their_parameters(stage: Stage) -> None:
    listed = stage.by("nobody").get("/v1/terms").json["items"]
    assert {"order1688@1", "jewelry@1"} <= {each["ref"] for each in listed}
    shown = stage.by("nobody").get("/v1/terms/order1688@1").json
    assert len(shown["clauses"]) >= 50
    clause = stage.by("nobody").get("/v1/terms/order1688@1/clauses/order1688.12.7").json
    assert clause["text"] and clause["text_zh"] and "MayCancel" in clause["questions"]
    told(stage.by("nobody").get("/v1/terms/none@1"), 404, "no_such_terms")
    told(stage.by("nobody").get("/v1/terms/order1688@1/clauses/none"), 404, "no_such_clause")


def test_a_new_version_governs_cases_from_its_instant_on_and_old_ones_keep_theirs(stage: Stage) -> None:
    old = requested(stage)
    reply = stage.by("operator").post("/v1/terms", _version(stage), once="k")
    assert reply.status == 201, reply.json
    again = stage.by("operator").post("/v1/terms", _version(stage), once="k")
    assert again.headers["Idempotency-Replayed"] == "true"
    assert requested(stage).shown()["terms"][0]["ref"] == "order1688@1"
    stage.later(days=2)
    assert requested(stage).shown()["terms"][0]["ref"] == "order1688@2"
    assert old.shown()["terms"][0]["ref"] == "order1688@1"


def test_a_version_is_refused_where_it_cannot_be(stage: Stage) -> None:
    operator = stage.by("operator")
    past = _version(stage, effective_at="2026-03-01T00:00:00Z")
    told(operator.post("/v1/terms", past), 422, "unreadable")
    told(operator.post("/v1/terms", _version(stage, values={"none": 1})), 422, "unreadable")
    told(operator.post("/v1/terms", _version(stage, version="a b")), 422, "unreadable")
    told(stage.by("ada").post("/v1/terms", _version(stage)), 403, "operators_only")
    told(stage.by("jinsui").post("/v1/terms", _version(stage)), 403, "operators_only")


def test_a_provider_publishes_rules_for_its_own_orders(stage: Stage) -> None:
    shown = stage.by("nobody").get("/v1/terms/provider_rules@1").json
    hours = next(each for each in shown["parameters"] if each["kind"] in ("hours", "days"))
    body = {
        "base": "provider_rules@1",
        "version": "1",
        "values": {hours["name"]: 7},
        "effective_at": "2026-03-02T02:00:00Z",
    }
    reply = stage.by("jinsui").post("/v1/terms", body)
    assert reply.status == 201, reply.json
    assert reply.json["scope"] == "jinsui"
    refs = [each["ref"] for each in requested(stage).shown()["terms"]]
    assert refs == [reply.json["ref"], "order1688@1"]


def test_operators_call_days_off_and_take_it_back(stage: Stage) -> None:
    operator, path = stage.by("operator"), "/v1/calendar-overrides/CN/2026-03-05"
    assert operator.put(path, {"kind": "off", "reason": "power cut"}).status == 200
    assert operator.get("/v1/calendar-overrides").json["items"][0]["day"] == "2026-03-05"
    told(operator.put(path, {"kind": "maybe", "reason": ""}), 422, "unreadable")
    told(operator.put(path.replace("CN", "XX"), {"kind": "off", "reason": ""}), 404, "no_such_calendar")
    told(operator.put("/v1/calendar-overrides/CN/today", {"kind": "off", "reason": ""}), 422, "unreadable")
    assert operator.delete(path).status == 204
    assert operator.delete(path).status == 204
    assert operator.get("/v1/calendar-overrides").json["items"] == []


def test_rates_are_set_locked_and_exchanged_at(stage: Stage) -> None:
    from tests.api.purchases import top_up

    top_up(stage, "ada", "USD 100.00")
    ada = stage.by("ada")
    told(ada.post("/v1/exchange-quotes", {"sold": "USD", "bought": "CNY"}), 409, "no_rate")
    rate = "/v1/exchange-rates/USD/CNY"
    told(stage.by("operator").put(rate, {"rate": "-1"}), 422, "rate_unreadable")
    assert stage.by("operator").put(rate, {"rate": "7.1032"}).status == 200
    quote = ada.post("/v1/exchange-quotes", {"sold": "USD", "bought": "CNY"}).json
    body = {"sold": "USD 10.00", "quote": quote["id"]}
    assert ada.post("/v1/exchanges", body).status == 201
    wallets = {each["id"]: each["balance"]["minor"] for each in ada.get("/v1/accounts").json["items"]}
    assert wallets == {"wallet:ada:USD": 9_000, "wallet:ada:CNY": 7_103}
    stage.later(minutes=16)
    told(ada.post("/v1/exchanges", body), 409, "no_rate")


def test_a_provider_sets_its_standing_offer_and_nobody_elses(stage: Stage) -> None:
    offer = {"standing_offer": {"purchasing_person": "Wu", "freight": {"currency": "CNY", "minor": 500}}}
    reply = stage.by("jinsui").put("/v1/parties/jinsui/settings", {"settings": offer})
    assert reply.json["settings"] == offer
    told(stage.by("bo").put("/v1/parties/jinsui/settings", {"settings": {}}), 404, "no_such_party")
    assert stage.by("operator").put("/v1/parties/jinsui/settings", {"settings": {}}).status == 200
