"""What is given with a command of the order, made into its fact: the sum that is really paid, parcels."""

from __future__ import annotations

from dataclasses import dataclass

from tailorbird.app.engine import problems
from tailorbird.app.engine.problem import Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.talk.forms import must_be_known, must_be_new
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
