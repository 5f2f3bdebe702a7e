"""Canonical bytes for what is stored and hashed, and strict reading of what comes in.

Canonical form: JSON with sorted keys, no white space, UTF-8; money as `{"currency","minor"}`, exact
decimals as strings, instants as ISO 8601 in UTC. The bytes are stored as they were hashed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar

import msgspec

from tailorbird.domain.money import Money, MoneyError

T = TypeVar("T")
_ENCODER = msgspec.json.Encoder(order="sorted")


class UnreadableInput(ValueError):
    """Input that does not fit its type. The message names the field and what was expected."""


def _decode(kind: type, value: object) -> object:
    if kind is Money:
        return _read_money(value)
    raise TypeError(f"{kind.__name__} cannot be read")


def _read_money(value: object) -> Money:
    if isinstance(value, Money):
        return value
    try:
        if isinstance(value, str):
            return Money.parse(value)
        if isinstance(value, dict) and set(value) == {"currency", "minor"}:
            return Money(value["minor"], value["currency"])
    except (MoneyError, TypeError) as problem:
        raise ValueError(str(problem)) from problem
    raise ValueError('Expected an amount such as "CNY 1,020.00" or {"currency": "CNY", "minor": 102000}')


def plain(value: object) -> Any:
    """The value as dicts, lists, strings, integers and booleans, ready for JSON."""
    kind = type(value)
    if kind in _PLAIN_ALREADY:
        return value
    return (_FORMS.get(kind) or _form(kind))(value)


_PLAIN_ALREADY = frozenset((str, int, bool, type(None)))
# Every stored byte passes here, so that each type's form is looked up once a process.
_FORMS: dict[type, Callable[[Any], Any]] = {}


def _form(kind: type) -> Callable[[Any], Any]:
    """How values of the type become plain; raises TypeError where they cannot."""
    made = next((form for base, form in _OF_TYPES if issubclass(kind, base)), None)
    if made is None and is_dataclass(kind):
        made = _record_form(kind)
    if made is None:
        raise TypeError(f"{kind.__name__} has no plain form")
    _FORMS[kind] = made
    return made


def _record_form(kind: type) -> Callable[[Any], dict[str, Any]]:
    names = tuple(each.name for each in fields(kind))
    return lambda value: {name: plain(getattr(value, name)) for name in names}


def _instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _of_enum(value: Enum) -> Any:
    return value.value


def _same(value: Any) -> Any:
    return value


def _money(value: Money) -> dict[str, Any]:
    return {"currency": value.currency, "minor": value.minor}


def _mapping(value: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(key): plain(item) for key, item in value.items()}


def _sequence(value: Iterable[Any]) -> list[Any]:
    return [plain(item) for item in value]


def _any_order(value: Iterable[Any]) -> list[Any]:
    return sorted(plain(item) for item in value)


_OF_TYPES: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (datetime, _instant),
    (Enum, _of_enum),
    (str, _same),
    (int, _same),
    (Decimal, str),
    (Money, _money),
    (dict, _mapping),
    (list, _sequence),
    (tuple, _sequence),
    (frozenset, _any_order),
    (set, _any_order),
)
"""In this order: an enumeration of texts is an enumeration first."""


def canonical(value: object) -> bytes:
    """The canonical bytes of a value: what is stored, hashed and exported."""
    return canonical_of_plain(plain(value))


def canonical_of_plain(value: object) -> bytes:
    """The canonical bytes of what `plain` gave, without making it plain once more."""
    return _ENCODER.encode(value)


def digest(data: bytes) -> str:
    """SHA-256 as lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def read(kind: type[T], value: object) -> T:
    """Build `kind` from plain data, strictly; raises `UnreadableInput` naming what is wrong."""
    try:
        return msgspec.convert(value, kind, dec_hook=_decode, strict=True, str_keys=True)
    except msgspec.ValidationError as problem:
        raise UnreadableInput(str(problem)) from problem


def read_json(kind: type[T], data: bytes) -> T:
    """Build `kind` from stored JSON bytes."""
    try:
        return msgspec.json.decode(data, type=kind, dec_hook=_decode)
    except (msgspec.ValidationError, msgspec.DecodeError) as problem:
        raise UnreadableInput(str(problem)) from problem
