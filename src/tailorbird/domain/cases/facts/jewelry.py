"""Facts of made-to-order jewellery: the order and its wishes, the design, making, and the remake.

Beside these a case has `RightLapsed`, `QuoteIssued`, `OrderPaid`, `TermsAccepted`, `Delivered`,
`OrderEnded` and `NoticeSent`. Words of a person (an inscription, remarks, an explanation) are
`Private`; pictures are named by the hash of their bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from tailorbird.domain.cases.fact import Fact, Private, fact
from tailorbird.domain.cases.words import Head, Reply
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role

REMARKS: Final = "remarks"
"""The id by which the free remarks of an order are negotiated, like a wish of the kind `other`."""


class WishKind(StrEnum):
    """What a wish would change about the piece."""

    STYLE = "style"
    COLOUR = "colour"
    EXPRESSION = "expression"
    STRUCTURE = "structure"
    MATERIAL = "material"
    SIZE = "size"
    OTHER = "other"


class DelayReason(StrEnum):
    """Why a piece ships later."""

    MATERIALS = "materials"
    COMPLEXITY = "complexity"
    FORCE_MAJEURE = "force_majeure"
    OTHER = "other"


class ReturnGround(StrEnum):
    """Why a buyer wants to give a piece back."""

    DAMAGE = "damage"
    PRODUCTION_DEFECT = "production_defect"
    SERIOUS_DISCREPANCY = "serious_discrepancy"
    CHANGE_OF_MIND = "change_of_mind"
    OTHER = "other"


class RemedyWanted(StrEnum):
    """What the buyer asks for when the quality is not right."""

    RETURN = "return"
    EXCHANGE = "exchange"


class Verification(StrEnum):
    """What came of looking into a claim."""

    FOUND = "found"
    NOT_FOUND = "not_found"


class Priority(StrEnum):
    """The place of a piece in the jeweller's queue."""

    FIRST = "first"
    ORDINARY = "ordinary"


class DesignUse(StrEnum):
    """What a design is to be used for."""

    INTERNAL_REFERENCE = "internal_reference"
    PROMOTION = "promotion"
    SHOWING_SERVICE = "showing_service"
    ANOTHER_PRODUCT = "another_product"
    COMPETITION = "competition"
    OTHER = "other"


class PersonalData(StrEnum):
    """Whether the form in which a design is to be used shows who the buyer is."""

    NONE = "none"
    PRESENT = "present"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Wish:
    """One wished change. `asks` has no personal words; those are the order's `inscriptions`."""

    wish: str
    kind: WishKind
    asks: str = ""


@dataclass(frozen=True, slots=True)
class SimilarDesign:
    """An earlier design that looks alike: which, its picture, and how alike (0 to 1)."""

    design: str
    picture: str = ""
    likeness: Decimal | None = None


@fact(Role.MERCHANT, Role.PLATFORM)
class RangeTold(Fact):
    """What the product page said of this piece beyond the terms: kinds also offered, or not at all."""

    also: tuple[WishKind, ...] = ()
    not_offered: tuple[WishKind, ...] = ()


@fact(Role.BUYER)
class CustomOrderSubmitted(Fact):
    """The buyer ordered an existing piece with wishes, frozen so, and confirmed their summary."""

    listing: str
    title: str = ""
    variant: str | None = None
    quantity: int = 1
    price: Money | None = None
    wishes: tuple[Wish, ...] = ()
    inscriptions: tuple[Private, ...] = ()
    """The words to be put on the piece."""
    remarks: Private | None = None
    summary_hash: str = ""
    """Hash of the summary that the buyer confirmed; empty when none was."""
    shipping: Money | None = None
    destination: str | None = None
    """ISO 3166 country to which the piece goes."""
    address: Private | None = None


@fact(Role.PLATFORM)
class SummaryDrawnUp(Fact):
    """The summary of the exact wishes, as the platform drew it up when the order was sent."""

    summary_hash: str


@fact(Role.MERCHANT)
class ExtraFeeProposed(Fact):
    """For a wish beyond the range the jeweller asks a fee. A later proposal replaces an earlier one."""

    proposal: str
    wish: str
    fee: Money
    text: Private | None = None


@fact(Role.BUYER)
class ExtraFeeAnswered(Fact):
    """The buyer's yes or no to the fee. A no ends the order."""

    proposal: str
    reply: Reply


@fact(Role.MERCHANT)
class WishAnswered(Fact):
    """The jeweller's word on a wish beyond the range without a fee. A no ends the order."""

    wish: str
    reply: Reply
    text: Private | None = None


@fact(Role.BUYER)
class ExtraFeePaid(Fact):
    """An extra fee that was agreed after the order had been paid."""

    proposal: str
    amount: Money


@fact(Role.PLATFORM)
class OrderLapsed(Fact):
    """The order was not paid in time."""


@fact(Role.GATEWAY, Role.MERCHANT, Role.PLATFORM)
class PaymentConfirmed(Fact):
    """The receipt of what was paid last, and of everything before it, is confirmed."""


@fact(Role.MERCHANT)
class DesignProposed(Fact):
    """The jeweller drew up the plan: words, and pictures by hash. A later one replaces an earlier."""

    proposal: str
    text: Private
    pictures: tuple[str, ...] = ()


@fact(Role.BUYER)
class DesignAnswered(Fact):
    """The buyer wants the proposal otherwise."""

    proposal: str
    text: Private
    pictures: tuple[str, ...] = ()


@fact(Role.BUYER)
class ProposalAccepted(Fact):
    """The buyer accepted the proposal: it is the specification from now on."""

    proposal: str


@fact(Role.MERCHANT)
class BuyerUnreachable(Fact):
    """The jeweller cannot go on without the buyer and reached nobody, with proof of each attempt."""

    attempts: tuple[str, ...]


@fact(Role.BUYER, Role.MERCHANT)
class BuyerReachedAgain(Fact):
    """Buyer and jeweller are in touch again. Any answer of the buyer's does the same."""


@fact(Role.PLATFORM, Role.OPERATOR, Role.MERCHANT)
class SimilarDesignsShown(Fact):
    """The jeweller was shown the earlier designs that look like this one; perhaps there are none."""

    compared_by: str
    """Who or what compared."""
    similar: tuple[SimilarDesign, ...] = ()
    compared_with: int | None = None
    """How many earlier designs there were."""


@fact(Role.MERCHANT)
class DesignAccepted(Fact):
    """The jeweller takes the design on; it belongs to the buyer and the jeweller jointly."""

    design_hash: str = ""


@fact(Role.MERCHANT)
class DesignUsed(Fact):
    """The jeweller used the design, in this form."""

    use: DesignUse
    form_hash: str
    personal_data: PersonalData = PersonalData.UNKNOWN
    """Whether the form shows who the buyer is, in the jeweller's word."""


@fact(Role.MERCHANT)
class ProductionStepDone(Fact):
    """A step of making was carried out."""

    step: str
    photos: tuple[str, ...] = ()


@fact(Role.MERCHANT)
class DelayAnnounced(Fact):
    """The jeweller told why the piece ships later, and on which day it will."""

    reason: DelayReason
    explanation: Private
    expected: datetime
    """Any instant of the new day; its last moment counts."""


@fact(Role.PLATFORM)
class ShippingOverdue(Fact):
    """A ship-by date passed in silence. It is raised to the operator."""

    deadline: str
    """The key of the deadline that passed."""


@fact(Role.MERCHANT)
class Shipped(Fact):
    """The piece, or its remake, was handed to the carrier."""

    tracking: str = ""
    carrier: str = ""


@fact(Role.BUYER)
class QualityClaimed(Fact):
    """The buyer reports that the piece is not right, with photographs or video by hash."""

    claim: str
    ground: ReturnGround
    wants: RemedyWanted
    evidence: tuple[str, ...]
    text: Private | None = None


@fact(Role.MERCHANT, Role.OPERATOR)
class QualityVerified(Fact):
    """What came of looking into the claim. A later one replaces an earlier one."""

    claim: str
    result: Verification
    text: Private | None = None


@fact(Role.PLATFORM, Role.MERCHANT)
class RemakeOpened(Fact):
    """A piece is made again for a claim that was found right, at this place in the queue."""

    claim: str
    priority: Priority = Priority.FIRST


@fact(Role.BUYER, Role.MERCHANT, Role.CARRIER)
class FreightDocumented(Fact):
    """What sending the piece back or out again cost, who is to have the money, and the document."""

    claim: str
    head: Head
    amount: Money
    payee: Role
    document: str
