"""Your private data: to take along, and to have erased (order1688.23)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

from tailorbird.api import wiring
from tailorbird.api.body import idempotency_key, json_object, read_body
from tailorbird.api.caller import holder_of
from tailorbird.api.once import Done, once
from tailorbird.api.replying import reply
from tailorbird.api.routing import Routes
from tailorbird.app.permissions import Scope
from tailorbird.app.privacy import Erasure, erase_private_data, private_data
from tailorbird.domain.staff import Duty

routes = Routes("privacy")


@dataclass(frozen=True, slots=True)
class PersonShown:
    """Who you are."""

    id: str
    name: str
    email: str
    country: str


@dataclass(frozen=True, slots=True)
class ContentShown:
    """One private text of yours, and the fact's field that it belongs to."""

    case: str
    field: str
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class DesignKept:
    """A design of yours: the specification of every version, and the SHA-256 of each file in them."""

    id: str
    product: str
    title: str
    changed_at: datetime
    files: tuple[str, ...]
    versions: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class BasketLineKept:
    """A line of your basket."""

    line: str
    design: str
    hash: str
    quantity: int


@dataclass(frozen=True, slots=True)
class ProductNotPublic:
    """A product that not everybody sees: yours, or made for you."""

    id: str
    owner: str
    visibility: str
    listing: str
    document: dict[str, Any]


@dataclass(frozen=True, slots=True)
class PrivateData:
    """Everything private that is kept of you."""

    party: PersonShown
    contents: tuple[ContentShown, ...]
    designs: tuple[DesignKept, ...]
    basket: tuple[BasketLineKept, ...]
    products: tuple[ProductNotPublic, ...]


@dataclass(frozen=True, slots=True)
class NoInput:
    """Nothing is given."""


@routes.get("/me/private-data", Scope.READ, gives=PrivateData, duty=Duty.SETTINGS)
def show_private_data(request: HttpRequest) -> HttpResponse:
    """Everything private that is kept of you, with where it belongs (order1688.23)."""
    return reply(private_data(wiring.house(), holder_of(request).party))


@routes.post(
    "/me/private-data/erasure",
    Scope.ACT,
    takes=NoInput,
    gives=Erasure,
    status=200,
    duty=Duty.SETTINGS,
)
def erase_my_private_data(request: HttpRequest) -> HttpResponse:
    """Erase your designs, and your private texts in every case that is over; open cases are named, with why
    they need theirs. Designs go with the basket's lines and with the pictures that served them alone.

    Facts keep a digest as proof, so each case can still be verified. Cannot be taken back.
    """
    party = holder_of(request).party
    body = json_object(request)
    read_body(NoInput, body)
    key = idempotency_key(request)
    return once(request, party.id, body, lambda: Done(erase_private_data(wiring.house(), party, key), 200))
