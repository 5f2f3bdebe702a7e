"""What follows from receipt, cancellation and dissolution."""

from __future__ import annotations

from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.engine.verb import Reaction
from tailorbird.app.purchase.settle import charge_costs, pay_brokerage
from tailorbird.app.settling.holding import divide
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.cancellation import (
    CancellationRefused,
    CancellationRequested,
    CancellationSettled,
    OrderCancelled,
    ReturnDamaged,
    SellerAnsweredCancellation,
)
from tailorbird.domain.cases.facts.dissolution import (
    DissolutionEnded,
    OrderDissolved,
    SellerAnsweredDissolution,
    SellerRefunded,
    WayBackCostDocumented,
)
from tailorbird.domain.cases.facts.procurement import PurchaseMade
from tailorbird.domain.cases.facts.receipt import (
    ClaimRedirected,
    LogisticsVerified,
    ReceiptConfirmed,
    ReceiptDeemedConfirmed,
)
from tailorbird.domain.cases.words import Cause, Head, Reply
from tailorbird.domain.money import Money, smaller
from tailorbird.domain.questions.money import ExtraCost, Occasion, SellerMoney
from tailorbird.domain.questions.permission import MayCancel
from tailorbird.domain.roles import Role

_SELLERS_HEADS = frozenset((Head.GOODS, Head.FREIGHT, Head.DEPOSIT, Head.BALANCE))


def release(proceeding: Proceeding, confirmed: Recorded[Fact]) -> None:
    """Receipt, said or counted as said, lets the held money go to those for whom it was collected."""
    divide(proceeding, Occasion.RECEIPT)
    pay_brokerage(proceeding)


def redirect(proceeding: Proceeding, verified: Recorded[LogisticsVerified]) -> None:
    """Where the logistics provider caused it, the matter lies there; the seller is paid."""
    if verified.fact.cause is not Cause.LOGISTICS:
        return
    proceeding.record(
        ClaimRedirected(points_at=Role.CARRIER, reason="caused_by_logistics"), cause=f"fact:{verified.seq}"
    )
    divide(proceeding, Occasion.RECEIPT)
    pay_brokerage(proceeding)


def begin_cancellation(proceeding: Proceeding, asked: Recorded[CancellationRequested]) -> None:
    """Before the purchase a cancellation takes effect at once; afterwards it waits for the seller."""
    if not proceeding.case.has(PurchaseMade):
        _cancel(proceeding, asked)


def hear_seller(proceeding: Proceeding, answered: Recorded[SellerAnsweredCancellation]) -> None:
    asked = proceeding.case.last(CancellationRequested)
    if answered.fact.reply is Reply.AGREED or asked is None:
        return
    no, _ = proceeding.decide(MayCancel, Role.BUYER, channel=asked.fact.channel)
    proceeding.record(CancellationRefused(), cause=f"decision:{no}")


def hear_damage(proceeding: Proceeding, damaged: Recorded[ReturnDamaged]) -> None:
    asked = proceeding.case.last(CancellationRequested)
    if damaged.fact.reply is Reply.AGREED or asked is None:
        return
    no, _ = proceeding.decide(MayCancel, Role.BUYER, channel=asked.fact.channel)
    proceeding.record(CancellationRefused(), cause=f"decision:{no}")


def finish_cancellation(proceeding: Proceeding, settled: Recorded[CancellationSettled]) -> None:
    """Goods and documents are back: cancel if the terms, asked once more, still grant it."""
    asked = proceeding.case.last(CancellationRequested)
    if asked is None:
        return
    no, decision = proceeding.decide(MayCancel, Role.BUYER, channel=asked.fact.channel)
    if decision.granted:
        _cancel(proceeding, settled)
    else:
        proceeding.record(CancellationRefused(), cause=f"decision:{no}")


def _cancel(proceeding: Proceeding, because: Recorded[Fact]) -> None:
    proceeding.record(OrderCancelled(), cause=f"fact:{because.seq}")
    back = divide(proceeding, Occasion.CANCELLATION)
    charge_costs(proceeding, Occasion.CANCELLATION, back)


def hear_dissolution(proceeding: Proceeding, answered: Recorded[SellerAnsweredDissolution]) -> None:
    cause = f"fact:{answered.seq}"
    if answered.fact.reply is Reply.REFUSED:
        proceeding.record(DissolutionEnded(), cause=cause)
        return
    proceeding.record(OrderDissolved(), cause=cause)
    others = frozenset(Head) - _SELLERS_HEADS
    divide(proceeding, Occasion.DISSOLUTION, others)


def pass_on_refund(proceeding: Proceeding, refunded: Recorded[SellerRefunded]) -> None:
    """What the seller returned goes to the buyer: out of the money still held, else from the seller."""
    no, decision = proceeding.decide(SellerMoney, returned=refunded.fact.amount)
    if decision.answer is None:
        return
    cause, clause = f"decision:{no}", decision.clauses[0]
    left = decision.answer.of(Role.BUYER, proceeding.currency)
    for hold in proceeding.open_holds():
        if hold.head not in _SELLERS_HEADS:
            continue
        free = smaller(hold.amount, left)
        left -= free
        proceeding.resolve(hold.key, {hold.payee: hold.amount - free}, cause, clause)
    if left:
        seller, buyer = proceeding.account_of(Role.SELLER), proceeding.account_of(Role.BUYER)
        proceeding.enter(seller, buyer, left, Head.GOODS, cause, clause)


def claim_way_back(proceeding: Proceeding, cost: Recorded[WayBackCostDocumented]) -> None:
    """The cost of the way back is asked of the seller; the decision is the ground to ask with."""
    amount: Money = cost.fact.amount
    proceeding.decide(
        ExtraCost,
        occasion=Occasion.DISSOLUTION,
        head=Head.RETURN_FREIGHT,
        amount=amount,
        payee=Role.BUYER,
        document=cost.fact.document,
    )


REACTIONS: dict[type[Fact], tuple[Reaction, ...]] = {
    ReceiptConfirmed: (release,),
    ReceiptDeemedConfirmed: (release,),
    LogisticsVerified: (redirect,),
    CancellationRequested: (begin_cancellation,),
    SellerAnsweredCancellation: (hear_seller,),
    ReturnDamaged: (hear_damage,),
    CancellationSettled: (finish_cancellation,),
    SellerAnsweredDissolution: (hear_dissolution,),
    SellerRefunded: (pass_on_refund,),
    WayBackCostDocumented: (claim_way_back,),
}
