"""Parties, keys, webhook endpoints."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tailorbird.api.shapes.staff import StaffShown, staff_shown
from tailorbird.app.own_rules.versions import OwnVersion
from tailorbird.app.permissions import Scope
from tailorbird.app.ports.parties import KeyHolder, Party, WebhookEndpoint
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.package import Package


@dataclass(frozen=True, slots=True)
class NewParty:
    """A party to be made. Without an id one is derived from the idempotency key."""

    name: str
    roles: tuple[Role, ...]
    id: str = ""
    legal_name: str = ""
    registration: str = ""
    country: str = ""
    email: str = ""
    language: str = "en"
    settings: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OwnRulesLink:
    """Rules of the party's own that govern orders opened with it now, and where they can be read."""

    ref: str
    title: str
    title_zh: str
    version: str
    since: datetime
    href: str


@dataclass(frozen=True, slots=True)
class PublicParty:
    """What everybody may know of whom they deal with (order1688.4), with the rules of its own in force."""

    id: str
    name: str
    roles: tuple[Role, ...]
    legal_name: str
    registration: str
    country: str
    own_rules: tuple[OwnRulesLink, ...]


@dataclass(frozen=True, slots=True)
class PartyShown:
    """A party as it sees itself."""

    id: str
    name: str
    roles: tuple[Role, ...]
    legal_name: str
    registration: str
    country: str
    email: str
    language: str
    settings: dict[str, Any]


@dataclass(frozen=True, slots=True)
class PartySettings:
    """Everything that a party sets for itself; what is left out is gone."""

    settings: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Me:
    """Who calls, and what the key is good for. `staff`: the member whose key it is, if it is one's."""

    party: PartyShown
    key_id: str
    scopes: tuple[str, ...]
    staff: StaffShown | None = None


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key to be issued."""

    scopes: tuple[Scope, ...]
    label: str


@dataclass(frozen=True, slots=True)
class KeyIssued:
    """A key. The secret is told once; repeating the call tells the rest."""

    key_id: str
    party: str
    scopes: tuple[str, ...]
    label: str
    key: str | None


@dataclass(frozen=True, slots=True)
class NewEndpoint:
    """A webhook endpoint to be made: an https address that can be reached from outside."""

    url: str


@dataclass(frozen=True, slots=True)
class EndpointShown:
    """A webhook endpoint. The secret, for checking signatures, is told when it is made."""

    id: str
    party: str
    url: str
    state: str
    secret: str | None = None


@dataclass(frozen=True, slots=True)
class TestSent:
    """What an endpoint said to a test event."""

    took: str
    says: str


def in_order(roles: frozenset[Role]) -> tuple[Role, ...]:
    """Roles in the order in which they are declared."""
    return tuple(role for role in Role if role in roles)


def public_party(party: Party, own_rules: tuple[OwnRulesLink, ...] = ()) -> PublicParty:
    return PublicParty(
        party.id,
        party.name,
        in_order(party.roles),
        party.legal_name,
        party.registration,
        party.country,
        own_rules,
    )


def own_rules_link(version: OwnVersion, package: Package) -> OwnRulesLink:
    return OwnRulesLink(
        version.ref,
        package.title,
        package.title_zh,
        version.label,
        version.terms.effective_at,
        f"/api/v1/terms/{version.ref}",
    )


def party_shown(party: Party) -> PartyShown:
    return PartyShown(
        party.id,
        party.name,
        in_order(party.roles),
        party.legal_name,
        party.registration,
        party.country,
        party.email,
        party.language,
        party.settings,
    )


def me(holder: KeyHolder) -> Me:
    member = staff_shown(holder.staff, holder.party.roles) if holder.staff is not None else None
    return Me(party_shown(holder.party), holder.key_id, tuple(sorted(holder.scopes)), member)


def endpoint_shown(endpoint: WebhookEndpoint, secret: str | None = None) -> EndpointShown:
    return EndpointShown(endpoint.id, endpoint.party, endpoint.url, endpoint.state, secret)
