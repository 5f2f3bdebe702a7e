"""What a process remembers of the index of pictures, so that a search does not read the table each time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tailorbird.adapters.db.picture_block import Block

MOST_BYTES: Final = 256_000_000
"""What the impressions in memory may take, about 170,000 of them; what is beyond is read at each search."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How often a scope was added to, and how often something was forgotten in it."""

    added: int
    forgotten: int


@dataclass(slots=True)
class _Scope:
    counts: Counts
    """Up to where it is known."""
    blocks: tuple[Block, ...] = ()

    @property
    def size_bytes(self) -> int:
        return sum(each.size_bytes for each in self.blocks)


ReadRows = Callable[[], frozenset[int]]
"""The ids of the scope's rows as they are now."""
ReadBlocks = Callable[[int, int], Iterator[tuple["Block", int]]]
"""`(after, up to)`: what was added, in blocks, each with the count up to which it goes."""


@dataclass(slots=True)
class PictureMemory:
    """The scopes that were searched last. Safe to use from several threads."""

    most_bytes: int = MOST_BYTES
    _scopes: OrderedDict[str, _Scope] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def blocks(self, scope: str, now: Counts, rows: ReadRows, read: ReadBlocks) -> Iterator[Block]:
        """Everything in the scope at `now`: what is remembered, without what was forgotten since, and what
        there is no room for."""
        with self._lock:
            known = self._scopes.setdefault(scope, _Scope(Counts(0, now.forgotten)))
            self._scopes.move_to_end(scope)
            if known.counts.forgotten != now.forgotten:
                self._forget(known, rows(), now.forgotten)
            self._learn(known, now.added, read)
            blocks, reached = known.blocks, known.counts.added
        yield from blocks
        if reached < now.added:
            for block, _ in read(reached, now.added):
                yield block

    def holds(self, scope: str) -> int:
        """How many impressions of the scope are in memory."""
        with self._lock:
            known = self._scopes.get(scope)
            return sum(each.rows for each in known.blocks) if known else 0

    def scopes(self) -> tuple[str, ...]:
        """The scopes of which something is in memory."""
        with self._lock:
            return tuple(self._scopes)

    def _forget(self, known: _Scope, staying: frozenset[int], forgotten: int) -> None:
        left = (block.without_rows_but(staying) for block in known.blocks)
        known.blocks = tuple(block for block in left if block.rows)
        known.counts = Counts(known.counts.added, forgotten)

    def _learn(self, known: _Scope, added: int, read: ReadBlocks) -> None:
        if known.counts.added >= added:
            return
        for block, reached in read(known.counts.added, added):
            if not self._room_for(block.size_bytes, known):
                return
            known.blocks = (*known.blocks, block)
            known.counts = Counts(reached, known.counts.forgotten)
        known.counts = Counts(added, known.counts.forgotten)

    def _room_for(self, size_bytes: int, known: _Scope) -> bool:
        """Whether there is room, after other scopes gave up theirs, the longest unused first."""
        used = sum(each.size_bytes for each in self._scopes.values())
        for name, other in list(self._scopes.items()):
            if used + size_bytes <= self.most_bytes:
                break
            if other is not known:
                used -= other.size_bytes
                del self._scopes[name]
        return used + size_bytes <= self.most_bytes
