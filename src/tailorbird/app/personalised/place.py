"""Ordering a listing with a customization, and importing an order from another marketplace."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from tailorbird.app.case_id import new_case_id
from tailorbird.app.engine import problems
from tailorbird.app.engine.casefile import case_from
from tailorbird.app.engine.command import Act, Actor, Opening, Order, Receipt
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.participants import HOUSE_PARTIES
from tailorbird.app.personalised.screening import screen
from tailorbird.domain import codec
from tailorbird.domain.cases.facts.listing import ListingDrafted, ListingPublished
from tailorbird.domain.cases.facts.personalised import CustomizationScreened
from tailorbird.domain.customization.specification import Entry, Specification, UnfitSpecification
from tailorbird.domain.listing.document import ListingDocument
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role

_ZONE: Final = "UTC"


@dataclass(frozen=True, slots=True)
class NewPersonalisedOrder:
    """What a buyer orders of a public listing: the entries that it filled, and how many. The price is the
    listing's."""

    listing: str
    quantity: int
    entries: tuple[Entry, ...]
    variant: str = ""
    destination: str | None = None
    address: str | None = None


def order_personalised(house: House, buyer: str, order: NewPersonalisedOrder, key: str) -> Receipt:
    """Order it; the customization is screened before the seller can take it on."""
    found = _public(house, order.listing)
    if found is None:
        return Receipt("", {}, problems.no_case(order.listing))
    merchant, document = found
    if document.price is None:
        return Receipt("", {}, _no_price(document.title))
    try:
        specification = Specification(
            product=order.listing,
            title=document.title,
            quantity=order.quantity,
            entries=order.entries,
            variant=order.variant,
        )
    except UnfitSpecification as problem:
        return Receipt("", {}, _unfit(problem))
    told = {
        "listing": order.listing,
        "shipping": _shipping(house, merchant, order.destination),
        "destination": order.destination,
        "address": order.address,
    }
    act = _place(Actor(buyer, Role.BUYER), specification, document.price, told)
    opening = _opening(house, {Role.BUYER: buyer, Role.MERCHANT: merchant}, document.title, document.price)
    case_id = new_case_id(buyer, key, house.clock.now().year)
    return house.engine.run(Order(case_id, (act,), buyer, key, opening))


def _place(actor: Actor, specification: Specification, price: Money, told: dict[str, Any]) -> Act:
    body = {
        "title": specification.title,
        "quantity": specification.quantity,
        "price": price,
        "specification_hash": specification.hash,
        "customization": specification.document().decode(),
        "files": tuple(dict.fromkeys(each.file for each in specification.entries if each.file)),
        **told,
    }
    plain = {name: codec.plain(value) for name, value in body.items() if value is not None}
    screened = CustomizationScreened(findings=screen(specification))
    return Act("place_personalised_order", actor, plain, attached=(screened,))


def _opening(house: House, parties: dict[Role, str], title: str, price: Money) -> Opening:
    return Opening(
        kind="personalised_order",
        title=title,
        zone=_ZONE,
        currency=price.currency,
        participants={**parties, **HOUSE_PARTIES},
        terms=(house.library.in_force("cj_platform"), house.library.in_force("amazon_custom")),
    )


def _public(house: House, listing: str) -> tuple[str, ListingDocument] | None:
    """The seller and the document of a listing that is public now: as it was when it was published."""
    record = house.records.case(listing)
    if record is None or record.header.kind != "listing" or record.header.stage != "public":
        return None
    case = case_from(record)
    published = case.last(ListingPublished)
    drafts = [each for each in case.all(ListingDrafted) if published is not None and each.seq < published.seq]
    return (record.header.participants[Role.MERCHANT], drafts[-1].fact.document) if drafts else None


def _shipping(house: House, merchant: str, country: str | None) -> Money | None:
    """What the seller's `listing_shipping` says for the country, or for every other one under `*`."""
    party = house.parties.party(merchant)
    costs = codec.read(dict[str, Money], party.settings.get("listing_shipping", {})) if party else {}
    return costs.get(country or "", costs.get("*"))


def imported(
    house: House,
    merchant: str,
    specification: Specification,
    price: Money,
    source: str,
    listing: str,
    key: str,
) -> Receipt:
    """An order that came from another marketplace, where it was paid. Its buyer has no account here."""
    name = source.replace("/", "-")
    parties = {Role.MERCHANT: merchant, Role.BUYER: f"outside/buyer/{name}"}
    told = {"source": source, "listing": listing}
    act = _place(Actor(merchant, Role.MERCHANT), specification, price, told)
    case_id = new_case_id(merchant, key, house.clock.now().year)
    opening = _opening(house, parties, specification.title, price)
    return house.engine.run(Order(case_id, (replace(act, private_owner=merchant),), merchant, key, opening))


def _unfit(problem: Exception) -> Problem:
    return Problem(
        "unfit_customization",
        422,
        "The customization does not fit",
        str(problem),
        "Nothing was ordered. Put this place right, and send the order again.",
    )


def _no_price(title: str) -> Problem:
    return Problem(
        "no_price",
        409,
        "The listing has no price",
        f"{title} cannot be ordered, because its seller stated no price.",
        "Nothing was ordered. Choose another product, or ask the seller.",
    )
