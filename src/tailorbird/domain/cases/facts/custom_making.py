"""Facts of making a custom product: confirmation, change, samples, production (cj-custom)."""

from __future__ import annotations

from datetime import datetime

from tailorbird.domain.cases.custom_words import (
    LatenessReason,
    PlannedDate,
    Requirement,
    SamplePoint,
    StopReason,
)
from tailorbird.domain.cases.fact import Fact, Private, fact
from tailorbird.domain.cases.words import Reply
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role


@fact(Role.OPERATOR)
class RequestConfirmed(Fact):
    """The platform confirmed the request: from now on it is frozen."""


@fact(Role.PLATFORM, Role.OPERATOR)
class SpecificationFrozen(Fact):
    """Exactly what is ordered, from now on. `specification_hash` is over the canonical document."""

    version: int
    specification_hash: str
    requirements: tuple[Requirement, ...]
    quantity: int
    attachments: tuple[str, ...] = ()


@fact(Role.BUYER)
class SampleFeesPaid(Fact):
    """The buyer paid sample fee, mould fee, other fees and a surcharge, as quoted; the money is held."""

    total: Money


@fact(Role.BUYER)
class ChangeRequested(Fact):
    """After the confirmation the buyer asks for a change."""

    change: str
    requirements: tuple[Requirement, ...]
    quantity: int | None = None
    attachments: tuple[str, ...] = ()
    text: Private | None = None


@fact(Role.OPERATOR)
class ChangeAnswered(Fact):
    """The platform's yes or no to the change, and what the change costs in addition."""

    change: str
    reply: Reply
    charge: Money | None = None
    text: Private | None = None


@fact(Role.BUYER)
class ChangePaid(Fact):
    """The buyer paid what an approved change costs."""

    change: str
    amount: Money


@fact(Role.SUPPLIER)
class SampleMade(Fact):
    """A sample is ready; `round` counts from 1."""

    round: int
    photos: tuple[str, ...] = ()


@fact(Role.SUPPLIER)
class SampleShipped(Fact):
    """The sample was handed to the carrier."""

    round: int
    tracking: str = ""


@fact(Role.SUPPLIER, Role.CARRIER, Role.OPERATOR)
class SampleDelivered(Fact):
    """The sample reached the buyer."""

    round: int


@fact(Role.BUYER)
class SampleAccepted(Fact):
    """The buyer checked the sample and is content."""

    round: int


@fact(Role.BUYER)
class SampleRejected(Fact):
    """The buyer checked the sample: it does not meet the request, for these reasons."""

    round: int
    points: tuple[SamplePoint, ...]
    evidence: tuple[str, ...] = ()
    text: Private | None = None


@fact(Role.PLATFORM)
class SampleLapsed(Fact):
    """The buyer did not check the sample in time."""

    round: int


@fact(Role.OPERATOR, Role.SUPPLIER)
class SampleSolutionProposed(Fact):
    """After a rejection: what the supplier does about it, found with the platform's help."""

    round: int
    text: Private


@fact(Role.OPERATOR)
class CustomRequestStopped(Fact):
    """The platform stopped the request."""

    reason: StopReason
    text: Private | None = None


@fact(Role.BUYER)
class ProductionOrdered(Fact):
    """The buyer orders this quantity to be made."""

    quantity: int


@fact(Role.BUYER)
class ProductionPaid(Fact):
    """The buyer paid the production as quoted; the money is held."""

    total: Money


@fact(Role.SUPPLIER)
class SchedulePlanned(Fact):
    """The supplier's dates. Dates that a later schedule does not name stay."""

    dates: tuple[PlannedDate, ...]


@fact(Role.SUPPLIER)
class MilestoneReached(Fact):
    """A step of making is done."""

    milestone: str
    photos: tuple[str, ...] = ()


@fact(Role.SUPPLIER)
class ProductionMoneySpent(Fact):
    """Production money that is already spent, on materials for instance, with its document."""

    amount: Money
    document: str


@fact(Role.SUPPLIER)
class DateMoved(Fact):
    """The supplier will be later: for which step, until when, and why."""

    milestone: str
    expected: datetime
    reason: LatenessReason
    explanation: Private | None = None


@fact(Role.PLATFORM)
class DateMissed(Fact):
    """A date of the supplier passed. The buyer is told by itself."""

    milestone: str
    planned: datetime


@fact(Role.PLATFORM)
class DelayTold(Fact):
    """The buyer was told that a product or sample is late: which step; until when and why, where known."""

    milestone: str
    expected: datetime | None
    reason: LatenessReason | None
    planned: datetime | None = None
    """The date that passed in silence; none where the supplier said the new one in time."""
