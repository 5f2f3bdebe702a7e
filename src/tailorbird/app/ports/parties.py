"""Parties and their keys, webhook endpoints, published terms, calendar overrides, rate quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from tailorbird.app.ports.staff import Staff
from tailorbird.domain.roles import Role
from tailorbird.domain.time.calendar import Override


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who takes part. `roles` are those that it may play."""

    id: str
    name: str
    roles: frozenset[Role]
    legal_name: str = ""
    registration: str = ""
    country: str = ""
    email: str = ""
    language: str = "en"
    settings: dict[str, Any] = field(default_factory=dict)
    """Such as a provider's standing offer; commercial data only."""


@dataclass(frozen=True, slots=True)
class KeyHolder:
    """Who stands behind an API key, and what the key is good for."""

    key_id: str
    party: Party
    scopes: frozenset[str]
    staff: Staff | None = None
    """The member of the party's staff whose key it is; none where it is the party's own."""


@dataclass(frozen=True, slots=True)
class WebhookEndpoint:
    """Where a party wants events; the secret is encrypted at rest."""

    id: str
    party: str
    url: str
    secret: str
    state: str = "active"


@dataclass(frozen=True, slots=True)
class PublishedTerms:
    """A version of a package that an operator or provider published: the base's code, other values."""

    package: str
    version: str
    base: str
    """`order1688@1`: whose code it is."""
    values: dict[str, Any]
    hash: str
    by: str
    published_at: datetime
    effective_at: datetime
    scope: str = ""
    """Party whose orders it governs; empty for everybody's."""


@dataclass(frozen=True, slots=True)
class RateQuote:
    """A locked exchange rate: `rate` of `bought` for one of `sold`, until an instant (inside)."""

    id: str
    party: str
    sold: str
    bought: str
    rate: Decimal
    locked_until: datetime


class Parties(Protocol):
    """What is known of parties and of the house's own settings."""

    def party(self, party_id: str) -> Party | None: ...

    def parties(self, role: Role | None = None) -> tuple[Party, ...]: ...

    def save_party(self, party: Party) -> None: ...

    def issue_key(self, party_id: str, scopes: frozenset[str], label: str, staff: str = "") -> str:
        """Make an API key and return it; only its hash is kept. `staff`: the member whose key it is."""
        ...

    def key_holder(self, key: str) -> KeyHolder | None:
        """Who stands behind the key; none for one that is unknown, revoked, or of suspended staff."""
        ...

    def revoke_key(self, key_id: str) -> None: ...

    def revoke_keys_of(self, staff_id: str) -> None:
        """From now on no key of the member is worth anything."""
        ...

    def own_keys(self, party_id: str) -> tuple[frozenset[str], ...]:
        """The scopes of each good key that is the party's own, and nobody's of its staff."""
        ...

    def endpoints(self, parties: Sequence[str]) -> tuple[WebhookEndpoint, ...]: ...

    def save_endpoint(self, endpoint: WebhookEndpoint) -> None: ...

    def published_terms(self) -> tuple[PublishedTerms, ...]: ...

    def publish_terms(self, terms: PublishedTerms) -> None:
        """Add a version; one that exists with another hash raises ValueError."""
        ...

    def overrides(self) -> tuple[Override, ...]: ...

    def save_override(self, override: Override) -> None: ...

    def remove_override(self, place: str, day: date) -> None: ...

    def save_quote(self, quote: RateQuote) -> None: ...

    def quote(self, quote_id: str) -> RateQuote | None: ...
