"""Parties and the house's settings: `tailorbird.app.ports.parties.Parties`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from tailorbird.adapters.db import api_keys, models
from tailorbird.adapters.db.models.columns import Stamp
from tailorbird.adapters.db.secrets_at_rest import seal, unseal
from tailorbird.adapters.db.sql.session import Session
from tailorbird.adapters.db.sql.statement import PREFIX
from tailorbird.app.ports.parties import KeyHolder, Party, PublishedTerms, RateQuote, WebhookEndpoint
from tailorbird.domain.roles import Role
from tailorbird.domain.time.calendar import DayKind, Override

_PARTY = "p.id, p.name, p.roles, p.legal_name, p.registration, p.country, p.email, p.language, p.settings"


@dataclass(frozen=True, slots=True)
class DatabaseParties:
    """What is known of parties and of the house's own settings."""

    session: Session

    def party(self, party_id: str) -> Party | None:
        """See the port."""
        found = self.session.query(f"SELECT {_PARTY} FROM {PREFIX}party p WHERE p.id = %s", [party_id])
        return _party(found[0]) if found else None

    def parties(self, role: Role | None = None) -> tuple[Party, ...]:
        """See the port; in order of id."""
        sql, parameters = f"SELECT {_PARTY} FROM {PREFIX}party p", []
        if role is not None:
            sql, parameters = f"{sql} WHERE p.roles LIKE %s", [f"%,{role.value},%"]
        return tuple(_party(row) for row in self.session.query(f"{sql} ORDER BY p.id", parameters))

    def save_party(self, party: Party) -> None:
        """See the port; a party that exists is changed."""
        models.Party.objects.using(self.session.alias).update_or_create(
            id=party.id,
            defaults={
                "name": party.name,
                "roles": f",{','.join(sorted(party.roles))},",
                "legal_name": party.legal_name,
                "registration": party.registration,
                "country": party.country,
                "email": party.email,
                "language": party.language,
                "settings": party.settings,
            },
        )

    def issue_key(self, party_id: str, scopes: frozenset[str], label: str) -> str:
        """See the port. Raises LookupError for an unknown party."""
        if self.party(party_id) is None:
            raise LookupError(f"There is no party {party_id!r}; save the party first.")
        made = api_keys.make_key()
        models.ApiKey.objects.using(self.session.alias).create(
            id=made.id, party_id=party_id, hash=made.hash, scopes=sorted(scopes), label=label
        )
        return made.text

    def key_holder(self, key: str) -> KeyHolder | None:
        """See the port; None for a key that is unknown, wrong or revoked. Keeps the hour of its use."""
        key_id = api_keys.id_of(key)
        if key_id is None:
            return None
        hour_ago = (
            "STATEMENT_TIMESTAMP() - INTERVAL '1 hour'"
            if self.session.is_postgres
            else "STRFTIME('%%Y-%%m-%%d %%H:%%M:%%f000', 'NOW', '-1 hour')"
        )
        found = self.session.query(
            f"SELECT k.hash, k.scopes, k.last_used IS NULL OR k.last_used < {hour_ago}, {_PARTY} "
            f"FROM {PREFIX}api_key k JOIN {PREFIX}party p ON p.id = k.party_id "
            "WHERE k.id = %s AND k.revoked_at IS NULL",
            [key_id],
        )
        if not found or not api_keys.is_same(key, found[0][0]):
            return None
        _, scopes, long_ago, *party = found[0]
        if long_ago:
            self._keys(key_id).update(last_used=Stamp())
        return KeyHolder(key_id, _party(party), frozenset(json.loads(scopes)))

    def revoke_key(self, key_id: str) -> None:
        """See the port; from the next call on the key is worth nothing."""
        self._keys(key_id).filter(revoked_at__isnull=True).update(revoked_at=Stamp())

    def _keys(self, key_id: str) -> Any:
        return models.ApiKey.objects.using(self.session.alias).filter(id=key_id)

    def endpoints(self, parties: Sequence[str]) -> tuple[WebhookEndpoint, ...]:
        """See the port; active or not, in order of id."""
        found = models.WebhookEndpoint.objects.using(self.session.alias).filter(party_id__in=parties)
        return tuple(
            WebhookEndpoint(each.id, each.party_id, each.url, unseal(each.secret), each.state)
            for each in found.order_by("id")
        )

    def save_endpoint(self, endpoint: WebhookEndpoint) -> None:
        """See the port; an endpoint that exists is changed."""
        models.WebhookEndpoint.objects.using(self.session.alias).update_or_create(
            id=endpoint.id,
            defaults={
                "party_id": endpoint.party,
                "url": endpoint.url,
                "secret": seal(endpoint.secret),
                "state": endpoint.state,
            },
        )

    def published_terms(self) -> tuple[PublishedTerms, ...]:
        """See the port; in order of publication."""
        found = models.PublishedTerms.objects.using(self.session.alias)
        return tuple(_terms(each) for each in found.order_by("published_at", "package", "version"))

    def publish_terms(self, terms: PublishedTerms) -> None:
        """See the port; the same version with the same hash once more changes nothing."""
        with transaction.atomic(using=self.session.alias):
            kept, _ = models.PublishedTerms.objects.using(self.session.alias).get_or_create(
                package=terms.package,
                version=terms.version,
                defaults={
                    "base": terms.base,
                    "values": terms.values,
                    "hash": terms.hash,
                    "by": terms.by,
                    "published_at": terms.published_at,
                    "effective_at": terms.effective_at,
                    "scope": terms.scope,
                },
            )
        if kept.hash != terms.hash:
            raise ValueError(
                f"{terms.package}@{terms.version} was published before with the hash {kept.hash}. "
                "A published version is sealed; publish the change under another version."
            )

    def overrides(self) -> tuple[Override, ...]:
        """See the port; in order of place and day."""
        found = models.CalendarOverride.objects.using(self.session.alias)
        return tuple(
            Override(each.place, each.day, DayKind(each.kind), each.reason)
            for each in found.order_by("place", "day")
        )

    def save_override(self, override: Override) -> None:
        """See the port; a day has one override."""
        models.CalendarOverride.objects.using(self.session.alias).update_or_create(
            place=override.place,
            day=override.day,
            defaults={"kind": override.kind.value, "reason": override.reason},
        )

    def remove_override(self, place: str, day: date) -> None:
        """See the port; where there is none, nothing happens."""
        models.CalendarOverride.objects.using(self.session.alias).filter(place=place, day=day).delete()

    def save_quote(self, quote: RateQuote) -> None:
        """See the port."""
        models.RateQuote.objects.using(self.session.alias).update_or_create(
            id=quote.id,
            defaults={
                "party": quote.party,
                "sold": quote.sold,
                "bought": quote.bought,
                "rate": str(quote.rate),
                "locked_until": quote.locked_until,
            },
        )

    def quote(self, quote_id: str) -> RateQuote | None:
        """See the port."""
        found = models.RateQuote.objects.using(self.session.alias).filter(id=quote_id).first()
        if found is None:
            return None
        return RateQuote(
            found.id, found.party, found.sold, found.bought, Decimal(found.rate), found.locked_until
        )


def _party(row: Sequence[Any]) -> Party:
    party_id, name, roles, legal_name, registration, country, email, language, settings = row
    return Party(
        party_id,
        name,
        frozenset(Role(each) for each in roles.split(",") if each),
        legal_name,
        registration,
        country,
        email,
        language,
        json.loads(settings),
    )


def _terms(row: models.PublishedTerms) -> PublishedTerms:
    return PublishedTerms(
        row.package,
        row.version,
        row.base,
        row.values,
        row.hash,
        row.by,
        row.published_at,
        row.effective_at,
        row.scope,
    )
