"""Facts of a payment reversal (a chargeback) and what is done about it."""

from __future__ import annotations

from tailorbird.domain.cases.fact import Fact, fact
from tailorbird.domain.cases.words import ReversalReason
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role


@fact(Role.GATEWAY)
class PaymentReversed(Fact):
    """The payment institution took the money back on the payer's instruction."""

    amount: Money
    reason: ReversalReason
    reference: str = ""


@fact(Role.PLATFORM)
class ReversalUpheld(Fact):
    """There was just cause: what was still held for the order covered so much; the provider owes the rest."""

    amount: Money
    covered: Money
    owed: Money


@fact(Role.PLATFORM)
class WalletFrozen(Fact):
    """The buyer's wallet can neither spend nor withdraw, because of this case."""


@fact(Role.PLATFORM)
class PaymentDemanded(Fact):
    """The buyer was told to pay what was taken back."""

    amount: Money


@fact(Role.BUYER)
class DemandPaid(Fact):
    """The buyer paid on the demand."""

    amount: Money


@fact(Role.PLATFORM)
class DemandExpired(Fact):
    """The days after the demand passed without payment."""


@fact(Role.PLATFORM)
class DepositTaken(Fact):
    """So much was taken from the buyer's deposit."""

    amount: Money


@fact(Role.PLATFORM)
class LienPlaced(Fact):
    """The goods are retained for what is still owed."""

    amount: Money


@fact(Role.OPERATOR, Role.WAREHOUSE)
class GoodsSold(Fact):
    """Retained goods were sold, with the document of the sale."""

    proceeds: Money
    document: str


@fact(Role.PLATFORM)
class LienSettled(Fact):
    """The sale was accounted for: what it covered, what went back to the buyer, what is still owed."""

    covered: Money
    surplus: Money
    owed: Money


@fact(Role.PLATFORM)
class WalletReleased(Fact):
    """The freeze ended."""
