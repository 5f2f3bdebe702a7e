"""Webhooks: an event handed to an endpoint of a party, and what the endpoint answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from tailorbird.app.ports.parties import WebhookEndpoint

MAX_PAYLOAD_BYTES = 20_000
"""What Standard Webhooks advises as the most that an event carries."""


class Took(StrEnum):
    """How an endpoint took an event."""

    ACCEPTED = "accepted"
    """2xx: delivered."""
    GONE = "gone"
    """410: the endpoint wants no more."""
    FAILED = "failed"
    """Anything else, or no answer: to be tried again."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `says` tells a person what to look at."""

    took: Took
    says: str


class Webhooks(Protocol):
    """Hands events to endpoints, signed as Standard Webhooks says."""

    def refusal(self, url: str) -> str | None:
        """Why this address is not taken as an endpoint, with what to do; none where it is."""
        ...

    def send(self, endpoint: WebhookEndpoint, message_id: str, at: datetime, payload: bytes) -> Answer:
        """Hand the payload over once. What goes wrong on the way is an answer, not an exception."""
        ...
