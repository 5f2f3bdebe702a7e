"""The days to confirm receipt or to object, and what silence means."""

from __future__ import annotations

from dataclasses import replace

from tailorbird.domain.cases.facts.dissolution import DissolutionRequested
from tailorbird.domain.cases.facts.procurement import Delivered
from tailorbird.domain.cases.facts.receipt import (
    ParcelRefused,
    ReceiptDeemedConfirmed,
)
from tailorbird.domain.questions.money import Occasion, Settlement
from tailorbird.domain.questions.period import Deadlines, ReceiptPeriod
from tailorbird.domain.questions.permission import MayCancel, MayConfirmReceipt, MayDissolve, MayObject
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Allocation,
    Answer,
    Due,
    Permission,
    Unknown,
    allocate,
    due,
    grant,
    near_bound,
    refuse,
    says,
    wait,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird.domain.time.bound import Bound, Last, days_after
from tailorbird_terms.order1688.v1.standing import (
    CLOSED_BY_THE_CARRIERS_FAULT,
    carrier_at_fault,
    closed_by,
    confirmed,
    in_words,
    is_money_for_the_seller,
    lacking,
    over,
    receipt_run,
)

_NOT_DELIVERED = says("The parcel has not been delivered yet.")
_WAIT_FOR_IT = says("Wait for the parcel.")
_STILL_DISSOLVE = says("Within the days that the law allows you may still ask to dissolve.")


@clause("order1688.18")
def period_for_confirming(q: ReceiptPeriod, p: Parameters) -> Answer[Bound] | None:
    """Check specifications and quality within {receipt_days} of delivery, the last instant included,
    and confirm receipt, or object. The days begin anew when an objection is withdrawn, when it is
    verified that the logistics provider did not cause what you reported, and when the seller has
    refused to dissolve.
    """
    run = receipt_run(q.case)
    if run is None:
        return None
    until = days_after(run.start.at, p.days("receipt_days"), q.case.zone)
    return Answer(Bound(until, Last.INSIDE), (run.start,))


@clause("order1688.18")
def confirm(q: MayConfirmReceipt, p: Parameters) -> Answer[Permission]:
    """Confirming is final: the money held for the seller is released to it."""
    if refused := _not_to_be_confirmed(q):
        return refused
    run = receipt_run(q.case)
    period = q.consult(ReceiptPeriod)
    if run and not run.stopped_by and period.answer and not period.answer.allows(q.at):
        silent = refuse(
            near=near_bound("receipt period", period.answer, q.at),
            says=says("The days ended on {until}; the goods count as received.", until=period.answer.until),
            next_step=says("You need not confirm any more."),
        )
        return replace(silent, via=(period,))
    return grant([run.start] if run else ())


@clause("order1688.18")
def silence_confirms(q: Deadlines, p: Parameters) -> Answer[tuple[Due, ...]] | Unknown | None:
    """If the days pass and you neither confirm nor object, the goods count as received in order, from
    that instant. An objection, a refused parcel or a request to dissolve, made in time, stops the days.
    """
    run = receipt_run(q.case)
    if run is None or over(q.case) or confirmed(q.case) or carrier_at_fault(q.case):
        return None
    period = q.consult(ReceiptPeriod)
    if period.answer is None:
        return lacking(period)
    if run.stopped_by and period.answer.allows(run.stopped_by.at):
        return None
    item = Due(run.key, period.answer, Role.BUYER, ReceiptDeemedConfirmed())
    return replace(due(item), via=(period,))


@clause("order1688.18")
def object_with_evidence(q: MayObject, p: Parameters) -> Answer[Permission] | Unknown:
    """If the goods do not match ({objection_grounds}), object within these days, with evidence. The
    platform then verifies with the logistics provider what happened.
    """
    if refused := _not_to_be_objected_to(q, p):
        return refused
    period = q.consult(ReceiptPeriod)
    if period.answer is None:
        return lacking(period) or refuse(says=_NOT_DELIVERED, next_step=_WAIT_FOR_IT)
    if period.answer.allows(q.at):
        return replace(grant(near=near_bound("receipt period", period.answer, q.at)), via=(period,))
    late = refuse(
        near=near_bound("receipt period", period.answer, q.at),
        says=says("You could object until {until}; the goods count as received.", until=period.answer.until),
        next_step=_STILL_DISSOLVE,
    )
    return replace(late, via=(period,))


@clause("order1688.18", exception_to=CLOSED_BY_THE_CARRIERS_FAULT)
def received_or_the_carriers(q: MayCancel | MayDissolve, p: Parameters) -> Answer[Permission] | None:
    """If it is verified that the logistics provider caused the fault, you claim there, and the order
    can be neither cancelled nor dissolved. An order whose goods are received cannot be cancelled.
    """
    fault = carrier_at_fault(q.case)
    if fault and not fault.at_the_door:
        return closed_by(fault)
    received = confirmed(q.case)
    if received is None or isinstance(q, MayDissolve):
        return None
    return refuse(
        [received],
        says=says("The goods count as received since {at}.", at=received.at),
        next_step=says("If your inspection shows a fault, ask to dissolve."),
    )


@clause("order1688.18")
def received_money_is_the_sellers(q: Settlement, p: Parameters) -> Answer[Allocation] | None:
    """On receipt the money for the seller ({money_for_the_seller}) goes to the seller."""
    if q.occasion is not Occasion.RECEIPT or not is_money_for_the_seller(q, p):
        return None
    return allocate((Role.SELLER, q.amount), because=[confirmed(q.case)])


def _not_to_be_confirmed(q: MayConfirmReceipt) -> Answer[Permission] | None:
    run = receipt_run(q.case)
    fault = carrier_at_fault(q.case)
    ended = over(q.case) or confirmed(q.case) or (fault.found if fault else None)
    if ended:
        return refuse(
            [ended],
            says=says("There is nothing to confirm since {at}.", at=ended.at),
            next_step=says("Look at the money of this order."),
        )
    if run is None:
        return refuse(says=_NOT_DELIVERED, next_step=_WAIT_FOR_IT)
    if run.stopped_by and isinstance(run.stopped_by.fact, DissolutionRequested):
        return wait(
            Role.SELLER,
            [run.stopped_by],
            says=says("You asked on {at} to dissolve the order.", at=run.stopped_by.at),
            next_step=says("Wait for the seller's answer to that first."),
        )
    if run.stopped_by and isinstance(run.stopped_by.fact, ParcelRefused):
        return refuse(
            [run.stopped_by],
            says=says("You refused the parcel on {at}.", at=run.stopped_by.at),
            next_step=says("Wait until it is verified what happened."),
        )
    return None


def _not_to_be_objected_to(q: MayObject, p: Parameters) -> Answer[Permission] | None:
    delivered = q.case.last(Delivered)
    if delivered is None:
        return refuse(says=_NOT_DELIVERED, next_step=_WAIT_FOR_IT)
    refused, fault = q.case.last_after(ParcelRefused, delivered), carrier_at_fault(q.case)
    ended = refused or over(q.case) or confirmed(q.case) or (fault.found if fault else None)
    if ended:
        return refuse(
            [ended],
            says=says("Objecting ended on {at}.", at=ended.at),
            next_step=_STILL_DISSOLVE,
        )
    if in_words(q.ground) not in p.words("objection_grounds"):
        return refuse(
            [delivered],
            says=says("An objection is about specifications or quality."),
            next_step=says("Ask the purchasing person, who can tell you whose matter it is."),
        )
    if not q.evidence:
        return refuse(
            [delivered],
            says=says("There is no evidence with the objection."),
            next_step=says("Add photographs that show it."),
        )
    return None
