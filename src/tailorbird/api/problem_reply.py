"""Problems as RFC 9457 answers: what is wrong, by which clause, how near it was, what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from tailorbird.api.problem_words import in_chinese
from tailorbird.app.engine.command import Receipt
from tailorbird.app.engine.problem import Problem
from tailorbird.app.reading.language import Language, language_of
from tailorbird.domain import codec

MEDIA_TYPE: Final = "application/problem+json"
TYPE_PREFIX: Final = "/docs/problems#"


class Refusal(Exception):
    """Ends a call with a problem; `headers` go out with it."""

    def __init__(self, problem: Problem, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(problem.detail)
        self.problem = problem
        self.headers = dict(headers or {})


def refuse(status: int, code: str, title: str, detail: str, next_step: str, /, **extra: Any) -> Refusal:
    """A refusal made in the API itself."""
    return Refusal(Problem(code, status, title, detail, next_step, extra))


def problem_reply(
    request: HttpRequest, problem: Problem, case_id: str = "", headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """The answer that carries the problem. `case_id` where a decision of that case stands behind it."""
    language = reader_language(request)
    told = in_chinese(problem) if language is Language.ZH else problem
    body = members(told, case_id) | {"instance": request.path}
    response = HttpResponse(codec.canonical(body), status=problem.status, content_type=MEDIA_TYPE)
    response["Content-Language"] = language.value
    response["Vary"] = "Accept-Language"
    for name, value in (headers or {}).items():
        response[name] = value
    return response


def reader_language(request: HttpRequest) -> Language:
    """The language that the caller asks for, by `?lang=` or Accept-Language."""
    return language_of(request.GET.get("lang") or request.headers.get("Accept-Language", ""))


def members(problem: Problem, case_id: str = "") -> dict[str, Any]:
    """The problem's members. Those of RFC 9457, and `code`, `next_step`, `clauses`, `near_misses`."""
    body: dict[str, Any] = {
        **codec.plain(problem.extra),
        "type": TYPE_PREFIX + problem.code,
        "code": problem.code,
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "next_step": problem.next_step,
    }
    if problem.decision is not None:
        body |= _reasons(problem.decision.to_plain())
    if problem.decision_no and case_id:
        body["decision"] = f"/api/v1/cases/{case_id}/decisions/{problem.decision_no}"
    return body


def _reasons(decision: Mapping[str, Any]) -> dict[str, Any]:
    facts = {each["seq"]: each for item in decision["applied"] for each in item["because"]}
    return {
        "clauses": list(dict.fromkeys(item["clause"] for item in decision["applied"])),
        "near_misses": decision["near_misses"],
        "relied_on": [facts[seq] for seq in sorted(facts)],
        "question": decision["question"],
        "verdict": decision["verdict"],
        "set_aside": [item["clause"] for item in decision["set_aside"]],
    }


def receipt_problem(receipt: Receipt) -> Problem | None:
    """The problem of a receipt. One that is replayed tells of its decision in `extra`, as at first."""
    problem = receipt.problem
    told = receipt.reply.get("decision") if problem is not None else None
    if problem is None or problem.decision is not None or not told:
        return problem
    return replace(problem, extra={**problem.extra, **_reasons(told)})
