"""From the payment to the completed order: the warehouse's work, parcels, and the end."""

from __future__ import annotations

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.facts.order_dispute import ResendOrdered
from tailorbird.domain.cases.facts.parcels import Dispatched, ParcelDelivered
from tailorbird.domain.cases.facts.store_order import (
    OrderClosed,
    OrderCompleted,
    ProcessingStarted,
    StoreOrderPlaced,
)
from tailorbird.domain.questions.money import Occasion, Settlement
from tailorbird.domain.questions.period import Deadlines
from tailorbird.domain.questions.permission import MayDispatch
from tailorbird.domain.questions.store import MayCloseOrder, MayComplete, MayProcess
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
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird.domain.time.bound import Bound, Last, days_after
from tailorbird_terms.cj_platform.v1.standing import (
    all_refunded,
    on_the_way,
    payment_of,
    resends_to_send,
    shipping_settled,
)


@clause("cj-platform.fulfilment")
def process(q: MayProcess, p: Parameters) -> Answer[Permission]:
    """A paid order is bought or taken from stock, received, inspected and packed. Nothing is done for an
    order that is not paid, was closed, or is refunded whole."""
    again = resends_to_send(q.case)
    if again:
        return grant([again[0]])
    return _stopped(q.case) or grant([payment_of(q.case)])


def _stopped(case: Case) -> Answer[Permission] | None:
    """Why nothing more is done for the order, if that is so."""
    placed, paid, closed = case.first(StoreOrderPlaced), payment_of(case), case.first(OrderClosed)
    if placed is None or paid is None:
        return refuse(
            because=[placed],
            says=says("The order is not paid."),
            next_step=says("Wait for the client's payment."),
        )
    back = all_refunded(case, placed.fact)
    if closed is not None or back is not None:
        return refuse(
            because=[closed or back],
            says=says("The order is closed or refunded whole; nothing of it is to be sent."),
            next_step=says("Put the goods back into stock. The client may order again."),
        )
    return None


@clause("cj-platform.fulfilment")
def dispatch(q: MayDispatch, p: Parameters) -> Answer[Permission] | None:
    """A parcel leaves once the order is paid and the warehouse has begun with it. Goods that are sent once
    more leave as a parcel of their own."""
    placed, again = q.case.first(StoreOrderPlaced), q.case.all(ResendOrdered)
    if placed is None:
        return None
    left = next((each for each in q.case.all(Dispatched) if q.parcel and each.fact.parcel == q.parcel), None)
    if left is not None:
        return refuse(
            because=[left],
            says=says("This parcel left on {at}.", at=left.at),
            next_step=says("Name the new parcel differently."),
        )
    resend = next((each for each in again if each.fact.parcel == q.parcel), None)
    if resend is not None:
        return grant([resend])
    stopped, begun = _stopped(q.case), q.case.first(ProcessingStarted)
    if stopped is not None:
        return stopped
    if begun is None:
        return refuse(
            because=[payment_of(q.case)],
            says=says("The warehouse has not begun with the order."),
            next_step=says("Begin with it, then dispatch it."),
        )
    return grant([payment_of(q.case), begun])


@clause("cj-platform.fulfilment")
def money_of_an_order(q: Settlement, p: Parameters) -> Answer[Allocation] | Unknown | None:
    """When the first parcel leaves, what is held for the order goes to whom it was collected for."""
    if q.occasion is not Occasion.DISPATCH or not q.case.has(StoreOrderPlaced):
        return None
    left = q.case.first(Dispatched)
    if left is None:
        return unknown("Dispatched", next_step=says("The money stays held until a parcel leaves."))
    return allocate((q.payee, q.amount), because=[left])


@clause("cj-platform.fulfilment")
def complete(q: MayComplete, p: Parameters) -> Answer[Permission]:
    """You can say that an order is completed once all its parcels are delivered."""
    ended, delivered = q.case.first(OrderCompleted, OrderClosed), q.case.last(ParcelDelivered)
    if ended is not None:
        return refuse(
            because=[ended],
            says=says("The order ended on {at}.", at=ended.at),
            next_step=says("You need not do anything."),
        )
    waiting = (*on_the_way(q.case), *resends_to_send(q.case))
    if delivered is None or waiting:
        return refuse(
            because=waiting[:1] or [q.case.first(StoreOrderPlaced)],
            says=says("Not every parcel of the order is delivered."),
            next_step=says("Wait for the delivery, or open a dispute if it takes too long."),
        )
    return grant([delivered])


@clause("cj-platform.fulfilment")
def completion(q: Deadlines, p: Parameters) -> Answer[tuple[Due, ...]] | None:
    """Without a word from you it counts as completed {completion_days} after the last delivery. You can
    dispute a completed order too."""
    delivered = q.case.last(ParcelDelivered)
    if delivered is None or not q.case.has(StoreOrderPlaced) or q.case.has(OrderCompleted, OrderClosed):
        return None
    if on_the_way(q.case) or resends_to_send(q.case):
        return None
    until = days_after(delivered.at, p.days("completion_days"), q.case.zone)
    item = Due("completion", Bound(until, Last.OUTSIDE), Role.BUYER, OrderCompleted())
    return due(item, because=[delivered])


@clause("cj-platform.fulfilment")
def close(q: MayCloseOrder, p: Parameters) -> Answer[Permission]:
    """We close an order in the system when nothing of it is to be sent any more. An order whose money is
    still held is dispatched or refunded first."""
    placed, closed = q.case.first(StoreOrderPlaced), q.case.first(OrderClosed)
    if placed is None or closed is not None:
        return refuse(
            because=[closed],
            says=says("There is no order to close, or it is closed."),
            next_step=says("Name an order that is open."),
        )
    paid, left = payment_of(q.case), q.case.first(Dispatched)
    if paid is None or left is not None:
        return grant([left or placed])
    back = all_refunded(q.case, placed.fact)
    if back is None or shipping_settled(q.case, placed.fact) == "kept":
        return refuse(
            because=[paid],
            says=says("The order is paid and nothing has left; its money is still held."),
            next_step=says("Dispatch the order, or refund its goods and shipping in a dispute."),
        )
    return grant([back])
