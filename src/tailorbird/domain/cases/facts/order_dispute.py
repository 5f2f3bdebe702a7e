"""Facts of a dispute about a store order (cj-aftersales). `dispute` is its name within the order."""

from __future__ import annotations

from datetime import datetime

from tailorbird.domain.cases.fact import Fact, Private, fact
from tailorbird.domain.cases.store_words import (
    Destination,
    DisputeReason,
    Evidence,
    InvestigationResult,
    LineQuantity,
    Remedy,
    RuledLine,
    RulingOutcome,
)
from tailorbird.domain.cases.words import Condition, Reply
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role


@fact(Role.BUYER)
class OrderDisputed(Fact):
    """The client disputes lines of the order, for a reason, with evidence, and asks for a remedy."""

    dispute: str
    reason: DisputeReason
    lines: tuple[LineQuantity, ...]
    wants: Remedy
    evidence: tuple[Evidence, ...] = ()
    text: Private | None = None


@fact(Role.BUYER)
class DisputeEvidenceAdded(Fact):
    """The client added evidence."""

    dispute: str
    evidence: tuple[Evidence, ...]


@fact(Role.BUYER, Role.OPERATOR, Role.SUPPLIER)
class DisputeMessageSent(Fact):
    """One side said something to the other about the dispute."""

    dispute: str
    text: Private
    attachments: tuple[str, ...] = ()


@fact(Role.OPERATOR)
class RemedyOffered(Fact):
    """A remedy was offered while the dispute is negotiated. A later offer replaces an earlier one."""

    dispute: str
    offer: str
    remedy: Remedy
    lines: tuple[RuledLine, ...]


@fact(Role.BUYER)
class RemedyAnswered(Fact):
    """The client's yes or no to an offer. A yes settles the dispute as offered."""

    dispute: str
    offer: str
    reply: Reply


@fact(Role.BUYER)
class OrderDisputeWithdrawn(Fact):
    """The opener closed the dispute while it awaited a response."""

    dispute: str


@fact(Role.OPERATOR)
class DisputeMarkedComplicated(Fact):
    """The review takes longer: the dispute is complicated, or several platforms are involved."""

    dispute: str
    why: str
    platforms: tuple[str, ...] = ()


@fact(Role.PLATFORM)
class ReviewOverdue(Fact):
    """A review was not finished in time. It is raised to the operator."""

    dispute: str


@fact(Role.OPERATOR)
class OrderDisputeRuled(Fact):
    """What the review found, and the remedy, line by line."""

    dispute: str
    outcome: RulingOutcome
    remedy: Remedy | None = None
    lines: tuple[RuledLine, ...] = ()
    text: Private | None = None


@fact(Role.PLATFORM)
class RefundIssued(Fact):
    """A refund was sent where the terms say; for a gateway with the days on which it may arrive."""

    dispute: str
    amount: Money
    destination: Destination
    gateway: str = ""
    earliest: datetime | None = None
    latest: datetime | None = None


@fact(Role.BUYER)
class RefundSentOn(Fact):
    """The client had a refund sent on from the wallet to where the order was paid from."""

    dispute: str
    amount: Money
    gateway: str
    earliest: datetime | None = None
    latest: datetime | None = None


@fact(Role.PLATFORM)
class ResendOrdered(Fact):
    """These pieces are sent once more, free of charge, as a parcel of this name."""

    dispute: str
    parcel: str
    lines: tuple[LineQuantity, ...]


@fact(Role.OPERATOR)
class ReturnAuthorised(Fact):
    """The goods may be sent back to this warehouse."""

    dispute: str
    warehouse: str
    country: str
    """ISO 3166 country of the warehouse."""
    item_value: Money | None = None


@fact(Role.BUYER)
class ReturnSent(Fact):
    """The goods were sent back; what the freight cost, with its document."""

    dispute: str
    tracking: str
    freight: Money | None = None
    document: str = ""


@fact(Role.WAREHOUSE, Role.OPERATOR)
class ReturnReceived(Fact):
    """The warehouse has the goods back."""

    dispute: str
    condition: Condition
    photos: tuple[str, ...] = ()


@fact(Role.PLATFORM)
class InvestigationOpened(Fact):
    """The carrier is asked what became of the parcel."""

    dispute: str


@fact(Role.CARRIER, Role.OPERATOR)
class InvestigationClosed(Fact):
    """What the carrier found."""

    dispute: str
    result: InvestigationResult
    document: str = ""
