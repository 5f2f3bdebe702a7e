"""Facts of a custom request: what is asked, its review, the supplier, the minimum quantity.

Source: cj-custom. Creative requirements are commercial data: they are what is ordered. What a person
says beside them is `Private`. Pictures and documents are named by the hash of their bytes.
"""

from __future__ import annotations

from tailorbird.domain.cases.custom_words import (
    Assessment,
    DeclineReason,
    MoqChoice,
    PriceTier,
    Requirement,
)
from tailorbird.domain.cases.fact import Fact, Private, fact
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role


@fact(Role.BUYER)
class CustomRequestSubmitted(Fact):
    """A buyer asks for a product to be made. `accepted` names the clauses accepted with it."""

    title: str
    requirements: tuple[Requirement, ...]
    quantity: int
    attachments: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    budget: Money | None = None
    destination: str | None = None
    """ISO 3166 country to which the goods go."""
    address: Private | None = None
    remarks: Private | None = None


@fact(Role.BUYER)
class CustomRequestRevised(Fact):
    """Before its confirmation the buyer put the request otherwise."""

    requirements: tuple[Requirement, ...]
    quantity: int
    attachments: tuple[str, ...] = ()


@fact(Role.BUYER)
class ReorderSubmitted(Fact):
    """The buyer orders a finished custom product once more. Its specification and prices come along."""

    origin: str
    """The case in which the product was made first."""
    quantity: int
    accepted: tuple[str, ...] = ()
    destination: str | None = None
    address: Private | None = None


@fact(Role.OPERATOR)
class ReviewFound(Fact):
    """The two findings of the review. A later one replaces an earlier one."""

    marketability: Assessment
    feasibility: Assessment
    text: Private | None = None


@fact(Role.OPERATOR)
class ReviewQuestionAsked(Fact):
    """The reviewer asks the buyer something about the request."""

    question: str
    text: Private


@fact(Role.BUYER)
class ReviewQuestionAnswered(Fact):
    """The buyer answered the reviewer."""

    question: str
    text: Private
    attachments: tuple[str, ...] = ()


@fact(Role.PLATFORM)
class ReviewQuestionLapsed(Fact):
    """The buyer left a question of the review unanswered for the whole window."""

    question: str


@fact(Role.OPERATOR)
class CustomRequestDeclined(Fact):
    """The review declined the request."""

    reason: DeclineReason
    text: Private | None = None


@fact(Role.BUYER)
class CustomRequestWithdrawn(Fact):
    """The buyer took the request back."""


@fact(Role.OPERATOR)
class SupplierBound(Fact):
    """The request was entrusted to this supplier."""

    supplier: str


@fact(Role.SUPPLIER)
class SupplierQuoted(Fact):
    """The supplier's quotation. A later one replaces an earlier one."""

    quotation: str
    tiers: tuple[PriceTier, ...]
    sample_fee: Money
    mould_fee: Money
    minimum_quantity: int
    sample_days: int
    production_days: int
    sample_rounds: int = 1
    """How many samples are made at most; the last of them is the final sample."""
    other_fee: Money | None = None
    freight: Money | None = None
    """Freight to the buyer."""


@fact(Role.SUPPLIER, Role.OPERATOR)
class SurchargeOffered(Fact):
    """For this much the supplier makes less than its minimum quantity. A later offer replaces an earlier."""

    quantity: int
    amount: Money


@fact(Role.BUYER)
class MoqAnswered(Fact):
    """What the buyer chose about the minimum quantity; `quantity` where it is raised."""

    choice: MoqChoice
    quantity: int | None = None


@fact(Role.PLATFORM)
class MoqNegotiationLapsed(Fact):
    """The time to find a solution for the minimum quantity passed without one."""


@fact(Role.PROVIDER, Role.PLATFORM)
class ServiceFeeAsked(Fact):
    """What the provider who acts for the buyer asks for it, as its standing offer says."""

    amount: Money
