"""What is given with a verb, made into its fact: the sum that is really paid, names of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tailorbird.app.engine import problems
from tailorbird.app.engine.problem import Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.talk.forms import must_be_known, must_be_new
from tailorbird.domain.cases.facts.order_dispute import OrderDisputed, RemedyAnswered, RemedyOffered
from tailorbird.domain.cases.facts.parcels import Dispatched, ParcelDelivered
from tailorbird.domain.cases.facts.payment import OrderPaid, QuoteIssued
from tailorbird.domain.money import Money, total
from tailorbird.domain.questions.store import PaymentDiscount

WALLET = "wallet"


@dataclass(frozen=True, slots=True)
class Payment:
    """Pay from the wallet. `total`, where given, has to be what is due after the discount."""

    total: Money | None = None


def displayed(proceeding: Proceeding) -> Money:
    """The quote's total, before any discount."""
    quote = proceeding.case.last(QuoteIssued)
    lines = quote.fact.lines if quote is not None else ()
    return total((line.amount for line in lines), proceeding.currency)


def discount(proceeding: Proceeding, method: str) -> tuple[Money, str, str]:
    """What is taken off when it is paid so; with the decision and the clause that cause it."""
    no, decision = proceeding.decide(PaymentDiscount, total=displayed(proceeding), method=method)
    if decision.answer is None:
        raise Stopped(problems.without_answer("the discount", decision, proceeding.case.zone))
    return decision.answer.amount, f"decision:{no}", decision.clauses[0]


def payment(proceeding: Proceeding, given: Payment) -> OrderPaid:
    """What is due, paid from the wallet."""
    if given.total is not None:
        return OrderPaid(total=given.total, method=WALLET)
    answer = proceeding.ask(PaymentDiscount, total=displayed(proceeding), method=WALLET).answer
    off = answer.amount if answer is not None else Money.zero(proceeding.currency)
    return OrderPaid(total=displayed(proceeding) - off, method=WALLET)


def new_dispute(proceeding: Proceeding, given: OrderDisputed) -> OrderDisputed:
    """A dispute under a name of its own."""
    must_be_new(given.dispute, (each.fact.dispute for each in proceeding.case.all(OrderDisputed)))
    return given


def of_dispute(proceeding: Proceeding, given: Any) -> Any:
    """Something about a dispute of this order."""
    must_be_known(given.dispute, (each.fact.dispute for each in proceeding.case.all(OrderDisputed)))
    return given


def new_offer(proceeding: Proceeding, given: RemedyOffered) -> RemedyOffered:
    """An offer under a name of its own, about a dispute of this order."""
    must_be_new(given.offer, (each.fact.offer for each in proceeding.case.all(RemedyOffered)))
    of_dispute(proceeding, given)
    return given


def offer_answer(proceeding: Proceeding, given: RemedyAnswered) -> RemedyAnswered:
    """An answer to the offer that stands."""
    standing = [
        each.fact.offer for each in proceeding.case.all(RemedyOffered) if each.fact.dispute == given.dispute
    ]
    answered = {each.fact.offer for each in proceeding.case.all(RemedyAnswered)}
    must_be_known(given.offer, [each for each in standing[-1:] if each not in answered])
    return given


def new_parcel(proceeding: Proceeding, given: Dispatched) -> Dispatched:
    """A parcel under a name of its own."""
    must_be_new(given.parcel, (each.fact.parcel for each in proceeding.case.all(Dispatched)))
    return given


def sent_parcel(proceeding: Proceeding, given: ParcelDelivered) -> ParcelDelivered:
    """A parcel that left, and did not arrive yet."""
    arrived = {each.fact.parcel for each in proceeding.case.all(ParcelDelivered)}
    left = [each.fact.parcel for each in proceeding.case.all(Dispatched) if each.fact.parcel not in arrived]
    must_be_known(given.parcel, left)
    return given
