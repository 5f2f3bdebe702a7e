"""The check at the door: packaging and quantity, at once, and what silence means."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.dissolution import DissolutionRequested
from tailorbird.domain.cases.facts.procurement import Delivered
from tailorbird.domain.cases.facts.receipt import (
    NoObjectionAtDoor,
    ObjectionRaised,
    ParcelChecked,
    ParcelRefused,
    ReceiptConfirmed,
    ReceiptDeemedConfirmed,
)
from tailorbird.domain.cases.words import Condition
from tailorbird.domain.questions.period import Deadlines
from tailorbird.domain.questions.permission import MayCancel, MayDissolve, MayObject, MayRefuseParcel
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Answer,
    Due,
    Permission,
    due,
    grant,
    near_bound,
    refuse,
    says,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird.domain.time.bound import Bound, Last
from tailorbird_terms.order1688.v1.standing import (
    CLOSED_BY_THE_CARRIERS_FAULT,
    carrier_at_fault,
    closed_by,
    confirmed,
    hours_after,
    in_words,
    over,
)

_LATER = says("If specifications or quality do not match, object before you confirm.")


@clause("order1688.17")
def refuse_at_the_door(q: MayRefuseParcel, p: Parameters) -> Answer[Permission] | None:
    """Check the packaging and the quantity as soon as the parcel is delivered. If something is wrong
    ({door_grounds}), refuse the parcel at once, tell the logistics provider, and add evidence. You have
    {door_check_hours} for it, the last instant included.
    """
    delivered = q.case.last(Delivered)
    if delivered is None:
        return refuse(
            says=says("There is no parcel at your door yet."),
            next_step=says("Wait until the parcel is delivered."),
        )
    if closed := _door_closed_by(q.case, delivered):
        return refuse(
            [closed],
            says=says("The check at the door ended on {at}.", at=closed.at),
            next_step=_LATER,
        )
    door = _door(delivered, q.case.zone, p)
    if not door.allows(q.at):
        return refuse(
            [delivered],
            near=near_bound("check at the door", door, q.at),
            says=says("You could refuse the parcel until {until}.", until=door.until),
            next_step=_LATER,
        )
    return _with_a_ground_for_the_door(q, p, delivered)


@clause("order1688.17")
def silence_at_the_door(q: Deadlines, p: Parameters) -> Answer[tuple[Due, ...]] | None:
    """Otherwise it counts as you having nothing against packaging and quantity."""
    deliveries = q.case.all(Delivered)
    if not deliveries or over(q.case) or confirmed(q.case) or carrier_at_fault(q.case):
        return None
    if _door_closed_by(q.case, deliveries[-1]):
        return None
    number = len(deliveries)
    key = "door-check" if number == 1 else f"door-check:{number}"
    item = Due(key, _door(deliveries[-1], q.case.zone, p), Role.BUYER, NoObjectionAtDoor())
    return due(item, because=[deliveries[-1]])


@clause("order1688.17", exception_to=["order1688.18"])
def belongs_to_the_door(q: MayObject, p: Parameters) -> Answer[Permission] | None:
    """Such a fault cannot be brought up after the check at the door has ended."""
    if in_words(q.ground) not in p.words("door_grounds"):
        return None
    delivered = q.case.last(Delivered)
    closed = _door_closed_by(q.case, delivered) if delivered else None
    if delivered and not closed and _door(delivered, q.case.zone, p).allows(q.at):
        return refuse(
            [delivered],
            says=says("This shows at the door."),
            next_step=says("Refuse the parcel, with evidence."),
        )
    return refuse(
        [closed or delivered],
        says=says("This had to be brought up at the door; it counts as nothing to object to."),
        next_step=says("If specifications or quality do not match either, object on that ground."),
    )


@clause("order1688.17", exception_to=CLOSED_BY_THE_CARRIERS_FAULT)
def carrier_caused_it_at_the_door(q: MayCancel | MayDissolve, p: Parameters) -> Answer[Permission] | None:
    """The platform verifies with the logistics provider what happened. If the logistics provider caused
    it, the order can be neither cancelled nor dissolved, and the provider no longer speaks to the
    seller for you.
    """
    fault = carrier_at_fault(q.case)
    return closed_by(fault) if fault and fault.at_the_door else None


def _door(delivered: Recorded[Delivered], zone: ZoneInfo, p: Parameters) -> Bound:
    return Bound(hours_after(delivered.at, p.hours("door_check_hours"), zone), Last.INSIDE)


def _door_closed_by(case: Case, delivered: Recorded[Delivered]) -> Recorded[Any] | None:
    """What ended the check at the door of this delivery, if anything did."""
    ends = case.all(
        ParcelChecked,
        ParcelRefused,
        NoObjectionAtDoor,
        ObjectionRaised,
        DissolutionRequested,
        ReceiptConfirmed,
        ReceiptDeemedConfirmed,
    )
    return next((e for e in ends if e.seq > delivered.seq and not _found_wrong(e)), None)


def _found_wrong(recorded: Recorded[Any]) -> bool:
    fact = recorded.fact
    return isinstance(fact, ParcelChecked) and fact.packaging is Condition.OBJECTED


def _with_a_ground_for_the_door(
    q: MayRefuseParcel, p: Parameters, delivered: Recorded[Delivered]
) -> Answer[Permission]:
    if in_words(q.ground) not in p.words("door_grounds"):
        return refuse(
            [delivered],
            says=says("At the door only packaging and quantity are checked."),
            next_step=says("Receive the parcel, inspect the goods, and object if they do not match."),
        )
    if not q.evidence:
        return refuse(
            [delivered],
            says=says("There is no evidence with the refusal."),
            next_step=says("Add photographs of the parcel."),
        )
    return grant([delivered], near=near_bound("check at the door", _door(delivered, q.case.zone, p), q.at))
