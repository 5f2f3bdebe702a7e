"""Public listings as anybody sees them."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from tailorbird.api import wiring
from tailorbird.api.problem_reply import Refusal
from tailorbird.api.replying import reply
from tailorbird.api.routing import Routes
from tailorbird.app.personalised.place import not_public, public_listing
from tailorbird.domain.listing.document import ListingDocument

routes = Routes("listings")


@dataclass(frozen=True, slots=True)
class ListingShown:
    """A public listing, as it was published."""

    listing: str
    merchant: str
    document: ListingDocument


@routes.get("/listings/{listing_id}", gives=ListingShown)
def show_listing(request: HttpRequest, listing_id: str) -> HttpResponse:
    """A listing that is public now. One that is not, or no longer, is not there."""
    found = public_listing(wiring.house(), listing_id)
    if found is None:
        raise Refusal(not_public(listing_id))
    merchant, document = found
    return reply(ListingShown(listing_id, merchant, document))
