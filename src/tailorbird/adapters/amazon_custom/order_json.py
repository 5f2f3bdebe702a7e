"""The JSON of an order file, read exactly and within limits: numbers as int or Decimal, nothing lost."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final, NoReturn

from tailorbird.domain.customization.amazon_tree import ROOT
from tailorbird.domain.customization.imported import OrderFault, UnreadableOrder

MAX_JSON_BYTES: Final = 2_000_000
MAX_DEPTH: Final = 64
# A text, even one that never ends, or one bracket: what decides how deep the document goes.
_TOKENS: Final = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[{]|[\]}]', re.DOTALL)
_AGAIN: Final = "Download the order's ZIP file from the marketplace again, and hand it in unchanged."


def read_order_json(data: bytes, name: str) -> object:
    """What the file holds; raises `UnreadableOrder`. A tree that is JSON within a text is read too."""
    if len(data) > MAX_JSON_BYTES:
        raise UnreadableOrder(
            OrderFault.TOO_LARGE,
            f"{name!r} has {len(data)} bytes, and {MAX_JSON_BYTES} is the most.",
            "Check that it is an order's file, and enter the order by hand if it is.",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise UnreadableOrder(
            OrderFault.NOT_UTF8, f"{name!r} is not in UTF-8 at byte {problem.start}.", _AGAIN
        ) from problem
    document = _parse(text, name)
    if isinstance(document, dict) and isinstance(document.get(ROOT), str) and document[ROOT].strip():
        document[ROOT] = _parse(document[ROOT], f"{ROOT} in {name}")
    return document


def _parse(text: str, name: str) -> Any:
    if _too_deep(text):
        raise UnreadableOrder(
            OrderFault.TOO_DEEP, f"{name!r} is nested more than {MAX_DEPTH} levels deep.", _AGAIN
        )
    try:
        return json.loads(
            text, parse_float=_exact, parse_constant=_refuse_constant, object_pairs_hook=_object
        )
    except (ValueError, RecursionError) as problem:
        said = str(problem)[:200]
        raise UnreadableOrder(OrderFault.NOT_JSON, f"{name!r} cannot be read: {said}.", _AGAIN) from problem


def _too_deep(text: str) -> bool:
    depth = 0
    for token in _TOKENS.finditer(text):
        if token[0] in ("[", "{"):
            depth += 1
            if depth > MAX_DEPTH:
                return True
        elif token[0] in ("]", "}"):
            depth -= 1
    return False


def _exact(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as problem:
        raise ValueError(f"{text[:40]} is beyond any number that is used") from problem


def _object(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"one of its objects has {twice[:40]!r} twice")
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"it holds {name}, which is no number")
