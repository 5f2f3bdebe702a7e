"""Reading an untrusted JSON file into plain values, exactly and within limits."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any, Final, NoReturn

from tailorbird.app.ports.marketplace import CaptureProblem, CaptureProblemCode

MAX_BYTES: Final = 2_000_000
MAX_DEPTH: Final = 40
# A string, even one that never ends, or one bracket: what decides how deep the document goes.
_TOKENS: Final = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[{]|[\]}]', re.DOTALL)

Document = dict[str, Any]


def read_document(data: bytes) -> Document | CaptureProblem:
    """The JSON object in the file; numbers with a fraction are exact decimals."""
    if not data.strip():
        return _problem(CaptureProblemCode.EMPTY, "The file is empty.")
    if len(data) > MAX_BYTES:
        limit = f"{MAX_BYTES // 1_000_000} MB"
        return _problem(CaptureProblemCode.TOO_LARGE, f"The file is larger than {limit}.")
    if _too_deep(data):
        return _problem(CaptureProblemCode.TOO_DEEP, f"The file is nested more than {MAX_DEPTH} levels deep.")
    try:
        document = json.loads(
            data.decode("utf-8-sig"),
            parse_float=_exact,
            parse_constant=_refuse_constant,
            object_pairs_hook=_object,
        )
    except (ValueError, RecursionError) as error:
        return _problem(CaptureProblemCode.NOT_JSON, f"The file is not JSON in UTF-8: {error}.")
    if not isinstance(document, dict):
        return _problem(CaptureProblemCode.UNKNOWN_SHAPE, "The file holds no JSON object.")
    return document


def unwrapped(
    document: Document, keys: tuple[str, ...], holds: Callable[[Document], bool]
) -> Document | None:
    """The first object, on the way through these keys, that holds what is looked for."""
    level: Any = document
    for _ in range(len(keys) + 3):
        if not isinstance(level, dict):
            return None
        if holds(level):
            return level
        level = next((level[key] for key in keys if isinstance(level.get(key), dict)), None)
    return None


def _too_deep(data: bytes) -> bool:
    depth = 0
    for token in _TOKENS.finditer(data):
        if token[0] in (b"[", b"{"):
            depth += 1
            if depth > MAX_DEPTH:
                return True
        elif token[0] in (b"]", b"}"):
            depth -= 1
    return False


def _object(pairs: list[tuple[str, Any]]) -> Document:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("one of its objects has the same key twice")
    return found


def _exact(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as problem:
        raise ValueError(f"{text[:40]} is beyond any number that is used") from problem


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"it holds the value {name}, which is no number")


def _problem(code: CaptureProblemCode, message: str) -> CaptureProblem:
    return CaptureProblem(
        code, message, "Hand in the product's detail as the marketplace sent it, as a JSON file."
    )
