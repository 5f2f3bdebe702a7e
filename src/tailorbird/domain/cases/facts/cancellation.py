"""Facts of a cancellation."""

from __future__ import annotations

from tailorbird.domain.cases.fact import Fact, fact
from tailorbird.domain.cases.words import Channel, Head, Reply
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role


@fact(Role.BUYER)
class CancellationRequested(Fact):
    """The buyer asked to cancel; it waits for the seller's answer."""

    channel: Channel = Channel.PLATFORM
    reason: str = ""


@fact(Role.PROVIDER)
class CancellationAgreed(Fact):
    """The provider agreed to the cancellation, for its own part."""


@fact(Role.PROVIDER, Role.SELLER)
class SellerAnsweredCancellation(Fact):
    """The seller's yes or no, as passed on."""

    reply: Reply


@fact(Role.PROVIDER, Role.WAREHOUSE, Role.CARRIER, Role.GATEWAY)
class CostDocumented(Fact):
    """A cost that arose before or by the cancellation, with its document."""

    head: Head
    amount: Money
    payee: Role
    document: str


@fact(Role.PROVIDER, Role.SELLER)
class SellerPenaltyCharged(Fact):
    """What the seller charges for the cancellation, with its document."""

    amount: Money
    document: str


@fact(Role.PROVIDER, Role.SELLER, Role.CARRIER, Role.WAREHOUSE)
class ReturnDamaged(Fact):
    """Goods on their way back to the seller were damaged or lost: what follows from it.

    `refused`: the seller refuses the cancellation because of it. Otherwise `claimed` is what it asks.
    """

    reply: Reply
    claimed: Money | None = None
    document: str = ""


@fact(Role.PLATFORM)
class CancellationRefused(Fact):
    """A pending cancellation came to nothing."""


@fact(Role.PLATFORM)
class OrderCancelled(Fact):
    """The order is cancelled; the money is divided as the terms say."""


@fact(Role.PROVIDER)
class CancellationSettled(Fact):
    """The goods are back with the seller and every document is in; the money can be divided."""


@fact(Role.PROVIDER)
class ServiceFeeWaived(Fact):
    """The provider gives up a service fee that it might have kept."""
