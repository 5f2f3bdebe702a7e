"""What the buyer of a custom request is asked to pay: fees once confirmed, changes, and production."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tailorbird.app.custom.specification import surcharge
from tailorbird.app.engine import problems
from tailorbird.app.engine.problem import Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.custom_words import PriceTier
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.custom_request import ServiceFeeAsked, SupplierQuoted
from tailorbird.domain.cases.facts.payment import QuoteIssued, QuoteLine
from tailorbird.domain.cases.words import Head
from tailorbird.domain.money import Money
from tailorbird.domain.questions.money import QuoteAmount
from tailorbird.domain.roles import Role

FEES: Final = frozenset(
    (Head.SAMPLE_FEE, Head.MOULD_FEE, Head.OTHER, Head.MOQ_SURCHARGE, Head.SERVICE_FEE, Head.CHANGE_FEE)
)
"""Heads that are paid for preparing the product."""
PRODUCTION: Final = frozenset((Head.GOODS, Head.INTERNATIONAL_FREIGHT))
"""Heads that are paid for the goods themselves."""
Asked = tuple[Head, Money | None, Role]


def quote_fees(proceeding: Proceeding, because: Recorded[Fact]) -> None:
    """State the fees of sample, mould and others, a surcharge and the provider's fee, where any is due."""
    quoted = proceeding.case.last(SupplierQuoted)
    if quoted is None:
        return
    told, provider = quoted.fact, proceeding.case.last(ServiceFeeAsked)
    asked: list[Asked] = [
        (Head.SAMPLE_FEE, told.sample_fee, Role.SUPPLIER),
        (Head.MOULD_FEE, told.mould_fee, Role.SUPPLIER),
        (Head.OTHER, told.other_fee, Role.SUPPLIER),
        (Head.MOQ_SURCHARGE, surcharge(proceeding.case), Role.SUPPLIER),
        (Head.SERVICE_FEE, provider.fact.amount if provider else None, Role.PROVIDER),
    ]
    _issue(proceeding, asked, because)


def quote_change(proceeding: Proceeding, charge: Money, because: Recorded[Fact]) -> None:
    """State what an approved change costs."""
    _issue(proceeding, [(Head.CHANGE_FEE, charge, Role.SUPPLIER)], because)


def quote_production(proceeding: Proceeding, quantity: int, because: Recorded[Fact]) -> None:
    """State the price of so many pieces, and their freight."""
    quoted = proceeding.case.last(SupplierQuoted)
    if quoted is None:
        return
    by_carrier = proceeding.case.party(Role.CARRIER) is not None
    asked: list[Asked] = [
        (Head.GOODS, unit_price(quoted.fact.tiers, quantity) * quantity, Role.SUPPLIER),
        (Head.INTERNATIONAL_FREIGHT, quoted.fact.freight, Role.CARRIER if by_carrier else Role.SUPPLIER),
    ]
    _issue(proceeding, asked, because)


def unit_price(tiers: Iterable[PriceTier], quantity: int) -> Money:
    """The price of the highest tier that the quantity reaches; below all of them that of the lowest."""
    rising = sorted(tiers, key=lambda tier: tier.from_quantity)
    reached = [tier for tier in rising if tier.from_quantity <= quantity]
    return (reached[-1] if reached else rising[0]).unit_price


def _issue(proceeding: Proceeding, asked: Iterable[Asked], because: Recorded[Fact]) -> None:
    lines = tuple(_line(proceeding, head, amount, payee) for head, amount, payee in asked if amount)
    if lines:
        proceeding.record(QuoteIssued(lines=lines), cause=f"fact:{because.seq}")


def _line(proceeding: Proceeding, head: Head, asked: Money | None, payee: Role) -> QuoteLine:
    zero = Money.zero(proceeding.currency)
    goods = asked if head is Head.GOODS and asked else zero
    freight = asked if head is Head.INTERNATIONAL_FREIGHT and asked else zero
    no, decision = proceeding.decide(
        QuoteAmount, head=head, goods=goods, freight=freight, asked=asked, payee=payee
    )
    if decision.answer is None:
        raise Stopped(problems.without_answer("the quote", decision, proceeding.case.zone, no))
    return QuoteLine(head, decision.answer.amount, decision.answer.payee, decision.clauses[0])


def lines_of(case: Case, heads: frozenset[Head]) -> tuple[QuoteLine, ...]:
    """The lines under these heads of the last quote that has any."""
    for quote in reversed(case.all(QuoteIssued)):
        if found := tuple(line for line in quote.fact.lines if line.head in heads):
            return found
    return ()
