"""What follows from samples, production, its dates, and the parcel that leaves."""

from __future__ import annotations

from typing import Final

from tailorbird.app.custom.quote import FEES, PRODUCTION, lines_of, quote_production
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.engine.verb import Reaction
from tailorbird.app.settling.holding import divide, hold_lines
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.custom_making import (
    DateMissed,
    DateMoved,
    DelayTold,
    ProductionOrdered,
    ProductionPaid,
    SampleAccepted,
    SampleLapsed,
)
from tailorbird.domain.cases.facts.custom_product import ProductFinished
from tailorbird.domain.cases.facts.custom_request import ReorderSubmitted
from tailorbird.domain.cases.facts.parcels import Dispatched
from tailorbird.domain.questions.money import Occasion


def settle_sample(proceeding: Proceeding, judged: Recorded[SampleAccepted | SampleLapsed]) -> None:
    """The sample is in order: the fees are earned, and there is a product from now on."""
    divide(proceeding, Occasion.SAMPLE_ACCEPTED, FEES)
    _finish(proceeding, judged)


def order(proceeding: Proceeding, ordered: Recorded[ProductionOrdered]) -> None:
    quote_production(proceeding, ordered.fact.quantity, ordered)


def hold_production(proceeding: Proceeding, paid: Recorded[ProductionPaid]) -> None:
    hold_lines(proceeding, lines_of(proceeding.case, PRODUCTION), f"fact:{paid.seq}")


def tell_missed(proceeding: Proceeding, missed: Recorded[DateMissed]) -> None:
    """The buyer is told since when a step is late. Nobody gave a new date or a reason yet."""
    fact = missed.fact
    told = DelayTold(milestone=fact.milestone, expected=None, reason=None, planned=fact.planned)
    proceeding.record(told, cause=f"fact:{missed.seq}")


def tell_moved(proceeding: Proceeding, moved: Recorded[DateMoved]) -> None:
    """The buyer is told until when a step is late, and why."""
    fact = moved.fact
    told = DelayTold(milestone=fact.milestone, expected=fact.expected, reason=fact.reason)
    proceeding.record(told, cause=f"fact:{moved.seq}")


def release(proceeding: Proceeding, dispatched: Recorded[Dispatched]) -> None:
    """The first parcel lets the held money go, and with it fees that no sample settled."""
    divide(proceeding, Occasion.DISPATCH)
    _finish(proceeding, dispatched)


def _finish(proceeding: Proceeding, because: Recorded[Fact]) -> None:
    """There is one product of a case; a reorder makes one that was there before."""
    if not proceeding.case.has(ProductFinished, ReorderSubmitted):
        proceeding.record(ProductFinished(product=proceeding.case.id), cause=f"fact:{because.seq}")


REACTIONS: Final[dict[type[Fact], tuple[Reaction, ...]]] = {
    SampleAccepted: (settle_sample,),
    SampleLapsed: (settle_sample,),
    ProductionOrdered: (order,),
    ProductionPaid: (hold_production,),
    DateMissed: (tell_missed,),
    DateMoved: (tell_moved,),
    Dispatched: (release,),
}
