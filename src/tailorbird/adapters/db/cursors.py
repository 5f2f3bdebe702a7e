"""Cursors: where a list goes on, as opaque text."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final, TypeVar

from tailorbird.adapters.db.sql.rows import instant
from tailorbird.app.ports.records import MAX_PAGE_SIZE, Page

T = TypeVar("T")
Key = Sequence[str | int]
_MOST: Final = 2**63


class UnreadableCursor(ValueError):
    """A cursor that this list did not give."""

    def __init__(self) -> None:
        super().__init__(
            "This cursor belongs to no list, or to another one. Take `next_cursor` of the page before as "
            "it is, or leave the cursor out to begin at the start."
        )


def write_cursor(of: str, key: Key) -> str:
    """The cursor of the list named `of` after the item with this key."""
    text = json.dumps([of, *key], separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(of: str, cursor: str, kinds: Sequence[type[str] | type[int]]) -> list[str | int]:
    """The key in the cursor; raises `UnreadableCursor` when it is not one of that list."""
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        found = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (UnicodeError, binascii.Error, json.JSONDecodeError) as problem:
        raise UnreadableCursor from problem
    if not isinstance(found, list) or found[:1] != [of] or [type(each) for each in found[1:]] != [*kinds]:
        raise UnreadableCursor
    if not all(_storable(each) for each in found[1:]):
        raise UnreadableCursor
    return found[1:]


def _storable(part: str | int) -> bool:
    """Whether the databases can compare with it."""
    return "\0" not in part if isinstance(part, str) else abs(part) < _MOST


def read_instant(text: str | int) -> datetime:
    """The instant in a cursor."""
    try:
        return instant(str(text))
    except (ValueError, OverflowError) as problem:
        raise UnreadableCursor from problem


def page_size(limit: int) -> int:
    """The limit, between one and the most that a page may hold."""
    return max(1, min(limit, MAX_PAGE_SIZE))


def page(of: str, items: Sequence[T], limit: int, key: Callable[[T], Key]) -> Page[T]:
    """A page of up to `limit` of the items, of which one more was fetched to see whether any follow."""
    kept = tuple(items[:limit])
    more = len(items) > limit
    return Page(kept, write_cursor(of, key(kept[-1])) if more else None)
