"""Where a refund goes, and when it arrives."""

from __future__ import annotations

from typing import Final

from tailorbird.domain.cases.facts.order_dispute import RefundIssued, RefundSentOn
from tailorbird.domain.cases.facts.store_order import OrderClosed
from tailorbird.domain.cases.store_words import Destination
from tailorbird.domain.questions.store import MaySendRefundOn, RefundArrival, RefundDestination
from tailorbird.domain.terms.answers import (
    Answer,
    Classification,
    Permission,
    Span,
    Unknown,
    classify,
    grant,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.cj_aftersales.v1.standing import gateway_of, payment_of

_BANK: Final = says("Ask there if it has not arrived by the latest day.")
_WALLET: Final = says("You can pay with it, or take it out of the wallet.")


@clause("cj-aftersales.8")
def arrival_at_the_bank(q: RefundArrival, p: Parameters) -> Answer[Span] | None:
    """A refund through {bank_gateways} leaves at once. Your bank then takes {bank_least} to
    {bank_most}, counted in business days of {bank_calendar}."""
    if q.gateway not in p.words("bank_gateways"):
        return None
    calendar = q.calendars.of(p.text("bank_calendar"))
    first = calendar.end_of_working_day_bound(q.at, p.days("bank_least"))
    last = calendar.end_of_working_day_bound(q.at, p.days("bank_most"))
    span = Span(first.until, last.until, first.provisional or last.provisional)
    return Answer(span, says=says("Expected between {first} and {last}.", first=first.until, last=last.until))


@clause("cj-aftersales.8")
def sent_on(q: MaySendRefundOn, p: Parameters) -> Answer[Permission]:
    """Where you paid through {bank_gateways}, you can have a refund that lies in your wallet sent on to
    where you paid from, once, as long as the order is not closed."""
    refunded = [each for each in q.case.all(RefundIssued) if each.fact.dispute == q.dispute]
    sent = [each for each in q.case.all(RefundSentOn) if each.fact.dispute == q.dispute]
    paid, closed = payment_of(q.case), q.case.first(OrderClosed)
    if not refunded:
        return refuse(says=says("Nothing was refunded for this dispute."), next_step=_WALLET)
    if sent or refunded[-1].fact.destination is Destination.PAYMENT_ACCOUNT:
        return refuse(
            [*refunded, *sent],
            says=says("This refund was sent to where you paid from already."),
            next_step=_BANK,
        )
    if gateway_of(q.case) not in p.words("bank_gateways") or closed is not None:
        return refuse([paid, closed], says=says("This refund stays in your wallet."), next_step=_WALLET)
    return grant([paid, refunded[-1]])


@clause("cj-aftersales.10")
def destination(q: RefundDestination, p: Parameters) -> Answer[Classification] | Unknown:
    """A refund goes to your payment account where you paid through {account_gateways}, otherwise to your
    wallet. Once the order was closed in the system, it goes to your wallet in any case."""
    paid, closed = payment_of(q.case), q.case.first(OrderClosed)
    if paid is None:
        return unknown("OrderPaid", next_step=says("Nothing was paid yet, so nothing can be refunded."))
    if gateway_of(q.case) in p.words("account_gateways") and closed is None:
        return classify(Destination.PAYMENT_ACCOUNT.value, because=[paid])
    return classify(Destination.WALLET.value, because=[paid, closed])
