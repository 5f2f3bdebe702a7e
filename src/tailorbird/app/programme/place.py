"""Applying for the programme, and where a seller stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tailorbird.app.case_id import programme_case_id
from tailorbird.app.engine.casefile import case_from
from tailorbird.app.engine.command import Act, Actor, Opening, Order, Receipt
from tailorbird.app.house import House
from tailorbird.app.participants import OPERATOR_PARTY
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.facts.listing import SellerStandingShown
from tailorbird.domain.cases.facts.programme import GtinExemptionGranted, PrefixRegistered
from tailorbird.domain.cases.listing_words import Standing
from tailorbird.domain.questions.listing import ProgrammeStanding
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.hearing import Hearing

_NO_MONEY: Final = "XXX"
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
    again = house.records.case(case_id) is not None
    act = Act("apply_again" if again else "apply", Actor(merchant, Role.MERCHANT), body)
    opening = Opening(
        kind="programme",
        title=f"Customization programme: {merchant}",
        zone=ZONE,
        currency=_NO_MONEY,
        participants={Role.MERCHANT: merchant, Role.OPERATOR: OPERATOR_PARTY},
        terms=(house.library.in_force("amazon_custom"),),
    )
    return house.engine.run(Order(case_id, (act,), merchant, key, None if again else opening))


def standing_of(house: House, merchant: str) -> SellerStandingShown:
    """Where the seller stands now, by the terms of its own case; its GS1 prefixes and exemptions."""
    case_id = programme_case_id(merchant)
    record = house.records.case(case_id)
    if record is None:
        return SellerStandingShown(standing=Standing.NONE)
    case: Case = case_from(record)
    agreement = house.engine.agreement_of(record.header.pins)
    hearing = Hearing(case, house.clock.now(), Role.PLATFORM, house.calendars(), agreement)
    answer = hearing.ask(ProgrammeStanding).answer
    return SellerStandingShown(
        standing=Standing(answer.kind) if answer is not None else Standing.NONE,
        programme=case_id,
        prefixes=tuple(each.fact.prefix for each in case.all(PrefixRegistered)),
        exemptions=tuple(each.fact.category for each in case.all(GtinExemptionGranted)),
    )
