"""Drafting, changing and publishing a listing: what is looked up outside its case first."""

from __future__ import annotations

from typing import Any, Final
from zoneinfo import ZoneInfo

from tailorbird.app.case_id import new_case_id
from tailorbird.app.engine import problems
from tailorbird.app.engine.casefile import case_from
from tailorbird.app.engine.command import Act, Actor, Opening, Order, Receipt
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.participants import OPERATOR_PARTY, PLATFORM_PARTY, THE_PLATFORM
from tailorbird.app.ports.storage import CaseRecord
from tailorbird.app.programme.place import standing_of
from tailorbird.domain import codec
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.listing import ListingRecognised, SellerStandingShown
from tailorbird.domain.listing.document import ListingDocument
from tailorbird.domain.listing.recognise import customising_fields, recognise
from tailorbird.domain.questions.listing import MayDraftListing
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.decision import Outcome
from tailorbird.domain.terms.hearing import Hearing

_NO_PRICE: Final = "USD"
_ZONE: Final = "UTC"


def recognised(document: ListingDocument) -> ListingRecognised:
    """What the document's words show."""
    return ListingRecognised(signs=recognise(document), customizing=customising_fields(document))


def draft_listing(house: House, merchant: str, document: ListingDocument, key: str) -> Receipt:
    """A new listing; everything that is wrong with it is told at once, and nothing is public yet."""
    standing = standing_of(house, merchant)
    opening = Opening(
        kind="listing",
        title=document.title,
        zone=_ZONE,
        currency=document.price.currency if document.price else _NO_PRICE,
        participants={Role.MERCHANT: merchant, Role.OPERATOR: OPERATOR_PARTY},
        terms=(house.library.in_force("amazon_custom"),),
    )
    case_id = new_case_id(merchant, key, house.clock.now().year)
    if house.records.case(case_id) is None and (barred := _barred(house, opening, standing)):
        return Receipt("", {}, barred)
    act = _draft("draft_listing", merchant, document, standing)
    return house.engine.run(Order(case_id, (act,), merchant, key, opening))


def _barred(house: House, opening: Opening, standing: SellerStandingShown) -> Problem | None:
    """What the terms say against any draft of a seller that stands so. A case of its own does not begin."""
    agreement = house.engine.agreement_of(house.engine.pins_of(opening.terms))
    now = house.clock.now()
    empty = Case("", opening.kind, ZoneInfo(opening.zone), opening.currency, opening.participants)
    case = empty.append(Recorded(1, standing, now, Role.PLATFORM))
    hearing = Hearing(case, now, Role.MERCHANT, house.calendars(), agreement)
    decision = hearing.ask(MayDraftListing)
    verb = house.engine.procedures[opening.kind].verb("draft_listing")
    if decision.granted or decision.outcome is not Outcome.ANSWERED or verb is None:
        return None
    return problems.refused(verb, decision, 0, case.zone)


def redraft_acts(house: House, merchant: str, record: CaseRecord, body: dict[str, Any]) -> tuple[Act, ...]:
    """A changed draft, recognised anew, and judged by where the seller stands now."""
    document = codec.read(ListingDocument, body["document"])
    show_standing(house, merchant, record)
    return (_draft("redraft_listing", merchant, document),)


def publish_acts(house: House, merchant: str, record: CaseRecord) -> tuple[Act, ...]:
    """Publishing, judged by where the seller stands now."""
    show_standing(house, merchant, record)
    return (Act("publish_listing", Actor(merchant, Role.MERCHANT)),)


def show_standing(house: House, merchant: str, record: CaseRecord) -> None:
    """Put on record where the seller stands now.

    A standing that changed is put on record in a command of its own: so that a refusal which rests on it
    is kept with the case.
    """
    standing = standing_of(house, merchant, record.header.id)
    shown = case_from(record).last(SellerStandingShown)
    if shown is None or shown.fact != standing:
        show = Act("show_standing", THE_PLATFORM, codec.plain(standing))
        house.engine.run(Order(record.header.id, (show,), PLATFORM_PARTY, f"standing:{record.header.facts}"))


def _draft(verb: str, merchant: str, document: ListingDocument, *found: SellerStandingShown) -> Act:
    body = {"document": codec.plain(document)}
    return Act(verb, Actor(merchant, Role.MERCHANT), body, attached=(*found, recognised(document)))
