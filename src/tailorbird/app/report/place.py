"""Reporting a product."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tailorbird.app.case_id import new_case_id
from tailorbird.app.engine import problems
from tailorbird.app.engine.command import Act, Actor, Opening, Order, Receipt
from tailorbird.app.house import House
from tailorbird.app.participants import DESK_ZONE, OPERATOR_PARTY
from tailorbird.domain import codec
from tailorbird.domain.cases.store_words import ReportReason
from tailorbird.domain.roles import Role

STRANGER: Final = "outside/reporter/visitor"
"""Whoever reports without an account here."""


@dataclass(frozen=True, slots=True)
class NewReport:
    """What somebody writes about a public listing. `contact` is for the answer to a stranger."""

    listing: str
    reason: ReportReason
    text: str
    evidence: tuple[str, ...] = ()
    contact: str | None = None


def report_product(house: House, reporter: str, report: NewReport, key: str) -> Receipt:
    """Report a listing that is, or was, public. One that never was is nobody's to know of."""
    record = house.records.case(report.listing)
    public = record is not None and any(each.name == "ListingPublished" for each in record.facts)
    if record is None or not public:
        return Receipt("", {}, problems.no_case(report.listing))
    opening = Opening(
        kind="report",
        title=record.header.title,
        zone=DESK_ZONE,
        currency=record.header.currency,
        participants={Role.REPORTER: reporter, Role.OPERATOR: OPERATOR_PARTY},
        terms=(house.library.in_force("cj_platform"),),
    )
    told = {name: value for name, value in codec.plain(report).items() if value is not None}
    act = Act("report_product", Actor(reporter, Role.REPORTER), told)
    case_id = new_case_id(reporter, key, house.clock.now().year)
    return house.engine.run(Order(case_id, (act,), reporter, key, opening))
