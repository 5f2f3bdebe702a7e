"""Custom products as the caller may see them, ordering one again, and the media of a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query

from tailorbird.api import wiring
from tailorbird.api.access import see
from tailorbird.api.body import idempotency_key, json_object, read_body
from tailorbird.api.caller import holder_of, whose_cases
from tailorbird.api.problem_reply import Refusal, refuse
from tailorbird.api.replying import paged, receipt_reply, reply
from tailorbird.api.routes.cases import LOOK
from tailorbird.api.routing import Routes
from tailorbird.api.shapes.replies import CommandReply
from tailorbird.app.custom.media import medium_for
from tailorbird.app.custom.place import Reorder, no_product, reorder
from tailorbird.app.custom.products import Parts, Product, Sought, product_for, products_for
from tailorbird.app.engine.problem import Problem
from tailorbird.app.permissions import Scope, parts_of
from tailorbird.app.ports.parties import KeyHolder
from tailorbird.app.ports.records import MAX_PAGE_SIZE, PAGE_SIZE
from tailorbird.domain.cases.custom_words import MediaUse, Requirement
from tailorbird.domain.roles import Role
from tailorbird.domain.staff import Duty

routes = Routes("products")
Limit = Annotated[int, Query(ge=1, le=MAX_PAGE_SIZE)]
Use = Literal["view", "download", "list"]


@dataclass(frozen=True, slots=True)
class ProductShown:
    """A finished custom product. `clauses` are those by which you see it; `quantity` and `private_until`
    are for its buyer and its makers."""

    product: str
    title: str
    visibility: str
    finished_at: datetime
    requirements: tuple[Requirement, ...]
    viewer: str
    clauses: tuple[str, ...]
    quantity: int | None
    private_until: datetime | None
    href: str


def _shown(each: Product) -> ProductShown:
    return ProductShown(
        product=each.product,
        title=each.title,
        visibility=each.visibility,
        finished_at=each.finished_at,
        requirements=each.requirements,
        viewer=each.viewer.value,
        clauses=each.clauses,
        quantity=each.quantity or None,
        private_until=each.private.until if each.private else None,
        href=f"/api/v1/custom-products/{each.product}",
    )


def _parts(holder: KeyHolder) -> Parts:
    def parts(participants: Mapping[Role, str]) -> tuple[Role, ...]:
        return parts_of(holder, participants)

    return parts


@routes.page("/custom-products", *LOOK, gives=ProductShown, duty=Duty.LOOK)
def list_custom_products(
    request: HttpRequest, q: str = "", cursor: str | None = None, limit: Limit = PAGE_SIZE
) -> HttpResponse:
    """Finished custom products: yours, then those of others that are public.

    Each is decided by the terms (`MaySeeProduct`, cj-custom.II.11). `q` looks for words of the title. A page
    may hold fewer than `limit` and still have a next one.
    """
    holder = holder_of(request)
    wanted = Sought(whose_cases(holder), _parts(holder), q, cursor, limit)
    return paged(request, lambda: products_for(wiring.house(), wanted), _shown)


@routes.get("/custom-products/{product}", *LOOK, gives=ProductShown, duty=Duty.LOOK)
def show_custom_product(request: HttpRequest, product: str) -> HttpResponse:
    """A custom product. Another's private one and one that does not exist are the same 404."""
    found = product_for(wiring.house(), product, _parts(holder_of(request)))
    if found is None:
        raise Refusal(no_product(product))
    return reply(_shown(found))


@routes.post(
    "/custom-products/{product}/orders", Scope.ACT, takes=Reorder, gives=CommandReply, duty=Duty.ORDERS
)
def order_again(request: HttpRequest, product: str) -> HttpResponse:
    """Order a finished product again, in a case of its own: specification and prices are those of before.

    The case that made the product keeps the decision (`MayReorder`).
    """
    holder = holder_of(request)
    if Role.BUYER not in holder.party.roles:
        raise refuse(
            403,
            "not_your_part",
            "This is for somebody else to do",
            "A product is ordered by a buyer, and you are none.",
            "Act with the key of a party that plays the part buyer.",
        )
    wanted = read_body(Reorder, json_object(request))
    party, key = holder.party.id, idempotency_key(request)
    receipt = reorder(wiring.house(), party, product, wanted, _parts(holder), key)
    return receipt_reply(request, receipt, 201)


@routes.get(
    "/cases/{case_id}/media/{media}",
    *LOOK,
    gives={"type": "string", "format": "binary"},
    produces="*/*",
    duty=Duty.LOOK,
)
def use_medium(request: HttpRequest, case_id: str, media: str, use: Use = "view") -> HttpResponse:
    """The bytes of a picture, video or page of the product, if the terms let you use it so.

    `use`: `view`, `download` or `list` (cj-custom.II.9). A refusal names its clause.
    """
    seen = see(request, case_id)
    found = medium_for(wiring.house(), seen.record, seen.parts[0], media, MediaUse(use))
    if isinstance(found, Problem):
        raise Refusal(found)
    response = HttpResponse(found.data, content_type=found.about.media_type)
    placed = "inline" if use == "view" else "attachment"
    response["Content-Disposition"] = f'{placed}; filename="{found.added.file[:16]}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
