"""What follows from a payment reversal: demand, freeze, deposit, lien and sale. And from awards."""

from __future__ import annotations

from tailorbird.app.engine.problem import Problem, Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.engine.verb import Reaction
from tailorbird.app.settling.holding import divide
from tailorbird.app.settling.owing import Ground, pay_or_owe
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.liability import CompensationAwarded
from tailorbird.domain.cases.facts.procurement import OrderEnded, ShippedAbroad, WarehouseReceived
from tailorbird.domain.cases.facts.reversal import (
    DemandExpired,
    DemandPaid,
    DepositTaken,
    GoodsSold,
    LienPlaced,
    LienSettled,
    PaymentDemanded,
    PaymentReversed,
    WalletFrozen,
    WalletReleased,
)
from tailorbird.domain.cases.words import Head
from tailorbird.domain.ledger.account import Account, deposit, receivable
from tailorbird.domain.money import Money, smaller, total
from tailorbird.domain.questions.liability import ReversalClass
from tailorbird.domain.questions.money import LienProceeds, Occasion
from tailorbird.domain.roles import Role


def _debt(proceeding: Proceeding) -> Account:
    return receivable(proceeding.account_of(Role.BUYER).owner, proceeding.currency)


def still_owed(proceeding: Proceeding) -> Money:
    """What the buyer owes because of reversals in this case: taken back, less what came in since."""
    case, zero = proceeding.case, proceeding.currency
    back = total((each.fact.amount for each in case.all(PaymentReversed)), zero)
    paid = total((each.fact.amount for each in case.all(DemandPaid)), zero)
    taken = total((each.fact.amount for each in case.all(DepositTaken)), zero)
    sold = total((each.fact.covered for each in case.all(LienSettled)), zero)
    return back - paid - taken - sold


def answer_reversal(proceeding: Proceeding, taken: Recorded[PaymentReversed]) -> None:
    """Book the money as gone; without just cause, freeze and demand (order1688.22)."""
    cause = f"fact:{taken.seq}"
    gateway = proceeding.account_of(Role.GATEWAY)
    proceeding.enter(_debt(proceeding), gateway, taken.fact.amount, Head.GOODS, cause)
    no, decision = proceeding.decide(ReversalClass, Role.PROVIDER, reason=taken.fact.reason)
    if decision.answer is None or decision.answer.kind != "without_just_cause":
        return
    proceeding.freeze(proceeding.account_of(Role.BUYER))
    proceeding.record(WalletFrozen(), cause=f"decision:{no}")
    proceeding.record(PaymentDemanded(amount=taken.fact.amount), cause=f"decision:{no}")


def take_payment(proceeding: Proceeding, paid: Recorded[DemandPaid]) -> None:
    """The buyer pays the demand from free money of the frozen wallet: that is what it is kept for."""
    buyer = proceeding.account_of(Role.BUYER)
    free, amount = proceeding.purse.free(buyer), paid.fact.amount
    if amount > free:
        raise Stopped(_cannot_pay(amount, free))
    if (over := -still_owed(proceeding)).minor > 0:
        raise Stopped(_too_much(amount, amount - over))
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
    elif proceeding.case.has(WarehouseReceived) and not proceeding.case.has(ShippedAbroad):
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
    proceeding.enter(sale, proceeding.account_of(Role.BUYER), surplus, Head.GOODS, cause, clause)
    settled = LienSettled(covered=covered, surplus=surplus, owed=owed - covered)
    recorded = proceeding.record(settled, cause=f"fact:{sold.seq}")
    proceeding.record(OrderEnded(reason="goods_sold"), cause=f"fact:{sold.seq}")
    divide(proceeding, Occasion.RECEIPT)
    _release_when_paid(proceeding, recorded)


def _release_when_paid(proceeding: Proceeding, because: Recorded[Fact]) -> None:
    if still_owed(proceeding) or proceeding.case.has(WalletReleased):
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


REACTIONS: dict[type[Fact], tuple[Reaction, ...]] = {
    PaymentReversed: (answer_reversal,),
    DemandPaid: (take_payment,),
    DemandExpired: (take_deposit,),
    GoodsSold: (account_for_sale,),
    CompensationAwarded: (pay_award,),
}
