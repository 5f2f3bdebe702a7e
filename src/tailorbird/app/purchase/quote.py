"""The quote of a purchase: one line a head of cost, each computed or admitted by a clause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from tailorbird.app.engine.problem import Problem, Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.domain.cases.facts.payment import (
    BalanceCalled,
    BalanceMissed,
    BalancePaid,
    OrderPaid,
    QuoteIssued,
    QuoteLine,
)
from tailorbird.domain.cases.words import Head
from tailorbird.domain.money import Money, total
from tailorbird.domain.questions.money import QuoteAmount
from tailorbird.domain.roles import Role

PRICED: Final = frozenset((Head.GOODS, Head.DEPOSIT, Head.BALANCE, Head.FREIGHT, Head.SERVICE_FEE))
"""Heads that follow from the seller's prices."""


@dataclass(frozen=True, slots=True)
class ExtraLine:
    """A further head that its payee asks for, such as storage or a channel fee."""

    head: Head
    amount: Money
    payee: Role


@dataclass(frozen=True, slots=True)
class QuoteBody:
    """What the provider states: the seller's prices, and what others ask. The rest is computed.

    `deposit` where the seller wants a part in advance; the balance is called later.
    """

    goods: Money
    freight: Money
    extras: tuple[ExtraLine, ...] = ()
    deposit: Money | None = None
    valid_until: datetime | None = None


def make_quote(proceeding: Proceeding, body: QuoteBody) -> QuoteIssued:
    """The lines, each with the clause that says who owes it to whom."""
    lines = [_line(proceeding, body, head, asked, payee) for head, asked, payee in _asked(body)]
    kept = tuple(line for line in lines if line.amount)
    return QuoteIssued(lines=kept, valid_until=body.valid_until)


def _asked(body: QuoteBody) -> list[tuple[Head, Money | None, Role | None]]:
    goods: list[tuple[Head, Money | None, Role | None]] = [(Head.GOODS, None, None)]
    if body.deposit is not None:
        if body.deposit > body.goods:
            raise Stopped(_too_much(body.deposit, body.goods))
        goods = [
            (Head.DEPOSIT, body.deposit, Role.SELLER),
            (Head.BALANCE, body.goods - body.deposit, Role.SELLER),
        ]
    extras = [_extra(each) for each in body.extras]
    return [*goods, (Head.FREIGHT, None, None), (Head.SERVICE_FEE, None, None), *extras]


def _extra(line: ExtraLine) -> tuple[Head, Money | None, Role | None]:
    """A further head: none that the seller's prices settle, and none to be paid by the buyer to itself."""
    if line.head in PRICED or line.payee is Role.BUYER:
        raise Stopped(
            Problem(
                "not_an_extra",
                422,
                "This is no further fee",
                f"{line.head} for the {line.payee} cannot be added to the seller's prices.",
                "Give the price, the freight and a deposit in their own fields, and name who gets the rest.",
            )
        )
    return line.head, line.amount, line.payee


def _line(
    proceeding: Proceeding, body: QuoteBody, head: Head, asked: Money | None, payee: Role | None
) -> QuoteLine:
    no, decision = proceeding.decide(
        QuoteAmount, head=head, goods=body.goods, freight=body.freight, asked=asked, payee=payee
    )
    if decision.answer is None:
        raise Stopped(_no_clause(head, no))
    return QuoteLine(head, decision.answer.amount, decision.answer.payee, decision.clauses[0])


def order_total(proceeding: Proceeding) -> Money:
    """What paying now costs: every line of the last quote but a balance that is called later."""
    quote = proceeding.case.last(QuoteIssued)
    lines = quote.fact.lines if quote else ()
    return total((line.amount for line in lines if line.head is not Head.BALANCE), proceeding.currency)


@dataclass(frozen=True, slots=True)
class PayBody:
    """What the buyer pays: the displayed total, so that nobody pays what was not displayed."""

    total: Money
    method: str = "wallet"


def make_payment(proceeding: Proceeding, body: PayBody) -> OrderPaid:
    """The payment, if it is the amount displayed."""
    _must_equal(body.total, order_total(proceeding))
    return OrderPaid(total=body.total, method=body.method)


@dataclass(frozen=True, slots=True)
class PayUpToBody:
    """Pay whatever the quote came to, if it is not more than this; none for no limit."""

    most: Money | None = None


def make_payment_up_to(proceeding: Proceeding, body: PayUpToBody) -> OrderPaid:
    """The payment of the quote, within the buyer's limit."""
    due = order_total(proceeding)
    if body.most is not None and (body.most.currency != due.currency or due > body.most):
        raise Stopped(_above_limit(due, body.most))
    return OrderPaid(total=due)


def make_balance_payment(proceeding: Proceeding, body: PayBody) -> BalancePaid:
    """The payment of the balance that was called."""
    called = proceeding.case.last(BalanceCalled)
    missed = proceeding.case.has(BalanceMissed)
    if called is None or missed or proceeding.case.last_after(BalancePaid, called):
        raise Stopped(_nothing_called())
    _must_equal(body.total, called.fact.amount)
    return BalancePaid(amount=body.total)


def _must_equal(given: Money, due: Money) -> None:
    if given.currency == due.currency and given == due:
        return
    raise Stopped(
        Problem(
            "wrong_amount",
            422,
            "This is not the amount displayed",
            f"{given} was given, and {due} is due. Nothing was charged.",
            f"Read the quote again, and pay {due} if you agree.",
            {"due": str(due), "given": str(given)},
        )
    )


def _above_limit(due: Money, most: Money) -> Problem:
    return Problem(
        "above_limit",
        409,
        "This costs more than you allowed",
        f"The order comes to {due}, and your limit is {most}. Nothing was charged.",
        f"Raise the limit to {due} if you agree, or look for another offer.",
        {"due": str(due), "limit": str(most)},
    )


def _nothing_called() -> Problem:
    return Problem(
        "nothing_called",
        409,
        "No balance is due",
        "The seller has not asked for the balance, or it is paid.",
        "Wait until the provider passes the seller's call on; you will be told.",
    )


def _too_much(deposit: Money, goods: Money) -> Problem:
    return Problem(
        "deposit_too_large",
        422,
        "The deposit is more than the price",
        f"The deposit is {deposit}, and the goods cost {goods}.",
        "Give a deposit up to the price of the goods, or none.",
    )


def _no_clause(head: Head, no: int) -> Problem:
    return Problem(
        "needs_a_person",
        409,
        "No clause covers this head of cost",
        f"The terms do not say who owes {head} (question {no}).",
        "Leave the line out, or ask the operator.",
    )
