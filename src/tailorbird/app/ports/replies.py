"""Answers kept under idempotency keys, for writes that belong to no case: parties, keys, terms, files."""

from __future__ import annotations

from typing import Protocol

from tailorbird.app.ports.storage import SavedReply


class Replies(Protocol):
    """Answers by actor and key. What they answer is safe to repeat by itself, or harmless when doubled."""

    def saved(self, actor: str, key: str) -> SavedReply | None:
        """The answer that was kept under the key."""
        ...

    def save(self, actor: str, key: str, reply: SavedReply) -> SavedReply:
        """Keep the answer; where one was kept meanwhile, that one stays and is returned."""
        ...
