"""The stage of a purchase and whose turn it is, read from its facts."""

from __future__ import annotations

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact
from tailorbird.domain.cases.facts import cancellation, dissolution, payment, procurement, receipt, request
from tailorbird.domain.cases.facts import reversal as reversals
from tailorbird.domain.roles import Role

_ENDED: tuple[tuple[type[Fact], str], ...] = (
    (cancellation.OrderCancelled, "cancelled"),
    (procurement.OrderEnded, "ended"),
    (request.RequestDeclined, "declined"),
    (receipt.ReceiptConfirmed, "completed"),
    (receipt.ReceiptDeemedConfirmed, "completed"),
    (receipt.ClaimRedirected, "redirected"),
)
_GOING_ON: tuple[tuple[type[Fact], str, Role], ...] = (
    (procurement.Delivered, "delivered", Role.BUYER),
    (procurement.ShippedAbroad, "under_way", Role.CARRIER),
    (procurement.ExportCleared, "cleared_for_export", Role.CARRIER),
    (procurement.WarehouseReceived, "in_warehouse", Role.WAREHOUSE),
    (procurement.SellerDispatched, "sent_by_seller", Role.WAREHOUSE),
    (procurement.PurchaseMade, "bought", Role.SELLER),
    (payment.AgreementTookEffect, "paid", Role.PROVIDER),
    (payment.QuoteIssued, "quoted", Role.BUYER),
    (request.RequestAccepted, "accepted", Role.PROVIDER),
    (request.RequestSubmitted, "requested", Role.PROVIDER),
)


def stage(case: Case) -> tuple[str, Role | None]:
    """The stage in one word, and who has to act; nobody when it is over."""
    special = _reversed(case) or _dissolved(case)
    if special is not None:
        return special
    for kind, name in _ENDED:
        if case.has(kind):
            return name, None
    waiting = _waiting(case)
    if waiting is not None:
        return waiting
    for kind, name, turn in _GOING_ON:
        if case.has(kind):
            return name, turn
    return "new", Role.BUYER


def is_frozen(case: Case) -> bool:
    """Whether the buyer's wallet is frozen because of this case."""
    frozen = case.last(reversals.WalletFrozen)
    return frozen is not None and case.last_after(reversals.WalletReleased, frozen) is None


def _reversed(case: Case) -> tuple[str, Role | None] | None:
    """Money was taken back, and is still owed; or nobody has ruled on it yet."""
    if is_frozen(case):
        lien = _open(case, reversals.LienPlaced, reversals.LienSettled)
        return ("lien", Role.OPERATOR) if lien else ("payment_demanded", Role.BUYER)
    rulings = (reversals.PaymentDemanded, reversals.ReversalUpheld)
    if _open(case, reversals.PaymentReversed, *rulings):
        return "payment_reversed", Role.OPERATOR
    return None


def _dissolved(case: Case) -> tuple[str, Role | None] | None:
    """The order is being undone after the buyer inspected the goods; that may follow receipt."""
    if case.has(dissolution.OrderDissolved):
        refunded = case.has(dissolution.SellerRefunded)
        return ("dissolved", None) if refunded else ("dissolved", Role.SELLER)
    if _open(case, dissolution.DissolutionRequested, dissolution.DissolutionEnded):
        asked = case.last(dissolution.DissolutionRequested)
        relayed = asked is not None and case.last_after(dissolution.DissolutionRelayed, asked)
        return "dissolution_asked", Role.SELLER if relayed else Role.PROVIDER
    return None


def _waiting(case: Case) -> tuple[str, Role | None] | None:
    """Something waits for an answer, across the ordinary stages."""
    ends = (cancellation.OrderCancelled, cancellation.CancellationRefused)
    if _open(case, cancellation.CancellationRequested, *ends):
        asked = case.last(cancellation.CancellationRequested)
        answered = asked is not None and case.last_after(cancellation.SellerAnsweredCancellation, asked)
        return "cancellation_asked", Role.PROVIDER if answered else Role.SELLER
    if _open(case, procurement.SellerChangedPrice, procurement.PriceChangeAccepted):
        return "price_changed", Role.BUYER
    if _open(case, receipt.ObjectionRaised, receipt.ObjectionWithdrawn, receipt.LogisticsVerified):
        return "objected", Role.OPERATOR
    if _open(case, receipt.ParcelRefused, receipt.LogisticsVerified):
        return "parcel_refused", Role.OPERATOR
    return None


def _open(case: Case, opened: type[Fact], *closed: type[Fact]) -> bool:
    """Whether the latest of these is the opening one."""
    last = case.last(opened)
    return last is not None and not any(case.last_after(kind, last) for kind in closed)
