"""Answers kept under idempotency keys, for writes that belong to no case: parties, keys, terms, files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from tailorbird.app.ports.storage import SavedReply


@dataclass(frozen=True, slots=True)
class UnderWay:
    """The key is taken by a write that has no answer yet, for so many seconds at the most."""

    request_hash: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Reserved:
    """The key is the caller's own until it saves an answer or gives the key back."""

    actor: str
    key: str
    request_hash: str
    holder: str
    """Tells this reservation from a later one of the same key."""


class Replies(Protocol):
    """Answers by actor and key.

    A key is reserved before anything is done, so that of two equal writes at the same time one is done.
    A reservation ends by itself, so that a crash does not take the key for ever; whoever takes longer
    than that may do the thing twice.
    """

    def reserve(
        self, actor: str, key: str, request_hash: str, period: timedelta
    ) -> Reserved | UnderWay | SavedReply:
        """Take the key for so long by the database's clock, or tell what there is of it already."""
        ...

    def save(self, reserved: Reserved, reply: bytes) -> SavedReply:
        """Keep the answer; where another one was kept meanwhile, that one stays and is returned."""
        ...

    def give_back(self, reserved: Reserved) -> None:
        """Nothing was done: the key is free. A key that is another's by now stays so."""
        ...
