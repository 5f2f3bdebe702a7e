"""Whether the server answers, and its database with it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from tailorbird import bootstrap


def healthz(request: HttpRequest) -> HttpResponse:
    """200 with `ok` when a read of the database works; Django answers 500 when it does not."""
    bootstrap.house().records.cases_of(None, limit=1)
    return JsonResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})
