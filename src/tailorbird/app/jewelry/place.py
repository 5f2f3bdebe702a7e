"""Ordering a piece: the summary of the exact wishes that the buyer confirms, and the opening of the case."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from tailorbird.app.case_id import new_case_id
from tailorbird.app.catalogue.jeweller import piece_of
from tailorbird.app.engine.command import Act, Actor, Opening, Order, Receipt
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.jewelry.listing import Listing, listing_of
from tailorbird.app.participants import DESK_ZONE, HOUSE_PARTIES, no_such_party
from tailorbird.app.ports.parties import Party
from tailorbird.domain import codec
from tailorbird.domain.cases.fact import Fact
from tailorbird.domain.cases.facts.jewelry import REMARKS, RangeTold, SummaryDrawnUp, Wish
from tailorbird.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Ordered:
    """What a buyer submits. Title and prices are not given: they are the listing's.

    `inscriptions` are the words to be put on the piece; `summary_hash` is of the summary that the buyer
    was shown and confirmed, see `summary_of`.
    """

    listing: str
    wishes: tuple[Wish, ...] = ()
    inscriptions: tuple[str, ...] = ()
    remarks: str | None = None
    variant: str | None = None
    quantity: int = 1
    destination: str | None = None
    address: str | None = None
    summary_hash: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """The exact wishes in canonical bytes; `hash` is what a buyer confirms. The address is no wish."""

    content: dict[str, Any]
    data: bytes
    hash: str


def summary_of(ordered: Ordered, listing: Listing) -> Summary:
    """The summary of an order of this listing, at the listing's price of now."""
    content: dict[str, Any] = codec.plain(
        {
            "destination": ordered.destination,
            "inscriptions": ordered.inscriptions,
            "listing": ordered.listing,
            "price": listing.price,
            "quantity": ordered.quantity,
            "remarks": ordered.remarks,
            "shipping": listing.shipping,
            "title": listing.title,
            "variant": ordered.variant,
            "wishes": ordered.wishes,
        }
    )
    data = codec.canonical(content)
    return Summary(content, data, codec.digest(data))


def draw_up(house: House, merchant: str, ordered: Ordered) -> Summary | Problem:
    """The summary to be shown to the buyer before the order is sent."""
    listing = _listing(house, merchant, ordered)
    return listing if isinstance(listing, Problem) else summary_of(_tidy(ordered), listing)


def open_jewelry(house: House, buyer: str, merchant: str, ordered: Ordered, key: str) -> Receipt:
    """Send the order, and so open its case. Refused unless the buyer confirmed the summary of now; the
    problem then carries that summary, to be shown and confirmed."""
    listing = _listing(house, merchant, ordered)
    if isinstance(listing, Problem):
        return Receipt("", {}, listing)
    tidy = _tidy(ordered)
    summary = summary_of(tidy, listing)
    case_id = new_case_id(buyer, key, house.clock.now().year)
    opening = _opening(house, buyer, merchant, listing)
    receipt = house.engine.run(Order(case_id, (_submit(buyer, tidy, listing, summary),), buyer, key, opening))
    return _with_summary(receipt, summary)


def _with_summary(receipt: Receipt, summary: Summary) -> Receipt:
    problem = receipt.problem
    if problem is None or problem.code != "refused_by_terms":
        return receipt
    shown = {**problem.extra, "summary": summary.content, "summary_hash": summary.hash}
    return replace(receipt, problem=replace(problem, extra=shown))


def _listing(house: House, merchant: str, ordered: Ordered) -> Listing | Problem:
    party = house.parties.party(merchant)
    if party is None or Role.MERCHANT not in party.roles:
        return no_such_party(merchant, Role.MERCHANT)
    names = [wish.wish for wish in ordered.wishes]
    if len(set(names)) < len(names) or {"", REMARKS} & set(names):
        return _unclear_wishes()
    found = listing_of(party, ordered.listing)
    if isinstance(found, Problem) and found.code == "no_such_listing":
        told = ordered.variant or "", ordered.quantity, ordered.destination or ""
        return piece_of(house, party, ordered.listing, *told) or found
    return found


def _tidy(ordered: Ordered) -> Ordered:
    """Blank words are no words."""
    return replace(
        ordered,
        inscriptions=tuple(each for each in ordered.inscriptions if each.strip()),
        remarks=ordered.remarks if ordered.remarks and ordered.remarks.strip() else None,
    )


def _opening(house: House, buyer: str, merchant: str, listing: Listing) -> Opening:
    party = house.parties.party(merchant)
    settings = party.settings if party else {}
    participants = {
        Role.BUYER: buyer,
        Role.MERCHANT: merchant,
        **HOUSE_PARTIES,
    }
    carrier = _carrier(house, str(settings.get("carrier", "")))
    if carrier is not None:
        participants[Role.CARRIER] = carrier.id
    return Opening(
        kind="jewelry",
        title=listing.title,
        zone=str(settings.get("zone", DESK_ZONE)),
        currency=listing.currency,
        participants=participants,
        terms=(house.library.in_force("jewelry"),),
    )


def _submit(buyer: str, ordered: Ordered, listing: Listing, summary: Summary) -> Act:
    told = {
        "listing": ordered.listing,
        "title": listing.title,
        "variant": ordered.variant,
        "quantity": ordered.quantity,
        "price": listing.price,
        "shipping": listing.shipping,
        "wishes": ordered.wishes,
        "inscriptions": ordered.inscriptions,
        "remarks": ordered.remarks,
        "destination": ordered.destination,
        "address": ordered.address,
        "summary_hash": ordered.summary_hash,
    }
    body = {name: codec.plain(value) for name, value in told.items() if value is not None}
    found: list[Fact] = []
    if listing.also or listing.not_offered:
        found.append(RangeTold(also=listing.also, not_offered=listing.not_offered))
    # Last, since the quote follows from it, and needs to know the range.
    found.append(SummaryDrawnUp(summary_hash=summary.hash))
    return Act("submit_order", Actor(buyer, Role.BUYER), body, attached=tuple(found))


def ship_act(house: House, merchant: str, body: dict[str, Any]) -> Act | Problem:
    """Shipping with a registered carrier, named by its id; without one, with the carrier of the case."""
    act = Act("ship", Actor(merchant, Role.MERCHANT), body)
    named = str(body.get("carrier", ""))
    if not named:
        return act
    carrier = _carrier(house, named)
    return (
        no_such_party(named, Role.CARRIER)
        if carrier is None
        else replace(act, join={Role.CARRIER: carrier.id})
    )


def _carrier(house: House, party_id: str) -> Party | None:
    party = house.parties.party(party_id) if party_id else None
    return party if party is not None and Role.CARRIER in party.roles else None


def _unclear_wishes() -> Problem:
    return Problem(
        "unclear_wishes",
        422,
        "The wishes cannot be told apart",
        f"Each wish needs a name of its own in `wish`, other than {REMARKS!r}.",
        "Name the wishes w1, w2, w3 and so on.",
    )
