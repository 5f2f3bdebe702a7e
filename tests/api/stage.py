"""The stage that the API's tests play on: a house, parties with keys, and somebody who calls."""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tailorbird import bootstrap
from tailorbird.adapters.clock import MovedClock
from tailorbird.adapters.db.database import Database
from tailorbird.api import wiring
from tailorbird.api.limits import Buckets, Limits
from tailorbird.app.house import House
from tailorbird.app.permissions import Scope
from tailorbird.app.ports.parties import Party, WebhookEndpoint
from tailorbird.app.ports.webhooks import Answer, Took
from tailorbird.domain.roles import Role

MONDAY = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
CAPTURES = Path(bootstrap.__file__).parent / "demo" / "data" / "captures"
EDGES = ("tailorbird.api.edge.ApiEdge", "tailorbird.web.security.PageSecurity")
EVERYDAY = frozenset((Scope.READ, Scope.ACT, Scope.MONEY))
PARTIES: dict[str, tuple[frozenset[Role], frozenset[Scope]]] = {
    "operator": (frozenset((Role.OPERATOR,)), frozenset((Scope.READ, Scope.ACT, Scope.ADMIN))),
    "gateway": (frozenset((Role.GATEWAY,)), frozenset((Scope.READ, Scope.ACT, Scope.GATEWAY))),
    "ada": (frozenset((Role.BUYER,)), EVERYDAY),
    "bo": (frozenset((Role.BUYER,)), EVERYDAY),
    "jinsui": (frozenset((Role.PROVIDER,)), EVERYDAY),
    "crane": (frozenset((Role.CARRIER, Role.WAREHOUSE)), EVERYDAY),
    "pia": (frozenset((Role.PROMOTER,)), EVERYDAY),
}
SETTINGS: dict[str, dict[str, Any]] = {
    "jinsui": {
        "standing_offer": {
            "purchasing_person": "Lin",
            "freight": {"currency": "CNY", "minor": 2000},
            "extras": [],
        }
    },
    "crane": {"serves": ["DE", "US"], "excludes": [], "warehouse_address": "1 Crane Road, Yiwu"},
}


class Says:
    """A webhook port that sends nothing: it takes https addresses and accepts every event."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str, bytes]] = []

    def refusal(self, url: str) -> str | None:
        return None if url.startswith("https://") else "Only https addresses are taken."

    def send(self, endpoint: WebhookEndpoint, message_id: str, at: datetime, payload: bytes) -> Answer:
        self.sent.append((endpoint.url, message_id, payload))
        return Answer(Took.ACCEPTED, "200")


@dataclass(frozen=True)
class Reply:
    """What came back, with its body as JSON where it is one."""

    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.content)


class Caller:
    """Calls the API with a key. Every write gets a fresh idempotency key unless one is given."""

    _numbers = itertools.count(1)

    def __init__(self, key: str | None) -> None:
        self.key = key
        self._client = Client(raise_request_exception=False)

    def get(self, path: str, **headers: str) -> Reply:
        return self.call("GET", path, None, **headers)

    def post(self, path: str, body: Any = None, *, once: str = "", **headers: str) -> Reply:
        return self.call("POST", path, body if body is not None else {}, once=once, **headers)

    def put(self, path: str, body: Any = None, *, once: str = "", **headers: str) -> Reply:
        return self.call("PUT", path, body if body is not None else {}, once=once, **headers)

    def delete(self, path: str, *, once: str = "", **headers: str) -> Reply:
        return self.call("DELETE", path, None, once=once, **headers)

    def call(self, method: str, path: str, body: Any, *, once: str = "", **headers: str) -> Reply:
        """Any call. `body` is JSON, or bytes as they stand."""
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.key is not None:
            told.setdefault("Authorization", f"Bearer {self.key}")
        if method != "GET":
            told.setdefault("Idempotency-Key", once or f"key-{next(self._numbers)}")
        if told.get("Idempotency-Key") == "none":
            del told["Idempotency-Key"]
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        media_type = told.pop("Content-Type", "application/json")
        where = path if path.startswith("/") and not path.startswith("/v1") else f"/api{path}"
        response = self._client.generic(method, where, data, media_type, headers=told)
        content = b"".join(response) if response.streaming else response.content
        return Reply(response.status_code, dict(response.headers), content)


@dataclass(frozen=True)
class Stage:
    """The house, its clock, and a caller by party."""

    house: House
    clock: MovedClock
    webhooks: Says
    keys: dict[str, str]

    def by(self, party: str) -> Caller:
        """Somebody who calls with the party's key; `nobody` has none."""
        return Caller(self.keys.get(party))

    def with_scopes(self, party: str, *scopes: Scope) -> Caller:
        """The party with a key that is good for these scopes only."""
        return Caller(self.house.parties.issue_key(party, frozenset(each.value for each in scopes), "narrow"))

    def later(self, **delta: float) -> None:
        self.clock.advance(timedelta(**delta))


def open_stage(database: Database, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """Build the house and let the API find it."""
    clock, webhooks = MovedClock(MONDAY), Says()
    house = _house(database, folder, clock)
    keys = {name: _join(house, name, roles, scopes) for name, (roles, scopes) in PARTIES.items()}
    monkeypatch.setattr(bootstrap, "house", lambda: house)
    monkeypatch.setattr(wiring, "webhooks", lambda: webhooks)
    monkeypatch.setattr(settings, "MIDDLEWARE", [*EDGES, *(m for m in settings.MIDDLEWARE if m not in EDGES)])
    monkeypatch.setattr(Limits, "keys", Buckets(600_000, 10_000))
    monkeypatch.setattr(Limits, "strangers", Buckets(600_000, 10_000))
    return Stage(house, clock, webhooks, keys)


def _house(database: Database, folder: Path, clock: MovedClock) -> House:
    config = bootstrap.Config("", folder / "media", CAPTURES, folder / "mail", ("CN", "US"))
    return bootstrap.house_on(database, config, clock)


def _join(house: House, name: str, roles: frozenset[Role], scopes: frozenset[Scope]) -> str:
    party = Party(
        name,
        name.title(),
        roles,
        legal_name=f"{name.title()} Ltd",
        registration="91330782MA2E0000X1",
        country="CN",
        email=f"{name}@example.org",
        settings=SETTINGS.get(name, {}),
    )
    house.parties.save_party(party)
    return house.parties.issue_key(name, frozenset(each.value for each in scopes), "test")
