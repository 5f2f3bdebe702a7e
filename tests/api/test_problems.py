"""Whatever goes wrong is a problem with a next step, never a page."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import tailorbird
from tailorbird.app.problem_catalogue import CATALOGUE
from tests.api.purchases import opening, paid, requested
from tests.api.stores import joined, order

if TYPE_CHECKING:
    from tests.api.stage import Reply, Stage

SOURCES = Path(tailorbird.__file__).parent


def told(reply: Reply, status: int, code: str) -> dict[str, Any]:
    """The problem, which has every member that RFC 9457 and the reader ask for."""
    assert reply.headers["Content-Type"] == "application/problem+json", reply.content[:300]
    problem = dict(reply.json)
    assert (reply.status, problem["code"]) == (status, code), problem
    assert problem["status"] == status
    assert problem["type"] == f"/docs/problems#{code}"
    for member in ("title", "detail", "next_step", "instance"):
        assert problem[member], member
    assert code in CATALOGUE
    return problem


def test_an_address_that_is_not_there_is_a_problem(stage: Stage) -> None:
    told(stage.by("ada").get("/v1/nothing"), 404, "not_found")
    told(stage.by("ada").get("/v1/cases/%00"), 404, "not_found")
    told(stage.by("ada").get("/v1/cases/TB-none"), 404, "no_such_case")


def test_a_method_that_does_not_fit_is_a_problem_that_names_those_that_do(stage: Stage) -> None:
    reply = stage.by("ada").call("PATCH", "/v1/me", None)
    problem = told(reply, 405, "wrong_method")
    assert "GET" in problem["next_step"]
    assert "GET" in reply.headers["Allow"]


def test_no_key_and_a_wrong_key_are_the_same(stage: Stage) -> None:
    told(stage.by("nobody").get("/v1/me"), 401, "key_invalid")
    reply = stage.by("nobody").get("/v1/me", Authorization="Bearer tbk_0000000000000000_00")
    told(reply, 401, "key_invalid")
    assert reply.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, "bad_json"),
        (b"\xff\xfe", 400, "bad_json"),
        (b"[]", 422, "unreadable"),
        (b'{"kind": 7}', 422, "unreadable"),
        (b'{"kind": "purchase", "unknown": 1}', 422, "unreadable"),
        (b'{"kind": "none"}', 422, "unreadable"),
        (b'{"kind": "purchase", "participants": {"provider": "nobody"}, "body": {}}', 422, "unreadable"),
        (b'{"kind": "a\\u0000b"}', 422, "unreadable"),
        (b'{"kind": 1.5}', 422, "unreadable"),
        (b'{"kind": 123456789012345678901234567890}', 422, "unreadable"),
        (b'{"kind":' + b"[" * 500 + b"]" * 500 + b"}", 422, "unreadable"),
    ],
)
def test_a_body_that_cannot_be_read_is_a_problem(stage: Stage, body: bytes, status: int, code: str) -> None:
    told(stage.by("ada").call("POST", "/v1/cases", body), status, code)


def test_another_media_type_is_a_problem(stage: Stage) -> None:
    reply = stage.by("ada").call("POST", "/v1/cases", b"<a/>", Content_Type="application/xml")
    told(reply, 415, "not_json")


def test_a_body_that_is_too_large_is_a_problem(stage: Stage) -> None:
    told(stage.by("ada").call("POST", "/v1/cases", b" " * 2_000_001), 413, "too_large")


def test_a_wrong_parameter_is_named(stage: Stage) -> None:
    problem = told(stage.by("ada").get("/v1/cases?limit=500"), 422, "invalid")
    assert problem["errors"][0]["field"] == "limit"
    told(stage.by("ada").get("/v1/cases?cursor=%21"), 400, "cursor_unreadable")


def test_a_link_to_a_foreign_host_is_refused_with_what_to_do(stage: Stage) -> None:
    reply = stage.by("ada").post("/v1/cases", opening(link="https://evil.example/offer/1.html"))
    assert told(reply, 422, "link_not_recognised")["link_problem"] == "foreign_host"
    told(stage.by("ada").post("/v1/links/resolve", {"text": "hello"}), 422, "link_not_recognised")


def test_amounts_below_zero_and_of_another_currency_are_refused(stage: Stage) -> None:
    case = requested(stage)
    case.did("jinsui", "accept_request", {})
    quote = {"goods": {"currency": "CNY", "minor": -1}, "freight": "CNY 0.00"}
    case_path = f"{case.path}/commands/issue_quote"
    told(stage.by("jinsui").post(case_path, {"goods": "12", "freight": "CNY 1.00"}), 422, "unreadable")
    assert stage.by("jinsui").post(case_path, quote).status in (409, 422)
    tip = {"amount": "EUR 1.00"}
    told(stage.by("ada").post(f"{case.path}/questions/MayTip", tip), 422, "wrong_currency")


def test_a_refusal_by_the_terms_carries_clause_near_miss_and_decision(stage: Stage) -> None:
    refused = stage.by("ada").post("/v1/cases", opening(variant=None))
    problem = told(refused, 409, "refused_by_terms")
    assert problem["clauses"] == ["order1688.1.1"]
    assert problem["near_misses"][0]["limit"] == 6
    assert "decision" not in problem, "nothing was opened, so nothing can be looked up"


def test_a_refused_command_is_on_record_and_its_decision_can_be_read(stage: Stage) -> None:
    case = paid(stage)
    problem = told(case.do("ada", "confirm_receipt", {}), 409, "refused_by_terms")
    assert stage.by("ada").get(problem["decision"]).json["verdict"] == "refused"


def test_an_instant_ahead_of_the_clock_and_one_before_the_last_fact_are_refused(stage: Stage) -> None:
    case = requested(stage)
    path = f"{case.path}/commands/accept_request"
    told(stage.by("jinsui").post(path, {"happened_at": "2030-01-01T00:00:00Z"}), 422, "in_the_future")
    told(stage.by("jinsui").post(path, {"happened_at": "2020-01-01T00:00:00Z"}), 409, "out_of_order")
    told(stage.by("jinsui").post(path, {"happened_at": "2026-03-02T10:00:00"}), 422, "unreadable")


def test_too_little_money_says_how_much_is_short(stage: Stage) -> None:
    case = order(joined(stage))
    reply = stage.by("lumen").post(f"/v1/cases/{case}/commands/pay")
    assert told(reply, 402, "insufficient_funds")["short"] == "USD 18.62"


def test_a_fault_of_ours_is_a_problem_without_a_trace(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("the secret inside")

    monkeypatch.setattr(type(stage.house.records), "cases_of", fails)
    reply = stage.by("ada").get("/v1/cases")
    told(reply, 500, "our_fault")
    assert b"secret inside" not in reply.content


def test_every_answer_of_the_api_is_closed_to_browsers(stage: Stage) -> None:
    reply = stage.by("ada").get("/v1/me")
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in reply.headers["Content-Security-Policy"]
    assert reply.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in reply.headers


def test_every_code_that_the_source_names_is_explained() -> None:
    named: set[str] = set()
    for path in SOURCES.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        words = _constants(tree)
        for node in ast.walk(tree):
            place = {"Problem": 0, "refuse": 1}.get(getattr(getattr(node, "func", None), "id", ""))
            if isinstance(node, ast.Call) and place is not None and len(node.args) > place:
                named |= _codes(node.args[place], words)
    assert {"refused_by_terms", "waits", "key_invalid", "too_large", "nothing_new_found"} <= named
    assert sorted(named - set(CATALOGUE)) == []


def _constants(tree: ast.Module) -> dict[str, ast.expr]:
    """What the module's own names stand for."""
    found: dict[str, ast.expr] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found[node.targets[0].id] = node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            found[node.target.id] = node.value
    return found


def _codes(told: ast.expr, words: dict[str, ast.expr]) -> set[str]:
    """The codes that an argument can be: a text, a name of one, or one of two."""
    if isinstance(told, ast.IfExp):
        return _codes(told.body, words) | _codes(told.orelse, words)
    if isinstance(told, ast.Name) and told.id in words:
        return _codes(words[told.id], words)
    return {told.value} if isinstance(told, ast.Constant) and isinstance(told.value, str) else set()
