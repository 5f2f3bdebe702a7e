"""Opening a store, and offering one to another account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tailorbird.app.case_id import new_case_id
from tailorbird.app.engine import problems
from tailorbird.app.engine.command import Act, Actor, Opening, Order, Receipt
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.participants import OPERATOR_PARTY
from tailorbird.domain import codec
from tailorbird.domain.cases.store_words import StoreKind
from tailorbird.domain.roles import Role

_NO_MONEY: Final = "XXX"


@dataclass(frozen=True, slots=True)
class NewStore:
    """A store: its name, what it runs on, and the currency of its shipping rates."""

    name: str
    kind: StoreKind = StoreKind.OTHER
    url: str = ""
    currency: str = "USD"


@dataclass(frozen=True, slots=True)
class NewTransfer:
    """Which store is offered; to whom is said by the part `receiver`."""

    store: str
    note: str | None = None


def open_store(house: House, merchant: str, store: NewStore, key: str) -> Receipt:
    """A merchant may have several stores."""
    opening = Opening(
        kind="store",
        title=store.name,
        zone="UTC",
        currency=store.currency,
        participants={Role.MERCHANT: merchant, Role.OPERATOR: OPERATOR_PARTY},
        terms=(house.library.in_force("cj_aftersales"), house.library.in_force("cj_platform")),
    )
    body = {"name": store.name, "kind": store.kind.value, "url": store.url}
    act = Act("open_store", Actor(merchant, Role.MERCHANT), body)
    return house.engine.run(Order(_id(house, merchant, key), (act,), merchant, key, opening))


def offer_store(house: House, merchant: str, receiver: str, transfer: NewTransfer, key: str) -> Receipt:
    """Offer one of one's own stores. The receiver has to be a registered merchant."""
    store = house.records.case(transfer.store)
    if store is None or store.header.kind != "store" or store.header.participants[Role.MERCHANT] != merchant:
        return Receipt("", {}, problems.no_case(transfer.store))
    party = house.parties.party(receiver)
    if party is None or Role.MERCHANT not in party.roles:
        return Receipt("", {}, _no_receiver(receiver))
    opening = Opening(
        kind="store_transfer",
        title=store.header.title,
        zone=store.header.zone,
        currency=_NO_MONEY,
        participants={Role.MERCHANT: merchant, Role.RECEIVER: receiver, Role.OPERATOR: OPERATOR_PARTY},
        terms=(house.library.in_force("cj_platform"),),
    )
    body = {"store": transfer.store, "receiver": receiver} | codec.plain(
        {"note": transfer.note} if transfer.note else {}
    )
    act = Act("offer_store", Actor(merchant, Role.MERCHANT), body)
    return house.engine.run(Order(_id(house, merchant, key), (act,), merchant, key, opening))


def _id(house: House, merchant: str, key: str) -> str:
    return new_case_id(merchant, key, house.clock.now().year)


def _no_receiver(party: str) -> Problem:
    return Problem(
        "no_such_party",
        422,
        "There is no such merchant",
        f"{party!r} is not registered as merchant.",
        "GET /api/v1/parties?role=merchant lists those that are.",
    )
