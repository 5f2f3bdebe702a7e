"""A jeweller's listing: what a piece and its shipping cost, and which wishes its page offers."""

from __future__ import annotations

from dataclasses import dataclass

from tailorbird.app.engine.problem import Problem
from tailorbird.app.ports.parties import Party
from tailorbird.domain import codec
from tailorbird.domain.cases.facts.jewelry import WishKind
from tailorbird.domain.money import Money


@dataclass(frozen=True, slots=True)
class Listing:
    """A piece as the jeweller's settings tell it. `price` is for one; `shipping` for the whole order."""

    title: str
    price: Money
    shipping: Money
    currency: str
    title_zh: str = ""
    also: tuple[WishKind, ...] = ()
    """Kinds of wishes that the page offers beyond the terms."""
    not_offered: tuple[WishKind, ...] = ()


def listing_of(merchant: Party, name: str) -> Listing | Problem:
    """The listing of that name in `settings["listings"]` of the jeweller."""
    listings = merchant.settings.get("listings")
    if not isinstance(listings, dict) or name not in listings:
        return _no_listing(merchant, name, sorted(listings) if isinstance(listings, dict) else [])
    try:
        listing = codec.read(Listing, listings[name])
    except codec.UnreadableInput as problem:
        return unreadable(merchant, name, str(problem))
    if {listing.price.currency, listing.shipping.currency} != {listing.currency}:
        return unreadable(merchant, name, f"its amounts are not all in {listing.currency}")
    return listing


def _no_listing(merchant: Party, name: str, known: list[str]) -> Problem:
    return Problem(
        "no_such_listing",
        422,
        "The jeweller has no such piece",
        f"{merchant.name} has no listing {name!r}.",
        f"Choose one of these: {', '.join(known)}." if known else "Choose a piece of another jeweller.",
        {"listings": known},
    )


def unreadable(merchant: Party, name: str, why: str) -> Problem:
    """What the jeweller says of its piece is not in order."""
    return Problem(
        "listing_unreadable",
        409,
        "The jeweller's listing cannot be read",
        f"The listing {name!r} of {merchant.name} is not in order: {why}.",
        "Nothing was ordered. The jeweller has to put title, price, shipping and currency right.",
    )
