"""What follows from receipt, cancellation and dissolution."""

from __future__ import annotations

from tailorbird.app.engine import problems
from tailorbird.app.engine.problem import Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.engine.verb import Reaction
from tailorbird.app.purchase.settle import charge_costs, pay_brokerage
from tailorbird.app.settling.holding import divide
from tailorbird.app.settling.owing import Ground, owe
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
    DissolutionRequested,
    OrderDissolved,
    SellerAnsweredDissolution,
    SellerRefunded,
    WayBackCostDocumented,
)
from tailorbird.domain.cases.facts.procurement import ExportCleared, PurchaseMade
from tailorbird.domain.cases.facts.receipt import (
    ClaimRedirected,
    LogisticsVerified,
    ReceiptConfirmed,
    ReceiptDeemedConfirmed,
)
from tailorbird.domain.cases.words import Cause, Head, Reply
from tailorbird.domain.money import Money, smaller
from tailorbird.domain.questions.money import ExtraCost, Occasion, SellerMoney
from tailorbird.domain.questions.permission import MayCancel, MayDissolve
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
    cause = f"fact:{verified.seq}"
    proceeding.record(ClaimRedirected(points_at=Role.CARRIER, reason="caused_by_logistics"), cause=cause)
    _end_cancelling(proceeding)
    if _asked_to_dissolve(proceeding) is not None:
        proceeding.record(DissolutionEnded(), cause=cause)
    divide(proceeding, Occasion.RECEIPT)
    pay_brokerage(proceeding)


def begin_cancellation(proceeding: Proceeding, asked: Recorded[CancellationRequested]) -> None:
    """Before the purchase a cancellation takes effect at once; afterwards it waits for the seller."""
    if not proceeding.case.has(PurchaseMade):
        _cancel(proceeding, asked)


def hear_seller(proceeding: Proceeding, answered: Recorded[SellerAnsweredCancellation]) -> None:
    """A no ends the request; with a yes it waits for the goods and the documents."""
    if answered.fact.reply is Reply.REFUSED:
        _end_cancelling(proceeding)


def hear_damage(proceeding: Proceeding, damaged: Recorded[ReturnDamaged]) -> None:
    """Where the seller refuses the cancellation because of it, the request has come to nothing."""
    if damaged.fact.reply is Reply.REFUSED:
        _end_cancelling(proceeding)


def refuse_after_export(proceeding: Proceeding, cleared: Recorded[ExportCleared]) -> None:
    """A request to cancel that still waits comes to nothing once the goods cleared export customs."""
    _end_cancelling(proceeding)


def _end_cancelling(proceeding: Proceeding) -> None:
    """Refuse the request that waits, if one does, with the terms' reasons."""
    asked = _asked_to_cancel(proceeding)
    if asked is None:
        return
    no, _ = proceeding.decide(MayCancel, Role.BUYER, channel=asked.fact.channel)
    proceeding.record(CancellationRefused(), cause=f"decision:{no}")


def _asked_to_cancel(proceeding: Proceeding) -> Recorded[CancellationRequested] | None:
    asked = proceeding.case.last(CancellationRequested)
    if asked is None or proceeding.case.has(OrderCancelled):
        return None
    return None if proceeding.case.last_after(CancellationRefused, asked) else asked


def _asked_to_dissolve(proceeding: Proceeding) -> Recorded[DissolutionRequested] | None:
    asked = proceeding.case.last(DissolutionRequested)
    if asked is None or proceeding.case.has(OrderDissolved):
        return None
    return None if proceeding.case.last_after(DissolutionEnded, asked) else asked


def finish_cancellation(proceeding: Proceeding, settled: Recorded[CancellationSettled]) -> None:
    """Goods and documents are back: cancel if the terms, asked once more, still grant it."""
    asked = _asked_to_cancel(proceeding)
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
    pay_brokerage(proceeding)


def hear_dissolution(proceeding: Proceeding, answered: Recorded[SellerAnsweredDissolution]) -> None:
    """A yes dissolves the order, if the terms still grant it; a no ends the request."""
    asked, cause = _asked_to_dissolve(proceeding), f"fact:{answered.seq}"
    if asked is None:
        return
    if answered.fact.reply is Reply.AGREED:
        told = asked.fact
        no, decision = proceeding.decide(MayDissolve, Role.BUYER, ground=told.ground, evidence=told.evidence)
        cause = cause if decision.granted else f"decision:{no}"
        if decision.granted:
            _dissolve(proceeding, cause)
            return
    proceeding.record(DissolutionEnded(), cause=cause)


def _dissolve(proceeding: Proceeding, cause: str) -> None:
    """The seller's part waits for the seller's money; the rest is divided at once."""
    proceeding.record(OrderDissolved(), cause=cause)
    divide(proceeding, Occasion.DISSOLUTION, frozenset(Head) - _SELLERS_HEADS)
    pay_brokerage(proceeding)


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
        proceeding.purse.receive(buyer, left)
        proceeding.enter(seller, buyer, left, Head.GOODS, cause, clause)


def claim_way_back(proceeding: Proceeding, cost: Recorded[WayBackCostDocumented]) -> None:
    """The cost of the way back is asked of the seller: booked as what it owes, with the decision that
    is the ground to ask with."""
    amount: Money = cost.fact.amount
    no, decision = proceeding.decide(
        ExtraCost,
        occasion=Occasion.DISSOLUTION,
        head=Head.RETURN_FREIGHT,
        amount=amount,
        payee=Role.BUYER,
        document=cost.fact.document,
    )
    if decision.answer is None:
        raise Stopped(problems.without_answer("document_way_back_cost", decision, proceeding.case.zone))
    claim, ground = decision.answer, Ground(f"decision:{no}", decision.clauses[0])
    owe(proceeding, claim.payer, claim.payee, claim.amount, Head.RETURN_FREIGHT, ground)


REACTIONS: dict[type[Fact], tuple[Reaction, ...]] = {
    ReceiptConfirmed: (release,),
    ReceiptDeemedConfirmed: (release,),
    LogisticsVerified: (redirect,),
    CancellationRequested: (begin_cancellation,),
    SellerAnsweredCancellation: (hear_seller,),
    ReturnDamaged: (hear_damage,),
    ExportCleared: (refuse_after_export,),
    CancellationSettled: (finish_cancellation,),
    SellerAnsweredDissolution: (hear_dissolution,),
    SellerRefunded: (pass_on_refund,),
    WayBackCostDocumented: (claim_way_back,),
}
