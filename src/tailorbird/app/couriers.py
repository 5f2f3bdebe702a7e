"""The couriers: what the worker sends with. Only the worker has them."""

from __future__ import annotations

from dataclasses import dataclass

from tailorbird.app.ports.mailer import Mailer
from tailorbird.app.ports.webhooks import Webhooks


@dataclass(frozen=True, slots=True)
class Couriers:
    """Already wired. `senders` is how many messages are on their way at once."""

    mailer: Mailer
    webhooks: Webhooks
    platform: str = "platform"
    """The party in whose name proofs of sending are recorded."""
    senders: int = 8
