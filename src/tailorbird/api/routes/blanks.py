"""Blanks for print on demand: which there are, how they look, and putting a design on one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from tailorbird.api import wiring
from tailorbird.api.body import idempotency_key, json_object, read_body
from tailorbird.api.caller import holder_of
from tailorbird.api.once import Done, once
from tailorbird.api.problem_reply import Refusal, refuse
from tailorbird.api.replying import reply
from tailorbird.api.routes.catalogue import review_speaker
from tailorbird.api.routing import Routes
from tailorbird.api.shapes.catalogue import ReviewFinding, product_listed
from tailorbird.app.blanks.design import Designed, design_product, no_blank
from tailorbird.app.blanks.previews import blank_png
from tailorbird.app.blanks.wishes import NewDesign
from tailorbird.app.catalogue.listing import Listed
from tailorbird.app.engine.problem import Problem
from tailorbird.app.permissions import Scope
from tailorbird.domain import codec
from tailorbird.domain.catalogue.blank import Blank
from tailorbird.domain.catalogue.finding import ProductFinding
from tailorbird.domain.catalogue.product import Product
from tailorbird.domain.customization.choices import DesignFinding
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tailorbird.domain.staff import Duty

routes = Routes("blanks")


@dataclass(frozen=True, slots=True)
class BlankListed:
    """A blank in short. `costs` is what the maker asks for one piece, before your margin."""

    blank: str
    label: str
    label_zh: str
    category: str
    costs: tuple[Money, ...]
    surfaces: tuple[str, ...]
    colours: tuple[str, ...]
    href: str
    preview: str


@dataclass(frozen=True, slots=True)
class BlanksShown:
    """Every blank."""

    items: tuple[BlankListed, ...]


@dataclass(frozen=True, slots=True)
class ReviewShown:
    """The review that was asked for. `listing` is its case and `findings` what the terms find; where it was
    refused there is none, and `problem` and `next_step` say why. The product is kept either way."""

    listing: str = ""
    stage: str = ""
    findings: tuple[ReviewFinding, ...] = ()
    problem: str = ""
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class DesignedProduct:
    """The product as it was kept: a draft that only you see. `findings` are about its prints: they warn, and
    say what is held for a person; `warnings` are about its document."""

    product: str
    revision: int
    hash: str
    visibility: str
    document: Product
    findings: tuple[DesignFinding, ...]
    warnings: tuple[ProductFinding, ...]
    review: ReviewShown | None


def _listed(each: Blank) -> BlankListed:
    here = f"/api/v1/blanks/{each.blank}"
    return BlankListed(
        blank=each.blank,
        label=each.label,
        label_zh=each.label_zh,
        category=each.category,
        costs=each.costs,
        surfaces=tuple(surface.surface for surface in each.surfaces),
        colours=tuple(option.option for option in each.colour.options),
        href=here,
        preview=f"{here}/preview.png",
    )


@routes.get("/blanks", gives=BlanksShown)
def list_blanks(request: HttpRequest) -> HttpResponse:
    """The blanks that a design can be put on."""
    return reply(BlanksShown(tuple(_listed(each) for each in wiring.house().blanks.all())))


@routes.get("/blanks/{blank_id}", gives=Blank)
def show_blank(request: HttpRequest, blank_id: str) -> HttpResponse:
    """A blank with its surfaces, printable areas in micrometres, colours, sizes, costs and fields."""
    return reply(_blank(blank_id))


@routes.get(
    "/blanks/{blank_id}/preview.png",
    gives={"type": "string", "format": "binary"},
    produces="image/png",
)
def preview_blank(request: HttpRequest, blank_id: str, surface: str = "", tint: str = "") -> HttpResponse:
    """A picture of the bare blank.

    Without `surface` and `tint` (one of its colours) it is of the first ones.
    """
    blank = _blank(blank_id)
    side = blank.surface(surface) if surface else blank.surfaces[0]
    colour = blank.tint(tint) if tint else blank.colour.options[0].colour
    if side is None or colour is None:
        raise _no_such_view(blank, surface if side is None else tint)
    png = blank_png(wiring.house(), side, colour)
    tag = f'"{codec.digest(png)[:32]}"'
    if request.headers.get("If-None-Match") == tag:
        unchanged: HttpResponse = HttpResponseNotModified()
        unchanged["ETag"] = tag
        return unchanged
    response = HttpResponse(png, content_type="image/png")
    response["ETag"] = tag
    response["Cache-Control"] = "public, max-age=86400"
    return response


@routes.post(
    "/blanks/{blank_id}/products",
    Scope.ACT,
    takes=NewDesign,
    gives=DesignedProduct,
    duty=Duty.LISTINGS,
)
def design_on_blank(request: HttpRequest, blank_id: str) -> HttpResponse:
    """Put your design on a blank: a product with a template, variants, prices and previews, as a draft.

    Upload the pictures first (`POST /files`). Each needs its owner and licence (amazon-custom.data.rights),
    and enough pixels for the size in which it is printed. Everything that is wrong is told at once, in
    `findings`, and nothing is kept then.
    """
    holder = holder_of(request)
    if Role.MERCHANT not in holder.party.roles:
        raise refuse(
            403,
            "not_your_part",
            "This is for somebody else to do",
            "A design is sold by a merchant, and you are none.",
            "Act with the key of a party that plays the part merchant.",
        )
    body = json_object(request)
    design, party, key = read_body(NewDesign, body), holder.party.id, idempotency_key(request)

    def act() -> Done:
        made = design_product(wiring.house(), party, blank_id, design, key)
        if isinstance(made, Problem):
            raise Refusal(made)
        return Done(_shown(request, made))

    return once(request, party, _asked(blank_id, body), act)


def _asked(blank_id: str, body: dict[str, Any]) -> dict[str, Any]:
    return {"blank": blank_id, "design": body}


def _shown(request: HttpRequest, made: Designed) -> DesignedProduct:
    record = made.record
    return DesignedProduct(
        product=record.id,
        revision=record.revision,
        hash=record.hash,
        visibility=record.visibility.value,
        document=record.product,
        findings=made.findings,
        warnings=made.warnings,
        review=_review(request, made.review),
    )


def _review(request: HttpRequest, review: Listed | Problem | None) -> ReviewShown | None:
    if isinstance(review, Problem):
        return ReviewShown(problem=review.detail, next_step=review.next_step)
    if review is None:
        return None
    listed = product_listed(review, review_speaker(request, review))
    return ReviewShown(listed.listing, listed.stage, listed.findings)


def _blank(blank_id: str) -> Blank:
    house = wiring.house()
    found = house.blanks.blank(blank_id)
    if found is None:
        raise Refusal(no_blank(house, blank_id))
    return found


def _no_such_view(blank: Blank, named: str) -> Refusal:
    surfaces = ", ".join(each.surface for each in blank.surfaces)
    colours = ", ".join(each.option for each in blank.colour.options)
    return refuse(
        404,
        "no_such_view",
        "The blank has no such side or colour",
        f"{blank.blank} has no side or colour called {named!r}.",
        f"`surface` is one of: {surfaces}; `tint` one of: {colours}.",
    )
