"""Paying a refund: out of what is held, or by the platform, to where the terms say (cj-aftersales.10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tailorbird.app.engine import problems
from tailorbird.app.engine.problem import Problem, Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.settling.owing import Ground
from tailorbird.app.store_order.follow_order import hold_key
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.order_dispute import OrderDisputeRuled, RefundIssued, RefundSentOn
from tailorbird.domain.cases.facts.payment import OrderPaid
from tailorbird.domain.cases.facts.store import StoreChangedHands
from tailorbird.domain.cases.facts.store_order import PaidThroughGateway
from tailorbird.domain.cases.store_words import SHIPPING_LINE, Destination, Remedy
from tailorbird.domain.cases.words import Head
from tailorbird.domain.ledger.account import Account, fees, gateway
from tailorbird.domain.ledger.hold import Hold
from tailorbird.domain.money import Money, total
from tailorbird.domain.questions.money import Occasion, Settlement
from tailorbird.domain.questions.store import RefundArrival, RefundDestination
from tailorbird.domain.roles import Role


def refund(proceeding: Proceeding, ruled: Recorded[OrderDisputeRuled]) -> None:
    """Give back what was ruled, line by line, and send it on where it is due."""
    amounts = {each.line: each.amount for each in ruled.fact.lines if each.amount}
    if not amounts:
        return
    no, decision = proceeding.decide(RefundDestination)
    if decision.answer is None:
        raise Stopped(problems.without_answer("where the refund goes", decision, proceeding.case.zone))
    parts: dict[Destination, dict[str, Money]] = {}
    for line, amount in amounts.items():
        where = _destination(proceeding, line, Destination(decision.answer.kind))
        parts.setdefault(where, {})[line] = amount
    for where, lines in parts.items():
        _issue(proceeding, ruled, where, lines, f"decision:{no}")


def _destination(proceeding: Proceeding, line: str, told: Destination) -> Destination:
    """Where the money of a line goes. The payment account is the payer's: what was earned already is the
    present owner's, whose own wallet it goes to."""
    here = _open_hold(proceeding, line) is None and changed_hands(proceeding.case)
    return Destination.WALLET if here else told


def changed_hands(case: Case) -> int:
    """1 where the order is another account's than the one that paid it."""
    handed = case.last(StoreChangedHands)
    paid = [each.seq for each in (case.last(OrderPaid), case.last(PaidThroughGateway)) if each is not None]
    return int(bool(paid) and handed is not None and handed.seq > max(paid))


def _issue(
    proceeding: Proceeding,
    ruled: Recorded[OrderDisputeRuled],
    destination: Destination,
    amounts: Mapping[str, Money],
    cause: str,
) -> None:
    back = total(amounts.values(), proceeding.currency)
    issued = RefundIssued(dispute=ruled.fact.dispute, amount=back, destination=destination)
    beyond = None
    if destination is Destination.PAYMENT_ACCOUNT:
        issued = _through_gateway(proceeding, issued)
        beyond = gateway(issued.gateway, proceeding.currency)
    for head, lines in _by_head(amounts).items():
        ground = _ground(proceeding, ruled, head, lines)
        for line, amount in lines.items():
            _give_back(proceeding, line, amount, ground, beyond)
    proceeding.record(issued, cause=cause)


def _by_head(amounts: Mapping[str, Money]) -> dict[Head, dict[str, Money]]:
    found: dict[Head, dict[str, Money]] = {}
    for line, amount in amounts.items():
        found.setdefault(_head(line), {})[line] = amount
    return found


def _head(line: str) -> Head:
    return Head.SHIPPING if line == SHIPPING_LINE else Head.GOODS


def _ground(
    proceeding: Proceeding, ruled: Recorded[OrderDisputeRuled], head: Head, lines: Mapping[str, Money]
) -> Ground:
    """Which clause divides the money of these lines so; asked once a head."""
    held = [_open_hold(proceeding, line) for line in lines]
    whole = total(
        (hold.amount if hold is not None else back for hold, back in zip(held, lines.values(), strict=True)),
        proceeding.currency,
    )
    occasion = Occasion.RETURN if ruled.fact.remedy is Remedy.RETURN else Occasion.DISPUTE
    no, decision = proceeding.decide(
        Settlement, occasion=occasion, head=head, amount=whole, payee=Role.PLATFORM
    )
    if decision.answer is None:
        raise Stopped(problems.without_answer("the refund", decision, proceeding.case.zone))
    return Ground(f"decision:{no}", decision.clauses[0])


def _open_hold(proceeding: Proceeding, line: str) -> Hold | None:
    """The hold of what is left of the line; each partial refund begins a new one."""
    begins = hold_key(line)
    return next(
        (each for each in proceeding.open_holds() if each.key.partition("/")[0] == begins),
        None,
    )


def _give_back(
    proceeding: Proceeding, line: str, amount: Money, ground: Ground, beyond: Account | None
) -> None:
    """From the line's hold while it is open, else from the platform's own money.

    What is held is its payer's, also where the order changed hands; what was earned already goes to whoever
    the client is now. `beyond` is where it leaves for; none where it stays in the wallet.
    """
    hold = _open_hold(proceeding, line)
    if hold is not None:
        _release(proceeding, hold, amount, ground)
        source, to = hold.account, beyond or hold.account
    else:
        source, to = fees(proceeding.currency), beyond or proceeding.account_of(Role.BUYER)
    # What came back just now is there even where the wallet is frozen.
    proceeding.purse.receive(source, -amount)
    proceeding.purse.receive(to, amount)
    proceeding.enter(source, to, amount, _head(line), ground.cause, ground.clause)


def _release(proceeding: Proceeding, hold: Hold, amount: Money, ground: Ground) -> None:
    """Give back a part of what is held. The rest is earned only when goods leave, so it is held anew.

    Where the order changed hands, or the wallet is frozen, the payer's money cannot be held again: the rest
    goes to the platform then.
    """
    rest = hold.amount - amount
    frozen = proceeding.purse.balance(hold.account).freezes
    if frozen or hold.account != proceeding.account_of(Role.BUYER):
        shares = {Role.BUYER: amount, Role.PLATFORM: rest}
        proceeding.resolve(hold.key, shares, ground.cause, ground.clause)
        return
    proceeding.resolve(hold.key, {Role.BUYER: hold.amount}, ground.cause, ground.clause)
    begins, _, number = hold.key.partition("/")
    again = f"{begins}/{int(number or 1) + 1}"
    proceeding.hold(again, Role.BUYER, rest, hold.head, hold.payee, ground.cause)


def _through_gateway(proceeding: Proceeding, issued: RefundIssued) -> RefundIssued:
    """Which institution took the payment, and when what it sends back arrives, as far as terms say so."""
    paid = proceeding.case.last(PaidThroughGateway)
    if paid is None:
        raise LookupError("A refund to a payment account needs a payment that came through one.")
    arrival = proceeding.ask(RefundArrival, gateway=paid.fact.gateway)
    if arrival.answer is None:
        return replace(issued, gateway=paid.fact.gateway)
    proceeding.keep(arrival)
    span = arrival.answer
    return replace(issued, gateway=paid.fact.gateway, earliest=span.earliest, latest=span.latest)


@dataclass(frozen=True, slots=True)
class RefundNamed:
    """The dispute whose refund is meant."""

    dispute: str


def sent_on(proceeding: Proceeding, given: RefundNamed) -> RefundSentOn:
    """The whole refund of the dispute, with the days on which it may arrive."""
    amounts = (
        each.fact.amount for each in proceeding.case.all(RefundIssued) if each.fact.dispute == given.dispute
    )
    if changed_hands(proceeding.case):
        raise Stopped(_not_the_payer())
    paid = proceeding.case.last(PaidThroughGateway)
    name = paid.fact.gateway if paid is not None else ""
    span = proceeding.ask(RefundArrival, gateway=name).answer
    return RefundSentOn(
        dispute=given.dispute,
        amount=total(amounts, proceeding.currency),
        gateway=name,
        earliest=span.earliest if span else None,
        latest=span.latest if span else None,
    )


def _not_the_payer() -> Problem:
    return Problem(
        "not_the_payer",
        409,
        "Somebody else paid this order",
        "The order was another account's when it was paid, and where it was paid from is that account's.",
        "The refund stays in the wallet that it went to. Withdraw it from there, or pay with it.",
    )


def send_on(proceeding: Proceeding, sent: Recorded[RefundSentOn]) -> None:
    """Out of the wallet at once; the decision on its arrival is kept with the case."""
    fact = sent.fact
    proceeding.decide(RefundArrival, gateway=fact.gateway)
    source, to = proceeding.account_of(Role.BUYER), gateway(fact.gateway, proceeding.currency)
    by = next(leave.clauses[0] for no, leave in proceeding.decisions if sent.cause == f"decision:{no}")
    proceeding.pay(source, to, fact.amount, Head.OTHER, sent.cause, by)
