"""Correcting what was recognised in a request: somebody looked, and knows better."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.domain.cases.facts.request import RequestScreened
from tailorbird.domain.cases.words import GoodsClass


@dataclass(frozen=True, slots=True)
class ScreeningBody:
    """What is corrected; what is left out stays as it was recognised."""

    classes: tuple[GoodsClass, ...] | None = None
    prohibited: tuple[str, ...] | None = None
    seller_rating: Decimal | None = None
    price_outlier: bool | None = None
    reasons: tuple[str, ...] = ()


def make_screening(proceeding: Proceeding, body: ScreeningBody) -> RequestScreened:
    """The last screening with the corrections put in."""
    last = proceeding.case.last(RequestScreened)
    known = last.fact if last else RequestScreened()
    return replace(
        known,
        classes=known.classes if body.classes is None else body.classes,
        prohibited=known.prohibited if body.prohibited is None else body.prohibited,
        seller_rating=known.seller_rating if body.seller_rating is None else body.seller_rating,
        price_outlier=known.price_outlier if body.price_outlier is None else body.price_outlier,
        reasons=known.reasons + body.reasons,
    )
