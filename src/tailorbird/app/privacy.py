"""A person's private data: to take along, and to have erased (order1688.23)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from tailorbird.app.design.drafts import erase_draft
from tailorbird.app.engine.command import Act, Order
from tailorbird.app.house import House
from tailorbird.app.participants import PLATFORM_PARTY, THE_PLATFORM
from tailorbird.app.ports.catalogue import Looking, ProductRecord, Visibility
from tailorbird.app.ports.designs import Draft
from tailorbird.app.ports.parties import Party
from tailorbird.app.ports.records import Page
from tailorbird.app.ports.storage import PrivateContent
from tailorbird.domain import codec
from tailorbird.domain.cases.facts.store import StoreChangedHands
from tailorbird.domain.catalogue.product import Channel


@dataclass(frozen=True, slots=True)
class Kept:
    """A case whose private content stays for now, and why."""

    case_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Erasure:
    """What became of a wish to have private data erased."""

    erased: tuple[str, ...]
    """Ids of the contents that are gone."""
    kept: tuple[Kept, ...]
    designs: tuple[str, ...] = ()
    """Ids of the designs that are gone, with their lines in the basket and the pictures that served them
    alone. What was ordered stays with its order, by the order's own deadline."""


def private_data(house: House, party: Party) -> dict[str, Any]:
    """Everything private that is kept of the party, with where it belongs; for the party alone."""
    return {
        "party": {"id": party.id, "name": party.name, "email": party.email, "country": party.country},
        "contents": [
            {"case": case_id, "field": content.kind, "id": content.id, "text": content.text}
            for case_id, content in _own(house, party)
        ],
        "designs": [_design(house, party, each) for each in house.designs.drafts(party.id)],
        "basket": [
            {"line": each.line, "design": each.draft, "hash": each.hash, "quantity": each.quantity}
            for each in house.designs.lines(party.id)
        ],
        "products": [
            {
                "id": each.id,
                "owner": each.owner,
                "visibility": each.visibility.value,
                "listing": each.listing,
                "document": codec.plain(each.product),
            }
            for each in _unpublished(house, party)
        ],
    }


def _design(house: House, party: Party, draft: Draft) -> dict[str, Any]:
    """The design with every version: an edit loses nothing, so all of them are kept."""
    versions = (house.designs.version(draft.id, party.id, number) for number in range(1, draft.version + 1))
    return {
        "id": draft.id,
        "product": draft.product,
        "title": draft.title,
        "changed_at": draft.changed_at,
        "files": sorted(house.designs.files(draft.id)),
        "versions": [codec.read_json(dict[str, Any], each) for each in versions if each is not None],
    }


def _unpublished(house: House, party: Party) -> Iterator[ProductRecord]:
    """The party's products that not everybody sees, and the private ones that were made for it."""
    for visibility in (Visibility.DRAFT, Visibility.WITHDRAWN, Visibility.PRIVATE):
        yield from _every(partial(house.catalogue.owned, party.id, visibility))
    made_for = Looking(viewer=party.id, channel=Channel.CUSTOM)
    for each in _every(lambda at: house.catalogue.search(replace(made_for, cursor=at))):
        if each.seen_by == party.id and each.owner != party.id:
            yield each


def _every(page_at: Callable[[str], Page[ProductRecord]]) -> Iterator[ProductRecord]:
    cursor: str | None = ""
    while cursor is not None:
        page = page_at(cursor)
        yield from page.items
        cursor = page.next_cursor


def _own(house: House, party: Party) -> Iterator[tuple[str, PrivateContent]]:
    """The party's private content, without that of stores which it gave away: with the store, what it wrote
    about the store's customers became the receiver's (cj-platform.store-transfer)."""
    given_away: dict[str, int] = {}
    for case_id, content in house.records.private_of_owner(party.id):
        if case_id not in given_away:
            given_away[case_id] = _gave_away(house, party, case_id)
        if not given_away[case_id]:
            yield case_id, content


def _gave_away(house: House, party: Party, case_id: str) -> int:
    """1 where the case is of a store that went to another account, and the party has no part in it now."""
    record = house.records.case(case_id)
    if record is None or party.id in record.header.participants.values():
        return 0
    return int(any(each.name == StoreChangedHands.__name__ for each in record.facts))


def erase_private_data(house: House, party: Party, key: str) -> Erasure:
    """Erase the party's designs, and its private content in every case that is over; open cases still need
    theirs.

    Each case records what was erased, so the chain of its facts stays whole. Safe to repeat.
    """
    by_case: dict[str, list[str]] = defaultdict(list)
    for case_id, content in _own(house, party):
        by_case[case_id].append(content.id)
    erased: list[str] = []
    kept: list[Kept] = []
    for case_id, contents in sorted(by_case.items()):
        reason = _needed(house, case_id)
        if reason:
            kept.append(Kept(case_id, reason))
            continue
        body = {"contents": contents, "owner": party.id}
        act = Act("erase_private", THE_PLATFORM, body)
        order_key = f"erase:{party.id}:{key}:{codec.digest(codec.canonical(contents))[:16]}"
        receipt = house.engine.run(Order(case_id, (act,), PLATFORM_PARTY, order_key))
        if receipt.problem is None:
            erased += contents
        else:
            kept.append(Kept(case_id, f"{receipt.problem.title}. {receipt.problem.next_step}"))
    return Erasure(tuple(erased), tuple(kept), _erase_designs(house, party))


def _erase_designs(house: House, party: Party) -> tuple[str, ...]:
    gone = tuple(each.id for each in house.designs.drafts(party.id))
    for design in gone:
        erase_draft(house, party.id, design)
    return gone


def _needed(house: House, case_id: str) -> str:
    """Why the case still needs its private content; empty where it is over."""
    record = house.records.case(case_id)
    if record is None or (record.header.turn is None and not record.deadlines):
        return ""
    if record.deadlines:
        last = max(each.until for each in record.deadlines)
        return f"A deadline runs in this case until {last:%Y-%m-%d %H:%M} UTC; ask again after it."
    return f"It is the {record.header.turn}'s turn in this case; ask again when it is over."
