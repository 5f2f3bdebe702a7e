"""Canonical bytes for what is stored and hashed, and strict reading of what comes in.

Canonical form: JSON with sorted keys, no white space, UTF-8; money as `{"currency","minor"}`, exact
decimals as strings, instants as ISO 8601 in UTC. The bytes are stored as they were hashed.
"""

from __future__ import annotations

import hashlib
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar

import msgspec

from tailorbird.domain.money import Money, MoneyError

T = TypeVar("T")


class UnreadableInput(ValueError):
    """Input that does not fit its type. The message names the field and what was expected."""


def _encode(value: object) -> object:
    if isinstance(value, Money):
        return {"currency": value.currency, "minor": value.minor}
    raise TypeError(f"{type(value).__name__} has no canonical form")


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
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Money):
        return {"currency": value.currency, "minor": value.minor}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, frozenset | set):
        return sorted(plain(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in _field_names(type(value))}
    raise TypeError(f"{type(value).__name__} has no plain form")


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))


def canonical(value: object) -> bytes:
    """The canonical bytes of a value: what is stored, hashed and exported."""
    return msgspec.json.encode(plain(value), enc_hook=_encode, order="sorted")


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
