"""Who may read customization data, and for what."""

from __future__ import annotations

from tailorbird.domain.cases.facts.personalised import PersonalisedOrderPlaced
from tailorbird.domain.cases.listing_words import DataPurpose
from tailorbird.domain.questions.listing import MayReadCustomization
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import Answer, Permission, grant, refuse, says
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.amazon_custom.v1.screening import for_the_platform, held
from tailorbird_terms.amazon_custom.v1.standing import (
    accepted_for,
    open_claim,
    received,
    remake_to_make,
)


@clause("amazon-custom.data.use")
def solely_to_fulfil(q: MayReadCustomization, p: Parameters) -> Answer[Permission]:
    """What you enter and upload for an order is used to fulfil that order, and for nothing else. Those who
    fulfil it ({fulfillers}) may read it from when the order is taken on until it has arrived. The seller
    may read it before that to verify it, and the platform where something is held, or where it was asked to
    look again; both may when a defect is reported. Proofs and print files are read in the same way. You may
    always read your own. Every wish to read is on record, granted or not."""
    placed = q.case.first(PersonalisedOrderPlaced)
    if placed is None:
        return refuse(
            says=says("No order was placed yet."),
            next_step=says("Fill in the fields of the product, then order it."),
        )
    match q.purpose:
        case DataPurpose.OWN if q.reader is Role.BUYER:
            return grant(because=[placed])
        case DataPurpose.FULFIL if q.reader.value in p.words("fulfillers"):
            return _to_fulfil(q)
        case DataPurpose.REVIEW if q.reader in (Role.MERCHANT, Role.OPERATOR):
            return _to_review(q)
        case _:
            return refuse(
                because=[placed],
                says=says("Customization data is used solely to fulfil the order that it came with."),
                next_step=says("Ask the buyer, who may share a preview of the design."),
            )


def _to_fulfil(q: MayReadCustomization) -> Answer[Permission]:
    accepted, arrived = accepted_for(q.case), received(q.case)
    if accepted is None:
        return refuse(
            because=[q.case.first(PersonalisedOrderPlaced)],
            says=says("The order is not taken on yet."),
            next_step=says("Read the data to verify it, then take the order on."),
        )
    again = remake_to_make(q.case)
    if arrived is not None and again is None:
        return refuse(
            because=[arrived],
            says=says("The order arrived on {at}; it is fulfilled.", at=arrived.at),
            next_step=says("If a defect is reported, the data can be read to look into it."),
        )
    return grant(because=[accepted, again])


def _to_review(q: MayReadCustomization) -> Answer[Permission]:
    claimed, accepted = open_claim(q.case), accepted_for(q.case)
    if claimed is not None:
        return grant(because=[claimed])
    if q.reader is Role.MERCHANT and accepted is None:
        return grant(because=[q.case.first(PersonalisedOrderPlaced)])
    waiting = (*held(q.case), *for_the_platform(q.case)) if accepted is None else ()
    if q.reader is Role.OPERATOR and waiting:
        return grant(because=[q.case.first(PersonalisedOrderPlaced)])
    return refuse(
        because=[accepted or q.case.first(PersonalisedOrderPlaced)],
        says=says("Nothing is held, and no defect is reported: there is nothing to review."),
        next_step=says("Wait until something has to be looked at."),
    )
