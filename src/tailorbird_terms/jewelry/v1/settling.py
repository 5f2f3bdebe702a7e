"""Wishes beyond the range: what waits for their settlement, their fee, and their refusal."""

from __future__ import annotations

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.facts.jewelry import CustomOrderSubmitted
from tailorbird.domain.cases.facts.payment import OrderPaid, QuoteIssued
from tailorbird.domain.cases.words import Head
from tailorbird.domain.money import total
from tailorbird.domain.questions.disclosure import Commitments
from tailorbird.domain.questions.jewelry import MayAcceptDesign, MayPayOrder, MayProduce, MayShip
from tailorbird.domain.questions.money import Occasion, QuoteAmount, Settlement
from tailorbird.domain.questions.permission import MayIssueQuote
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Allocation,
    Answer,
    Charge,
    Finding,
    Permission,
    Unknown,
    allocate,
    charge,
    find,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.jewelry.v1.standing import (
    Negotiation,
    WishState,
    ended,
    negotiations,
)


@clause("jewelry.II.range")
def extra_fee_of_the_quote(q: QuoteAmount, p: Parameters) -> Answer[Charge] | None:
    """The quote shows the extra fees that you accepted as a line of their own."""
    if q.head is not Head.EXTRA_FEE:
        return None
    agreed = _agreed_fees(q.case, p)
    amount = total((e.proposed.fact.fee for e in agreed if e.proposed), q.case.currency)
    because = [fact for each in agreed for fact in each.because]
    return charge(amount, payer=Role.BUYER, payee=Role.MERCHANT, because=because)


def _agreed_fees(case: Case, p: Parameters) -> tuple[Negotiation, ...]:
    found = negotiations(case, p)
    return tuple(e for e in found if e.state is WishState.AGREED and e.proposed is not None)


@clause("jewelry.II.range", exception_to=["jewelry.I.2.fee"])
def settle_before_quote(q: MayIssueQuote | MayPayOrder, p: Parameters) -> Answer[Permission] | None:
    """As long as a wish beyond the range is not settled, there is nothing to pay; a quote that lacks
    a fee accepted since is replaced first."""
    blocked = _unsettled(q.case, p)
    quoted = q.case.last(QuoteIssued)
    if blocked or not isinstance(q, MayPayOrder) or quoted is None or q.case.has(OrderPaid):
        return blocked
    for each in _agreed_fees(q.case, p):
        if each.answered is not None and each.answered.seq > quoted.seq:
            return refuse(
                because=[quoted, *each.because],
                says=says("The quote lacks the fee accepted on {at}.", at=each.answered.at),
                next_step=says("Wait for the jeweller's new quote."),
            )
    return None


@clause("jewelry.II.range", exception_to=["jewelry.II.time"])
def settle_before_making(q: MayProduce | MayShip, p: Parameters) -> Answer[Permission] | None:
    """Making and shipping wait for it too."""
    return _unsettled(q.case, p)


@clause("jewelry.II.range", exception_to=["jewelry.II.uniqueness"])
def settle_before_design(q: MayAcceptDesign, p: Parameters) -> Answer[Permission] | None:
    """So does the jeweller's acceptance of the design."""
    return _unsettled(q.case, p)


def _unsettled(case: Case, p: Parameters) -> Answer[Permission] | None:
    sentences = {
        WishState.OPEN: (
            says("A wish beyond the range waits for the jeweller's word."),
            says("The jeweller takes it on, asks an extra fee, or refuses it."),
        ),
        WishState.OFFERED: (
            says("An extra fee waits for the buyer's answer."),
            says("The buyer accepts the fee, or refuses it and gets everything back."),
        ),
        WishState.REFUSED: (
            says("A wish was refused, or the fee for it."),
            says("Everything paid goes back. The buyer may send a new order without the wish."),
        ),
    }
    for each in negotiations(case, p):
        if each.state in sentences:
            sentence, after = sentences[each.state]
            because = (case.first(CustomOrderSubmitted), *each.because)
            return refuse(because=because, says=sentence, next_step=after)
    return None


@clause("jewelry.II.range")
def refused_with_full_refund(q: Settlement, p: Parameters) -> Answer[Allocation] | Unknown | None:
    """Where a wish beyond the range is refused, or you refuse the fee for it, the order ends and
    everything that you paid goes back to you."""
    if q.occasion is not Occasion.WISH_REFUSED:
        return None
    for each in negotiations(q.case, p):
        if each.state is WishState.REFUSED:
            return allocate((Role.BUYER, q.amount), because=each.because)
    return unknown("WishAnswered", next_step=says("No wish was refused, and no fee for one."))


@clause("jewelry.II.range")
def wishes_to_answer(q: Commitments, p: Parameters) -> Answer[tuple[Finding, ...]] | None:
    """The jeweller answers every wish beyond the range."""
    over = ended(q.case) is not None
    items = [
        Finding(
            f"answer-wish:{each.wish.wish}",
            "open" if each.state is WishState.OPEN and not over else "done",
        )
        for each in negotiations(q.case, p)
        if each.state is not WishState.WITHIN
    ]
    return find(*items, because=[q.case.first(CustomOrderSubmitted)]) if items else None
