"""Words and values that the facts of store orders, tickets, stores and reports are made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tailorbird.domain.money import Money

SHIPPING_LINE: Final = "shipping"
"""What shipping is called where lines of an order are disputed or refunded: a line of one piece."""


class OrderKind(StrEnum):
    """Whether an order goes to one customer of a store, or is bought in bulk (its number begins with ZF)."""

    SINGLE = "single"
    BULK = "bulk"


class DisputeReason(StrEnum):
    """Why a client disputes an order."""

    DELAYED = "delayed"
    LOST = "lost"
    NOT_RECEIVED = "not_received"
    """Tracking says delivered, and the customer says not received."""
    DAMAGED = "damaged"
    WRONG = "wrong"
    MISSING = "missing"
    DESTINATION_LIMITED = "destination_limited"
    METHOD_LIMITED = "method_limited"
    RETURN_WANTED = "return_wanted"
    """The client, or its customer, wants to give the goods back."""
    OTHER = "other"


class Remedy(StrEnum):
    """What makes a dispute good."""

    REFUND = "refund"
    RESEND = "resend"
    RETURN = "return"


class EvidenceKind(StrEnum):
    """What a piece of evidence is."""

    PHOTO = "photo"
    VIDEO = "video"
    TRACKING = "tracking"
    POST_OFFICE_CONFIRMATION = "post_office_confirmation"
    CUSTOMER_STATEMENT = "customer_statement"
    AUTHORITY_NOTICE = "authority_notice"
    CARRIER_NOTICE = "carrier_notice"
    OTHER = "other"


class RulingOutcome(StrEnum):
    """What a reviewer found about a dispute."""

    UPHELD = "upheld"
    REJECTED = "rejected"


class InvestigationResult(StrEnum):
    """What the carrier found."""

    DELIVERED = "delivered"
    LOST = "lost"
    UNDETERMINED = "undetermined"


class Destination(StrEnum):
    """Where a refund goes."""

    WALLET = "wallet"
    PAYMENT_ACCOUNT = "payment_account"


class Handling(StrEnum):
    """A step of fulfilment."""

    BOUGHT = "bought"
    RECEIVED = "received"
    INSPECTED = "inspected"
    PACKED = "packed"


class TicketChannel(StrEnum):
    """Which way a client turned to the desk."""

    CHAT = "chat"
    TICKET = "ticket"


class StoreKind(StrEnum):
    """What a store runs on."""

    SHOPIFY = "shopify"
    WOOCOMMERCE = "woocommerce"
    ETSY = "etsy"
    EBAY = "ebay"
    AMAZON = "amazon"
    OTHER = "other"


class ReportReason(StrEnum):
    """Why a product is improper."""

    INFRINGING = "infringing"
    PROHIBITED = "prohibited"
    UNSAFE = "unsafe"
    OFFENSIVE = "offensive"
    MISLEADING = "misleading"
    OTHER = "other"


class ReportOutcome(StrEnum):
    """What the operator decides about a report."""

    TAKEDOWN = "takedown"
    NO_ACTION = "no_action"


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One line of a store order; `line` is its name within the order. `listing` names a case, if any."""

    line: str
    sku: str
    quantity: int
    unit_price: Money
    title: str = ""
    listing: str = ""


@dataclass(frozen=True, slots=True)
class LineQuantity:
    """So many pieces of a line."""

    line: str
    quantity: int


@dataclass(frozen=True, slots=True)
class RuledLine:
    """So many pieces of a line, and what is refunded for them; none where nothing is."""

    line: str
    quantity: int
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of evidence: what it is, and the hash of the file."""

    kind: EvidenceKind
    file: str


@dataclass(frozen=True, slots=True)
class ShippingRate:
    """What a way of shipping to a country costs, and how long it takes, in days."""

    country: str
    method: str
    cost: Money
    days_min: int
    days_max: int


@dataclass(frozen=True, slots=True)
class BilledLine:
    """One line of an invoice or credit note."""

    text: str
    quantity: int
    amount: Money
