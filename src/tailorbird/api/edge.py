"""The outermost layer: what every answer carries, and problems where Django itself would answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse

from tailorbird.api.errors import not_found, our_fault, wrong_method
from tailorbird.api.problem_reply import problem_reply
from tailorbird.app.engine.problem import Problem

PREFIX: Final = "/api/"
_NOTHING: Final = "default-src 'none'; frame-ancestors 'none'"
_METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_BAD: Final = 400
_TOO_LARGE: Final = 413
_NOT_FOUND: Final = 404
_NOT_ALLOWED: Final = 405
_FAULT: Final = 500


class ApiEdge:
    """Middleware. Put it first, so that it sees what the others answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PREFIX):
            return self._get_response(request)
        response = self._answered(request)
        if response.status_code >= _BAD and response.headers.get("Content-Type", "").startswith("text/"):
            problem = _problem(request, response)
            kept = {"Allow": response["Allow"]} if "Allow" in response else {}
            response = problem_reply(request, problem, headers=kept)
        response.cookies.clear()
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Content-Security-Policy", _NOTHING)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "no-referrer")
        return response

    def _answered(self, request: HttpRequest) -> HttpResponse:
        """HEAD is GET without a body; OPTIONS tells the methods. Both on every route that there is."""
        asked = request.method or ""
        if asked == "HEAD":
            request.method = "GET"
            response = self._get_response(request)
            length = str(len(response.content))
            response.content = b""
            response["Content-Length"] = length
            response.headers.setdefault("Content-Type", "application/json")
            return response
        response = self._get_response(request)
        if "Allow" in response:
            response["Allow"] = _allowed(response["Allow"])
            if asked == "OPTIONS" and response.status_code == _NOT_ALLOWED:
                return HttpResponse(status=204, headers={"Allow": response["Allow"]})
        return response


def _allowed(told: str) -> str:
    methods = {each.strip() for each in told.split(",") if each.strip()} | {"OPTIONS"}
    return ", ".join(each for each in _METHODS if each in methods or (each == "HEAD" and "GET" in methods))


def _problem(request: HttpRequest, response: HttpResponse) -> Problem:
    match response.status_code:
        case code if code == _NOT_FOUND:
            return not_found(request.path)
        case code if code == _NOT_ALLOWED:
            return wrong_method(request.method or "", request.path, response.headers.get("Allow", ""))
        case code if code >= _FAULT:
            return our_fault()
        case code if code == _BAD and not _host_answers(request):
            return Problem(
                "bad_request",
                code,
                "The call cannot be read",
                "This server does not answer under the host name of the call.",
                "Use the address that the operator gave you (operators: set TAILORBIRD_HOSTS).",
            )
        case code:
            return Problem(
                "too_large" if code == _TOO_LARGE else "bad_request",
                code,
                "The call cannot be read",
                response.reason_phrase,
                "See /api/v1/docs for how calls are made.",
            )


def _host_answers(request: HttpRequest) -> bool:
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True
