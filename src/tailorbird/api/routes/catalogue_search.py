"""Finding products: for everybody what is public, with a key also what is one's own or made for one."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Final, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import AfterValidator

from tailorbird.api import wiring
from tailorbird.api.caller import holder_of
from tailorbird.api.problem_reply import Refusal, reader_language
from tailorbird.api.replying import paged, reply
from tailorbird.api.routes.cases import LOOK
from tailorbird.api.routing import Routes
from tailorbird.api.shapes.catalogue import (
    CatalogueProduct,
    FacetsShown,
    ProductRow,
    SuggestionsShown,
    VideoShown,
    product_row,
    product_shown,
    video_shown,
)
from tailorbird.app.catalogue import problems
from tailorbird.app.catalogue.search import Searched, facets, search, suggestions, videos
from tailorbird.app.ports.catalogue import Looking, ProductRecord
from tailorbird.app.ports.records import MAX_PAGE_SIZE, Page
from tailorbird.domain.catalogue.product import Channel
from tailorbird.domain.money import MAX_MINOR
from tailorbird.domain.staff import Duty

routes = Routes("catalogue")
PUBLIC: Final = "/api/v1/catalogue/public"
OWN: Final = "/api/v1/catalogue/products"
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_LONGEST: Final = 300
_PAGE: Final = 24
YesNo = Literal["", "yes", "no"]


def _words(text: str) -> str:
    """What was written, as it is looked for: characters that nobody sees are left out, and spaces of any
    width and kind are spaces."""
    seen = (each for each in text if unicodedata.category(each) != "Cf")
    return "".join(each if each.isprintable() else " " for each in seen)[:_LONGEST]


def _name(text: str) -> str:
    if not text.isprintable():
        raise ValueError("holds a character that cannot be printed")
    return text


Words = Annotated[str, AfterValidator(_words)]
Name = Annotated[str, AfterValidator(_name)]
Minor = Annotated[int, Query(ge=-MAX_MINOR, le=MAX_MINOR)]


class Begun(Schema):
    """The beginning of what is looked for."""

    q: Words = ""


class Asked(Schema):
    """What is looked for. `q` is in English or Chinese; `category` comes with everything below it; the
    bounds are of a single piece, in minor units of `currency`."""

    q: Words = ""
    category: Name = ""
    channel: Channel | None = None
    owner: Name = ""
    goods_class: Name = ""
    currency: Name = ""
    min_minor: Minor | None = None
    max_minor: Minor | None = None
    made_to_order: YesNo = ""
    customizable: YesNo = ""
    video: YesNo = ""
    cursor: str = ""
    limit: Annotated[int, Query(ge=1, le=MAX_PAGE_SIZE)] = _PAGE

    def looking(self, viewer: str) -> Looking:
        """For this viewer; empty for everybody."""
        told = self.dict()
        return Looking(viewer=viewer, text=told.pop("q"), **told)


Filters = Annotated[Asked, Query()]
BY: Final = "Tailorbird-Search-By"
"""The header that says what a search went by: `words_and_meaning`, `words` where the language model is
missing, or `filters`."""


def _searched(request: HttpRequest, asked: Asked, viewer: str, base: str) -> HttpResponse:
    by: list[Searched] = []

    def fetch() -> Page[ProductRecord]:
        found = search(wiring.house(), asked.looking(viewer))
        by.append(found.by)
        return found.page

    language = reader_language(request)
    response = paged(request, fetch, lambda record: product_row(record, language, base))
    response[BY] = by[0].value
    response["Vary"] = "Accept-Language"
    return response


@routes.page("/catalogue/search", gives=ProductRow)
def search_catalogue(request: HttpRequest, asked: Filters) -> HttpResponse:
    """Public products: with `q` the best first, up to 200, by words, near spellings and meaning; else the
    last changed first. The header Tailorbird-Search-By says what was gone by."""
    return _searched(request, asked, "", PUBLIC)


@routes.page("/catalogue/visible", *LOOK, gives=ProductRow, duty=Duty.LOOK)
def search_visible(request: HttpRequest, asked: Filters) -> HttpResponse:
    """The same among all that you may see: what is public, your own, and what is made for you."""
    return _searched(request, asked, holder_of(request).party.id, OWN)


@routes.get("/catalogue/facets", gives=FacetsShown)
def show_facets(request: HttpRequest, asked: Filters) -> HttpResponse:
    """How many public products that are found so stand in each category, channel and currency."""
    found, by = facets(wiring.house(), asked.looking(""))
    return reply(FacetsShown(found.categories, found.channels, found.currencies, by.value))


@routes.get("/catalogue/suggestions", gives=SuggestionsShown)
def suggest_words(request: HttpRequest, begun: Annotated[Begun, Query()]) -> HttpResponse:
    """How the last word of `q` may go on, by the titles of public products."""
    return reply(SuggestionsShown(tuple(suggestions(wiring.house(), Looking(text=begun.q)))))


@routes.page("/catalogue/videos", gives=VideoShown)
def list_videos(request: HttpRequest, asked: Filters) -> HttpResponse:
    """The video gallery: videos of public products, each with its owner, its licence and what its owner lets
    others do with it (cj-platform.video-gallery). A page has those of up to `limit` products."""
    language = reader_language(request)
    return paged(
        request,
        lambda: videos(wiring.house(), asked.looking("")),
        lambda each: video_shown(each, language, PUBLIC),
    )


@routes.get("/catalogue/public/{product}", gives=CatalogueProduct)
def show_public_product(request: HttpRequest, product: str) -> HttpResponse:
    """A public product, as it was reviewed. One that is private or a draft does not exist here."""
    return reply(product_shown(_seen(product, "")))


@routes.get(
    "/catalogue/public/{product}/media/{sha256}",
    gives={"type": "string", "format": "binary"},
    produces="*/*",
)
def show_public_medium(request: HttpRequest, product: str, sha256: str) -> HttpResponse:
    """A picture or video of a public product."""
    return _medium(_seen(product, ""), sha256, "public, max-age=300")


@routes.get(
    "/catalogue/products/{product}/media/{sha256}",
    *LOOK,
    gives={"type": "string", "format": "binary"},
    produces="*/*",
    duty=Duty.LOOK,
)
def show_product_medium(request: HttpRequest, product: str, sha256: str) -> HttpResponse:
    """A picture or video of a product that you may see."""
    return _medium(_seen(product, holder_of(request).party.id), sha256, "private, no-store")


def _seen(product: str, viewer: str) -> ProductRecord:
    record = wiring.house().catalogue.seen(product, viewer)
    if record is None:
        raise Refusal(problems.no_product(product))
    return record


def _medium(record: ProductRecord, sha256: str, cache: str) -> HttpResponse:
    """The bytes of a file that the document names; others are not there."""
    files = wiring.house().files
    named = _SHA256.fullmatch(sha256) and sha256 in {each.file for each in record.product.media}
    about, data = (files.about(sha256), files.read(sha256)) if named else (None, None)
    if about is None or data is None:
        raise Refusal(problems.no_product(record.id))
    response = HttpResponse(data, content_type=about.media_type)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = cache
    return response
