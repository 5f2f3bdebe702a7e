"""Calls made at random from the description never meet a fault of ours, and are answered as described."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.core.result import Err

from tests.api.purchases import paid

if TYPE_CHECKING:
    from tests.api.stage import Stage

EXAMPLES = 2


@pytest.mark.slow
@pytest.mark.parametrize("who", ["ada", "jinsui"])
def test_no_call_made_at_random_meets_a_fault(stage: Stage, who: str) -> None:
    case = paid(stage)
    description = stage.by("nobody").get("/v1/openapi.json").json
    for found in schemathesis.openapi.from_dict(description).get_all_operations():
        assert not isinstance(found, Err)
        _try(stage, who, case.id, found.ok(), description)


def _try(stage: Stage, who: str, case_id: str, operation: Any, description: dict[str, Any]) -> None:
    @settings(
        max_examples=EXAMPLES,
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(call=operation.as_strategy())
    def tried(call: Any) -> None:
        path = operation.path.replace("{case_id}", case_id)
        for name, value in (call.path_parameters or {}).items():
            path = path.replace(f"{{{name}}}", _safe(str(value)))
        body = None if call.body is None or "NotSet" in type(call.body).__name__ else call.body
        data = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else b""
        query = "&".join(f"{name}={_safe(str(value))}" for name, value in (call.query or {}).items())
        media_type = call.media_type or "application/json"
        reply = stage.by(who).call(call.method, f"{path}?{query}", data, Content_Type=media_type)
        assert reply.status < 500, (call.method, path, body, reply.content[:400])
        _as_described(reply, operation, description)

    tried()


def _safe(text: str) -> str:
    from urllib.parse import quote

    return quote(text, safe="") or "-"


def _as_described(reply: Any, operation: Any, description: dict[str, Any]) -> None:
    told = description["paths"][operation.path][operation.method]["responses"]
    if reply.status >= 400:
        part: dict[str, Any] = {"$ref": "#/components/schemas/Problem"}
    elif str(reply.status) in told and "content" in told[str(reply.status)]:
        content = told[str(reply.status)]["content"]
        if "application/json" not in content:
            return
        part = content["application/json"]["schema"]
    else:
        assert str(reply.status) in told, (operation.path, reply.status)
        return
    schema = {**part, "components": description["components"]}
    jsonschema_rs.Draft202012Validator(schema).validate(reply.json)
