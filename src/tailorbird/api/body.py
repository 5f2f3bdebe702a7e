"""Reading what is sent: JSON bodies, idempotency keys. Strict, with the field named that is wrong."""

from __future__ import annotations

import re
from typing import Any, Final, TypeVar

import msgspec
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest

from tailorbird.api.problem_reply import Refusal, refuse
from tailorbird.domain.cases.fact import read_fields
from tailorbird.domain.codec import UnreadableInput

T = TypeVar("T")
MAX_JSON_BYTES: Final = 2_000_000
_KEY: Final = re.compile(r"[!-~]{1,200}")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MOST_DEEP: Final = 40
MAX_INT: Final = 2**63 - 1


def idempotency_key(request: HttpRequest) -> str:
    """The Idempotency-Key header; refused with 400 where it is missing or no key."""
    key = str(request.headers.get("Idempotency-Key", ""))
    if _KEY.fullmatch(key):
        return key
    raise refuse(
        400,
        "idempotency_key_missing",
        "The Idempotency-Key header is missing" if not key else "The Idempotency-Key cannot be used",
        "Every write names itself by a header Idempotency-Key of 1 to 200 visible ASCII characters, "
        "so that repeating it does nothing twice.",
        "Send the header Idempotency-Key with a new value, such as a UUID, and the same one to repeat.",
        header="Idempotency-Key",
    )


def raw_body(request: HttpRequest, most: int) -> bytes:
    """The body's bytes; refused with 413 beyond `most`."""
    if request.headers.get("Transfer-Encoding") and not request.META.get("CONTENT_LENGTH"):
        # The server does not hand such a body on; it would be taken for an empty one.
        raise refuse(
            411,
            "length_missing",
            "The body's length is missing",
            "The body is sent in pieces (Transfer-Encoding), without a Content-Length.",
            "Send the body whole, with the header Content-Length.",
        )
    told = request.META.get("CONTENT_LENGTH") or "0"
    if told.isdigit() and int(told) > most:
        raise _too_large(most)
    try:
        body = request.read(most + 1)
    except RequestDataTooBig as problem:
        raise _too_large(most) from problem
    if len(body) > most:
        raise _too_large(most)
    return bytes(body)


def json_object(request: HttpRequest) -> dict[str, Any]:
    """The body as a JSON object; an empty body is an empty object."""
    raw = raw_body(request, MAX_JSON_BYTES)
    if not raw.strip():
        return {}
    media_type = request.content_type or "application/json"
    if media_type != "application/json" and not media_type.endswith("+json"):
        raise refuse(
            415,
            "not_json",
            "The body is not JSON",
            f"The Content-Type is {media_type}.",
            "Send Content-Type: application/json.",
        )
    try:
        value = msgspec.json.decode(raw)
    except RecursionError as problem:
        raise unreadable("The body is nested too deeply.") from problem
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise refuse(
            400, "bad_json", "The body is not JSON", str(problem), "Send one JSON object in UTF-8."
        ) from problem
    if not isinstance(value, dict):
        raise unreadable("The body is a JSON object, with its fields by name.")
    check_values(value)
    return value


def check_values(value: Any, depth: int = 0) -> None:
    """Refuse what no field here takes: control characters, fractions, huge numbers, endless nesting."""
    if depth > _MOST_DEEP:
        raise unreadable("The body is nested too deeply.")
    match value:
        case str():
            if _CONTROL.search(value):
                raise unreadable("A text holds a control character.")
        case dict():
            for name, item in value.items():
                check_values(name, depth)
                check_values(item, depth + 1)
        case list():
            for item in value:
                check_values(item, depth + 1)
        case float():
            raise unreadable(f'The number {value} has a fraction; write it as a text, such as "{value}".')
        case int() if abs(value) > MAX_INT:
            raise unreadable("A number is too large.")


def read_body(kind: type[T], body: dict[str, Any]) -> T:
    """The body as this type; refused with 422 naming what is wrong."""
    try:
        return read_fields(kind, body)
    except UnreadableInput as problem:
        raise unreadable(str(problem)) from problem


def unreadable(detail: str) -> Refusal:
    """The body does not fit."""
    return refuse(
        422,
        "unreadable",
        "The body cannot be read",
        detail,
        "See this call in the API's documentation at /api/v1/docs for its fields.",
    )


def _too_large(most: int) -> Refusal:
    return refuse(
        413,
        "too_large",
        "The body is too large",
        f"The body is larger than {most} bytes.",
        "Send less at once: split the list, or make the file smaller.",
        limit_bytes=most,
    )
