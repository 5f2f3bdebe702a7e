"""Paying a refund: out of what is held, or by the platform, to where the terms say (cj-aftersales.10)."""

from __future__ import annotations

from tailorbird.app.engine import problems
from tailorbird.app.engine.problem import Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.store_order.follow_order import goods_key
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.order_dispute import OrderDisputeRuled, RefundIssued
from tailorbird.domain.cases.facts.store_order import PaidThroughGateway
from tailorbird.domain.cases.store_words import Destination
from tailorbird.domain.cases.words import Head
from tailorbird.domain.ledger.account import fees, gateway
from tailorbird.domain.ledger.hold import HoldState
from tailorbird.domain.money import Money, total
from tailorbird.domain.questions.store import RefundArrival, RefundDestination
from tailorbird.domain.roles import Role


def refund(proceeding: Proceeding, ruled: Recorded[OrderDisputeRuled]) -> None:
    """Give back what was ruled, line by line, and send it on where it is due."""
    amounts = {each.line: each.amount for each in ruled.fact.lines if each.amount}
    back = total(amounts.values(), proceeding.currency)
    if not back:
        return
    no, decision = proceeding.decide(RefundDestination)
    if decision.answer is None:
        raise Stopped(problems.without_answer("where the refund goes", decision, proceeding.case.zone))
    cause, clause = f"decision:{no}", decision.clauses[0]
    for line, amount in amounts.items():
        _give_back(proceeding, line, amount, cause, clause)
    destination = Destination(decision.answer.kind)
    issued = RefundIssued(dispute=ruled.fact.dispute, amount=back, destination=destination)
    if destination is Destination.PAYMENT_ACCOUNT:
        issued = _send_on(proceeding, issued, cause, clause)
    proceeding.record(issued, cause=cause)


def _give_back(proceeding: Proceeding, line: str, amount: Money, cause: str, clause: str) -> None:
    """Into the wallet: from the line's hold while it is open, else from the platform's own money."""
    hold = proceeding.holds.get(goods_key(line))
    if hold is not None and hold.state is HoldState.OPEN:
        shares = {Role.BUYER: amount, Role.PLATFORM: hold.amount - amount}
        proceeding.resolve(hold.key, shares, cause, clause)
        return
    wallet = proceeding.account_of(Role.BUYER)
    proceeding.purse.receive(wallet, amount)
    proceeding.enter(fees(proceeding.currency), wallet, amount, Head.GOODS, cause, clause)


def _send_on(proceeding: Proceeding, issued: RefundIssued, cause: str, clause: str) -> RefundIssued:
    """From the wallet back through the institution that took the payment."""
    paid = proceeding.case.last(PaidThroughGateway)
    if paid is None:
        raise LookupError("A refund to a payment account needs a payment that came through one.")
    name = paid.fact.gateway
    wallet = proceeding.account_of(Role.BUYER)
    # What came back just now is there even where the wallet is frozen.
    proceeding.purse.receive(wallet, -issued.amount)
    proceeding.enter(wallet, gateway(name, proceeding.currency), issued.amount, Head.GOODS, cause, clause)
    arrival = proceeding.ask(RefundArrival, gateway=name)
    if arrival.answer is not None:
        proceeding.keep(arrival)
    span = arrival.answer
    return RefundIssued(
        dispute=issued.dispute,
        amount=issued.amount,
        destination=issued.destination,
        gateway=name,
        earliest=span.earliest if span else None,
        latest=span.latest if span else None,
    )
