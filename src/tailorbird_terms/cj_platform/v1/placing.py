"""Placing and paying a store order."""

from __future__ import annotations

from dataclasses import replace

from tailorbird.domain.cases.facts.payment import QuoteIssued
from tailorbird.domain.cases.facts.store_order import OrderClosed, StoreOrderPlaced
from tailorbird.domain.cases.store_words import SHIPPING_LINE, OrderKind
from tailorbird.domain.cases.words import Head
from tailorbird.domain.money import total
from tailorbird.domain.questions.money import QuoteAmount
from tailorbird.domain.questions.store import (
    MayPayStoreOrder,
    MayPlaceStoreOrder,
    PaymentDiscount,
)
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Answer,
    Charge,
    Near,
    Permission,
    Says,
    Unknown,
    charge,
    grant,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.cj_platform.v1.standing import payment_of
from tailorbird_terms.cj_platform.v1.wallet import WALLET


@clause("cj-platform.fulfilment")
def place(q: MayPlaceStoreOrder, p: Parameters) -> Answer[Permission]:
    """You order goods for your store's customers, one order at a time or in bulk. An order has lines, each
    with its name, pieces and price, and its shipping, all in one currency. The numbers of bulk purchase
    orders, and no others, begin with {bulk_prefix}."""
    placed = q.case.first(StoreOrderPlaced)
    if placed is not None:
        return refuse(
            because=[placed],
            says=says("This order was placed on {at}.", at=placed.at),
            next_step=says("Place another order."),
        )
    order = q.order
    if order.number.startswith(p.text("bulk_prefix")) is not (order.kind is OrderKind.BULK):
        return refuse(
            says=says("The number {number} does not fit the kind of order.", number=order.number),
            next_step=says("Number bulk orders with {prefix}, and no others.", prefix=p.text("bulk_prefix")),
        )
    wrong = _wrong_with_lines(order) or _wrong_with_money(order, q.case.currency)
    if wrong is not None:
        return refuse(says=wrong, next_step=says("Correct the order and place it again."))
    return grant()


def _wrong_with_lines(order: StoreOrderPlaced) -> Says | None:
    names = [each.line for each in order.lines]
    if not names or "" in names or len(set(names)) < len(names):
        return says("An order has lines, each under a name of its own.")
    if SHIPPING_LINE in names:
        return says("No line of goods is called {name}.", name=SHIPPING_LINE)
    if any(each.quantity < 1 for each in order.lines):
        return says("Each line has at least one piece.")
    return None


def _wrong_with_money(order: StoreOrderPlaced, currency: str) -> Says | None:
    amounts = (*(each.unit_price for each in order.lines), order.shipping)
    if any(each.currency != currency for each in amounts):
        return says("All prices of the order are in {currency}.", currency=currency)
    if any(each.minor < 0 for each in amounts):
        return says("No price is negative.")
    return None


@clause("cj-platform.fulfilment")
def price(q: QuoteAmount, p: Parameters) -> Answer[Charge] | Unknown | None:
    """The displayed total is the goods and their shipping, and nothing else."""
    placed = q.case.first(StoreOrderPlaced)
    amount = {Head.GOODS: q.goods, Head.SHIPPING: q.freight}.get(q.head)
    if placed is None or amount is None:
        return None
    if amount.minor < 0:
        return unknown("price", because=[placed], next_step=says("State a price of zero or more."))
    return charge(amount, payer=Role.BUYER, payee=Role.PLATFORM, because=[placed])


@clause("cj-platform.fulfilment")
def pay(q: MayPayStoreOrder, p: Parameters) -> Answer[Permission]:
    """You pay an order once and whole, from your wallet or through {gateways}, and several at once if you
    like. The money is held until the goods leave."""
    quoted = q.case.last(QuoteIssued)
    if quoted is None:
        return refuse(says=says("There is no order to pay yet."), next_step=says("Place the order first."))
    fault = _cannot_be_paid(q, p)
    if fault is not None:
        return fault
    displayed = total((line.amount for line in quoted.fact.lines), q.case.currency)
    off = q.consult(PaymentDiscount, total=displayed, method=q.method)
    asked = displayed - off.answer.amount if off.answer is not None else displayed
    if q.total == asked:
        return replace(grant([quoted]), via=(off,))
    refused = refuse(
        because=[quoted],
        near=(Near("amount to pay", asked, q.total),),
        says=says("{asked} is to be paid, not {total}.", asked=asked, total=q.total),
        next_step=says("Pay {asked}.", asked=asked),
    )
    return replace(refused, via=(off,))


def _cannot_be_paid(q: MayPayStoreOrder, p: Parameters) -> Answer[Permission] | None:
    paid, closed = payment_of(q.case), q.case.first(OrderClosed)
    if paid is not None or closed is not None:
        return refuse(
            because=[paid, closed],
            says=says("The order is paid or closed; nothing is to be paid."),
            next_step=says("Place another order if you need more."),
        )
    gateways = p.words("gateways")
    if q.method == WALLET or q.method in gateways:
        return None
    return refuse(
        because=[q.case.last(QuoteIssued)],
        says=says("Nothing can be paid through {method}.", method=q.method),
        next_step=says("Pay from your wallet or through {gateways}.", gateways=", ".join(gateways)),
    )
