"""Who sees a finished product: its buyer alone for a time, and perhaps everybody afterwards."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.custom_making import ProductionOrdered
from tailorbird.domain.cases.facts.custom_product import (
    PrivatePeriodEnded,
    ProductFinished,
    ProductPublished,
    ReorderNoted,
)
from tailorbird.domain.questions.custom import (
    MayPublishProduct,
    MaySeeProduct,
    PrivatePeriod,
    ProductVisibility,
    Viewer,
)
from tailorbird.domain.questions.period import Deadlines
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Answer,
    Classification,
    Due,
    Permission,
    Unknown,
    classify,
    due,
    grant,
    near_bound,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird.domain.time.bound import Bound, Last
from tailorbird_terms.cj_custom.v1.months import months_after
from tailorbird_terms.cj_custom.v1.standing import accepted, opened, over

PRIVATE, ELIGIBLE, KEPT, PUBLIC = "private", "eligible", "kept_private", "public"

_LEAVE: Final = says("Leave it as it is; nothing is to be done.")
_WAIT: Final = says("It may become visible after the private period, if nobody orders it.")


@clause("cj-custom.II.11")
def private_at_first(q: PrivatePeriod, p: Parameters) -> Answer[Bound] | Unknown:
    """For {private_months} calendar months from when it is finished, the product is visible to you
    alone, and to those who make it. The period ends on the same day of the month at the same time, or
    on the last day of a month that has no such day; that instant is still inside."""
    finished = q.case.first(ProductFinished)
    if finished is None:
        return unknown("ProductFinished", next_step=says("The product is not finished yet."))
    until = months_after(finished.at, p.count("private_months"), q.case.zone)
    return Answer(Bound(until, Last.INSIDE), (finished,))


@clause("cj-custom.II.11")
def end_of_the_private_period(q: Deadlines, p: Parameters) -> Answer[tuple[Due, ...]] | None:
    """The end of the period is put on record by itself."""
    if not q.case.has(ProductFinished) or q.case.has(PrivatePeriodEnded):
        return None
    period = q.consult(PrivatePeriod)
    if period.answer is None:
        return None
    item = due(Due(PRIVATE, period.answer, Role.BUYER, PrivatePeriodEnded()), because=period.relied_on)
    return replace(item, via=(period,))


@clause("cj-custom.II.11")
def private_or_not(q: ProductVisibility, p: Parameters) -> Answer[Classification]:
    """If you order the product in that time, or had ordered it already, it stays yours alone. If you do
    not, the platform may make it visible to all. A production that was taken back or stopped is no
    order."""
    finished, published = q.case.first(ProductFinished), q.case.first(ProductPublished)
    if finished is None:
        return classify(PRIVATE, because=[opened(q.case)])
    if published is not None:
        return classify(PUBLIC, because=[published])
    period = q.consult(PrivatePeriod)
    if period.answer is None or period.answer.allows(q.at):
        return replace(classify(PRIVATE, because=[finished]), via=(period,))
    ordered = _ordered(q, period.answer)
    kind = KEPT if ordered is not None else ELIGIBLE
    return replace(classify(kind, because=[finished, ordered]), via=(period,))


def _ordered(q: ProductVisibility, period: Bound) -> Recorded[Any] | None:
    """The first order of the product that counts: within the period, and not come to nothing."""
    ended = over(q.case) is not None
    for each in q.case.all(ProductionOrdered, ReorderNoted):
        in_time = period.allows(each.at)
        if in_time and not (ended and isinstance(each.fact, ProductionOrdered)):
            return each
    return None


@clause("cj-custom.II.11")
def who_sees_it(q: MaySeeProduct, p: Parameters) -> Answer[Permission]:
    """Until the platform has made it visible, nobody else can see it, find it or order it."""
    if q.viewer is not Viewer.ANYBODY_ELSE:
        return grant(because=[q.case.first(ProductFinished) or opened(q.case)])
    published = q.case.first(ProductPublished)
    if published is not None:
        return grant(because=[published])
    period = q.consult(PrivatePeriod)
    refused = refuse(
        because=[q.case.first(ProductFinished) or opened(q.case)],
        near=near_bound("private period", period.answer, q.at) if period.answer else (),
        says=says("This product is its buyer's alone."),
        next_step=says("Look for another product, or send a request of your own."),
    )
    return replace(refused, via=(period,)) if period.answer else refused


@clause("cj-custom.II.10")
def authorised_by_the_buyer(q: MayPublishProduct, p: Parameters) -> Answer[Permission]:
    """On that authorisation, and on nothing else, rests any later publication of the design."""
    sent = opened(q.case)
    if "cj-custom.II.10" in accepted(q.case):
        return grant(because=[sent])
    return refuse(
        because=[sent],
        says=says("The buyer has not authorised the publication."),
        next_step=says("Without cj-custom.II.10 accepted the product stays its buyer's alone."),
    )


@clause("cj-custom.II.11", exception_to=["cj-custom.II.10"])
def not_in_the_private_period(q: MayPublishProduct, p: Parameters) -> Answer[Permission] | None:
    """The platform cannot make it visible during the period, nor afterwards where you ordered it."""
    state, period = q.consult(ProductVisibility), q.consult(PrivatePeriod)
    kind = state.answer.kind if state.answer else PRIVATE
    if kind == ELIGIBLE:
        return None
    near = near_bound("private period", period.answer, q.at) if period.answer else ()
    sentences = {
        PRIVATE: says("The product is its buyer's alone for now."),
        KEPT: says("The buyer ordered the product in time; it stays the buyer's alone."),
        PUBLIC: says("The product is visible to all already."),
    }
    refused = refuse(
        because=state.relied_on,
        near=near if kind == PRIVATE else (),
        says=sentences[kind],
        next_step=_WAIT if kind == PRIVATE else _LEAVE,
    )
    return replace(refused, via=(state,))


@clause("cj-custom.II.11")
def eligible_for_publication(q: MayPublishProduct, p: Parameters) -> Answer[Permission] | None:
    """Afterwards, without an order and with your authorisation, it can."""
    if "cj-custom.II.10" not in accepted(q.case):
        return None
    state = q.consult(ProductVisibility)
    if state.answer is None or state.answer.kind != ELIGIBLE:
        return None
    return replace(grant(because=state.relied_on), via=(state,))
