"""Until when customization data is kept, and its erasure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.making import (
    PrintFilesMade,
    ProofChangesAsked,
    ProofSent,
    SpecificationInspected,
    SpecificationReplaced,
)
from tailorbird.domain.cases.facts.payment import OrderPaid
from tailorbird.domain.cases.facts.personalised import (
    CustomizationErased,
    DefectVerified,
    PersonalisedOrderAccepted,
    PersonalisedOrderPlaced,
    PersonalisedOrderRefused,
    ScreeningAppealed,
)
from tailorbird.domain.cases.listing_words import DefectRemedy
from tailorbird.domain.questions.listing import (
    DefectClaimPeriod,
    MayPayPersonalised,
    MayReadCustomization,
    MayShareDesign,
    RetentionPeriod,
)
from tailorbird.domain.questions.period import Deadlines
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Answer,
    Due,
    Permission,
    Silent,
    Unknown,
    near_bound,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird.domain.time.bound import Bound, Last, days_after
from tailorbird_terms.amazon_custom.v1.standing import found_for, open_claim, received, remake_to_make

ERASE = "erase-customization"


@clause("amazon-custom.data.retention")
def kept_until(q: RetentionPeriod, p: Parameters) -> Answer[Bound] | Unknown:
    """Customization data is not kept after the order is fulfilled: that is when a defect can no longer be
    reported and no report is open. Of an order that is refused or refunded it is erased at once. Of one
    that nobody pays it is erased {unpaid_kept} after the order was placed."""
    placed = q.case.first(PersonalisedOrderPlaced)
    if placed is None:
        return unknown("PersonalisedOrderPlaced", next_step=says("No order was placed yet."))
    over = q.case.first(PersonalisedOrderRefused) or found_for(q.case, DefectRemedy.REFUND)
    if over is not None:
        return Answer(Bound(over.at, Last.OUTSIDE), (over,))
    claimed = open_claim(q.case)
    if claimed is not None:
        step = says("The data is kept until somebody has looked into the report.")
        return unknown("DefectVerified", because=[claimed], next_step=step)
    taken_on = _taken_on(q.case)
    if taken_on is None and not placed.fact.source:
        until = days_after(placed.at, p.days("unpaid_kept"), q.case.zone)
        return Answer(Bound(until, Last.OUTSIDE), (placed,))
    if received(q.case) is None or remake_to_make(q.case) is not None:
        step = says("The data is kept until the order has arrived.")
        return unknown("ParcelDelivered", because=[taken_on or placed], next_step=step)
    return _after_the_claims(q)


def _taken_on(case: Case) -> Recorded[Any] | None:
    """What says that the order is going to be fulfilled."""
    return case.first(OrderPaid) or case.first(PersonalisedOrderAccepted)


def _after_the_claims(q: RetentionPeriod) -> Answer[Bound] | Unknown:
    period, verified = q.consult(DefectClaimPeriod), q.case.last(DefectVerified)
    if period.answer is None:
        return unknown(*(period.unknown or ("DefectClaimPeriod",)), because=period.relied_on)
    if verified is not None and not period.answer.allows(verified.at):
        late = Bound(verified.at, Last.OUTSIDE)
        return Answer(late, (*period.relied_on, verified), via=(period,))
    return Answer(period.answer, period.relied_on, via=(period,))


@clause("amazon-custom.data.retention")
def erased_by_itself(q: Deadlines, p: Parameters) -> Answer[tuple[Due, ...]] | None:
    """It is then erased by itself, wherever it lies: texts, files and previews, proofs and print files,
    photographs of the inspection, drafts of the same design, and what was made of them to compare pictures.
    Links to the design end. The order keeps their hashes, which prove what they were, and not the data."""
    placed = q.case.first(PersonalisedOrderPlaced)
    if placed is None or q.case.has(CustomizationErased):
        return None
    period = q.consult(RetentionPeriod)
    if period.answer is None:
        return None
    outcome = CustomizationErased(
        contents=tuple(dict.fromkeys(each for each in _contents(q.case) if each)),
        files=tuple(dict.fromkeys(_files(q.case))),
        specification_hash=_designs(q.case)[-1].fact.specification_hash,
    )
    item = Due(ERASE, period.answer, Role.MERCHANT, outcome)
    return Answer((item,), period.relied_on, via=(period,))


def _designs(case: Case) -> tuple[Recorded[Any], ...]:
    """The facts that carry the design: as it was ordered, then each change."""
    return case.all(PersonalisedOrderPlaced, SpecificationReplaced)


def _contents(case: Case) -> Iterator[str | None]:
    """Ids of the private texts that are, or quote, what the buyer wrote."""
    for each in _designs(case):
        yield each.fact.customization
    told: tuple[Recorded[Any], ...] = case.all(
        ScreeningAppealed, ProofSent, ProofChangesAsked, SpecificationInspected
    )
    for said in told:
        yield said.fact.text


def _files(case: Case) -> Iterator[str]:
    """Hashes of the files that are, or show, what the buyer wrote and uploaded."""
    for each in _designs(case):
        yield from each.fact.files
    for proof in case.all(ProofSent):
        yield from proof.fact.pictures
    for made in case.all(PrintFilesMade):
        yield from (each.file for each in made.fact.files)
    for inspected in case.all(SpecificationInspected):
        yield from (photo for point in inspected.fact.points for photo in point.photos)


@clause(
    "amazon-custom.data.retention",
    exception_to=["amazon-custom.data.use", "amazon-custom.data.sharing", "amazon-custom.quality"],
)
def nothing_of_what_is_gone(
    q: MayReadCustomization | MayShareDesign | MayPayPersonalised, p: Parameters
) -> Answer[Permission] | Silent | None:
    """From that instant on nobody reads or shares it, you neither, and an unpaid order can no longer be
    paid."""
    placed, erased = q.case.first(PersonalisedOrderPlaced), q.case.first(CustomizationErased)
    paying = isinstance(q, MayPayPersonalised)
    if placed is None or (paying and q.case.has(OrderPaid, PersonalisedOrderRefused)):
        return None
    period = q.consult(RetentionPeriod)
    near = near_bound("retention", period.answer, q.at) if period.answer else ()
    if erased is None and (period.answer is None or period.answer.allows(q.at)):
        return Silent(near) if near else None
    since = erased.at if erased is not None else period.answer.until if period.answer else q.at
    gone = refuse(
        because=[erased] if erased else period.relied_on,
        near=near,
        says=says("The customization data is gone since {at}.", at=since),
        next_step=says("Order again, and enter your choices anew.")
        if paying or q.by is Role.BUYER
        else says("The order's record keeps the hash, which proves what a copy was."),
    )
    return replace(gone, via=(period,)) if period.answer else gone
