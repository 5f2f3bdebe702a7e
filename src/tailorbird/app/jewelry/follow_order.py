"""What follows from the order, its negotiation and its payment."""

from __future__ import annotations

from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.engine.verb import Reaction
from tailorbird.app.jewelry.quote import quote_if_settled
from tailorbird.app.settling.holding import divide, hold_lines
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.jewelry import (
    ExtraFeeAnswered,
    ExtraFeePaid,
    OrderLapsed,
    PaymentConfirmed,
    SummaryDrawnUp,
    WishAnswered,
)
from tailorbird.domain.cases.facts.payment import OrderPaid, QuoteIssued, QuoteLine
from tailorbird.domain.cases.facts.procurement import OrderEnded
from tailorbird.domain.cases.words import Head, Reply
from tailorbird.domain.questions.money import Occasion
from tailorbird.domain.roles import Role

WISH_REFUSED = "wish_refused"


def settle_wish(proceeding: Proceeding, answered: Recorded[ExtraFeeAnswered | WishAnswered]) -> None:
    """A no ends the order, and everything paid goes back; a yes brings a new quote before payment."""
    if answered.fact.reply is Reply.REFUSED:
        proceeding.record(OrderEnded(reason=WISH_REFUSED), cause=f"fact:{answered.seq}")
        divide(proceeding, Occasion.WISH_REFUSED)
    elif not proceeding.case.has(OrderPaid):
        quote_if_settled(proceeding, answered)


def hold_order(proceeding: Proceeding, paid: Recorded[OrderPaid]) -> None:
    """Hold each line of the quote. Money of a wallet is there: its receipt is confirmed at once."""
    quote = proceeding.case.last(QuoteIssued)
    hold_lines(proceeding, quote.fact.lines if quote else (), f"fact:{paid.seq}")
    proceeding.record(PaymentConfirmed(), cause=f"fact:{paid.seq}")


def hold_fee(proceeding: Proceeding, paid: Recorded[ExtraFeePaid]) -> None:
    line = QuoteLine(Head.EXTRA_FEE, paid.fact.amount, Role.MERCHANT)
    hold_lines(proceeding, (line,), f"fact:{paid.seq}")
    proceeding.record(PaymentConfirmed(), cause=f"fact:{paid.seq}")


def give_back(proceeding: Proceeding, lapsed: Recorded[OrderLapsed]) -> None:
    divide(proceeding, Occasion.LAPSED)


REACTIONS: dict[type[Fact], tuple[Reaction, ...]] = {
    SummaryDrawnUp: (quote_if_settled,),
    ExtraFeeAnswered: (settle_wish,),
    WishAnswered: (settle_wish,),
    OrderPaid: (hold_order,),
    ExtraFeePaid: (hold_fee,),
    OrderLapsed: (give_back,),
}
