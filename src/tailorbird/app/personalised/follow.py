"""What follows from the facts of a personalised order: quote, money, remedies, erasure."""

from __future__ import annotations

from typing import Final

from tailorbird.app.engine import problems
from tailorbird.app.engine.problem import Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.engine.verb import Reaction
from tailorbird.app.settling.holding import divide, hold_lines
from tailorbird.app.settling.owing import Ground, pay_or_owe
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.parcels import Dispatched
from tailorbird.domain.cases.facts.payment import OrderPaid, QuoteIssued, QuoteLine
from tailorbird.domain.cases.facts.personalised import (
    CustomizationErased,
    DefectClaimed,
    DefectVerified,
    PersonalisedOrderPlaced,
    PersonalisedOrderRefused,
    RemakeOrdered,
)
from tailorbird.domain.cases.listing_words import DefectRemedy, DefectResult
from tailorbird.domain.cases.words import Head
from tailorbird.domain.money import Money
from tailorbird.domain.questions.money import Occasion, QuoteAmount, Settlement
from tailorbird.domain.roles import Role


def quote(proceeding: Proceeding, placed: Recorded[PersonalisedOrderPlaced]) -> None:
    """State the price. An imported order was paid where it came from."""
    order = placed.fact
    if order.source:
        return
    lines = [_line(proceeding, Head.PRODUCT, _goods(order), order)]
    if order.shipping:
        lines.append(_line(proceeding, Head.SHIPPING, order.shipping, order))
    proceeding.record(QuoteIssued(lines=tuple(lines)), cause=f"fact:{placed.seq}")


def _goods(order: PersonalisedOrderPlaced) -> Money:
    pieces = order.price * order.quantity
    return pieces + order.once if order.once is not None else pieces


def _line(proceeding: Proceeding, head: Head, asked: Money, order: PersonalisedOrderPlaced) -> QuoteLine:
    zero = Money.zero(proceeding.currency)
    _, decision = proceeding.decide(
        QuoteAmount,
        head=head,
        goods=_goods(order),
        freight=order.shipping or zero,
        asked=asked,
        payee=Role.MERCHANT,
    )
    if decision.answer is None:
        raise Stopped(problems.without_answer("the quote", decision, proceeding.case.zone))
    return QuoteLine(head, decision.answer.amount, decision.answer.payee, decision.clauses[0])


def hold(proceeding: Proceeding, paid: Recorded[OrderPaid]) -> None:
    """Set the buyer's money aside, a hold a line."""
    quoted = proceeding.case.last(QuoteIssued)
    hold_lines(proceeding, quoted.fact.lines if quoted else (), f"fact:{paid.seq}")


def dispatch(proceeding: Proceeding, sent: Recorded[Dispatched]) -> None:
    """The seller has earned what was paid."""
    divide(proceeding, Occasion.DISPATCH)


def give_back(proceeding: Proceeding, refused: Recorded[PersonalisedOrderRefused]) -> None:
    """An order that the seller does not take on costs nothing."""
    divide(proceeding, Occasion.CANCELLATION)


def remedy(proceeding: Proceeding, verified: Recorded[DefectVerified]) -> None:
    """A defect that was found is made good as the buyer asked (amazon-custom.quality)."""
    claimed = next(
        each for each in proceeding.case.all(DefectClaimed) if each.fact.claim == verified.fact.claim
    )
    if verified.fact.result is DefectResult.NOT_FOUND or _made_good(proceeding, verified):
        return
    if claimed.fact.wants is DefectRemedy.REMAKE:
        proceeding.record(RemakeOrdered(claim=verified.fact.claim), cause=f"fact:{verified.seq}")
        return
    quoted = proceeding.case.last(QuoteIssued)
    for line in quoted.fact.lines if quoted else ():
        _pay_back(proceeding, line)


def _made_good(proceeding: Proceeding, verified: Recorded[DefectVerified]) -> bool:
    """Whether the claim was found right before: nothing is paid or made twice."""
    return any(
        each.fact.claim == verified.fact.claim
        and each.fact.result is DefectResult.FOUND
        and each.seq < verified.seq
        for each in proceeding.case.all(DefectVerified)
    )


def _pay_back(proceeding: Proceeding, line: QuoteLine) -> None:
    no, decision = proceeding.decide(
        Settlement, occasion=Occasion.DEFECT, head=line.head, amount=line.amount, payee=line.payee
    )
    if decision.answer is None:
        raise Stopped(problems.without_answer("the refund", decision, proceeding.case.zone))
    back = decision.answer.of(Role.BUYER, proceeding.currency)
    ground = Ground(f"decision:{no}", decision.clauses[0])
    pay_or_owe(proceeding, line.payee, Role.BUYER, back, line.head, ground)


def erase(proceeding: Proceeding, erased: Recorded[CustomizationErased]) -> None:
    """Let the storage blank the content; an errand takes care of the files."""
    proceeding.erased.extend(erased.fact.contents)


REACTIONS: Final[dict[type[Fact], tuple[Reaction, ...]]] = {
    PersonalisedOrderPlaced: (quote,),
    OrderPaid: (hold,),
    Dispatched: (dispatch,),
    PersonalisedOrderRefused: (give_back,),
    DefectVerified: (remedy,),
    CustomizationErased: (erase,),
}
