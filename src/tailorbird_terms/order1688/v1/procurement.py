"""The purchase: when the seller fails or changes its price, the storage provider's part, services."""

from __future__ import annotations

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.payment import CarrierChosen, QuoteIssued
from tailorbird.domain.cases.facts.procurement import (
    PriceChangeAccepted,
    PriceChangeRejected,
    SellerChangedPrice,
    SellerRanOut,
    SellerStoppedSelling,
    ShippedAbroad,
)
from tailorbird.domain.cases.facts.request import RequestSubmitted
from tailorbird.domain.cases.words import Head
from tailorbird.domain.questions.money import Occasion, Settlement
from tailorbird.domain.questions.permission import (
    MayIssueQuote,
    MayOrderService,
    MayPay,
    MayPurchase,
)
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Allocation,
    Answer,
    Permission,
    allocate,
    grant,
    refuse,
    says,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.order1688.v1 import stages
from tailorbird_terms.order1688.v1.standing import over

_ASK_THE_BUYER = says("The buyer is asked whether it agrees to the new price.")
_SELLERS = frozenset((Head.GOODS, Head.FREIGHT, Head.DEPOSIT, Head.BALANCE))


@clause("order1688.9", exception_to=["order1688.2"])
def seller_failed(q: MayIssueQuote | MayPay | MayPurchase, p: Parameters) -> Answer[Permission] | None:
    """The provider buys for you; it is not the seller. If the seller stops selling or lacks the
    goods, the order cannot be carried out and goes no further.
    """
    if not _next_up(q):
        return None
    failed = q.case.last(SellerRanOut, SellerStoppedSelling)
    if failed is None:
        return None
    return refuse(
        [failed],
        says=says("Since {at} the seller does not sell the goods.", at=failed.at),
        next_step=says("What you paid for the goods comes back. You may ask for other goods."),
    )


@clause("order1688.9", exception_to=["order1688.2"])
def price_changed(q: MayPay | MayPurchase, p: Parameters) -> Answer[Permission] | None:
    """If the seller changes its price, a new quote is needed before anything is paid or bought. Once
    you have paid, your consent is needed too: with it the difference is held or set free.
    """
    change = q.case.last(SellerChangedPrice)
    if change is None or not _next_up(q) or _failed(q.case):
        return None
    if stages.paid_before(q.case, change) and not _consent(q.case, change):
        no = q.case.last_after(PriceChangeRejected, change)
        return refuse(
            [change, no],
            says=says("The seller asks {goods} for the goods now.", goods=change.fact.goods),
            next_step=_ASK_THE_BUYER,
        )
    if q.case.last_after(QuoteIssued, _consent(q.case, change) or change):
        return None
    return refuse(
        [change],
        says=says("The seller asks {goods} for the goods now.", goods=change.fact.goods),
        next_step=says("The provider states a new quote first."),
    )


@clause("order1688.9", exception_to=["order1688.2"])
def quote_again(q: MayIssueQuote, p: Parameters) -> Answer[Permission] | None:
    """With your consent the provider may state a new quote although you have paid."""
    change = q.case.last(SellerChangedPrice)
    if change is None or not _next_up(q) or _failed(q.case):
        return None
    if not stages.paid_before(q.case, change):
        return None
    consent = _consent(q.case, change)
    if consent is None:
        return refuse(
            [change, q.case.last_after(PriceChangeRejected, change)],
            says=says("The order is paid, and the buyer has not agreed to the new price."),
            next_step=_ASK_THE_BUYER,
        )
    return None if q.case.last_after(QuoteIssued, consent) else grant([change, consent])


@clause("order1688.9")
def money_back(q: Settlement, p: Parameters) -> Answer[Allocation] | None:
    """When the order ends because the seller fails, or because you do not agree to its new price, all
    that was collected for the seller comes back to you: goods, freight to the warehouse, deposit and
    balance. The provider owes you nothing beyond that.
    """
    if q.occasion is not Occasion.SELLER_FAILURE or q.head not in _SELLERS:
        return None
    why = q.case.last(SellerRanOut, SellerStoppedSelling, PriceChangeRejected)
    return allocate((Role.BUYER, q.amount), because=[why])


@clause("order1688.11", exception_to=["order1688.2"])
def where_to_deliver(q: MayPurchase, p: Parameters) -> Answer[Permission] | None:
    """The seller delivers to the address of the storage provider at the export location, and the
    purchase carries that address. Without one, or to another address, nothing is bought.
    """
    if not stages.ready_to_buy(q.case):
        return None
    submitted, chosen = q.case.last(RequestSubmitted), q.case.last(CarrierChosen)
    named = (submitted.fact.receiving_address or "") if submitted else ""
    storage = chosen.fact.warehouse_address if chosen else ""
    if storage and q.delivery_address and q.delivery_address not in (storage, named):
        return refuse(
            [chosen],
            says=says("The storage provider's address is {address}.", address=storage),
            next_step=says("Have the seller deliver to the storage provider's address."),
        )
    if storage or named:
        return None
    return refuse(
        [submitted, chosen],
        says=says("No address of a storage provider is on record."),
        next_step=says("Choose a logistics provider that names its warehouse's address."),
    )


@clause("order1688.11")
def warehouse_services(q: MayOrderService, p: Parameters) -> Answer[Permission] | None:
    """Storage at the export location and transport abroad are the affair of those who store and
    carry, and neither seller nor provider answers for them. You may ask the warehouse for checks and
    photographs until the goods leave for you.
    """
    submitted = q.case.last(RequestSubmitted)
    gone = over(q.case) or q.case.first(ShippedAbroad)
    if submitted is None:
        return None
    if gone is None:
        return grant([submitted])
    return refuse(
        [gone],
        says=says("Since {at} the warehouse can do nothing more for this order.", at=gone.at),
        next_step=says("Check the goods when they reach you."),
    )


def _next_up(q: MayIssueQuote | MayPay | MayPurchase) -> bool:
    """Whether the step asked about is still to come, so that its conditions matter."""
    if isinstance(q, MayPay):
        return stages.to_pay(q.case)
    if isinstance(q, MayPurchase):
        return stages.ready_to_buy(q.case)
    return stages.before_purchase(q.case) is not None


def _failed(case: Case) -> bool:
    return case.has(SellerRanOut, SellerStoppedSelling)


def _consent(case: Case, change: Recorded[SellerChangedPrice]) -> Recorded[PriceChangeAccepted] | None:
    """The buyer's consent to the seller's last price, unless taken back by a later no."""
    consent = case.last_after(PriceChangeAccepted, change)
    if consent is None:
        return None
    taken_back = case.last_after(PriceChangeRejected, consent)
    return None if taken_back else consent
