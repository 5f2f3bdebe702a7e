"""Cases of the jeweller, and hearings on them, for the tests beside."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import tailorbird_terms
from tailorbird.adapters.calendars.official import official_calendars
from tailorbird.adapters.terms import shelf
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.jewelry import (
    CustomOrderSubmitted,
    Wish,
    WishKind,
)
from tailorbird.domain.cases.facts.payment import QuoteIssued, QuoteLine
from tailorbird.domain.cases.words import Head
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.agreement import Agreement
from tailorbird.domain.terms.hearing import Hearing
from tailorbird.domain.time.calendar import Calendars

ROOT = Path(__file__).parents[3]
FOLDER = Path(tailorbird_terms.__file__).parent / "jewelry" / "v1"
ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 4, 24, 9, 0, tzinfo=ZONE)
AGREEMENT = Agreement((shelf.load("jewelry@1"),))
CLAUSES = (
    "jewelry.I.1",
    "jewelry.I.2.fee",
    "jewelry.I.2.window",
    "jewelry.I.3",
    "jewelry.II.copyright",
    "jewelry.II.range",
    "jewelry.II.time",
    "jewelry.II.uniqueness",
    "jewelry.III.non-quality",
    "jewelry.III.quality",
)


@cache
def calendars() -> Calendars:
    return official_calendars(("CN", "US"), 2026)


def usd(minor: int) -> Money:
    return Money(minor, "USD")


def told(*facts: tuple[datetime, Role, Fact]) -> Case:
    case = Case("jewel", "jewelry", ZONE, "USD")
    for at, by, made in facts:
        case = case.append(Recorded(case.next_seq, made, at, by))
    return case


def hear(case: Case, at: datetime, by: Role = Role.BUYER, agreement: Agreement = AGREEMENT) -> Hearing:
    return Hearing(case, at, by, calendars(), agreement)


ORDER = CustomOrderSubmitted(
    listing="silver-willow-ring",
    wishes=(Wish("w1", WishKind.COLOUR, "matt"), Wish("w2", WishKind.SIZE, "US 11")),
    remarks="content-02",
    summary_hash="5f1c",
)
PLAIN = CustomOrderSubmitted(
    listing="silver-willow-ring", wishes=(Wish("w1", WishKind.COLOUR, "matt"),), summary_hash="5f1c"
)
QUOTE = QuoteIssued(lines=(QuoteLine(Head.PRODUCT, usd(8450), Role.MERCHANT),))
