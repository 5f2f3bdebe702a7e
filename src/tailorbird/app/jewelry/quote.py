"""The quote of a jeweller's order: the platform states it as soon as no wish is left to settle."""

from __future__ import annotations

from tailorbird.app.engine import problems
from tailorbird.app.engine.problem import Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.jewelry import CustomOrderSubmitted
from tailorbird.domain.cases.facts.payment import QuoteIssued, QuoteLine
from tailorbird.domain.cases.words import Head
from tailorbird.domain.money import Money
from tailorbird.domain.questions.money import QuoteAmount
from tailorbird.domain.questions.permission import MayIssueQuote
from tailorbird.domain.roles import Role

_HEADS = (Head.PRODUCT, Head.SHIPPING, Head.CUSTOMIZATION_FEE, Head.EXTRA_FEE)


def quote_if_settled(proceeding: Proceeding, because: Recorded[Fact]) -> None:
    """State the price, unless the terms say that something is to be settled first."""
    _, leave = proceeding.decide(MayIssueQuote)
    order = proceeding.case.first(CustomOrderSubmitted)
    if not leave.granted or order is None:
        return
    lines = tuple(line for head in _HEADS if (line := _line(proceeding, order.fact, head)).amount)
    proceeding.record(QuoteIssued(lines=lines), cause=f"fact:{because.seq}")


def _line(proceeding: Proceeding, order: CustomOrderSubmitted, head: Head) -> QuoteLine:
    zero = Money.zero(proceeding.currency)
    by_carrier = head is Head.SHIPPING and proceeding.case.party(Role.CARRIER) is not None
    _, decision = proceeding.decide(
        QuoteAmount,
        head=head,
        goods=(order.price or zero) * order.quantity,
        freight=order.shipping or zero,
        payee=Role.CARRIER if by_carrier else Role.MERCHANT,
    )
    if decision.answer is None:
        raise Stopped(problems.without_answer("the quote", decision, proceeding.case.zone))
    return QuoteLine(head, decision.answer.amount, decision.answer.payee, decision.clauses[0])
