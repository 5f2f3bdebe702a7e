"""Searching the catalogue by a picture."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from tailorbird.api import wiring
from tailorbird.api.caller import holder_of
from tailorbird.api.problem_reply import Refusal, reader_language, refuse
from tailorbird.api.replying import reply
from tailorbird.api.routes.files import uploaded_file
from tailorbird.api.routing import Routes
from tailorbird.app.looking.search import Found, Search, find_alike
from tailorbird.app.permissions import Scope
from tailorbird.app.ports.vision import Box, UnfitBox, UnreadablePicture, VisionAbsent
from tailorbird.app.reading.language import Language
from tailorbird.domain.staff import Duty

routes = Routes("catalogue")
log = logging.getLogger("tailorbird.looking")
_NUMBERS_OF_A_BOX: Final = 4
_DRAW_A_BOX: Final = "left,top,width,height in permille of the picture, such as 250,100,500,600"
_SAYS: Final = {
    ("same", Language.EN): ("These products show the same thing.", "Open one to see its prices."),
    ("same", Language.ZH): ("以下商品与图中是同一件东西。", "打开商品查看价格。"),
    ("alike", Language.EN): (
        "Nothing shows exactly this. These products look alike.",
        "If none is what you mean, draw a box around it in the picture (`box`), or send another photograph.",
    ),
    ("alike", Language.ZH): (
        "没有找到同一件商品，以下商品外观相近。",
        "如果都不是，请在图中框选要找的物品（`box`），或换一张照片。",
    ),
    ("no_match", Language.EN): (
        "No product here looks like this picture.",
        "Draw a box around what you mean (`box`), send a photograph that shows it larger and from the front, "
        "or search by words.",
    ),
    ("no_match", Language.ZH): (
        "没有找到与这张图片相近的商品。",
        "请在图中框选要找的物品（`box`），或换一张正面、占画面更大的照片，也可以用文字搜索。",
    ),
}


@dataclass(frozen=True, slots=True)
class ProductFound:
    """A product that resembles the picture. `match` is `same` or `alike`; `likeness_permille` is 1000 for
    equal pictures; `shared_points` were found in both, of the products that were compared so."""

    product: str
    title: str
    title_zh: str
    visibility: str
    listing: str
    picture: str
    match: str
    likeness_permille: int
    shared_points: int


@dataclass(frozen=True, slots=True)
class PictureSearched:
    """What came of it. `outcome` is `same` (some of the products are what the picture shows), `alike` (none
    is surely the same) or `no_match`."""

    outcome: str
    products: tuple[ProductFound, ...]
    message: str
    next_step: str


@routes.post(
    "/catalogue/search-by-picture",
    Scope.READ,
    takes={"type": "string", "format": "binary"},
    gives=PictureSearched,
    status=200,
    writes=0,
    duty=Duty.LOOK,
    by_store=1,
)
def search_by_picture(request: HttpRequest, box: str = "") -> HttpResponse:
    """Products that look like a picture: PNG, JPEG, WebP or GIF, up to 15 MB, raw or as `file` of a form.

    `box` names the part that you mean: left, top, width and height in permille of the picture, separated by
    commas. Nothing is stored. Products that you may not see are not searched for you. A product is `same`
    only where enough points of both pictures lie in one geometry, or they are near copies.
    """
    holder = holder_of(request)
    by_store = holder.staff is not None and bool(holder.staff.stores)
    data, _ = uploaded_file(request)
    try:
        found = find_alike(wiring.house(), data, _box(box), "" if by_store else holder.party.id)
    except UnreadablePicture as problem:
        raise refuse(
            415,
            "picture_unreadable",
            "The picture cannot be looked at",
            str(problem),
            "Send a PNG, JPEG, WebP or GIF of up to 15 MB and 40 million pixels.",
        ) from problem
    except VisionAbsent as problem:
        log.warning("A search by picture was turned away: %s", problem)
        raise refuse(
            503,
            "vision_absent",
            "Pictures cannot be searched here at the moment",
            "What looks at pictures is missing or cannot run; the operator's log says what it is.",
            "Search by words, or tell the operator.",
        ) from problem
    answer = reply(_shown(found, reader_language(request)))
    answer["Cache-Control"] = "private, no-store"
    answer["Vary"] = "Accept-Language"
    return answer


def _box(text: str) -> Box | None:
    if not text:
        return None
    numbers = [each.strip() for each in text.split(",")]
    if len(numbers) != _NUMBERS_OF_A_BOX or not all(each.isdecimal() and len(each) <= 4 for each in numbers):  # noqa: PLR2004
        raise _no_box(f"The box is {text[:60]!r}.")
    try:
        return Box(*(int(each) for each in numbers))
    except UnfitBox as problem:
        raise _no_box(str(problem)) from problem


def _no_box(detail: str) -> Refusal:
    return refuse(
        422, "box_unfit", "The box is no part of the picture", detail, f"Send `box` as {_DRAW_A_BOX}."
    )


def _shown(search: Search, language: Language) -> Any:
    outcome = "same" if search.same else "alike" if search.found else "no_match"
    message, next_step = _SAYS[outcome, language]
    return PictureSearched(outcome, tuple(_product(each) for each in search.found), message, next_step)


def _product(found: Found) -> ProductFound:
    record = found.record
    return ProductFound(
        product=record.id,
        title=record.product.title,
        title_zh=record.product.title_zh,
        visibility=record.visibility.value,
        listing=record.listing,
        picture=found.file,
        match=found.match.value,
        likeness_permille=found.likeness_permille,
        shared_points=found.shared_points,
    )
