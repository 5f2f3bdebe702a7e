"""Sellers, listings and personalised orders, and hearings on them, for the tests beside."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import tailorbird_terms
from tailorbird.adapters.calendars.official import official_calendars
from tailorbird.adapters.terms import shelf
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.listing import ListingDrafted, ListingRecognised, SellerStandingShown
from tailorbird.domain.cases.facts.payment import QuoteIssued, QuoteLine
from tailorbird.domain.cases.facts.personalised import PersonalisedOrderPlaced
from tailorbird.domain.cases.listing_words import Standing
from tailorbird.domain.cases.words import Head
from tailorbird.domain.listing.document import (
    Asset,
    AssetKind,
    CustomField,
    FieldKind,
    ListingDocument,
    OptionValue,
)
from tailorbird.domain.listing.signs import Certainty, Sign, SignKind
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.agreement import Agreement
from tailorbird.domain.terms.hearing import Hearing
from tailorbird.domain.time.calendar import Calendars

ROOT = Path(__file__).parents[3]
FOLDER = Path(tailorbird_terms.__file__).parent / "amazon_custom" / "v1"
ZONE = ZoneInfo("America/New_York")
START = datetime(2026, 10, 5, 9, 0, tzinfo=ZONE)
ALONE = Agreement((shelf.load("amazon_custom@1"),))
WITH_PLATFORM = Agreement((shelf.load("cj_platform@1"), shelf.load("amazon_custom@1")))
CLAUSES = frozenset(
    f"amazon-custom.{name}"
    for name in (
        "approval",
        "quality",
        "data.use",
        "data.retention",
        "data.screening",
        "data.rights",
        "data.sharing",
        "misuse.categories",
        "misuse.purpose",
        "misuse.warranty",
        "misuse.bundling",
        "misuse.manufacturer-upc",
        "misuse.free-promotion",
        "misuse.yes-no",
        "sanction",
    )
)
OWN_NUMBER = "4260123000011"
ANOTHERS_NUMBER = "4006381333931"
PLACES = (
    "title",
    "description",
    "bullets.1",
    "fields.f1.label",
    "fields.f1.help",
    "fields.f2.label",
    "fields.f2.values.v1",
    "fields.f2.values.v2",
)


@cache
def calendars() -> Calendars:
    return official_calendars(("CN", "US"), 2026)


def usd(minor: int) -> Money:
    return Money(minor, "USD")


def told(*facts: tuple[datetime, Role, Fact]) -> Case:
    case = Case("sign", "personalised_order", ZONE, "USD")
    for at, by, made in facts:
        case = case.append(Recorded(case.next_seq, made, at, by))
    return case


def hear(case: Case, at: datetime, by: Role = Role.BUYER, agreement: Agreement = ALONE) -> Hearing:
    return Hearing(case, at, by, calendars(), agreement)


def document(
    gtin: str = OWN_NUMBER, category: str = "Handmade > Signs", licence: str = ""
) -> ListingDocument:
    """A sign with a name and a border; with a font where a licence for it is stated."""
    border = (OptionValue(value="v1", label="Laurel"), OptionValue(value="v2", label="Rope"))
    return ListingDocument(
        title="Walnut sign with your name",
        category=category,
        fields=(
            CustomField(field="f1", kind=FieldKind.TEXT, label="Name"),
            CustomField(field="f2", kind=FieldKind.CHOICE, label="Border", values=border),
        ),
        gtin=gtin,
        declarations=("product-safety",),
        assets=(Asset(asset="font-1", kind=AssetKind.FONT, licence=licence),) if licence else (),
    )


def sign(kind: SignKind, where: str, certainty: Certainty = Certainty.SURE) -> Sign:
    return Sign(kind=kind, certainty=certainty, where=where, words="words", language="en", reason="a cue")


def listed(
    signs: Iterable[Sign],
    draft: ListingDocument | None = None,
    standing: Standing = Standing.APPROVED,
    customizing: tuple[str, ...] = ("f1", "f2"),
) -> Case:
    """A draft with these signs, of a seller who stands so."""
    return told(
        (START, Role.MERCHANT, ListingDrafted(document=draft or document())),
        (START, Role.PLATFORM, SellerStandingShown(standing=standing, prefixes=("4260123",))),
        (START, Role.PLATFORM, ListingRecognised(signs=tuple(signs), customizing=customizing)),
    )


ORDER = PersonalisedOrderPlaced(
    listing="listing-41",
    title="Walnut sign",
    quantity=2,
    price=usd(3000),
    specification_hash="7c1d",
    customization="private/custom-1",
    files=("aa11",),
    shipping=usd(500),
)
QUOTE = QuoteIssued(
    lines=(
        QuoteLine(Head.PRODUCT, usd(6000), Role.MERCHANT),
        QuoteLine(Head.SHIPPING, usd(500), Role.MERCHANT),
    )
)
