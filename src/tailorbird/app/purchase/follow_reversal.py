"""What follows from a payment reversal: demand, freeze, deposit, lien and sale. And from awards."""

from __future__ import annotations

from typing import Final

from tailorbird.app.engine.problem import Problem, Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.engine.verb import Reaction
from tailorbird.app.purchase.settle import pay_brokerage
from tailorbird.app.purchase.stage import is_frozen
from tailorbird.app.settling.holding import divide
from tailorbird.app.settling.owing import Ground, pay_or_owe
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.cancellation import OrderCancelled
from tailorbird.domain.cases.facts.dissolution import OrderDissolved
from tailorbird.domain.cases.facts.liability import CompensationAwarded, DisputeDecided, FaultFound
from tailorbird.domain.cases.facts.procurement import OrderEnded, ShippedAbroad, WarehouseReceived
from tailorbird.domain.cases.facts.receipt import ReceiptConfirmed, ReceiptDeemedConfirmed
from tailorbird.domain.cases.facts.reversal import (
    DemandExpired,
    DemandPaid,
    DepositTaken,
    GoodsSold,
    LienPlaced,
    LienSettled,
    PaymentDemanded,
    PaymentReversed,
    ReversalUpheld,
    WalletFrozen,
    WalletReleased,
)
from tailorbird.domain.cases.words import Head
from tailorbird.domain.ledger.account import Account, deposit, receivable
from tailorbird.domain.money import Money, smaller, total
from tailorbird.domain.questions.liability import DisputeEffect, ReversalClass
from tailorbird.domain.questions.money import LienProceeds, Occasion
from tailorbird.domain.roles import Role

_OVER: Final[tuple[type[Fact], ...]] = (
    OrderCancelled,
    OrderEnded,
    OrderDissolved,
    ReceiptConfirmed,
    ReceiptDeemedConfirmed,
)


def _debt(proceeding: Proceeding) -> Account:
    return receivable(proceeding.account_of(Role.BUYER).owner, proceeding.currency)


def still_owed(proceeding: Proceeding) -> Money:
    """What the buyer owes because of reversals in this case: demanded, less what came in since."""
    case, zero = proceeding.case, proceeding.currency
    demanded = total((each.fact.amount for each in case.all(PaymentDemanded)), zero)
    paid = total((each.fact.amount for each in case.all(DemandPaid)), zero)
    taken = total((each.fact.amount for each in case.all(DepositTaken)), zero)
    sold = total((each.fact.covered for each in case.all(LienSettled)), zero)
    return demanded - paid - taken - sold


def answer_reversal(proceeding: Proceeding, taken: Recorded[PaymentReversed]) -> None:
    """Book the money as gone, and rule on it (order1688.22)."""
    gateway = proceeding.account_of(Role.GATEWAY)
    proceeding.enter(_debt(proceeding), gateway, taken.fact.amount, Head.GOODS, f"fact:{taken.seq}")
    _rule(proceeding, taken)


def rule_after_finding(proceeding: Proceeding, found: Recorded[FaultFound]) -> None:
    """A reversal that waited for the finding of fault is ruled on now."""
    waiting = _unruled(proceeding)
    if waiting:
        _rule(proceeding, waiting[-1])


def _unruled(proceeding: Proceeding) -> list[Recorded[PaymentReversed]]:
    """Reversals on which nothing followed yet; a ruling is on all of them."""
    ruling = proceeding.case.last(PaymentDemanded, ReversalUpheld)
    since = ruling.seq if ruling else 0
    return [each for each in proceeding.case.all(PaymentReversed) if each.seq > since]


def _rule(proceeding: Proceeding, taken: Recorded[PaymentReversed]) -> None:
    """Without just cause, freeze and demand; with it, the order ends and the provider answers for it;
    where it is not known yet, the operator looks into it."""
    no, decision = proceeding.decide(ReversalClass, Role.PROVIDER, reason=taken.fact.reason)
    if decision.answer is None:
        return
    cause = f"decision:{no}"
    amount = total((each.fact.amount for each in _unruled(proceeding)), proceeding.currency)
    if decision.answer.kind != "without_just_cause":
        _uphold(proceeding, amount, cause, decision.clauses[0])
        return
    if not is_frozen(proceeding.case):
        proceeding.freeze(proceeding.account_of(Role.BUYER))
        proceeding.record(WalletFrozen(), cause=cause)
    proceeding.record(PaymentDemanded(amount=amount), cause=cause)


def _uphold(proceeding: Proceeding, amount: Money, cause: str, clause: str) -> None:
    """What is held for the order comes back and covers what was taken; the rest is the provider's debt."""
    buyer = proceeding.account_of(Role.BUYER)
    covered = smaller(divide(proceeding, Occasion.REVERSAL), amount)
    proceeding.purse.receive(buyer, -covered)
    proceeding.enter(buyer, _debt(proceeding), covered, Head.GOODS, cause, clause)
    rest = amount - covered
    provider = receivable(proceeding.account_of(Role.PROVIDER).owner, proceeding.currency)
    proceeding.enter(provider, _debt(proceeding), rest, Head.GOODS, cause, clause)
    upheld = proceeding.record(ReversalUpheld(amount=amount, covered=covered, owed=rest), cause=cause)
    if not proceeding.case.has(*_OVER):
        proceeding.record(OrderEnded(reason="payment_taken_back"), cause=f"fact:{upheld.seq}")


def take_payment(proceeding: Proceeding, paid: Recorded[DemandPaid]) -> None:
    """The buyer pays the demand from free money of the frozen wallet: that is what it is kept for."""
    buyer = proceeding.account_of(Role.BUYER)
    free, amount = proceeding.purse.free(buyer), paid.fact.amount
    if amount > free:
        raise Stopped(_cannot_pay(amount, free))
    if (over := -still_owed(proceeding)).minor > 0:
        raise Stopped(_too_much(amount, amount - over))
    proceeding.purse.receive(buyer, -amount)
    proceeding.enter(buyer, _debt(proceeding), amount, Head.GOODS, f"fact:{paid.seq}")
    _release_when_paid(proceeding, paid)


def _cannot_pay(amount: Money, free: Money) -> Problem:
    return Problem(
        "insufficient_funds",
        402,
        "There is not enough money",
        f"{amount} is to be paid, and {free} is free in the wallet.",
        f"Top up {amount - free} or more; a frozen wallet still takes money in.",
    )


def _too_much(amount: Money, owed: Money) -> Problem:
    return Problem(
        "wrong_amount",
        422,
        "This is more than is owed",
        f"{amount} was given, and {owed} is owed. Nothing was charged.",
        f"Pay {owed} or less.",
    )


def take_deposit(proceeding: Proceeding, expired: Recorded[DemandExpired]) -> None:
    """After the days of grace the deposit pays; for the rest the goods are retained, if we have them."""
    owed = still_owed(proceeding)
    if not owed:
        return
    party = proceeding.account_of(Role.BUYER).owner
    account = deposit(party, proceeding.currency)
    amount = smaller(proceeding.purse.free(account), owed)
    cause = f"fact:{expired.seq}"
    if amount:
        proceeding.purse.receive(account, -amount)
        proceeding.enter(account, _debt(proceeding), amount, Head.DEPOSIT, cause, "order1688.22")
        proceeding.record(DepositTaken(amount=amount), cause=cause)
    rest = still_owed(proceeding)
    if not rest:
        _release_when_paid(proceeding, expired)
    else:
        _retain(proceeding, rest, cause)


def retain_on_arrival(proceeding: Proceeding, received: Recorded[WarehouseReceived]) -> None:
    """Goods that reach the warehouse after the demand has expired are retained then."""
    expired = proceeding.case.last(DemandExpired)
    demanded = proceeding.case.last(PaymentDemanded)
    if is_frozen(proceeding.case) and expired and demanded and expired.seq > demanded.seq:
        _retain(proceeding, still_owed(proceeding), f"fact:{received.seq}")


def _retain(proceeding: Proceeding, rest: Money, cause: str) -> None:
    """Retain the goods, if the warehouse has them and they are the buyer's still."""
    case = proceeding.case
    if rest and case.has(WarehouseReceived) and not case.has(ShippedAbroad, *_OVER):
        proceeding.record(LienPlaced(amount=rest), cause=cause)


def account_for_sale(proceeding: Proceeding, sold: Recorded[GoodsSold]) -> None:
    """The proceeds cover the debt; a surplus is the buyer's. The order is over, and its sellers paid."""
    owed, proceeds = still_owed(proceeding), sold.fact.proceeds
    no, decision = proceeding.decide(LienProceeds, owed=owed, proceeds=proceeds)
    if decision.answer is None:
        return
    surplus = decision.answer.of(Role.BUYER, proceeding.currency)
    covered = proceeds - surplus
    cause, clause = f"decision:{no}", decision.clauses[0]
    sale = proceeding.account_of(Role.GATEWAY)
    proceeding.enter(sale, _debt(proceeding), covered, Head.GOODS, cause, clause)
    proceeding.purse.receive(proceeding.account_of(Role.BUYER), surplus)
    proceeding.enter(sale, proceeding.account_of(Role.BUYER), surplus, Head.GOODS, cause, clause)
    settled = LienSettled(covered=covered, surplus=surplus, owed=owed - covered)
    recorded = proceeding.record(settled, cause=f"fact:{sold.seq}")
    proceeding.record(OrderEnded(reason="goods_sold"), cause=f"fact:{sold.seq}")
    divide(proceeding, Occasion.RECEIPT)
    pay_brokerage(proceeding)
    _release_when_paid(proceeding, recorded)


def _release_when_paid(proceeding: Proceeding, because: Recorded[Fact]) -> None:
    if still_owed(proceeding) or not is_frozen(proceeding.case):
        return
    proceeding.release(proceeding.account_of(Role.BUYER))
    proceeding.record(WalletReleased(), cause=f"fact:{because.seq}")


def pay_award(proceeding: Proceeding, award: Recorded[CompensationAwarded]) -> None:
    """An award is paid from what the debtor has free here; the rest is booked as owed."""
    fact = award.fact
    if not fact.amount:
        return
    ground = Ground(award.cause or f"fact:{award.seq}")
    pay_or_owe(proceeding, fact.payer, fact.payee, fact.amount, Head.COMPENSATION, ground)


def mark_not_final(proceeding: Proceeding, decided: Recorded[DisputeDecided]) -> None:
    """That the platform's view is not final stands with it (order1688.20)."""
    proceeding.decide(DisputeEffect, Role.OPERATOR)


REACTIONS: dict[type[Fact], tuple[Reaction, ...]] = {
    PaymentReversed: (answer_reversal,),
    FaultFound: (rule_after_finding,),
    WarehouseReceived: (retain_on_arrival,),
    DemandPaid: (take_payment,),
    DemandExpired: (take_deposit,),
    GoodsSold: (account_for_sale,),
    CompensationAwarded: (pay_award,),
    DisputeDecided: (mark_not_final,),
}
