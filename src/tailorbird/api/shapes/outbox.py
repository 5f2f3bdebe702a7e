"""Messages on their way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class MessageShown:
    """A message of the outbox, with what became of it: `pending`, `delivered` or `failed`."""

    case: str
    no: int
    kind: str
    to_party: str
    about: int
    legal: int
    state: str
    attempts: int
    next_attempt_at: datetime | None
    delivered_at: datetime | None
    payload: Any
