"""What follows from a report of a quality problem: remake or money back, and who bears the freight."""

from __future__ import annotations

from tailorbird.app.engine import problems
from tailorbird.app.engine.problem import Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.engine.verb import Reaction
from tailorbird.app.settling.owing import Ground, pay_or_owe
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.jewelry import (
    FreightDocumented,
    Priority,
    QualityVerified,
    RemakeOpened,
    RemedyWanted,
)
from tailorbird.domain.cases.facts.procurement import OrderEnded
from tailorbird.domain.ledger.hold import HoldState
from tailorbird.domain.money import Money
from tailorbird.domain.questions.jewelry import MakingPriority, MayOpenRemake, Remedy
from tailorbird.domain.questions.money import ExtraCost, Occasion, Settlement
from tailorbird.domain.roles import Role

QUALITY_RETURN = "quality_return"


def remedy(proceeding: Proceeding, verified: Recorded[QualityVerified]) -> None:
    """What the buyer chose, where the problem was found; nothing where it was not."""
    claim = verified.fact.claim
    _, decision = proceeding.decide(Remedy, claim=claim)
    kind = decision.answer.kind if decision.answer else ""
    if kind == RemedyWanted.EXCHANGE:
        _open_remake(proceeding, claim)
    elif kind == RemedyWanted.RETURN:
        _refund(proceeding)
        proceeding.record(OrderEnded(reason=QUALITY_RETURN), cause=f"fact:{verified.seq}")


def _open_remake(proceeding: Proceeding, claim: str) -> None:
    no, leave = proceeding.decide(MayOpenRemake, claim=claim)
    if not leave.granted:
        return
    _, place = proceeding.decide(MakingPriority)
    if place.answer is None:
        raise Stopped(problems.without_answer("the place of the remake", place, proceeding.case.zone))
    remake = RemakeOpened(claim=claim, priority=Priority(place.answer.kind))
    proceeding.record(remake, cause=f"decision:{no}")


def _refund(proceeding: Proceeding) -> None:
    """Everything that was paid, head by head. It went to others when the piece shipped: the jeweller
    bears all of it."""
    for hold in tuple(proceeding.holds.values()):
        if hold.state is not HoldState.POSTED:
            continue
        paid = Money(hold.posted_minor, hold.amount.currency)
        no, decision = proceeding.decide(
            Settlement, occasion=Occasion.QUALITY_CLAIM, head=hold.head, amount=paid, payee=hold.payee
        )
        if decision.answer is None:
            continue
        back = decision.answer.of(Role.BUYER, proceeding.currency)
        ground = Ground(f"decision:{no}", decision.clauses[0])
        pay_or_owe(proceeding, Role.MERCHANT, Role.BUYER, back, hold.head, ground)


def bear_freight(proceeding: Proceeding, cost: Recorded[FreightDocumented]) -> None:
    """The jeweller bears the way there and back of a piece that was not right."""
    fact = cost.fact
    no, decision = proceeding.decide(
        ExtraCost,
        occasion=Occasion.QUALITY_CLAIM,
        head=fact.head,
        amount=fact.amount,
        payee=fact.payee,
        document=fact.document,
    )
    if decision.answer is None:
        raise Stopped(problems.without_answer("add_freight", decision, proceeding.case.zone))
    charge = decision.answer
    ground = Ground(f"decision:{no}", decision.clauses[0])
    pay_or_owe(proceeding, charge.payer, charge.payee, charge.amount, fact.head, ground)


REACTIONS: dict[type[Fact], tuple[Reaction, ...]] = {
    QualityVerified: (remedy,),
    FreightDocumented: (bear_freight,),
}
