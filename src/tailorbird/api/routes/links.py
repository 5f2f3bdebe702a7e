"""Marketplace links: what a text points at, and what stands behind it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from tailorbird.api import wiring
from tailorbird.api.body import MAX_JSON_BYTES, json_object, raw_body, read_body
from tailorbird.api.problem_reply import refuse
from tailorbird.api.replying import reply
from tailorbird.api.routing import Routes
from tailorbird.api.shapes.links import LinkResolved, LinkText
from tailorbird.app.permissions import Scope
from tailorbird.app.ports.marketplace import CaptureProblem, NotCaptured, Unreadable
from tailorbird.domain.marketplace.links import LinkProblem, recognise
from tailorbird.domain.marketplace.product import MarketplaceProduct
from tailorbird.domain.staff import Duty

routes = Routes("links")


@routes.post(
    "/links/resolve",
    Scope.READ,
    takes=LinkText,
    gives=LinkResolved,
    status=200,
    writes=0,
    duty=Duty.LOOK,
    by_store=1,
)
def resolve_link(request: HttpRequest) -> HttpResponse:
    """What a link, or a whole share text, points at, and the product behind it where it is known.

    Nothing is stored. `product_state` is `known`, `not_captured` (fill in by hand) or `unreadable`.
    """
    given = read_body(LinkText, json_object(request))
    link = recognise(given.text)
    if isinstance(link, LinkProblem):
        raise refuse(
            422,
            "link_not_recognised",
            "This is no product link",
            link.message,
            link.next_step,
            link_problem=link.code.value,
        )
    product = wiring.house().marketplace.product(link)
    more: dict[str, Any] = {"product_state": "known", "product": product, "message": "", "next_step": ""}
    if isinstance(product, NotCaptured):
        more = _without("not_captured", product.message, product.next_step)
    elif isinstance(product, Unreadable):
        more = _without("unreadable", product.problem.message, product.problem.next_step)
    return reply(
        LinkResolved(
            link.marketplace.value, link.product_id, link.variant, link.canonical_url, link.short, **more
        )
    )


@routes.post(
    "/links/captures",
    Scope.READ,
    takes={"type": "object", "description": "A product page as the marketplace's own API gives it."},
    gives=MarketplaceProduct,
    status=200,
    writes=0,
    duty=Duty.LOOK,
    by_store=1,
)
def read_a_capture(request: HttpRequest, link: str = "") -> HttpResponse:
    """What a captured product page says, in the shape of 1688, AliExpress, Taobao or Shopify.

    Nothing is stored. `link` is the link that it was captured for; Shopify's pages need it.
    """
    hint = recognise(link) if link else None
    if isinstance(hint, LinkProblem):
        raise refuse(422, "link_not_recognised", "This is no product link", hint.message, hint.next_step)
    found = wiring.read_capture(raw_body(request, MAX_JSON_BYTES), hint)
    if isinstance(found, CaptureProblem):
        raise refuse(
            422,
            "capture_unreadable",
            "The captured page cannot be read",
            found.message,
            found.next_step,
            capture_problem=found.code.value,
        )
    return reply(found)


def _without(state: str, message: str, next_step: str) -> dict[str, Any]:
    return {"product_state": state, "product": None, "message": message, "next_step": next_step}
