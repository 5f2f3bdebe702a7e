"""Answers: values as JSON, pages of a list with their cursor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse

from tailorbird.api import wiring
from tailorbird.api.problem_reply import problem_reply, reader_language, receipt_problem, refuse
from tailorbird.api.problem_words import refusal_in_chinese
from tailorbird.app.engine.command import Receipt
from tailorbird.app.engine.problem import Problem
from tailorbird.app.participants import DESK_ZONE
from tailorbird.app.ports.records import Page
from tailorbird.app.reading.language import Language
from tailorbird.domain import codec
from tailorbird.domain.terms.pin import Pin

T = TypeVar("T")
JSON = "application/json"
REPLAYED = "Idempotency-Replayed"
CREATED = 201


def reply(value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """The value as JSON."""
    response = HttpResponse(codec.canonical(value), status=status, content_type=JSON)
    for name, text in (headers or {}).items():
        response[name] = text
    return response


def paged(request: HttpRequest, fetch: Callable[[], Page[T]], shown: Callable[[T], object]) -> HttpResponse:
    """A page of a list: `items` and `next_cursor`, and a Link header to the next one."""
    try:
        page = fetch()
    except ValueError as problem:
        raise refuse(
            400,
            "cursor_unreadable",
            "The cursor cannot be read",
            str(problem),
            "Use the next_cursor of the page before as it stands, or leave cursor out to begin.",
        ) from problem
    return page_reply(request, [shown(item) for item in page.items], page.next_cursor)


def page_reply(request: HttpRequest, items: Iterable[object], cursor: str | None) -> HttpResponse:
    """A page that was made already."""
    headers = {}
    if cursor is not None:
        query = urlencode({**request.GET.dict(), "cursor": cursor})
        headers["Link"] = f'<{request.path}?{query}>; rel="next"'
    return reply({"items": list(items), "next_cursor": cursor}, headers=headers)


def receipt_reply(request: HttpRequest, receipt: Receipt, status: int = 200) -> HttpResponse:
    """What became of a command; a replayed one says so in a header."""
    headers = {REPLAYED: "true"} if receipt.replayed else {}
    problem = receipt_problem(receipt)
    if problem is not None and reader_language(request) is Language.ZH:
        problem = _said_in_chinese(problem, receipt)
    if problem is not None:
        # A case that was not opened has no decisions to be looked up.
        return problem_reply(request, problem, "" if status == CREATED else receipt.case_id, headers)
    if status == CREATED:
        headers["Location"] = f"/api/v1/cases/{receipt.case_id}"
    return reply(receipt.reply, status, headers)


def _said_in_chinese(problem: Problem, receipt: Receipt) -> Problem:
    decision = problem.decision.to_plain() if problem.decision else receipt.reply.get("decision")
    if not decision:
        return problem
    pins = tuple(Pin(each["package"], each["version"], each["hash"]) for each in decision["terms"])
    record = wiring.house().records.case(receipt.case_id)
    zone = ZoneInfo(record.header.zone if record is not None else DESK_ZONE)
    return refusal_in_chinese(problem, decision, wiring.house().engine.agreement_of(pins), zone)
