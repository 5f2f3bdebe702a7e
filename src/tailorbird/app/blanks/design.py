"""Putting a design on a blank: from a merchant's pictures to a product with a template and previews."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tailorbird.app.blanks.composing import product_of
from tailorbird.app.blanks.fitting import unfit, unfit_files
from tailorbird.app.blanks.pictures import HELD, screened, unprintable
from tailorbird.app.blanks.previews import Preview, previews
from tailorbird.app.blanks.wishes import NewDesign
from tailorbird.app.case_id import new_product_id
from tailorbird.app.catalogue.keep import Kept, create_product
from tailorbird.app.catalogue.listing import Listed, list_product
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.ports.catalogue import ProductRecord
from tailorbird.app.ports.render import CannotDraw
from tailorbird.domain import codec
from tailorbird.domain.catalogue.blank import Blank
from tailorbird.domain.catalogue.finding import ProductFinding
from tailorbird.domain.catalogue.product import Grant, Medium
from tailorbird.domain.customization.choices import DesignFinding, Severity
from tailorbird.domain.listing.document import AssetKind


@dataclass(frozen=True, slots=True)
class Designed:
    """The product as it was kept, a draft that only its owner sees; what to know about its prints and its
    document; and its review, where one was asked for and nothing is held, or why there is none."""

    record: ProductRecord
    findings: tuple[DesignFinding, ...]
    warnings: tuple[ProductFinding, ...]
    review: Listed | Problem | None = None


def design_product(
    house: House, merchant: str, blank_id: str, design: NewDesign, key: str
) -> Designed | Problem:
    """Make the product, or say everything that is wrong with the design. Repeating makes nothing twice."""
    blank = house.blanks.blank(blank_id)
    if blank is None:
        return no_blank(house, blank_id)
    wrong = [*unfit(blank, design), *unfit_files(house.files, merchant, design)]
    if wrong:
        return _unfit(wrong)
    looked = (*unprintable(house, blank, design), *screened(house, blank, design))
    wrong = [each for each in looked if each.severity is Severity.ERROR]
    if wrong:
        return _unfit(wrong)
    try:
        drawn = tuple(previews(house, blank, design))
    except CannotDraw as problem:
        return _undrawable(problem)
    kept = _kept(house, merchant, blank, design, drawn, key)
    if isinstance(kept, Problem):
        return kept
    review = None
    if design.list_in and not any(each.code == HELD for each in looked):
        review = list_product(house, merchant, kept.record.id, design.list_in, key)
    record = review.record if isinstance(review, Listed) else kept.record
    return Designed(record, looked, kept.warnings, review)


def _kept(
    house: House, merchant: str, blank: Blank, design: NewDesign, drawn: Iterable[Preview], key: str
) -> Kept | Problem:
    """The product with its previews, which are its owner's from now on."""
    media = tuple(_medium(house, merchant, blank, design, each) for each in drawn)
    return create_product(house, merchant, new_product_id(merchant, key), product_of(blank, design, media))


def _medium(house: House, merchant: str, blank: Blank, design: NewDesign, preview: Preview) -> Medium:
    stored = house.files.put(preview.png, "image/png", by=merchant)
    surface, colour = preview.surface, preview.colour
    title_zh = design.title_zh.strip() or design.title.strip()
    return Medium(
        file=stored.sha256,
        kind=AssetKind.PICTURE,
        owner="; ".join(dict.fromkeys(each.owner for each in surface.artwork)) or merchant,
        licence="; ".join(dict.fromkeys(each.licence for each in surface.artwork)) or "own work",
        grants=(Grant.SHOW_WITH_PRODUCT,),
        alt=f"{design.title.strip()}: {blank.label}, {surface.label}, {colour.label}",
        alt_zh=f"{title_zh}：{blank.label_zh}，{surface.label_zh}，{colour.label_zh}",
    )


def no_blank(house: House, blank_id: str) -> Problem:
    """There is no such blank; the blanks that there are, are named."""
    known = ", ".join(each.blank for each in house.blanks.all())
    return Problem(
        "no_such_blank",
        404,
        "There is no such blank",
        f"No blank is called {blank_id!r}.",
        f"Name one of: {known}. GET /api/v1/blanks shows them.",
    )


def _unfit(findings: list[DesignFinding]) -> Problem:
    first = findings[0]
    told: dict[str, Any] = {"findings": [codec.plain(each) for each in findings]}
    return Problem(
        "design_unfit",
        422,
        "The design does not fit the blank",
        f"{first.field}: {first.says}" + (f" {len(findings) - 1} more in `findings`." * bool(findings[1:])),
        first.next_step,
        told,
    )


def _undrawable(problem: CannotDraw) -> Problem:
    return Problem(
        "design_unfit",
        422,
        "The design does not fit the blank",
        str(problem),
        "Change the picture as it says, upload it anew, and send the design again with a new key.",
    )
