"""Ordering a public listing with a customization."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from tailorbird.app.case_id import new_case_id
from tailorbird.app.design.ordering import Stated, for_order
from tailorbird.app.engine.casefile import case_from
from tailorbird.app.engine.command import Act, Actor, Opening, Order, Receipt
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.participants import HOUSE_PARTIES
from tailorbird.app.personalised.fitting import fitted, mispriced, unfit
from tailorbird.app.personalised.screening import screen_order, wishes_of
from tailorbird.app.ports.catalogue import ProductRecord
from tailorbird.domain import codec
from tailorbird.domain.cases.facts.listing import ListingDrafted, ListingPublished
from tailorbird.domain.cases.facts.personalised import CustomizationScreened
from tailorbird.domain.cases.listing_words import ScreenFinding
from tailorbird.domain.customization.specification import Entry, Specification, UnfitSpecification
from tailorbird.domain.listing.document import ListingDocument
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role

_ZONE: Final = "UTC"


@dataclass(frozen=True, slots=True)
class NewPersonalisedOrder:
    """What a buyer orders of a public listing: the entries that it filled, and how many. Each entry names
    its field in `label`. The price is the listing's, with what the chosen options add.

    Of a product of the catalogue the buyer orders a version of a `design` of theirs instead; `hash` and
    `total` are what they were shown of it, and compared where they are given.
    """

    listing: str
    quantity: int = 0
    """Pieces; of a design 0 is its own number."""
    entries: tuple[Entry, ...] = ()
    variant: str = ""
    destination: str | None = None
    address: str | None = None
    design: str = ""
    version: int = 0
    hash: str = ""
    total: Money | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """What is put on record of an order, whatever it came from."""

    specification: Specification
    price: Money
    files: Sequence[str]
    findings: tuple[ScreenFinding, ...]
    once: Money | None = None
    """What is charged once for the order."""
    product: ProductRecord | None = None
    """The catalogue's product, where the listing is of one."""


def order_personalised(house: House, buyer: str, order: NewPersonalisedOrder, key: str) -> Receipt:
    """Order it; the customization is screened before the seller can take it on.

    What was ordered under this key before is told again, whatever became of listing and design meanwhile.
    """
    case_id = new_case_id(buyer, key, house.clock.now().year)
    asked = codec.digest(codec.canonical(codec.plain(order)))
    before = house.engine.told_before(Order(case_id, (), buyer, key, asked=asked))
    if before is not None:
        return before
    found = public_listing(house, order.listing)
    if found is None:
        return Receipt("", {}, not_public(order.listing))
    merchant, document = found
    if merchant == buyer:
        return Receipt("", {}, _own_listing(merchant))
    placed = _designed(house, buyer, order, document) if document.product else _placed(order, document)
    if isinstance(placed, Problem):
        return Receipt("", {}, placed)
    shipping = _shipping(house, merchant, order.destination, placed.price)
    if isinstance(shipping, Problem):
        return Receipt("", {}, shipping)
    told = {
        "listing": order.listing,
        "shipping": shipping,
        "destination": order.destination,
        "address": order.address,
        **_of_the_product(placed),
    }
    act = place_act(Actor(buyer, Role.BUYER), placed, told)
    parties = {Role.BUYER: buyer, Role.MERCHANT: merchant}
    opening = order_opening(house, parties, document.title, placed.price)
    return house.engine.run(Order(case_id, (act,), buyer, key, opening, asked))


def _of_the_product(placed: Placed) -> dict[str, Any]:
    record = placed.product
    if record is None or record.product.template is None:
        return {}
    return {
        "product": record.id,
        "product_hash": record.hash,
        "once": placed.once,
        "approval": record.product.template.approval,
    }


def _designed(
    house: House, buyer: str, order: NewPersonalisedOrder, document: ListingDocument
) -> Placed | Problem:
    """The design that the buyer made of the catalogue's product, checked and priced once more."""
    if not order.design or order.entries:
        return unfit(
            "This product is ordered by a design of yours: begin one by POST /api/v1/designs with the "
            f"product {document.product}, and name it here in `design`."
        )
    currency = document.price.currency if document.price else ""
    found = for_order(
        house, buyer, order.design, order.version, Stated(order.hash, order.total, currency, order.quantity)
    )
    if isinstance(found, Problem):
        return found
    if found.record.id != document.product:
        return unfit("The design is of another product than the listing.")
    specification, priced = found.specification, found.priced
    files = tuple(dict.fromkeys(each.file for each in specification.entries if each.file))
    once = priced.once if priced.once.minor else None
    template = found.record.product.template
    findings = screen_order(specification, wishes_of(template) if template is not None else frozenset())
    return Placed(specification, priced.piece, files, findings, once, found.record)


def _placed(order: NewPersonalisedOrder, document: ListingDocument) -> Placed | Problem:
    if order.design:
        return unfit("This listing is of no product with a template: fill in its fields in `entries`.")
    if document.price is None:
        return mispriced(document.title)
    fits = fitted(document, document.price, order.entries)
    if isinstance(fits, Problem):
        return fits
    try:
        specification = Specification(
            product=order.listing,
            title=document.title,
            quantity=order.quantity,
            entries=fits.entries,
            variant=order.variant,
        )
    except UnfitSpecification as problem:
        return unfit(str(problem))
    files = tuple(dict.fromkeys(each.file for each in fits.entries if each.file))
    return Placed(specification, fits.price, files, screen_order(specification, wishes_of(document)))


def place_act(actor: Actor, placed: Placed, told: dict[str, Any], private_owner: str = "") -> Act:
    """The order's first act: the customization itself is private content of whoever wrote it."""
    specification = placed.specification
    body = {
        "title": specification.title,
        "quantity": specification.quantity,
        "price": placed.price,
        "specification_hash": specification.hash,
        "customization": specification.document().decode(),
        "files": tuple(dict.fromkeys(placed.files)),
        **told,
    }
    plain = {name: codec.plain(value) for name, value in body.items() if value is not None}
    screened = CustomizationScreened(findings=placed.findings)
    return Act("place_personalised_order", actor, plain, attached=(screened,), private_owner=private_owner)


def order_opening(house: House, parties: dict[Role, str], title: str, price: Money) -> Opening:
    """The order's case, under the platform's terms and those of the programme."""
    return Opening(
        kind="personalised_order",
        title=title,
        zone=_ZONE,
        currency=price.currency,
        participants={**parties, **HOUSE_PARTIES},
        terms=(house.library.in_force("cj_platform"), house.library.in_force("amazon_custom")),
    )


def public_listing(house: House, listing: str) -> tuple[str, ListingDocument] | None:
    """The seller and the document of a listing that is public now: as it was when it was published."""
    record = house.records.case(listing)
    if record is None or record.header.kind != "listing" or record.header.stage != "public":
        return None
    case = case_from(record)
    published = case.last(ListingPublished)
    drafts = [each for each in case.all(ListingDrafted) if published is not None and each.seq < published.seq]
    return (record.header.participants[Role.MERCHANT], drafts[-1].fact.document) if drafts else None


def _shipping(house: House, merchant: str, country: str | None, price: Money) -> Money | Problem | None:
    """What the seller's `listing_shipping` says for the country, or for every other one under `*`."""
    party = house.parties.party(merchant)
    try:
        costs = codec.read(dict[str, Money], party.settings.get("listing_shipping", {})) if party else {}
    except codec.UnreadableInput:
        return mispriced(merchant)
    cost = costs.get(country or "", costs.get("*"))
    fits = cost is None or (cost.currency == price.currency and cost.minor >= 0)
    return cost if fits else mispriced(merchant)


def not_public(listing: str) -> Problem:
    """There is no public listing of this number."""
    return Problem(
        "not_public",
        404,
        "This product is not public",
        f"The listing {listing} was taken from the public, or never was public.",
        "Look for another product; open orders of it are finished.",
    )


def _own_listing(merchant: str) -> Problem:
    return Problem(
        "with_oneself",
        422,
        "Both sides would be you",
        f"{merchant} cannot order its own listing.",
        "Order with the key of another party.",
    )
