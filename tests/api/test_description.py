"""The API describes itself, and answers as it says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest
import schemathesis
from schemathesis.core.result import Err

from tailorbird.api.building import build
from tailorbird.bootstrap import PROCEDURES
from tests.api.purchases import opening, paid

if TYPE_CHECKING:
    from tests.api.stage import Stage


def _description(stage: Stage) -> dict[str, Any]:
    return dict(stage.by("nobody").get("/v1/openapi.json").json)


def _schema(description: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """The part as a schema of its own, with what it refers to."""
    return {**part, "components": description["components"]}


def test_the_description_is_openapi_31(stage: Stage) -> None:
    description = _description(stage)
    assert description["openapi"].startswith("3.1")
    for name, schema in description["components"]["schemas"].items():
        assert jsonschema_rs.meta.is_valid(schema), name
    known = {f"#/components/schemas/{name}" for name in description["components"]["schemas"]}
    assert set(_references(description)) <= known
    loaded = schemathesis.openapi.from_dict(description)
    operations = [each for each in loaded.get_all_operations() if not isinstance(each, Err)]
    assert len(operations) == len(build(PROCEDURES).table)


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for item in value.values():
            yield from _references(item)
    elif isinstance(value, list):
        for item in value:
            yield from _references(item)


def test_every_command_has_a_call_of_its_own_with_its_fields(stage: Stage) -> None:
    description = _description(stage)
    body = description["components"]["schemas"]["PurchaseIssueQuote"]
    assert set(body["properties"]) == {
        "goods",
        "freight",
        "extras",
        "deposit",
        "valid_until",
        "as",
        "happened_at",
    }
    assert body["required"] == ["goods", "freight"]
    assert body["properties"]["as"]["enum"] == ["provider"]
    signer = description["components"]["schemas"]["PurchaseSignMandate"]["properties"]["signer"]
    assert "rivate" in signer["description"]
    for kind, procedure in PROCEDURES.items():
        for verb in procedure.verbs:
            if verb.place.value == "within" and verb.roles and kind != "account":
                path = f"/api/v1/cases/{{case_id}}/commands/{verb.name}"
                told = description["paths"][path]["post"]
                assert procedure.title in told["description"], verb.name


def test_every_call_says_what_it_is_and_what_it_needs(stage: Stage) -> None:
    for path, methods in _description(stage)["paths"].items():
        for method, told in methods.items():
            assert told["summary"], path
            assert "scope" in told["description"] or "everybody" in told["description"], path
            names = {each["name"] for each in told["parameters"]}
            is_read = method == "get" or "Nothing is stored" in told["description"]
            assert ("Idempotency-Key" in names) is not is_read, path


@pytest.mark.parametrize("who", ["ada", "jinsui", "operator"])
def test_every_answer_is_as_it_is_described(stage: Stage, who: str) -> None:
    case = paid(stage)
    description = _description(stage)
    paths = {
        "case_id": case.id,
        "party_id": "jinsui",
        "no": "1",
        "ref": "order1688@1",
        "clause_id": "order1688.2",
        "account_id": "wallet:ada:CNY",
    }
    for template, methods in description["paths"].items():
        told = methods.get("get")
        content = told["responses"]["200"].get("content", {}) if told else {}
        if "application/json" not in content or "{sha256}" in template:
            continue
        query = "?currency=CNY" if "statements" in template else ""
        reply = stage.by(who).get(template.format_map(defaultdict(lambda: "none", paths)) + query)
        if reply.status == 200:
            _fits(reply.json, _schema(description, content["application/json"]["schema"]))
        else:
            assert reply.status in (403, 404), (template, reply.json)
            _fits(reply.json, _schema(description, {"$ref": "#/components/schemas/Problem"}))


def test_what_a_command_answers_is_as_it_is_described(stage: Stage) -> None:
    description = _description(stage)
    part = {"$ref": "#/components/schemas/CommandReply"}
    _fits(stage.by("ada").post("/v1/cases", opening()).json, _schema(description, part))


def _fits(value: Any, schema: dict[str, Any]) -> None:
    jsonschema_rs.Draft202012Validator(schema).validate(value)


def test_the_table_of_routes_is_what_is_served(stage: Stage) -> None:
    served = {
        (method.upper(), path) for path, methods in _description(stage)["paths"].items() for method in methods
    }
    table = {(r.method, "/api/v1" + r.path.replace("{int:", "{")) for r in build(PROCEDURES).table}
    assert served == table
