"""Parties and the house's settings: `tailorbird.app.ports.parties.Parties`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from tailorbird.adapters.db import api_keys, members, models
from tailorbird.adapters.db.models.columns import Stamp
from tailorbird.adapters.db.secrets_at_rest import seal, unseal
from tailorbird.adapters.db.sql.rows import columns, instant
from tailorbird.adapters.db.sql.session import Session
from tailorbird.adapters.db.sql.statement import PREFIX
from tailorbird.app.ports.parties import KeyHolder, Party, PublishedTerms, RateQuote, WebhookEndpoint
from tailorbird.app.ports.staff import StaffState
from tailorbird.domain.roles import Role
from tailorbird.domain.time.calendar import DayKind, Override

# Terms and overrides are read by every command: past the mapper, which takes thrice as long.
_TERMS = (
    "package",
    "version",
    "base",
    "values",
    "hash",
    "by",
    "published_at",
    "effective_at",
    "scope",
)
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

    def issue_key(self, party_id: str, scopes: frozenset[str], label: str, staff: str = "") -> str:
        """See the port. Raises LookupError for an unknown party."""
        if self.party(party_id) is None:
            raise LookupError(f"There is no party {party_id!r}; save the party first.")
        made = api_keys.make_key()
        models.ApiKey.objects.using(self.session.alias).create(
            id=made.id,
            party_id=party_id,
            staff_id=staff or None,
            hash=made.hash,
            scopes=sorted(scopes),
            label=label,
        )
        return made.text

    def key_holder(self, key: str) -> KeyHolder | None:
        """See the port. Keeps the hour of the key's use."""
        key_id = api_keys.id_of(key)
        if key_id is None:
            return None
        hour_ago = (
            "STATEMENT_TIMESTAMP() - INTERVAL '1 hour'"
            if self.session.is_postgres
            else "STRFTIME('%%Y-%%m-%%d %%H:%%M:%%f000', 'NOW', '-1 hour')"
        )
        found = self.session.query(
            f"SELECT k.hash, k.scopes, k.last_used IS NULL OR k.last_used < {hour_ago}, {_PARTY}, "
            f"{members.COLUMNS} FROM {PREFIX}api_key k JOIN {PREFIX}party p ON p.id = k.party_id "
            f"LEFT JOIN {PREFIX}staff s ON s.id = k.staff_id "
            "WHERE k.id = %s AND k.revoked_at IS NULL AND (k.staff_id IS NULL OR s.state = %s)",
            [key_id, StaffState.ACTIVE.value],
        )
        if not found or not api_keys.is_same(key, found[0][0]):
            return None
        _, scopes, long_ago, *rest = found[0]
        party, member = rest[: -members.WIDTH], rest[-members.WIDTH :]
        if long_ago:
            self._keys(key_id).update(last_used=Stamp())
        staff = members.member(member) if member[0] is not None else None
        return KeyHolder(key_id, _party(party), frozenset(json.loads(scopes)), staff)

    def revoke_key(self, key_id: str) -> None:
        """See the port; from the next call on the key is worth nothing."""
        self._keys(key_id).filter(revoked_at__isnull=True).update(revoked_at=Stamp())

    def revoke_keys_of(self, staff_id: str) -> None:
        """See the port."""
        self._good_keys().filter(staff_id=staff_id).update(revoked_at=Stamp())

    def own_keys(self, party_id: str) -> tuple[frozenset[str], ...]:
        """See the port; the latest last."""
        found = self._good_keys().filter(party_id=party_id, staff__isnull=True)
        return tuple(frozenset(each.scopes) for each in found.order_by("recorded_at", "id"))

    def _good_keys(self) -> Any:
        return models.ApiKey.objects.using(self.session.alias).filter(revoked_at__isnull=True)

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
        found = self.session.query(
            f"SELECT {columns(_TERMS)} FROM {PREFIX}published_terms ORDER BY published_at, package, version"
        )
        return tuple(_terms(row) for row in found)

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
        found = self.session.query(
            f"SELECT place, day, kind, reason FROM {PREFIX}calendar_override ORDER BY place, day"
        )
        return tuple(Override(place, _day(day), DayKind(kind), reason) for place, day, kind, reason in found)

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


def _day(value: date | str) -> date:
    """The day as the drivers give it."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _terms(row: Sequence[Any]) -> PublishedTerms:
    package, version, base, values, hashed, by, published_at, effective_at, scope = row
    return PublishedTerms(
        package,
        version,
        base,
        json.loads(values),
        hashed,
        by,
        instant(published_at),
        instant(effective_at),
        scope,
    )
