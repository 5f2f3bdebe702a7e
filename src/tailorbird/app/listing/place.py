"""Drafting, changing and publishing a listing: what is looked up outside its case first."""

from __future__ import annotations

from typing import Any, Final

from tailorbird.app.case_id import new_case_id
from tailorbird.app.engine.casefile import case_from
from tailorbird.app.engine.command import Act, Actor, Opening, Order, Receipt
from tailorbird.app.house import House
from tailorbird.app.participants import OPERATOR_PARTY
from tailorbird.app.ports.storage import CaseRecord
from tailorbird.app.programme.place import standing_of
from tailorbird.domain import codec
from tailorbird.domain.cases.fact import Fact
from tailorbird.domain.cases.facts.listing import ListingRecognised, SellerStandingShown
from tailorbird.domain.listing.document import ListingDocument
from tailorbird.domain.listing.recognise import customising_fields, recognise
from tailorbird.domain.roles import Role

_NO_PRICE: Final = "USD"
PLATFORM: Final = "platform"


def recognised(document: ListingDocument) -> ListingRecognised:
    """What the document's words show."""
    return ListingRecognised(signs=recognise(document), customizing=customising_fields(document))


def draft_listing(house: House, merchant: str, document: ListingDocument, key: str) -> Receipt:
    """A new listing; everything that is wrong with it is told at once, and nothing is public yet."""
    opening = Opening(
        kind="listing",
        title=document.title,
        zone="UTC",
        currency=document.price.currency if document.price else _NO_PRICE,
        participants={Role.MERCHANT: merchant, Role.OPERATOR: OPERATOR_PARTY},
        terms=(house.library.in_force("amazon_custom"),),
    )
    act = _draft(house, "draft_listing", merchant, document)
    case_id = new_case_id(merchant, key, house.clock.now().year)
    return house.engine.run(Order(case_id, (act,), merchant, key, opening))


def redraft_acts(house: House, merchant: str, body: dict[str, Any]) -> tuple[Act, ...]:
    """A changed draft, recognised anew."""
    document = codec.read(ListingDocument, body["document"])
    return (_draft(house, "redraft_listing", merchant, document),)


def publish_acts(house: House, merchant: str, record: CaseRecord) -> tuple[Act, ...]:
    """Publishing, judged by where the seller stands now.

    A standing that changed is put on record first, in a command of its own: so that a refusal which rests
    on it is kept with the case.
    """
    standing = standing_of(house, merchant)
    shown = case_from(record).last(SellerStandingShown)
    if shown is None or shown.fact != standing:
        show = Act("show_standing", Actor(PLATFORM, Role.PLATFORM), codec.plain(standing))
        house.engine.run(Order(record.header.id, (show,), PLATFORM, f"standing:{record.header.facts}"))
    return (Act("publish_listing", Actor(merchant, Role.MERCHANT)),)


def _draft(house: House, verb: str, merchant: str, document: ListingDocument) -> Act:
    found: tuple[Fact, ...] = (standing_of(house, merchant), recognised(document))
    body = {"document": codec.plain(document)}
    return Act(verb, Actor(merchant, Role.MERCHANT), body, attached=found)
