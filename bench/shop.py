"""A shop to measure: a database of its own, parties that may trade, and money in their wallets."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit, urlunsplit

from tailorbird.app.account.actions import top_up
from tailorbird.app.ports.parties import Party
from tailorbird.app.purchase.intake import Wanted
from tailorbird.app.purchase.place import PlaceOrder
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role

if TYPE_CHECKING:
    from tailorbird.app.house import House

CLIENTS: Final = 8
PROVIDER: Final = "provider"
CARRIER: Final = "carrier"
BUYERS: Final = tuple(f"buyer{number}" for number in range(CLIENTS))
LINK: Final = "https://detail.1688.com/offer/803311947265.html"
"""A product whose one variant the link determines."""
RICH: Final = Money(10**13, "CNY")
DISCLOSURES: Final = tuple(f"order1688.{number}" for number in (0, 4, 7, 11, 23, 28, 29, 30))
_SCOPES: Final = frozenset(("read", "act", "money"))
_OFFER: Final = {"purchasing_person": "Li Na", "freight": {"currency": "CNY", "minor": 1200}}
_LOGISTICS: Final = {"serves": ["SG"], "excludes": [], "warehouse_address": "Hall 4, 88 Yinhai Road, Yiwu"}


class CannotMeasure(RuntimeError):
    """Something that a measurement needs is missing; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Shop:
    """Where the shop's data lies, and the keys of those who call."""

    url: str
    home: Path

    def environment(self) -> dict[str, str]:
        """What a server or worker of this shop is started with."""
        told = {
            "TAILORBIRD_DATABASE_URL": self.url,
            "TAILORBIRD_VAR": str(self.home),
            "TAILORBIRD_MEDIA": str(self.home / "media"),
            "TAILORBIRD_MAIL_FOLDER": str(self.home / "mail"),
            "TAILORBIRD_SECRET_KEY": "a key that protects nothing but measurements",
            "TAILORBIRD_ENV": "development",
            "TAILORBIRD_RATE_PER_MINUTE": "6000000",
            "TAILORBIRD_RATE_BURST": "100000",
            "DJANGO_SETTINGS_MODULE": "tailorbird.adapters.db.settings",
        }
        return {**os.environ, **told}

    def house(self) -> House:
        """The shop's house, in this process."""
        from tailorbird.bootstrap import open_house

        return open_house(self.config())

    def config(self) -> Any:
        """The configuration of the shop's house."""
        from tailorbird.bootstrap import Config

        captures = Config.from_environment().captures
        return Config(self.url, self.home / "media", captures, self.home / "mail")


def server_url() -> str:
    """The PostgreSQL server to measure on."""
    server = os.environ.get("TAILORBIRD_TEST_POSTGRES")
    if not server:
        raise CannotMeasure("This needs PostgreSQL: run `make bench`, or `scripts/with-postgres COMMAND`.")
    return server


@contextmanager
def postgres_database(name: str) -> Iterator[str]:
    """A database of its own on the server; its URL. It is dropped afterwards."""
    import psycopg

    server = server_url()
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())
        admin.execute(f'CREATE DATABASE "{name}"'.encode())
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(server, autocommit=True) as admin:
            admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())


def migrate(shop: Shop) -> None:
    """Make the tables."""
    os.environ.update({name: value for name, value in shop.environment().items() if name not in os.environ})
    from tailorbird.bootstrap import migrate as bring_up_to_date

    shop.home.mkdir(parents=True, exist_ok=True)
    bring_up_to_date(shop.config())


def furnish(house: House, buyers: Sequence[str] = BUYERS, funds: Money = RICH) -> dict[str, str]:
    """Let the parties join, fill each wallet with `funds`, and return the buyers' API keys."""
    house.parties.save_party(_party("operator", frozenset((Role.OPERATOR,)), {}))
    house.parties.save_party(_party("gateway", frozenset((Role.GATEWAY,)), {}))
    house.parties.save_party(_party(PROVIDER, frozenset((Role.PROVIDER,)), {"standing_offer": _OFFER}))
    house.parties.save_party(_party(CARRIER, frozenset((Role.CARRIER, Role.WAREHOUSE)), _LOGISTICS))
    keys = {}
    for buyer in buyers:
        party = _party(buyer, frozenset((Role.BUYER,)), {})
        house.parties.save_party(party)
        paid = top_up(house, party, funds, "gateway", f"first:{buyer}")
        if paid.problem is not None:
            raise CannotMeasure(f"{buyer} cannot top up: {paid.problem.detail}")
        keys[buyer] = house.parties.issue_key(buyer, _SCOPES, "bench")
    return keys


def _party(name: str, roles: frozenset[Role], settings: dict[str, Any]) -> Party:
    return Party(name, name.title(), roles, email=f"{name}@shop.example", country="CN", settings=settings)


def an_order(key: str) -> PlaceOrder:
    """A whole order under the provider's standing offer."""
    wanted = Wanted(LINK, 2, receiving_address="12 Orchard Road, Singapore 238832", destination="SG")
    return PlaceOrder(PROVIDER, CARRIER, wanted, "Mei Tan", key, disclosures=DISCLOSURES)


def order_body() -> dict[str, Any]:
    """The same order as a body for the API."""
    wanted = {
        "link": LINK,
        "quantity": 2,
        "receiving_address": "12 Orchard Road, Singapore 238832",
        "destination": "SG",
    }
    return {
        "provider": PROVIDER,
        "carrier": CARRIER,
        "wanted": wanted,
        "signer": "Mei Tan",
        "disclosures": list(DISCLOSURES),
    }
