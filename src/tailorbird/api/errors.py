"""Whatever goes wrong becomes a problem, never a page: wrong paths and methods, bad input, our faults."""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from tailorbird.api.problem_reply import Refusal, problem_reply, reader_language
from tailorbird.app.engine.problem import Problem
from tailorbird.app.ports.files import FilesUnavailable
from tailorbird.app.reading.language import Language
from tailorbird.domain.terms.decide import TermsConflict
from tailorbird.domain.terms.package import SealBroken

_LOG = logging.getLogger(__name__)
_DOCS = "See /api/v1/docs for the calls that there are."


def install(api: NinjaAPI) -> None:
    """Let the API answer every exception with a problem."""

    @api.exception_handler(Refusal)
    def refusal(request: HttpRequest, refused: Refusal) -> HttpResponse:
        return problem_reply(request, refused.problem, headers=refused.headers)

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, problem: ValidationError) -> HttpResponse:
        return problem_reply(request, _invalid(problem))

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, _: Http404) -> HttpResponse:
        return problem_reply(request, not_found(request.path))

    @api.exception_handler(HttpError)
    def http(request: HttpRequest, problem: HttpError) -> HttpResponse:
        told = Problem("bad_request", problem.status_code, "The call cannot be read", str(problem), _DOCS)
        return problem_reply(request, told)

    @api.exception_handler(TermsConflict)
    def conflict(request: HttpRequest, problem: TermsConflict) -> HttpResponse:
        return problem_reply(request, _conflict(problem))

    @api.exception_handler(SealBroken)
    def edited(request: HttpRequest, problem: SealBroken) -> HttpResponse:
        _LOG.error("Terms were edited: %s", problem)
        return problem_reply(request, terms_edited())

    @api.exception_handler(FilesUnavailable)
    def unstored(request: HttpRequest, problem: FilesUnavailable) -> HttpResponse:
        _LOG.error("Files cannot be kept or read: %s", problem)
        return problem_reply(request, storage_unavailable(request), headers={"Retry-After": "5"})

    @api.exception_handler(Exception)
    def fault(request: HttpRequest, problem: Exception) -> HttpResponse:
        if isinstance(problem, BadRequest | SuspiciousOperation | RequestDataTooBig):
            told = Problem("bad_request", 400, "The call cannot be read", str(problem), _DOCS)
            return problem_reply(request, told)
        _LOG.exception("A call failed: %s %s", request.method, request.path)
        return problem_reply(request, our_fault())


def _invalid(problem: ValidationError) -> Problem:
    wrong: list[dict[str, Any]] = [
        {
            "where": str(each["loc"][0]),
            "field": ".".join(str(part) for part in each["loc"][1:]),
            "says": each["msg"],
        }
        for each in problem.errors
    ]
    told = "; ".join(f"{each['field']}: {each['says']}" for each in wrong)
    return Problem("invalid", 422, "The call has a wrong parameter", told, _DOCS, {"errors": wrong})


def _conflict(conflict: TermsConflict) -> Problem:
    return Problem(
        "terms_conflict",
        500,
        "The terms contradict themselves",
        str(conflict),
        "The operator has to mend the terms before this can be answered.",
        {},
        conflict.decision,
    )


def not_found(path: str) -> Problem:
    """There is nothing at the path."""
    return Problem(
        "not_found", 404, "There is nothing here", f"There is no {path}.", "Check the address. " + _DOCS
    )


def wrong_method(method: str, path: str, allowed: str) -> Problem:
    """The path is there, but not for this method."""
    return Problem(
        "wrong_method",
        405,
        "The method does not fit",
        f"{path} does not take {method}.",
        f"Use one of these: {allowed}.",
    )


def terms_edited() -> Problem:
    """The terms that govern the case are no longer those that were published."""
    return Problem(
        "terms_edited",
        500,
        "The terms of this case were edited",
        "What lies on the server is no longer the version that was published. Nothing was done.",
        "The operator has to restore the published version; the server's log names it.",
    )


def storage_unavailable(request: HttpRequest) -> Problem:
    """The store of files did not answer; nothing was half kept."""
    detail = "The place where files are kept did not answer. Of what you sent, nothing was kept."
    next_step = "Repeat it in a few seconds with the same idempotency key. If it goes on, tell the operator."
    if reader_language(request) is Language.ZH:
        detail = "文件存储没有响应。您发送的内容没有保存任何部分。"
        next_step = "请过几秒用同一个幂等键重试；若仍不成功，请告知平台。"
    return Problem("storage_unavailable", 503, "Files cannot be reached", detail, next_step)


def our_fault() -> Problem:
    """Something failed that should not; nothing was half done."""
    return Problem(
        "our_fault",
        500,
        "Something failed on our side",
        "The call could not be finished because of a fault here. Nothing was half written.",
        "Repeat it with the same idempotency key; if it fails again, tell the operator the time.",
    )
