"""Public listings as anybody sees them, and reading a customization on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from tailorbird.api import wiring
from tailorbird.api.access import see
from tailorbird.api.body import idempotency_key, json_object, read_body
from tailorbird.api.problem_reply import Refusal
from tailorbird.api.replying import reply
from tailorbird.api.routes.cases import LOOK
from tailorbird.api.routing import Routes
from tailorbird.app.engine import problems
from tailorbird.app.engine.problem import Problem
from tailorbird.app.permissions import Scope
from tailorbird.app.personalised.place import public_listing
from tailorbird.app.personalised.reading import Customization, ReadingWish, read_customization
from tailorbird.domain.cases.listing_words import DataPurpose
from tailorbird.domain.listing.document import ListingDocument
from tailorbird.domain.roles import Role
from tailorbird.domain.staff import Duty

routes = Routes("listings")
_PREFERRED = (Role.BUYER, Role.MERCHANT, Role.SUPPLIER, Role.WAREHOUSE, Role.OPERATOR)


@dataclass(frozen=True, slots=True)
class ListingShown:
    """A public listing, as it was published."""

    listing: str
    merchant: str
    document: ListingDocument


@dataclass(frozen=True, slots=True)
class Purpose:
    """What you want to read the customization for."""

    purpose: DataPurpose


@routes.get("/listings/{listing_id}", gives=ListingShown)
def show_listing(request: HttpRequest, listing_id: str) -> HttpResponse:
    """A listing that is public now. One that is not, or no longer, is not there."""
    found = public_listing(wiring.house(), listing_id)
    if found is None:
        raise Refusal(problems.no_case(listing_id))
    merchant, document = found
    return reply(ListingShown(listing_id, merchant, document))


@routes.post(
    "/cases/{case_id}/customization/reads",
    *LOOK,
    Scope.ACT,
    takes=Purpose,
    gives=Customization,
    status=200,
    duty=Duty.ORDERS,
)
def read_the_customization(request: HttpRequest, case_id: str) -> HttpResponse:
    """Read what a buyer wrote and uploaded for a personalised product, saying what for.

    The terms decide (amazon-custom.data.use), and the reading is on record, granted or refused.
    """
    seen = see(request, case_id)
    given = read_body(Purpose, json_object(request))
    wish = ReadingWish(seen.holder.party.id, _part(seen.parts), given.purpose)
    read = read_customization(wiring.house(), case_id, wish, idempotency_key(request))
    if isinstance(read, Problem):
        raise Refusal(read)
    return reply(read)


def _part(parts: Sequence[Role]) -> Role:
    return next((role for role in _PREFERRED if role in parts), parts[0])
