"""What follows from placing, paying and dispatching a store order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tailorbird.app.engine import problems
from tailorbird.app.engine.problem import Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.engine.verb import Reaction
from tailorbird.app.settling.holding import divide, look_for_all
from tailorbird.app.store_order.forms import WALLET, discount, displayed
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.parcels import Dispatched
from tailorbird.domain.cases.facts.payment import OrderPaid, QuoteIssued, QuoteLine
from tailorbird.domain.cases.facts.store_order import DiscountGiven, PaidThroughGateway, StoreOrderPlaced
from tailorbird.domain.cases.store_words import SHIPPING_LINE
from tailorbird.domain.cases.words import Head
from tailorbird.domain.ledger.account import gateway
from tailorbird.domain.ledger.spread import spread
from tailorbird.domain.money import Money
from tailorbird.domain.questions.money import Occasion, QuoteAmount
from tailorbird.domain.roles import Role


def hold_key(line: str) -> str:
    """The name of the hold for one line of the order, of which shipping is one."""
    return Head.SHIPPING.value if line == SHIPPING_LINE else f"{Head.GOODS.value}:{line}"


def quote(proceeding: Proceeding, placed: Recorded[StoreOrderPlaced]) -> None:
    """State the price: a line for each line of the order, and one for shipping."""
    order = placed.fact
    lines = [_line(proceeding, order, Head.GOODS, each.unit_price * each.quantity) for each in order.lines]
    if order.shipping:
        lines.append(_line(proceeding, order, Head.SHIPPING, order.shipping))
    proceeding.record(QuoteIssued(lines=tuple(lines)), cause=f"fact:{placed.seq}")


def _line(proceeding: Proceeding, order: StoreOrderPlaced, head: Head, asked: Money) -> QuoteLine:
    _, decision = proceeding.decide(
        QuoteAmount, head=head, goods=asked, freight=order.shipping, asked=asked, payee=Role.PLATFORM
    )
    if decision.answer is None:
        raise Stopped(problems.without_answer("the quote", decision, proceeding.case.zone))
    return QuoteLine(head, decision.answer.amount, decision.answer.payee, decision.clauses[0])


def pay(proceeding: Proceeding, paid: Recorded[OrderPaid]) -> None:
    """Hold what was paid from the wallet, less the discount, a hold for each line."""
    off, cause, _ = discount(proceeding, WALLET)
    if off:
        proceeding.record(DiscountGiven(amount=off), cause=cause)
    _hold(proceeding, paid.fact.total, f"fact:{paid.seq}")


def pay_through(proceeding: Proceeding, paid: Recorded[PaidThroughGateway]) -> None:
    """Book what a payment institution took into the wallet, and hold it there."""
    fact, cause = paid.fact, f"fact:{paid.seq}"
    proceeding.book_once(fact.gateway, fact.reference)
    wallet = proceeding.account_of(Role.BUYER)
    proceeding.purse.receive(wallet, fact.total)
    proceeding.enter(gateway(fact.gateway, proceeding.currency), wallet, fact.total, Head.OTHER, cause)
    _hold(proceeding, fact.total, cause)


def _hold(proceeding: Proceeding, total: Money, cause: str) -> None:
    look_for_all(proceeding, total)
    keys = list(_keys(proceeding))
    shown = [amount for _, amount in keys]
    if displayed(proceeding) != total:
        shown = list(spread(total, shown))
    for (key, _), amount in zip(keys, shown, strict=True):
        head = Head.SHIPPING if key == hold_key(SHIPPING_LINE) else Head.GOODS
        proceeding.hold(key, Role.BUYER, amount, head, Role.PLATFORM, cause)


def _keys(proceeding: Proceeding) -> Iterator[tuple[str, Money]]:
    """Each hold's name with the displayed amount, in the order of the quote."""
    placed, quoted = proceeding.case.first(StoreOrderPlaced), proceeding.case.last(QuoteIssued)
    names = [each.line for each in placed.fact.lines] if placed is not None else []
    for no, line in enumerate(quoted.fact.lines if quoted is not None else ()):
        yield hold_key(names[no] if line.head is Head.GOODS else SHIPPING_LINE), line.amount


def dispatch(proceeding: Proceeding, sent: Recorded[Dispatched]) -> None:
    """What is still held is earned when the first parcel leaves."""
    divide(proceeding, Occasion.DISPATCH)


REACTIONS: Final[dict[type[Fact], tuple[Reaction, ...]]] = {
    StoreOrderPlaced: (quote,),
    OrderPaid: (pay,),
    PaidThroughGateway: (pay_through,),
    Dispatched: (dispatch,),
}
