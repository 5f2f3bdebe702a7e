"""Applying for the programme, and where a seller stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tailorbird.app.case_id import programme_case_id
from tailorbird.app.engine.casefile import case_from
from tailorbird.app.engine.command import Act, Actor, Opening, Order, Receipt
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.errands import labelled
from tailorbird.app.house import House
from tailorbird.app.participants import OPERATOR_PARTY
from tailorbird.app.reading.look import look_at
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.listing import ListingDrafted, ListingUnpublished, SellerStandingShown
from tailorbird.domain.cases.facts.programme import GtinExemptionGranted, PrefixRegistered
from tailorbird.domain.cases.listing_words import Standing, UnpublishReason
from tailorbird.domain.listing.document import folded_title
from tailorbird.domain.money import NO_CURRENCY
from tailorbird.domain.questions.listing import ProgrammeStanding
from tailorbird.domain.roles import Role

ZONE: Final = "UTC"


@dataclass(frozen=True, slots=True)
class Application:
    """What a seller says of itself and what it makes."""

    statement: str
    business: str = ""


def apply(house: House, merchant: str, application: Application, key: str) -> Receipt:
    """Apply; a seller that applied before does so once more in the same case."""
    case_id = programme_case_id(merchant)
    body = {"statement": application.statement, "business": application.business}
    actor = Actor(merchant, Role.MERCHANT)
    opening = Opening(
        kind="programme",
        title=f"Customization programme: {merchant}",
        zone=ZONE,
        currency=NO_CURRENCY,
        participants={Role.MERCHANT: merchant, Role.OPERATOR: OPERATOR_PARTY},
        terms=(house.library.in_force("amazon_custom"),),
    )
    first = Order(case_id, (Act("apply", actor, body),), merchant, key, opening)
    again = Order(case_id, (Act("apply_again", actor, body),), merchant, key)
    if house.records.case(case_id) is None:
        return house.engine.run(first)
    receipt = house.engine.run(again)
    if receipt.problem is not None and receipt.problem.code == "idempotency_key_reused":
        # The key may be that of the first application, which is being repeated.
        return house.engine.run(first)
    return receipt


def standing_of(house: House, merchant: str, beside: str = "") -> SellerStandingShown:
    """Where the seller stands now, by the terms of its own case; its GS1 prefixes and exemptions.

    `beside` is the listing for which it is asked: what was taken down is told of the others.
    """
    taken_down = _taken_down(house, merchant, beside)
    here = _programme_of(house, merchant)
    if here is None:
        return SellerStandingShown(standing=Standing.NONE, taken_down=taken_down)
    case = here.case
    return SellerStandingShown(
        standing=_standing(here),
        programme=case.id,
        prefixes=tuple(dict.fromkeys(each.fact.prefix for each in case.all(PrefixRegistered))),
        exemptions=tuple(dict.fromkeys(each.fact.category for each in case.all(GtinExemptionGranted))),
        taken_down=taken_down,
    )


def stands_now(house: House, merchant: str) -> Standing:
    """Where the seller stands now, and nothing else: its listings are not read for it."""
    here = _programme_of(house, merchant)
    return Standing.NONE if here is None else _standing(here)


def _programme_of(house: House, merchant: str) -> Proceeding | None:
    record = house.records.case(programme_case_id(merchant))
    return None if record is None else look_at(house, record)


def _standing(here: Proceeding) -> Standing:
    answer = here.ask(ProgrammeStanding).answer
    return Standing(answer.kind) if answer is not None else Standing.NONE


def _taken_down(house: House, merchant: str, beside: str) -> tuple[str, ...]:
    """Titles under which the seller's other listings were public when a takedown ended them."""
    found = []
    for header in labelled(house, "seller", merchant):
        record = house.records.case(header.id) if header.kind == "listing" else None
        if record is None or header.id == beside:
            continue
        case = case_from(record)
        draft: Recorded[ListingDrafted] | None = None
        for each in case.facts:
            if isinstance(each.fact, ListingDrafted):
                draft = each
            elif isinstance(each.fact, ListingUnpublished) and each.fact.reason is UnpublishReason.TAKEDOWN:
                found.extend([folded_title(draft.fact.document.title)] if draft else [])
    return tuple(sorted(set(found)))
