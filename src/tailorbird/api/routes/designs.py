"""Designs: customizations that their owner works on. All of it is the owner's alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, TypeVar

from django.http import HttpRequest, HttpResponse

from tailorbird.api import wiring
from tailorbird.api.body import idempotency_key, json_object, read_body
from tailorbird.api.caller import holder_of
from tailorbird.api.once import Done, once
from tailorbird.api.problem_reply import Refusal, refuse
from tailorbird.api.replying import REPLAYED, page_reply, reply
from tailorbird.api.routing import Routes
from tailorbird.api.shapes.designs import CarryOver, DesignBegun, KeptDesign, NextVersion
from tailorbird.api.slices import sliced
from tailorbird.app.design import drafts
from tailorbird.app.design.drafts import Beginning, Saving
from tailorbird.app.design.ordering import Stated, price_of_design
from tailorbird.app.design.preview import LEAST_PX, MOST_PX, Look, preview
from tailorbird.app.design.view import DesignListed, DesignShown
from tailorbird.app.design.wanted import Wanted
from tailorbird.app.engine.problem import Problem
from tailorbird.app.permissions import Scope
from tailorbird.domain import codec
from tailorbird.domain.customization.pricing import Priced
from tailorbird.domain.money import Money, MoneyError
from tailorbird.domain.staff import Duty

T = TypeVar("T")
routes = Routes("designs")
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_MOST_LISTED: Final = 200
_STILL: Final = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox"
"""Nothing in a drawing runs, links or loads."""


def sure(found: T | Problem) -> T:
    """What was found; a problem ends the call."""
    if isinstance(found, Problem):
        raise Refusal(found)
    return found


def currency_of(text: str) -> str:
    """The currency that was asked for, or none."""
    if text and not _CURRENCY.fullmatch(text):
        raise refuse(
            422,
            "invalid",
            "The call has a wrong parameter",
            "currency: is no code of a currency.",
            "Write three capital letters such as USD.",
        )
    return text


def owner_of(request: HttpRequest) -> str:
    """Whose designs and basket these are."""
    return holder_of(request).party.id


@routes.post("/designs", Scope.ACT, takes=DesignBegun, gives=DesignShown, duty=Duty.ORDERS)
def start_design(request: HttpRequest, currency: str = "") -> HttpResponse:
    """Begin a design on a product that you may see.

    It may be unfinished: `findings` tell what is missing or does not fit, and the price is told where there
    is one. Designs are erased 30 days after their last change.
    """
    owner, asked, body = owner_of(request), currency_of(currency), json_object(request)
    given = read_body(DesignBegun, body)
    wanted = Wanted(given.variant, given.quantity, given.entries)
    begun = Beginning(given.product, wanted, given.title, given.product_hash)
    key = idempotency_key(request)
    return _kept(request, body, 201, lambda: drafts.start_draft(wiring.house(), owner, key, begun, asked))


@routes.page("/designs", Scope.READ, gives=DesignListed, duty=Duty.LOOK)
def list_designs(request: HttpRequest, cursor: str | None = None, limit: int = 50) -> HttpResponse:
    """Your designs, the last changed first."""
    found = drafts.list_drafts(wiring.house(), owner_of(request))
    return page_reply(request, *sliced(found, cursor, max(1, min(limit, _MOST_LISTED))))


@routes.get("/designs/{design_id}", Scope.READ, gives=DesignShown, duty=Duty.LOOK)
def show_design(request: HttpRequest, design_id: str, currency: str = "") -> HttpResponse:
    """The last version of a design: document, hash, findings, price, what changed in the product."""
    asked = currency_of(currency)
    return reply(sure(drafts.read_draft(wiring.house(), owner_of(request), design_id, asked)))


@routes.put("/designs/{design_id}", Scope.ACT, takes=NextVersion, gives=DesignShown, duty=Duty.ORDERS)
def save_design(request: HttpRequest, design_id: str, currency: str = "") -> HttpResponse:
    """Keep the design as the next version; each version stays.

    Where somebody saved since the version that you changed, nothing is overwritten: the problem
    `stale_design` has what was saved.
    """
    owner, asked, body = owner_of(request), currency_of(currency), json_object(request)
    given = read_body(NextVersion, body)
    saving = Saving(given.after, Wanted(given.variant, given.quantity, given.entries), given.title)
    return _kept(
        request, body, 200, lambda: drafts.save_draft(wiring.house(), owner, design_id, saving, asked)
    )


@routes.post(
    "/designs/{design_id}/rebase",
    Scope.ACT,
    takes=CarryOver,
    gives=DesignShown,
    status=200,
    duty=Duty.ORDERS,
)
def carry_design_over(request: HttpRequest, design_id: str, currency: str = "") -> HttpResponse:
    """Carry the design over to the product as it is now, as the next version.

    What no longer fits stays in the design and is told in `findings`.
    """
    owner, asked, body = owner_of(request), currency_of(currency), json_object(request)
    given = read_body(CarryOver, body)
    return _kept(
        request, body, 200, lambda: drafts.rebase(wiring.house(), owner, design_id, given.after, asked)
    )


@routes.delete("/designs/{design_id}", Scope.ACT, status=204, duty=Duty.ORDERS)
def erase_design(request: HttpRequest, design_id: str) -> HttpResponse:
    """Erase the design with all its versions, its lines in the basket, and pictures that served it alone."""
    sure(drafts.erase_draft(wiring.house(), owner_of(request), design_id))
    return HttpResponse(status=204)


@routes.get("/designs/{design_id}/versions/{int:no}", Scope.READ, gives=DesignShown, duty=Duty.LOOK)
def show_design_version(request: HttpRequest, design_id: str, no: int, currency: str = "") -> HttpResponse:
    """An older version. To go back to it, save it again as the next one."""
    asked = currency_of(currency)
    return reply(sure(drafts.read_version(wiring.house(), owner_of(request), design_id, no, asked)))


@routes.get("/designs/{design_id}/price", Scope.READ, gives=Priced, duty=Duty.LOOK)
def price_design(
    request: HttpRequest,
    design_id: str,
    version: int = 0,
    quantity: int = 0,
    currency: str = "",
    hash: str = "",
    total: str = "",
) -> HttpResponse:
    """What so many of the design cost, line by line.

    `hash` and `total` (such as `USD 12.00`) are what you were shown; where they differ from what is true,
    the answer is the problem `specification_changed` or `price_changed` with both.
    """
    stated = Stated(hash, _money(total), currency_of(currency), quantity)
    return reply(sure(price_of_design(wiring.house(), owner_of(request), design_id, version, stated)))


def _money(text: str) -> Money | None:
    try:
        return Money.parse(text) if text else None
    except MoneyError as problem:
        raise refuse(
            422,
            "invalid",
            "The call has a wrong parameter",
            f"total: {problem}",
            "Write an amount such as USD 12.00.",
        ) from problem


@routes.get(
    "/designs/{design_id}/preview.svg",
    Scope.READ,
    gives={"type": "string"},
    produces="image/svg+xml",
    duty=Duty.LOOK,
)
def preview_design_svg(
    request: HttpRequest, design_id: str, surface: str = "", version: int = 0
) -> HttpResponse:
    """One side of the product with the design on it, as SVG that holds everything; the first without
    `surface`."""
    return _picture(request, design_id, Look(version, surface))


@routes.get(
    "/designs/{design_id}/preview.png",
    Scope.READ,
    gives={"type": "string", "format": "binary"},
    produces="image/png",
    duty=Duty.LOOK,
)
def preview_design_png(
    request: HttpRequest, design_id: str, surface: str = "", width: int = 600, version: int = 0
) -> HttpResponse:
    """The same as PNG, 32 to 2000 pixels wide."""
    return _picture(request, design_id, Look(version, surface, max(LEAST_PX, min(MOST_PX, width))))


def _picture(request: HttpRequest, design_id: str, look: Look) -> HttpResponse:
    found = sure(preview(wiring.house(), owner_of(request), design_id, look))
    response = HttpResponse(found.data, content_type=found.media_type)
    response["Content-Security-Policy"] = _STILL
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    response["Content-Disposition"] = f'inline; filename="{design_id}.{found.media_type[6:9]}"'
    return response


def _kept(
    request: HttpRequest, body: object, status: int, act: Callable[[], DesignShown | Problem]
) -> HttpResponse:
    """Keep a version once a key. Under the key only its number is remembered, and not what it says, so that
    erasing the design erases all of it; a repeated call is told the version as it is there."""

    def carry_out() -> Done:
        shown = sure(act())
        return Done(shown, status, kept=KeptDesign(shown.id, shown.version))

    owner = owner_of(request)
    response = once(request, owner, body, carry_out)
    if REPLAYED not in response:
        return response
    told = codec.read_json(KeptDesign, response.content)
    found = drafts.read_version(wiring.house(), owner, told.id, told.version)
    return reply(sure(found), status, {REPLAYED: "true"})
