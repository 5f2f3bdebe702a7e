"""What follows in a dispute: the carrier's investigation, and the remedy that was ruled or agreed."""

from __future__ import annotations

from typing import Any, Final

from tailorbird.app.engine import problems
from tailorbird.app.engine.problem import Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.engine.verb import Reaction, Verb
from tailorbird.app.settling.owing import Ground, pay_or_owe
from tailorbird.app.store_order.refund import refund, send_on
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.order_dispute import (
    DisputeEvidenceAdded,
    InvestigationOpened,
    OrderDisputed,
    OrderDisputeRuled,
    RefundSentOn,
    RemedyAnswered,
    RemedyOffered,
    ResendOrdered,
    ReturnReceived,
    ReturnSent,
)
from tailorbird.domain.cases.store_words import DisputeReason, LineQuantity, Remedy, RulingOutcome
from tailorbird.domain.cases.words import Condition, Head, Reply
from tailorbird.domain.questions.money import ExtraCost, Occasion
from tailorbird.domain.questions.store import MayInvestigate, MayRuleDispute
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.decision import Outcome


def investigate(proceeding: Proceeding, recorded: Recorded[Any]) -> None:
    """Ask the carrier as soon as the terms let it (cj-aftersales.5)."""
    dispute = recorded.fact.dispute
    opened = next(each for each in proceeding.case.all(OrderDisputed) if each.fact.dispute == dispute)
    asked = any(each.fact.dispute == dispute for each in proceeding.case.all(InvestigationOpened))
    if opened.fact.reason is not DisputeReason.NOT_RECEIVED or asked:
        return
    no, decision = proceeding.decide(MayInvestigate, dispute=dispute)
    if decision.granted:
        proceeding.record(InvestigationOpened(dispute=dispute), cause=f"decision:{no}")


def _ruling_verb(proceeding: Proceeding) -> Verb:
    return next(each for each in proceeding.procedure.verbs if each.fact is OrderDisputeRuled)


def agree(proceeding: Proceeding, answered: Recorded[RemedyAnswered]) -> None:
    """An offer that was accepted settles the dispute as offered, where the terms still let it.

    Meanwhile other pieces of the line may have been refunded; then the desk makes another offer.
    """
    if answered.fact.reply is not Reply.AGREED:
        return
    offer = next(
        each.fact
        for each in reversed(proceeding.case.all(RemedyOffered))
        if each.fact.offer == answered.fact.offer
    )
    ruling = OrderDisputeRuled(
        dispute=offer.dispute, outcome=RulingOutcome.UPHELD, remedy=offer.remedy, lines=offer.lines
    )
    no, decision = proceeding.decide(
        MayRuleDispute,
        Role.OPERATOR,
        dispute=ruling.dispute,
        outcome=ruling.outcome,
        remedy=ruling.remedy,
        lines=ruling.lines,
    )
    if not decision.granted:
        raise Stopped(problems.refused(_ruling_verb(proceeding), decision, no, proceeding.case.zone))
    proceeding.record(ruling, cause=f"decision:{no}")


def carry_out(proceeding: Proceeding, ruled: Recorded[OrderDisputeRuled]) -> None:
    """Refund or resend at once; a return is refunded when the goods are back."""
    fact = ruled.fact
    if fact.outcome is RulingOutcome.REJECTED:
        return
    if fact.remedy is Remedy.REFUND:
        refund(proceeding, ruled)
    elif fact.remedy is Remedy.RESEND:
        lines = tuple(LineQuantity(each.line, each.quantity) for each in fact.lines)
        resend = ResendOrdered(dispute=fact.dispute, parcel=f"resend-{fact.dispute}", lines=lines)
        proceeding.record(resend, cause=f"fact:{ruled.seq}")


def charge_freight(proceeding: Proceeding, sent: Recorded[ReturnSent]) -> None:
    """The way back is the client's (cj-aftersales.3): the carrier's label is charged."""
    fact = sent.fact
    if fact.freight is None:
        return
    payee = Role.CARRIER if proceeding.case.party(Role.CARRIER) else Role.PLATFORM
    no, decision = proceeding.decide(
        ExtraCost,
        occasion=Occasion.RETURN,
        head=Head.RETURN_FREIGHT,
        amount=fact.freight,
        payee=payee,
        document=fact.document,
    )
    if decision.outcome is Outcome.UNKNOWN:
        raise Stopped(problems.without_answer("the freight", decision, proceeding.case.zone, no))
    if decision.answer is None:
        return
    cost = decision.answer
    ground = Ground(f"decision:{no}", decision.clauses[0])
    pay_or_owe(proceeding, cost.payer, cost.payee, cost.amount, Head.RETURN_FREIGHT, ground)


def goods_back(proceeding: Proceeding, received: Recorded[ReturnReceived]) -> None:
    """Refund a return that arrived in order; one that did not is for a person to look at."""
    ruled = [
        each
        for each in proceeding.case.all(OrderDisputeRuled)
        if each.fact.dispute == received.fact.dispute and each.fact.remedy is Remedy.RETURN
    ]
    if ruled and received.fact.condition is Condition.IN_ORDER:
        refund(proceeding, ruled[-1])


REACTIONS: Final[dict[type[Fact], tuple[Reaction, ...]]] = {
    OrderDisputed: (investigate,),
    DisputeEvidenceAdded: (investigate,),
    RemedyAnswered: (agree,),
    OrderDisputeRuled: (carry_out,),
    RefundSentOn: (send_on,),
    ReturnSent: (charge_freight,),
    ReturnReceived: (goods_back,),
}
