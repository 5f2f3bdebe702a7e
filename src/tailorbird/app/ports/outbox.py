"""The outbox as the worker sees it: deliveries, each of one message to one place, claimed under a lease.

A message is written with its case (`Changes.outbox`) and is at first one delivery with an empty target.
A notice stays one: mail to its party. An event is spread into one delivery a webhook endpoint.
Nothing is ever paged by "number greater than the last": what is pending and due is claimed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from tailorbird.app.ports.storage import OutboxMessage


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message on its way to one place. `attempts` counts those begun, this one included."""

    case_id: str
    message: OutboxMessage
    target: str
    """Id of the webhook endpoint; empty for a notice, and for an event that is not spread yet."""
    attempts: int


class Outbox(Protocol):
    """Deliveries are `pending`, then `delivered` or `failed`. Each call is a transaction of its own.

    `delivered`, `retry` and `give_up` change a delivery only while it is pending under the same attempt:
    a worker whose lease ended does not undo what another one did since.
    """

    def claim(self, now: datetime, limit: int, lease: timedelta) -> tuple[Delivery, ...]:
        """Take on deliveries that are due, the longest due first, and count the attempt.

        What is claimed is not due again before `now + lease`, so that a crash only delays it. Workers
        that claim at the same time get different ones (`SKIP LOCKED` on PostgreSQL).
        """
        ...

    def spread(self, event: Delivery, endpoints: Sequence[str], now: datetime) -> None:
        """Make a delivery, due `now`, to each endpoint (by id); the event is itself claimed no more.

        In one transaction, and safe to repeat: an endpoint that has its delivery gets no second one.
        An event counts as delivered when all of them are, and at once where there are none.
        """
        ...

    def delivered(self, delivery: Delivery, at: datetime) -> None: ...

    def retry(self, delivery: Delivery, at: datetime, error: str) -> None:
        """Make it due again at the instant; `error` says to the operator why it did not arrive."""
        ...

    def give_up(self, delivery: Delivery, at: datetime, error: str) -> None:
        """Mark it failed, with the reason; it stays visible and is not claimed again."""
        ...
