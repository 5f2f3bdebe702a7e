"""How an order stands, as its facts tell it, for the clauses that all read it the same way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.cancellation import OrderCancelled, ServiceFeeWaived
from tailorbird.domain.cases.facts.dissolution import (
    DissolutionEnded,
    DissolutionRequested,
    OrderDissolved,
)
from tailorbird.domain.cases.facts.payment import (
    BalanceMissed,
    BalancePaid,
    OrderPaid,
    QuoteIssued,
    RightLapsed,
)
from tailorbird.domain.cases.facts.procurement import (
    Delivered,
    OrderEnded,
    PriceChangeAccepted,
    WarehouseObjectionSettled,
    WarehouseReceived,
)
from tailorbird.domain.cases.facts.receipt import (
    LogisticsVerified,
    ObjectionRaised,
    ObjectionWithdrawn,
    ParcelRefused,
    ReceiptConfirmed,
    ReceiptDeemedConfirmed,
)
from tailorbird.domain.cases.facts.request import ExecutionRefused, RequestDeclined
from tailorbird.domain.cases.facts.talk import NoticeSent
from tailorbird.domain.cases.words import Cause, Condition, Head
from tailorbird.domain.money import Money, total
from tailorbird.domain.questions.money import Settlement
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Allocation,
    Answer,
    Permission,
    Unknown,
    allocate,
    refuse,
    says,
)
from tailorbird.domain.terms.decision import Decision, Outcome
from tailorbird.domain.terms.parameters import Parameters


def in_words(each: StrEnum) -> str:
    """How parameters and published texts write it: `freight to warehouse`."""
    return each.value.replace("_", " ")


def hours_after(start: datetime, length: timedelta, zone: ZoneInfo) -> datetime:
    """So much later by the clock's ticking, whatever the wall clock does; told in `zone`."""
    return (start.astimezone(UTC) + length).astimezone(zone)


_ENDS: tuple[type[Fact], ...] = (
    RequestDeclined,
    ExecutionRefused,
    OrderEnded,
    BalanceMissed,
    OrderCancelled,
    OrderDissolved,
)
_CONFIRMS: tuple[type[Fact], ...] = (ReceiptConfirmed, ReceiptDeemedConfirmed)


def over(case: Case) -> Recorded[Any] | None:
    """What ended the order before receipt, if anything did; a missed balance ends it too."""
    return case.first(*_ENDS) if case.has(*_ENDS) else None


def confirmed(case: Case) -> Recorded[Fact] | None:
    """The confirmation of receipt, given or by silence."""
    return case.first(*_CONFIRMS) if case.has(*_CONFIRMS) else None


def proof_of(case: Case, told: Recorded[Any]) -> Recorded[NoticeSent] | None:
    """The first proof that the buyer was sent notice of this fact."""
    sent = case.all(NoticeSent)
    return next((e for e in sent if e.fact.about == told.seq and e.fact.to is Role.BUYER), None)


def lapsed(case: Case, right: str) -> bool:
    """Whether that right is on record as lapsed."""
    return any(each.fact.right == right for each in case.all(RightLapsed))


def discharged(case: Case) -> Recorded[Fact] | None:
    """The first delivery to the storage provider without an objection, or with it cleared up."""
    since: Recorded[Fact] | None = None
    objected = False
    for each in case.all(WarehouseReceived, WarehouseObjectionSettled):
        if isinstance(each.fact, WarehouseReceived) and each.fact.condition is Condition.OBJECTED:
            since, objected = None, True
        elif isinstance(each.fact, WarehouseObjectionSettled):
            since, objected = each, False
        elif not objected:
            since = since or each
    return since


@dataclass(frozen=True, slots=True)
class CarrierFault:
    """The finding that the logistics provider caused the anomaly, and whether it began at the door."""

    found: Recorded[LogisticsVerified]
    at_the_door: bool


def carrier_at_fault(case: Case) -> CarrierFault | None:
    """The last finding, when it is that the logistics provider caused the anomaly."""
    found = case.last(LogisticsVerified)
    if found is None or found.fact.cause is not Cause.LOGISTICS:
        return None
    reports = case.all(ParcelRefused, ObjectionRaised, DissolutionRequested)
    before = [each for each in reports if each.seq < found.seq]
    return CarrierFault(found, not before or isinstance(before[-1].fact, ParcelRefused))


@dataclass(frozen=True, slots=True)
class Run:
    """The days for confirming: what they run from, the how many-th run it is, and what stops it."""

    start: Recorded[Any]
    number: int
    stopped_by: Recorded[Any] | None

    @property
    def key(self) -> str:
        """A fresh name for each run, since a deadline fires once."""
        return "receipt" if self.number == 1 else f"receipt:{self.number}"


def receipt_run(case: Case) -> Run | None:
    """The run since the last delivery, or since what had stopped it was closed."""
    start: Recorded[Any] | None = None
    number = 0
    stops: dict[type[Fact], Recorded[Any]] = {}
    for each in case.all(Delivered, *_STOPS, *_CLOSES):
        kind = type(each.fact)
        if kind is Delivered:
            stops.pop(ParcelRefused, None)
        elif start is None:
            continue
        elif kind in _STOPS:
            stops.setdefault(kind, each)
            continue
        elif not _closes(each.fact, stops):
            continue
        start, number = each, number + 1
    return Run(start, number, next(iter(stops.values()), None)) if start else None


_STOPS: tuple[type[Fact], ...] = (ObjectionRaised, ParcelRefused, DissolutionRequested)
_CLOSES: tuple[type[Fact], ...] = (ObjectionWithdrawn, DissolutionEnded, LogisticsVerified)


def _closes(fact: Fact, stops: dict[type[Fact], Recorded[Any]]) -> bool:
    """Take what the fact closes out of the stops; whether it closed any."""
    match fact:
        case ObjectionWithdrawn():
            return stops.pop(ObjectionRaised, None) is not None
        case DissolutionEnded():
            return stops.pop(DissolutionRequested, None) is not None
        case LogisticsVerified(cause=cause) if cause is not Cause.LOGISTICS:
            reported = [stops.pop(kind, None) for kind in (ObjectionRaised, ParcelRefused)]
            return any(reported)
        case _:
            return False


def order_amount(case: Case) -> Money | None:
    """What the buyer paid for the order, a balance and an agreed change of price included; none where
    nothing is paid.
    """
    amounts = [each.fact.total for each in case.all(OrderPaid)]
    if not amounts or any(each.currency != case.currency for each in amounts):
        return None
    consent = case.last(PriceChangeAccepted)
    anew = case.last_after(QuoteIssued, consent) if consent else None
    if anew is not None:
        amounts = [line.amount for line in anew.fact.lines if line.head is not Head.BALANCE]
    balances = (each.fact.amount for each in case.all(BalancePaid))
    return total((*amounts, *balances), case.currency)


def is_fee_of_the_provider(q: Settlement) -> bool:
    """Whether it was collected for provider or seller beside the goods' money and the service fee."""
    return q.head is Head.OTHER and q.payee in (Role.PROVIDER, Role.SELLER)


def is_money_for_the_seller(q: Settlement, p: Parameters) -> bool:
    """Whether it was collected to be paid to the seller."""
    return in_words(q.head) in p.words("money_for_the_seller")


def service_fee(q: Settlement) -> Answer[Allocation]:
    """The provider's, unless it waived it."""
    if waived := q.case.first(ServiceFeeWaived):
        return allocate(
            (Role.BUYER, q.amount),
            because=[waived],
            says=says("The provider waived its service fee, so {amount} comes back to you.", amount=q.amount),
        )
    return allocate(
        (Role.PROVIDER, q.amount),
        says=says("The provider keeps its service fee of {amount}.", amount=q.amount),
    )


def lacking(period: Decision[Any]) -> Unknown | None:
    """What a consulted question lacks; nothing where no clause sets a limit."""
    if period.outcome is Outcome.SILENT:
        return None
    return Unknown(period.unknown or (period.question,), period.relied_on, period.next_step)


CLOSED_BY_THE_CARRIERS_FAULT = (
    "order1688.12.1.A",
    "order1688.12.1.B",
    "order1688.13.1",
    "order1688.13.2",
    "order1688.13.4",
)
"""The clauses that have nothing left to grant once the logistics provider is found at fault."""


def closed_by(fault: CarrierFault) -> Answer[Permission]:
    """The refusal that follows from it."""
    found = fault.found
    return refuse(
        [found],
        says=says("It was verified on {at} that the logistics provider caused it.", at=found.at),
        next_step=says("Claim from the logistics provider; export the evidence of this case."),
    )
