"""The start page, the documentation of the API, and the pages of errors."""

from __future__ import annotations

import os
from datetime import UTC
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse

from tailorbird import bootstrap
from tailorbird.app.ports.storage import CaseHeader
from tailorbird.app.problem_catalogue import CATALOGUE
from tailorbird.app.reading.language import Language, Speaker
from tailorbird.web.rendering import page, reader_language
from tailorbird.web.words import role_in, stage_in

_MOST_DEMO_CASES = 50


def is_demo() -> bool:
    """Whether the house holds demo data, which anybody may look at."""
    return os.environ.get("TAILORBIRD_DEMO") == "1"


def start(request: HttpRequest) -> HttpResponse:
    """What Tailorbird is, and the demo's cases where there are any."""
    language = reader_language(request)
    context: dict[str, Any] = {"demo": is_demo(), "cases": []}
    if is_demo():
        found = bootstrap.house().records.cases_of(None, limit=_MOST_DEMO_CASES)
        context["cases"] = [_row(each, language) for each in found.items if each.kind != "account"]
    return page(request, "start.html", context)


def _row(header: CaseHeader, language: Language) -> dict[str, str]:
    speaker = Speaker((), language, ZoneInfo(header.zone))
    return {
        "id": header.id,
        "title": header.title,
        "kind": header.kind,
        "stage": stage_in(language, header.stage),
        "turn": role_in(language, header.turn.value if header.turn else None),
        "due": speaker.instant(header.next_due) if header.next_due else "",
        "due_iso": header.next_due.astimezone(UTC).isoformat() if header.next_due else "",
    }


def api_docs(request: HttpRequest) -> HttpResponse:
    """The API's documentation, from files of our own."""
    return page(request, "api_docs.html")


def problems(request: HttpRequest) -> HttpResponse:
    """What each problem of the API means."""
    return page(request, "problems.html", {"problems": sorted(CATALOGUE.items())})


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(request, "bad_request", "not_found_next", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(request, "forbidden", "not_found_next", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(request, "not_found", "not_found_next", 404)


def our_fault(request: HttpRequest) -> HttpResponse:
    return _error(request, "fault", "fault_next", 500)


def _error(request: HttpRequest, title: str, next_step: str, status: int) -> HttpResponse:
    return page(request, "error.html", {"title": title, "next_step": next_step, "status": status}, status)
