"""Opening a store, and offering one to another account."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from tailorbird.app.case_id import new_case_id
from tailorbird.app.engine import problems
from tailorbird.app.engine.casefile import case_from
from tailorbird.app.engine.command import Act, Actor, Opening, Order, Receipt
from tailorbird.app.engine.problem import Problem
from tailorbird.app.errands import labelled
from tailorbird.app.house import House
from tailorbird.app.participants import DESK_ZONE, OPERATOR_PARTY
from tailorbird.app.ports.storage import CaseRecord
from tailorbird.domain import codec
from tailorbird.domain.cases.facts.store import StoreTransferAccepted, StoreTransferOffered
from tailorbird.domain.cases.store_words import StoreKind
from tailorbird.domain.money import NO_CURRENCY, Money, MoneyError
from tailorbird.domain.roles import Role

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"']{1,490}")


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
    if problem := _unfit(store):
        return Receipt("", {}, problem)
    opening = Opening(
        kind="store",
        title=store.name,
        zone=DESK_ZONE,
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
    if problem := _unfit_receiver(house, merchant, receiver) or _offered(house, merchant, transfer.store):
        return Receipt("", {}, problem)
    opening = Opening(
        kind="store_transfer",
        title=store.header.title,
        zone=store.header.zone,
        currency=NO_CURRENCY,
        participants={Role.MERCHANT: merchant, Role.RECEIVER: receiver, Role.OPERATOR: OPERATOR_PARTY},
        terms=(house.library.in_force("cj_platform"),),
    )
    body = {"store": transfer.store, "receiver": receiver} | codec.plain(
        {"note": transfer.note} if transfer.note else {}
    )
    act = Act("offer_store", Actor(merchant, Role.MERCHANT), body)
    return house.engine.run(Order(_id(house, merchant, key), (act,), merchant, key, opening))


def accept_acts(house: House, receiver: str, record: CaseRecord) -> tuple[Act, ...] | Problem:
    """Taking a store over, while it is still the giver's to give."""
    case = case_from(record)
    offered = case.first(StoreTransferOffered)
    store = house.records.case(offered.fact.store) if offered is not None else None
    giver = record.header.participants[Role.MERCHANT]
    gone = store is None or store.header.participants[Role.MERCHANT] != giver
    if gone and not case.has(StoreTransferAccepted):
        return Problem(
            "not_the_givers",
            409,
            "The store is not the giver's any more",
            f"{record.header.title} was handed over to somebody else since it was offered.",
            "Nothing was done. Ask whoever owns the store now.",
        )
    return (Act("accept_store", Actor(receiver, Role.RECEIVER)),)


def _offered(house: House, merchant: str, store: str) -> Problem | None:
    """Why an owner cannot offer the store now: an offer of it stands."""
    for header in labelled(house, "store_offered", store):
        if header.stage == "offered" and header.participants[Role.MERCHANT] == merchant:
            return Problem(
                "store_is_offered",
                409,
                "The store is on offer already",
                f"{header.title} was offered before, and that offer still stands.",
                "Withdraw the offer that stands, or wait until it is answered or lapses.",
                {"transfer": header.id},
            )
    return None


def _unfit_receiver(house: House, merchant: str, receiver: str) -> Problem | None:
    """Who takes a store over has to be able to do in its cases what the giver does."""
    giver = house.parties.party(merchant)
    needed = {Role.MERCHANT} | ({Role.BUYER} & giver.roles if giver is not None else set())
    party = house.parties.party(receiver)
    return None if party is not None and needed <= party.roles else _no_receiver(receiver, needed)


def _id(house: House, merchant: str, key: str) -> str:
    return new_case_id(merchant, key, house.clock.now().year)


def _no_receiver(party: str, needed: set[Role]) -> Problem:
    parts = " and ".join(sorted(needed))
    return Problem(
        "no_such_party",
        422,
        "There is no such merchant",
        f"{party!r} is not registered as {parts}.",
        "GET /api/v1/parties?role=merchant lists those that are.",
    )


def _unfit(store: NewStore) -> Problem | None:
    """What of a new store nobody could work with."""
    try:
        Money.zero(store.currency)
    except MoneyError as problem:
        return problems.unworkable_amount(problem)
    if store.url and not _ADDRESS.fullmatch(store.url):
        return Problem(
            "unfit_address",
            422,
            "This is no address of a store",
            "A store's address begins with https:// or http://, and has up to 500 characters.",
            "Give the address of the store's first page, or leave it out.",
        )
    return None
