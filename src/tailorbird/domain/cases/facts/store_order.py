"""Facts of a store order: a client orders for its store's customers, single or in bulk (cj-aftersales)."""

from __future__ import annotations

from tailorbird.domain.cases.fact import Fact, Private, fact
from tailorbird.domain.cases.store_words import BilledLine, Handling, OrderKind, OrderLine
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role


@fact(Role.BUYER)
class StoreOrderPlaced(Fact):
    """The client placed an order. Bulk orders have a `number` that begins with ZF."""

    number: str
    kind: OrderKind
    lines: tuple[OrderLine, ...]
    shipping: Money
    store: str = ""
    """The store's case."""
    shipping_method: str = ""
    destination: str | None = None
    """ISO 3166 country to which the goods go."""
    customer: Private | None = None
    address: Private | None = None
    store_order: str = ""
    """The order's number in the store."""


@fact(Role.GATEWAY)
class PaidThroughGateway(Fact):
    """A payment institution took what was displayed: `stripe`, `paypal`, `payssion`, …"""

    total: Money
    gateway: str
    reference: str


@fact(Role.PLATFORM)
class DiscountGiven(Fact):
    """Paying from the wallet made the order cheaper by this much."""

    amount: Money


@fact(Role.WAREHOUSE, Role.OPERATOR)
class ProcessingStarted(Fact):
    """The warehouse began with the order."""


@fact(Role.WAREHOUSE, Role.OPERATOR)
class Handled(Fact):
    """A step of fulfilment was carried out."""

    step: Handling
    photos: tuple[str, ...] = ()


@fact(Role.BUYER, Role.PLATFORM)
class OrderCompleted(Fact):
    """The order is completed: the client said so, or the time after delivery passed."""


@fact(Role.OPERATOR)
class OrderClosed(Fact):
    """The order was closed in the system."""

    reason: str = ""


@fact(Role.PLATFORM)
class InvoiceIssued(Fact):
    """The invoice of what was paid. Numbers of a series have no gaps."""

    number: str
    lines: tuple[BilledLine, ...]
    discount: Money
    total: Money


@fact(Role.PLATFORM)
class CreditNoteIssued(Fact):
    """The credit note of what was refunded."""

    number: str
    invoice: str
    dispute: str
    amount: Money


@fact(Role.PLATFORM)
class InvoiceDue(Fact):
    """What was paid is to be invoiced now."""


@fact(Role.PLATFORM)
class CreditNoteDue(Fact):
    """What was refunded for this dispute is to be credited now."""

    dispute: str
