"""The order: a piece with wishes, what it costs, and until when it waits for its payment."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC

from tailorbird.domain.cases.facts.jewelry import CustomOrderSubmitted, OrderLapsed, Shipped
from tailorbird.domain.cases.facts.payment import OrderPaid, QuoteIssued
from tailorbird.domain.cases.words import Head
from tailorbird.domain.money import total
from tailorbird.domain.questions.jewelry import (
    MayPayOrder,
    MayProduce,
    MayShip,
    MaySubmitOrder,
    PaymentPeriod,
    Specification,
)
from tailorbird.domain.questions.money import Occasion, QuoteAmount, Settlement
from tailorbird.domain.questions.period import Deadlines
from tailorbird.domain.questions.permission import MayIssueQuote
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Allocation,
    Answer,
    Charge,
    Classification,
    Due,
    Near,
    Permission,
    Silent,
    Unknown,
    allocate,
    charge,
    classify,
    grant,
    near_bound,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird.domain.time.bound import Bound, Last
from tailorbird_terms.jewelry.v1.standing import (
    ended,
    fee_unpaid,
    last_payment,
    names_a_change,
    payment_confirmed,
)


@clause("jewelry.I.1")
def a_piece_with_wishes(q: MaySubmitOrder, p: Parameters) -> Answer[Permission]:
    """Choose a piece from the shop and say what you would like changed: its style, its colour, or
    its expression, such as words to be engraved. What you write becomes part of the order and stays
    as you sent it."""
    sent = q.case.first(CustomOrderSubmitted)
    if sent is not None:
        return refuse(
            because=[sent],
            says=says("This order was sent on {at}; its wishes are frozen.", at=sent.at),
            next_step=says("Write to the jeweller, or start another order."),
        )
    if not names_a_change(q.order):
        return refuse(
            says=says("An order names a piece, how many, and at least one change to it."),
            next_step=says("Choose a piece and describe the style, colour or expression you want."),
        )
    return grant()


@clause("jewelry.I.1")
def as_ordered(q: Specification, p: Parameters) -> Answer[Classification] | None:
    """Your order as you sent it says what is made, unless you accept a design proposal later."""
    sent = q.case.first(CustomOrderSubmitted)
    return classify("summary", because=[sent]) if sent else None


@clause("jewelry.I.2.fee")
def price_of_an_order(q: QuoteAmount, p: Parameters) -> Answer[Charge] | Unknown | None:
    """You pay the price of the piece and the shipping, and on top {customization_fee} for the
    customisation, once an order. The fee is a line of its own in the quote."""
    fee = p.amount("customization_fee")
    amounts = {Head.PRODUCT: q.goods, Head.SHIPPING: q.freight, Head.CUSTOMIZATION_FEE: fee}
    amount = amounts.get(q.head)
    if amount is None:
        return None
    if q.head is Head.CUSTOMIZATION_FEE and fee.currency != q.goods.currency:
        return unknown(
            "exchange_rate",
            next_step=says("Quote the piece in {currency}.", currency=fee.currency),
        )
    if amount.minor < 0:
        return unknown("price", next_step=says("State a price of zero or more."))
    payee = Role.MERCHANT if q.head is Head.CUSTOMIZATION_FEE else q.payee or Role.MERCHANT
    return charge(amount, payer=Role.BUYER, payee=payee)


@clause("jewelry.I.2.fee")
def quote(q: MayIssueQuote, p: Parameters) -> Answer[Permission]:
    """The jeweller states all of it in one quote, once the order is sent."""
    if not q.case.has(CustomOrderSubmitted):
        return refuse(
            says=says("No order was sent yet."),
            next_step=says("Choose a piece and send an order."),
        )
    return grant(because=[q.case.first(CustomOrderSubmitted)])


@clause("jewelry.I.2.fee")
def pay_the_quote(q: MayPayOrder, p: Parameters) -> Answer[Permission]:
    """You pay the whole quote at once, and exactly what it says."""
    quoted = q.case.last(QuoteIssued)
    if quoted is None:
        return refuse(
            says=says("There is no quote to pay yet."),
            next_step=says("Ask the jeweller for the quote."),
        )
    asked = total((line.amount for line in quoted.fact.lines), q.case.currency)
    if q.total is not None and q.total != asked:
        return refuse(
            because=[quoted],
            near=(Near("quote", asked, q.total),),
            says=says("The quote is {asked}, not {total}.", asked=asked, total=q.total),
            next_step=says("Pay {asked}.", asked=asked),
        )
    return grant(because=[quoted])


@clause("jewelry.I.2.fee")
def money_of_the_order(q: Settlement, p: Parameters) -> Answer[Allocation] | Unknown | None:
    """Your money is held until the piece is handed to the carrier. Then it goes to the jeweller, and
    the shipping to whom it was collected for."""
    if q.occasion not in (Occasion.DISPATCH, Occasion.RECEIPT):
        return None
    shipped = q.case.first(Shipped)
    if shipped is None:
        return unknown("Shipped", next_step=says("The money stays held until the piece is shipped."))
    return allocate((q.payee, q.amount), because=[shipped])


@clause("jewelry.I.2.window")
def payment_period(q: PaymentPeriod, p: Parameters) -> Answer[Bound] | Unknown:
    """Pay everything within {payment_window} of sending the order. The instant at which they are
    over is already too late."""
    sent = q.case.first(CustomOrderSubmitted)
    if sent is None:
        return unknown("CustomOrderSubmitted", next_step=says("Choose a piece and send an order."))
    # In UTC: hours on the wall clock would be more or fewer where the clocks change.
    until = sent.at.astimezone(UTC) + p.hours("payment_window")
    return Answer(Bound(until, Last.OUTSIDE), (sent,))


@clause("jewelry.I.2.window")
def unpaid_order_lapses(q: Deadlines, p: Parameters) -> Answer[tuple[Due, ...]] | None:
    """An order that is not paid by then lapses by itself: you owe nothing and may order again."""
    if not q.case.has(CustomOrderSubmitted) or q.case.has(OrderPaid) or ended(q.case):
        return None
    period = q.consult(PaymentPeriod)
    if period.answer is None:
        return None
    item = Due("payment", period.answer, Role.BUYER, OrderLapsed())
    return Answer((item,), tuple(period.relied_on), via=(period,))


@clause("jewelry.I.2.window", exception_to=["jewelry.I.2.fee"])
def in_time_and_once(q: MayPayOrder | MayIssueQuote, p: Parameters) -> Answer[Permission] | Silent | None:
    """After that instant, and once the order is paid or ended, nothing more is quoted or paid on
    it."""
    over, paid = ended(q.case), q.case.first(OrderPaid)
    if paid is not None and over is None:
        return refuse(
            because=[paid],
            says=says("The order was paid on {at}.", at=paid.at),
            next_step=says("You need not do anything; an extra fee agreed later is paid by itself."),
        )
    period = q.consult(PaymentPeriod)
    if period.answer is None:
        return None
    near = near_bound("payment window", period.answer, q.at)
    if over is None and period.answer.allows(q.at):
        return Silent(near)
    until = period.answer.until
    refused = refuse(
        because=[*period.relied_on, over],
        near=() if paid else near,
        says=says("The order ended on {at}.", at=over.at if over else until),
        next_step=says("You owe nothing. Send the order again if you still want the piece."),
    )
    return replace(refused, via=(period,))


@clause("jewelry.I.2.window", exception_to=["jewelry.II.time"])
def nothing_before_payment(q: MayProduce | MayShip, p: Parameters) -> Answer[Permission] | None:
    """Nothing is made or shipped before the receipt of your whole payment is confirmed."""
    over, paid = ended(q.case), last_payment(q.case)
    if over is not None:
        return refuse(
            because=[over],
            says=says("The order ended on {at}.", at=over.at),
            next_step=says("Nothing is to be made. The buyer may send a new order."),
        )
    if paid is None:
        return refuse(
            because=[q.case.first(CustomOrderSubmitted)],
            says=says("The order is not paid."),
            next_step=says("Wait for the payment; without it the order lapses by itself."),
        )
    fee = fee_unpaid(q.case, p)
    if fee is not None:
        return refuse(
            because=fee.because,
            says=says("The extra fee that was agreed is not paid."),
            next_step=says("The buyer pays the extra fee; then making begins."),
        )
    if payment_confirmed(q.case) is None:
        return refuse(
            because=[paid],
            says=says("The receipt of the payment of {at} is not confirmed.", at=paid.at),
            next_step=says("Confirm the receipt of the payment first."),
        )
    return None


@clause("jewelry.I.2.window")
def lapsed_without_cost(q: Settlement, p: Parameters) -> Answer[Allocation] | Unknown | None:
    """Nobody keeps anything of a lapsed order: whatever still came in goes back to you whole."""
    if q.occasion is not Occasion.LAPSED:
        return None
    lapsed = q.case.first(OrderLapsed)
    if lapsed is None:
        return unknown("OrderLapsed", next_step=says("The order has not lapsed."))
    return allocate((Role.BUYER, q.amount), because=[lapsed])
