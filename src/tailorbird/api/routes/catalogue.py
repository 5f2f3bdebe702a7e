"""A party's own products in the catalogue: made, changed, reviewed, published and withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse

from tailorbird.api import wiring
from tailorbird.api.body import idempotency_key, json_object, read_body
from tailorbird.api.caller import holder_of
from tailorbird.api.once import Done, once
from tailorbird.api.openings_by_subject import Nothing
from tailorbird.api.problem_reply import Refusal, reader_language, refuse
from tailorbird.api.replying import paged, reply
from tailorbird.api.routes.cases import LOOK, Limit
from tailorbird.api.routing import Routes
from tailorbird.api.shapes.catalogue import (
    CatalogueProduct,
    ProductKept,
    ProductListed,
    ProductRow,
    finding_told,
    product_kept,
    product_listed,
    product_row,
    product_shown,
)
from tailorbird.app.case_id import new_product_id
from tailorbird.app.catalogue import problems
from tailorbird.app.catalogue.keep import Kept, create_product, update_product, withdraw_product
from tailorbird.app.catalogue.listing import Listed, list_product, publish_product
from tailorbird.app.engine.problem import Problem
from tailorbird.app.permissions import Scope
from tailorbird.app.ports.catalogue import Visibility
from tailorbird.app.ports.records import PAGE_SIZE
from tailorbird.app.reading.language import Speaker
from tailorbird.domain.catalogue.product import Channel, Product
from tailorbird.domain.roles import Role
from tailorbird.domain.staff import Duty

routes = Routes("catalogue")
BASE = "/api/v1/catalogue/products"
Shown = Literal["", "draft", "public", "private", "withdrawn"]


@dataclass(frozen=True, slots=True)
class NewProduct:
    """A product as its owner writes it."""

    product: Product


@dataclass(frozen=True, slots=True)
class ChangedProduct:
    """The whole product as it is to be, and the revision that you read before."""

    product: Product
    revision: int


@dataclass(frozen=True, slots=True)
class ListingWish:
    """In which currency the listing states its price."""

    currency: str = "USD"


@routes.page("/catalogue/products", *LOOK, gives=ProductRow, duty=Duty.LOOK)
def list_own_products(
    request: HttpRequest, visibility: Shown = "", cursor: str | None = None, limit: Limit = PAGE_SIZE
) -> HttpResponse:
    """Your own products with their latest documents, the last changed first."""
    owner, language = holder_of(request).party.id, reader_language(request)
    wanted = Visibility(visibility) if visibility else None
    catalogue = wiring.house().catalogue
    return paged(
        request,
        lambda: catalogue.owned(owner, wanted, cursor or "", limit),
        lambda record: product_row(record, language, BASE),
    )


@routes.post("/catalogue/products", Scope.ACT, takes=NewProduct, gives=ProductKept, duty=Duty.LISTINGS)
def create_a_product(request: HttpRequest) -> HttpResponse:
    """Keep a new product. You alone see it until it is published.

    Everything that is wrong is told at once, in `findings`; what only deserves a look comes with the answer.
    """
    owner = merchant_of(request)
    body = json_object(request)
    product = read_body(NewProduct, body).product
    product_id = new_product_id(owner, idempotency_key(request))
    return _kept(request, body, lambda: create_product(wiring.house(), owner, product_id, product), 201)


@routes.get("/catalogue/products/{product}", *LOOK, gives=CatalogueProduct, duty=Duty.LOOK)
def show_product(request: HttpRequest, product: str) -> HttpResponse:
    """A product as you may see it: your own as it is now, others as they are public, and those that are made
    for you. What you may not see and what does not exist are the same 404. `ETag` is the document's hash."""
    record = wiring.house().catalogue.seen(product, holder_of(request).party.id)
    if record is None:
        raise Refusal(problems.no_product(product))
    return reply(product_shown(record), headers={"ETag": f'"{record.hash}"'})


@routes.put(
    "/catalogue/products/{product}", Scope.ACT, takes=ChangedProduct, gives=ProductKept, duty=Duty.LISTINGS
)
def change_a_product(request: HttpRequest, product: str) -> HttpResponse:
    """Keep the whole product as its next revision. 409 where somebody changed it since you read it.

    What is public under a listing stays as it was reviewed, until you list and publish it anew.
    """
    owner = holder_of(request).party.id
    body = json_object(request)
    given = read_body(ChangedProduct, body)
    return _kept(
        request,
        body,
        lambda: update_product(wiring.house(), owner, product, given.product, given.revision),
    )


@routes.post(
    "/catalogue/products/{product}/listing",
    Scope.ACT,
    takes=ListingWish,
    gives=ProductListed,
    status=200,
    duty=Duty.LISTINGS,
)
def list_a_product(request: HttpRequest, product: str) -> HttpResponse:
    """Have the product reviewed under the terms of its channel, and read what they find. Nothing is public
    by it. Under the programme a listing's case is opened, or drafted anew."""
    owner, key = holder_of(request).party.id, idempotency_key(request)
    body = json_object(request)
    given = read_body(ListingWish, body)

    def act() -> Done:
        listed = list_product(wiring.house(), owner, product, given.currency, key)
        if isinstance(listed, Problem):
            raise Refusal(told(request, listed))
        return Done(product_listed(listed, review_speaker(request, listed)), 200)

    return once(request, owner, body, act)


def review_speaker(request: HttpRequest, listed: Listed) -> Speaker:
    """Says what the terms of the product's channel found, in the reader's language."""
    house = wiring.house()
    package = "jewelry" if listed.record.product.channel is Channel.JEWELLER else "amazon_custom"
    agreement = house.engine.agreement_of(house.engine.pins_of((house.library.in_force(package),)))
    return Speaker(agreement.packages, reader_language(request), ZoneInfo("UTC"))


@routes.post(
    "/catalogue/products/{product}/publication",
    Scope.ACT,
    takes=Nothing,
    gives=ProductKept,
    status=200,
    duty=Duty.LISTINGS,
)
def publish_a_product(request: HttpRequest, product: str) -> HttpResponse:
    """Make the product public as it was reviewed. The terms decide; a refusal names its clause."""
    return _moved(request, product, publish_product)


@routes.post(
    "/catalogue/products/{product}/withdrawal",
    Scope.ACT,
    takes=Nothing,
    gives=ProductKept,
    status=200,
    duty=Duty.LISTINGS,
)
def withdraw_a_product(request: HttpRequest, product: str) -> HttpResponse:
    """Take the product from the public, with its listing. Open orders are finished."""
    return _moved(request, product, withdraw_product)


def _moved(request: HttpRequest, product: str, move: Callable[..., Kept | Problem]) -> HttpResponse:
    owner, key = holder_of(request).party.id, idempotency_key(request)
    body = json_object(request)
    read_body(Nothing, body)
    return _kept(request, body, lambda: move(wiring.house(), owner, product, key))


def _kept(
    request: HttpRequest, body: dict[str, object], keep: Callable[[], Kept | Problem], status: int = 200
) -> HttpResponse:
    language = reader_language(request)

    def act() -> Done:
        kept = keep()
        if isinstance(kept, Problem):
            raise Refusal(told(request, kept))
        return Done(product_kept(kept, language), status)

    return once(request, holder_of(request).party.id, body, act)


def told(request: HttpRequest, problem: Problem) -> Problem:
    """The problem with its findings in the reader's language."""
    if problem.code != "product_unfit":
        return problem
    language = reader_language(request)
    findings = [finding_told(each, language) for each in problem.extra["findings"]]
    return replace(problem, extra={**problem.extra, "findings": findings})


def merchant_of(request: HttpRequest) -> str:
    """The caller, who has to be a merchant to keep products."""
    party = holder_of(request).party
    if Role.MERCHANT not in party.roles:
        raise refuse(
            403,
            "not_your_part",
            "This is for somebody else to do",
            "Products are kept by merchants, and you are none.",
            "Act with the key of a party that plays the part merchant.",
        )
    return party.id
