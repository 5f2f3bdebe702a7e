"""Where seller, listing and order stand: what several clauses read from the facts. No clause is here."""

from __future__ import annotations

from typing import Any

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.listing import (
    ListingDrafted,
    ListingPublished,
    ListingRecognised,
    ListingUnpublished,
)
from tailorbird.domain.cases.facts.making import SpecificationReplaced
from tailorbird.domain.cases.facts.parcels import (
    Dispatched,
    DispatchHalted,
    DispatchReleased,
    ParcelDelivered,
)
from tailorbird.domain.cases.facts.personalised import (
    DefectClaimed,
    DefectVerified,
    PersonalisedOrderAccepted,
    RemakeOrdered,
)
from tailorbird.domain.cases.facts.programme import (
    ProgrammeApplied,
    ProgrammeApproved,
    ProgrammeDeclined,
    ProgrammeRevoked,
    SellerReinstated,
    SellerSanctioned,
)
from tailorbird.domain.cases.listing_words import DefectRemedy, DefectResult, Standing
from tailorbird.domain.roles import Role

_STANDINGS: dict[type[Any], Standing] = {
    ProgrammeApplied: Standing.APPLIED,
    ProgrammeApproved: Standing.APPROVED,
    ProgrammeDeclined: Standing.DECLINED,
    ProgrammeRevoked: Standing.REVOKED,
    SellerReinstated: Standing.APPROVED,
}

# ── the seller


def sanction_of(case: Case) -> Recorded[SellerSanctioned] | None:
    """The sanction that lasts, if one does."""
    sanctioned = case.last(SellerSanctioned)
    if sanctioned is None or case.last_after(SellerReinstated, sanctioned) is not None:
        return None
    return sanctioned


def standing_in(case: Case) -> tuple[Standing, Recorded[Any] | None]:
    """Where the seller stands by the programme's case, sanctions aside, and the fact that says so."""
    last: Recorded[Any] | None = case.last(*_STANDINGS)
    return (_STANDINGS[type(last.fact)], last) if last is not None else (Standing.NONE, None)


# ── the listing


def draft_of(case: Case) -> Recorded[ListingDrafted] | None:
    """The draft that counts: the last one."""
    return case.last(ListingDrafted)


def recognised_in(case: Case) -> Recorded[ListingRecognised] | None:
    """What the last draft's words show, once that was looked at."""
    drafted = draft_of(case)
    return case.last_after(ListingRecognised, drafted) if drafted else None


def public_since(case: Case) -> Recorded[ListingPublished] | None:
    """The publication that lasts, if the listing is public."""
    published = case.last(ListingPublished)
    if published is None or case.last_after(ListingUnpublished, published) is not None:
        return None
    return published


# ── the order


def accepted_for(case: Case) -> Recorded[PersonalisedOrderAccepted] | None:
    """The seller's word on the design as it stands; a change of the design wants it anew."""
    changed = case.last(SpecificationReplaced)
    return (
        case.last_after(PersonalisedOrderAccepted, changed)
        if changed
        else case.last(PersonalisedOrderAccepted)
    )


def halt_of(case: Case) -> Recorded[DispatchHalted] | None:
    """The halt that lasts, if one does."""
    halted = case.last(DispatchHalted)
    if halted is None or case.last_after(DispatchReleased, halted) is not None:
        return None
    return halted


def departures(case: Case) -> tuple[Recorded[Dispatched], ...]:
    """The parcels that left with the product as it was made last."""
    remade = case.last(RemakeOrdered)
    return tuple(each for each in case.all(Dispatched) if remade is None or each.seq > remade.seq)


def received(case: Case) -> Recorded[ParcelDelivered] | None:
    """The last arrival, once every parcel that left with the product has arrived."""
    latest: Recorded[ParcelDelivered] | None = None
    for left in departures(case):
        came = [
            each
            for each in case.all(ParcelDelivered)
            if each.seq > left.seq and each.fact.parcel == left.fact.parcel
        ]
        if not came:
            return None
        if latest is None or came[0].seq > latest.seq:
            latest = came[0]
    return latest


# ── defects


def claim_named(case: Case, claim: str) -> Recorded[DefectClaimed] | None:
    return next((each for each in case.all(DefectClaimed) if each.fact.claim == claim), None)


def verdict_on(case: Case, claimed: Recorded[DefectClaimed]) -> Recorded[DefectVerified] | None:
    """What came of the claim: the operator's last word, or else the seller's."""
    said = [
        each
        for each in case.all(DefectVerified)
        if each.seq > claimed.seq and each.fact.claim == claimed.fact.claim
    ]
    final = [each for each in said if each.by is Role.OPERATOR]
    return (final or said)[-1] if said else None


def open_claim(case: Case) -> Recorded[DefectClaimed] | None:
    """The first claim that nobody has looked into."""
    return next((each for each in case.all(DefectClaimed) if verdict_on(case, each) is None), None)


def found_for(case: Case, wants: DefectRemedy) -> Recorded[DefectVerified] | None:
    """The last finding of a defect for which the buyer wanted this remedy."""
    found: Recorded[DefectVerified] | None = None
    for claimed in case.all(DefectClaimed):
        verdict = verdict_on(case, claimed) if claimed.fact.wants is wants else None
        if verdict is not None and verdict.fact.result is DefectResult.FOUND:
            found = verdict if found is None or verdict.seq > found.seq else found
    return found


def remake_to_make(case: Case) -> Recorded[Any] | None:
    """What says that the product is to be made again, until it has arrived."""
    found, remade = found_for(case, DefectRemedy.REMAKE), case.last(RemakeOrdered)
    if found is not None and (remade is None or remade.seq < found.seq):
        return found
    return remade if remade is not None and received(case) is None else None
