"""Questions of money, asked once per head of cost: who owes it, who gets it."""

from __future__ import annotations

from enum import StrEnum

from tailorbird.domain.cases.words import Head
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import Allocation, Charge
from tailorbird.domain.terms.question import Question, question


class Occasion(StrEnum):
    """What money is divided for."""

    PAYMENT = "payment"
    """The agreement took effect: what is passed on at once."""
    RECEIPT = "receipt"
    CANCELLATION = "cancellation"
    DISSOLUTION = "dissolution"
    SELLER_FAILURE = "seller_failure"
    """The seller failed, or the buyer did not consent to its new price."""
    EXECUTION_REFUSED = "execution_refused"
    BALANCE_MISSED = "balance_missed"
    REVERSAL = "reversal"
    """The payment was taken back with just cause."""
    DISPATCH = "dispatch"
    """The jeweller handed the piece to the carrier."""
    WISH_REFUSED = "wish_refused"
    """A wish beyond the range came to nothing, and so did the order."""
    LAPSED = "lapsed"
    """The order was not paid in time."""
    QUALITY_CLAIM = "quality_claim"
    """A quality problem was looked into: return, exchange, or nothing found."""
    SAMPLE_ACCEPTED = "sample_accepted"
    """A custom product's sample was accepted, or nobody objected to it in time."""
    REQUEST_DECLINED = "request_declined"
    """The platform declined a custom request in its review."""
    MOQ_STOPPED = "moq_stopped"
    """The negotiation of the supplier's minimum quantity failed, and so did the request."""
    FINAL_SAMPLE_STOPPED = "final_sample_stopped"
    """The last sample did not meet the request, and the request was stopped."""
    SUSPECTED = "suspected"
    """A request was stopped on suspicion of infringing rights or breaking a policy."""
    DISPUTE = "dispute"
    """A store order's dispute was ruled on."""
    RETURN = "return"
    """Goods of a store order go back to a warehouse."""
    DEFECT = "defect"
    """A personalised product was found defective or unlike its listing."""


@question()
class QuoteAmount(Question[Charge]):
    """What does the buyer owe under this head, given the seller's prices?

    `asked` is what its payee asks, for heads that the terms do not compute.
    """

    head: Head
    goods: Money
    freight: Money
    asked: Money | None = None
    payee: Role | None = None


@question()
class Settlement(Question[Allocation]):
    """How is the money that was paid under this head divided on this occasion?

    `payee` is for whom it was collected. The shares add up to `amount`.
    """

    occasion: Occasion
    head: Head
    amount: Money
    payee: Role


@question()
class ExtraCost(Question[Charge]):
    """Who bears a documented cost that this occasion brought, and who gets it?"""

    occasion: Occasion
    head: Head
    amount: Money
    payee: Role
    document: str = ""


@question()
class Brokerage(Question[Charge]):
    """What does the provider owe the promoter, out of this service fee?"""

    fee: Money


@question()
class SellerMoney(Question[Allocation]):
    """Who gets money that the seller returned?"""

    returned: Money


@question()
class LienProceeds(Question[Allocation]):
    """How are the proceeds of retained goods divided, with so much still owed?"""

    owed: Money
    proceeds: Money


@question()
class TipRefund(Question[Allocation]):
    """How much of the tip goes back?"""

    amount: Money
