"""What the buyer pays, head by head: for whom each is collected, and who keeps it."""

from __future__ import annotations

from tailorbird.domain.cases.facts.cancellation import OrderCancelled
from tailorbird.domain.cases.facts.procurement import OrderEnded, PurchaseMade
from tailorbird.domain.cases.facts.request import ExecutionRefused, PromoterAttributed
from tailorbird.domain.cases.words import Head
from tailorbird.domain.money import Money
from tailorbird.domain.questions.money import Brokerage, Occasion, QuoteAmount, Settlement
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Allocation,
    Answer,
    Charge,
    Unknown,
    allocate,
    charge,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.order1688.v1 import stages

_NEVER_BOUGHT = frozenset((Occasion.SELLER_FAILURE, Occasion.EXECUTION_REFUSED))


@clause("order1688.6")
def what_you_pay(q: QuoteAmount, p: Parameters) -> Answer[Charge] | Unknown | None:
    """You pay the price of the goods and the freight to the warehouse, which the provider collects
    for the seller; the service fee of the provider; and other fees that were clearly told to you
    before. Each has its line, with who gets it. Their sum, to the cent, is what you are charged.
    """
    match q.head:
        case Head.GOODS | Head.FREIGHT:
            price = q.goods if q.head is Head.GOODS else q.freight
            return _unusable(q) or charge(price, payer=Role.BUYER, payee=Role.SELLER)
        case Head.OTHER if stages.collected_by_provider(q):
            return _asked(q, q.payee or Role.PROVIDER)
        case _:
            return None


@clause("order1688.6")
def other_fees(q: Settlement, p: Parameters) -> Answer[Allocation] | None:
    """Another fee that the provider collects is kept when you receive the goods; it comes back when
    nothing is bought because the seller fails or the provider refuses.
    """
    if q.head is not Head.OTHER or not stages.collected_by_provider(q):
        return None
    if q.occasion is Occasion.RECEIPT:
        return allocate((q.payee, q.amount))
    return allocate((Role.BUYER, q.amount)) if q.occasion in _NEVER_BOUGHT else None


@clause("order1688.7")
def collected_for_others(q: QuoteAmount, p: Parameters) -> Answer[Charge] | Unknown | None:
    """What you pay may hold amounts that the provider does not collect; they stand apart, each with
    who gets it: {collected_for_others}. Tell them apart before you pay.
    """
    payee = _other_payee(q, p)
    return _asked(q, payee) if payee else None


@clause("order1688.7")
def not_the_providers(q: Settlement, p: Parameters) -> Answer[Allocation] | None:
    """They stay with those for whom they were collected, whatever becomes of the order: you cannot
    ask the provider to return them. Passed on as soon as you pay: {passed_on_at_once}; the others
    are held until the order is settled.
    """
    to = _other_payee(q, p)
    if to is None:
        return None
    if q.occasion is Occasion.PAYMENT and _words(q.head) not in p.words("passed_on_at_once"):
        return None
    return allocate(
        (to, q.amount),
        says=says("The provider did not collect this; ask the {payee} about it.", payee=to.value),
    )


@clause("order1688.10")
def service_fee(q: QuoteAmount, p: Parameters) -> Answer[Charge] | Unknown | None:
    """The service fee of the provider is {service_fee_rate} of what the seller actually charges, the
    freight to the warehouse included, which is yours to bear; it is rounded {service_fee_rounding}
    to the smallest unit of the currency. It is in the amount that you pay.
    """
    if q.head is not Head.SERVICE_FEE:
        return None
    if (missing := _unusable(q)) is not None:
        return missing
    base = q.goods + q.freight
    fee = base.times(p.rate("service_fee_rate"), p.rounding("service_fee_rounding"))
    return charge(
        fee,
        payer=Role.BUYER,
        payee=Role.PROVIDER,
        says=says("{rate} of {base} is {fee}.", rate=p.items["service_fee_rate"].shown, base=base, fee=fee),
    )


@clause("order1688.10")
def service_fee_earned(q: Settlement, p: Parameters) -> Answer[Allocation] | None:
    """The provider has it for good when you receive the goods. Where nothing is bought because the
    seller fails or the provider refuses, the seller charges nothing, so there is no fee, and it comes
    back to you.
    """
    if q.head is not Head.SERVICE_FEE:
        return None
    if q.occasion is Occasion.RECEIPT:
        return allocate((Role.PROVIDER, q.amount))
    return allocate((Role.BUYER, q.amount)) if q.occasion in _NEVER_BOUGHT else None


@clause("order1688.19")
def brokerage(q: Brokerage, p: Parameters) -> Answer[Charge] | Unknown | None:
    """If your order came through a promoter, the provider pays the promoter the agreed share of its
    service fee, rounded {brokerage_rounding}, out of what is due to the provider. You pay the same
    with and without. Where the order is cancelled or ends before the purchase, nothing is owed to
    the promoter.
    """
    promoted = q.case.last(PromoterAttributed)
    if promoted is None:
        return None
    ended = None if q.case.has(PurchaseMade) else q.case.first(OrderEnded)
    undone = q.case.first(OrderCancelled, ExecutionRefused) or ended
    if undone is not None:
        nothing = Money.zero(q.fee.currency)
        return _to_promoter(nothing, promoted, undone)
    share = promoted.fact.share
    if not 0 <= share <= 1:
        return unknown(
            "share",
            because=[promoted],
            next_step=says("State the promoter's share again, between 0 and 1."),
        )
    return _to_promoter(q.fee.times(share, p.rounding("brokerage_rounding")), promoted)


def _unusable(q: QuoteAmount) -> Unknown | None:
    """What is missing where the seller's prices are below zero or of two currencies."""
    if min(q.goods.minor, q.freight.minor) >= 0 and q.goods.currency == q.freight.currency:
        return None
    return unknown(
        "prices of the seller",
        next_step=says("State the price and the freight in one currency, zero or more."),
    )


def _to_promoter(amount: Money, *because: object) -> Answer[Charge]:
    return charge(amount, payer=Role.PROVIDER, payee=Role.PROMOTER, because=because)


def _asked(q: QuoteAmount, payee: Role) -> Answer[Charge] | Unknown:
    """What the payee asks."""
    if q.asked is None or q.asked.minor < 0:
        return unknown("asked", next_step=says("Find out what the {payee} asks for it.", payee=payee.value))
    return charge(q.asked, payer=Role.BUYER, payee=payee)


def _other_payee(q: QuoteAmount | Settlement, p: Parameters) -> Role | None:
    """Who gets it, where the provider does not collect it; the payee named on the line, if any."""
    usual = p.table("collected_for_others").get(_words(q.head))
    if usual is None and (q.head is not Head.OTHER or stages.collected_by_provider(q)):
        return None
    if q.payee in (None, Role.PROVIDER, Role.BUYER):
        return Role(usual) if usual else None
    return q.payee


def _words(head: Head) -> str:
    return head.value.replace("_", " ")
