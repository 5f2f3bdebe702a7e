"""Pages of a list that is in memory already. The cursor is the place of the next item."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from tailorbird.api.problem_reply import refuse

T = TypeVar("T")


def sliced(items: Sequence[T], cursor: str | None, limit: int) -> tuple[tuple[T, ...], str | None]:
    """Some of the items, and the cursor of those after; none at the end."""
    start = 0
    if cursor is not None:
        if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 10):  # noqa: PLR2004 - any index
            raise refuse(
                400,
                "cursor_unreadable",
                "The cursor cannot be read",
                f"{cursor!r} is no cursor of this list.",
                "Use the next_cursor of the page before as it stands, or leave cursor out to begin.",
            )
        start = int(cursor)
    end = start + limit
    return tuple(items[start:end]), str(end) if end < len(items) else None
