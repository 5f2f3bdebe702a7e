"""What follows from request, payment and price changes."""

from __future__ import annotations

from collections.abc import Iterable

from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.engine.verb import Reaction
from tailorbird.app.purchase.quote import PRICED, QuoteBody, make_quote
from tailorbird.app.settling.holding import divide, free_key, hold_lines
from tailorbird.app.settling.owing import Ground, between_wallets, pay_or_owe
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.payment import (
    AgreementTookEffect,
    BalanceMissed,
    BalancePaid,
    OrderPaid,
    QuoteIssued,
    QuoteLine,
    TipPaid,
    TipRefunded,
    TipRefundRequested,
)
from tailorbird.domain.cases.facts.procurement import (
    OrderEnded,
    PriceChangeAccepted,
    PriceChangeRejected,
    SellerChangedPrice,
    SellerRanOut,
    SellerStoppedSelling,
)
from tailorbird.domain.cases.facts.request import (
    ExecutionRefused,
    PromoterAttributed,
    RequestSubmitted,
    SpecialRequirementAnswered,
)
from tailorbird.domain.cases.words import Head
from tailorbird.domain.ledger.account import outside_party
from tailorbird.domain.money import smaller
from tailorbird.domain.questions.disclosure import RequirementDuty
from tailorbird.domain.questions.money import Occasion, TipRefund
from tailorbird.domain.roles import Role


def name_the_seller(proceeding: Proceeding, submitted: Recorded[RequestSubmitted]) -> None:
    """The seller takes part from the beginning, though it has no account here."""
    if proceeding.case.party(Role.SELLER) is None:
        request = submitted.fact
        name = request.seller_name or f"{request.marketplace or 'unknown'}-{request.product_id or 'seller'}"
        proceeding.join(Role.SELLER, outside_party("seller", name))


def note_duty(proceeding: Proceeding, answered: Recorded[SpecialRequirementAnswered]) -> None:
    """What follows from the answer to a wish stands with the case, with its clause (order1688.3)."""
    proceeding.decide(RequirementDuty, requirement=answered.fact.requirement)


def attribute(proceeding: Proceeding, attributed: Recorded[PromoterAttributed]) -> None:
    proceeding.join(Role.PROMOTER, attributed.fact.promoter)


def hold_payment(proceeding: Proceeding, paid: Recorded[OrderPaid]) -> None:
    """Hold each line for its payee; the agreement takes effect; what is due at once is passed on."""
    quote = proceeding.case.last(QuoteIssued)
    hold_lines(proceeding, _due_now(quote.fact.lines if quote else ()), f"fact:{paid.seq}")
    proceeding.record(AgreementTookEffect(), cause=f"fact:{paid.seq}")
    divide(proceeding, Occasion.PAYMENT)


def _due_now(lines: Iterable[QuoteLine]) -> tuple[QuoteLine, ...]:
    """What is paid with the order: everything but a balance that is called later."""
    return tuple(line for line in lines if line.head is not Head.BALANCE)


def hold_balance(proceeding: Proceeding, paid: Recorded[BalancePaid]) -> None:
    proceeding.hold(
        free_key(proceeding, Head.BALANCE),
        Role.BUYER,
        paid.fact.amount,
        Head.BALANCE,
        Role.SELLER,
        f"fact:{paid.seq}",
    )


def end_without_balance(proceeding: Proceeding, missed: Recorded[BalanceMissed]) -> None:
    divide(proceeding, Occasion.BALANCE_MISSED)
    proceeding.record(OrderEnded(reason="balance_missed"), cause=f"fact:{missed.seq}")


def end_for_seller(proceeding: Proceeding, event: Recorded[Fact]) -> None:
    """The seller failed, or its new price was not accepted: what the terms give back goes back."""
    divide(proceeding, Occasion.SELLER_FAILURE)
    proceeding.record(OrderEnded(reason=_reason(event)), cause=f"fact:{event.seq}")


def _reason(event: Recorded[Fact]) -> str:
    reasons = {
        SellerRanOut: "seller_ran_out",
        SellerStoppedSelling: "seller_stopped_selling",
        PriceChangeRejected: "price_change_rejected",
    }
    return reasons[type(event.fact)]


def end_unexecuted(proceeding: Proceeding, refused: Recorded[ExecutionRefused]) -> None:
    divide(proceeding, Occasion.EXECUTION_REFUSED)
    proceeding.record(OrderEnded(reason="execution_refused"), cause=f"fact:{refused.seq}")


def quote_again(proceeding: Proceeding, accepted: Recorded[PriceChangeAccepted]) -> None:
    """A new quote at the seller's new price; held money is set free and held anew at the new amounts."""
    changed = proceeding.case.last(SellerChangedPrice)
    before = proceeding.case.last(QuoteIssued)
    if changed is None or before is None:
        return
    recomputed = make_quote(proceeding, _new_prices(proceeding, changed.fact, before.fact)).lines
    others = tuple(line for line in before.fact.lines if line.head not in PRICED)
    quote = QuoteIssued(lines=(*recomputed, *others), valid_until=None)
    again = proceeding.record(quote, cause=f"fact:{accepted.seq}")
    for hold in proceeding.open_holds():
        if hold.head in PRICED:
            proceeding.resolve(hold.key, {}, f"fact:{again.seq}", "")
    if proceeding.case.has(OrderPaid):
        hold_lines(proceeding, _due_now(recomputed), f"fact:{again.seq}")


def _new_prices(proceeding: Proceeding, changed: SellerChangedPrice, before: QuoteIssued) -> QuoteBody:
    """The seller's new prices. A deposit stays what it was, up to the price; the balance takes the rest."""
    freight = changed.freight
    if freight is None:
        freight = before.amount(Head.FREIGHT, proceeding.currency)
    deposit = before.amount(Head.DEPOSIT, proceeding.currency)
    return QuoteBody(
        goods=changed.goods,
        freight=freight,
        deposit=smaller(deposit, changed.goods) if deposit else None,
    )


def pay_tip(proceeding: Proceeding, tip: Recorded[TipPaid]) -> None:
    ground = Ground(f"fact:{tip.seq}")
    between_wallets(proceeding, Role.BUYER, Role.PROVIDER, tip.fact.amount, Head.TIP, ground)


def refund_tip(proceeding: Proceeding, asked: Recorded[TipRefundRequested]) -> None:
    """A tip asked back in time goes back; what the provider has not got any more it owes."""
    tip = _open_tip(proceeding)
    if tip is None:
        return
    no, decision = proceeding.decide(TipRefund, amount=tip.fact.amount)
    if decision.answer is None:
        return
    back = decision.answer.of(Role.BUYER, proceeding.currency)
    ground = Ground(f"decision:{no}", decision.clauses[0])
    pay_or_owe(proceeding, Role.PROVIDER, Role.BUYER, back, Head.TIP, ground)
    proceeding.record(TipRefunded(amount=back), cause=f"fact:{asked.seq}")


def _open_tip(proceeding: Proceeding) -> Recorded[TipPaid] | None:
    """The latest tip that did not go back yet."""
    open_tips: list[Recorded[TipPaid]] = []
    for each in proceeding.case.facts:
        if isinstance(each.fact, TipPaid):
            open_tips.append(each)
        elif isinstance(each.fact, TipRefunded) and open_tips:
            open_tips.pop()
    return open_tips[-1] if open_tips else None


REACTIONS: dict[type[Fact], tuple[Reaction, ...]] = {
    RequestSubmitted: (name_the_seller,),
    SpecialRequirementAnswered: (note_duty,),
    PromoterAttributed: (attribute,),
    OrderPaid: (hold_payment,),
    BalancePaid: (hold_balance,),
    BalanceMissed: (end_without_balance,),
    SellerRanOut: (end_for_seller,),
    SellerStoppedSelling: (end_for_seller,),
    PriceChangeRejected: (end_for_seller,),
    PriceChangeAccepted: (quote_again,),
    ExecutionRefused: (end_unexecuted,),
    TipPaid: (pay_tip,),
    TipRefundRequested: (refund_tip,),
}
