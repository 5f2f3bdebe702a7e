"""Fault, compensation and its limit, and disputes that the platform looks at."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.dissolution import OrderDissolved
from tailorbird.domain.cases.facts.liability import (
    CompensationAwarded,
    DisputeDecided,
    DisputeOpened,
    FaultFound,
    LossClaimed,
)
from tailorbird.domain.cases.words import Ground, LossHead
from tailorbird.domain.money import Money, smaller, total
from tailorbird.domain.questions.liability import (
    Addressee,
    Compensation,
    DisputeEffect,
    MayClaim,
    MayTakeDispute,
)
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Answer,
    Charge,
    Classification,
    Near,
    Permission,
    Unknown,
    charge,
    classify,
    grant,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.decision import Decision
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.order1688.v1.standing import in_words, lacking, order_amount

_FIND_FAULT = says("The operator looks into it and records who was at fault.")


@clause("order1688.13.7")
def fault_after_dissolving(q: MayClaim, p: Parameters) -> Answer[Permission] | None:
    """If the order was dissolved for the provider's fault, you may demand compensation from it."""
    dissolved, fault = q.case.first(OrderDissolved), _fault(q.case, Role.PROVIDER)
    mine = q.against is Role.PROVIDER and q.ground is Ground.PROVIDER_FAULT
    return grant([dissolved, fault]) if mine and dissolved and fault else None


@clause("order1688.20")
def platform_may_take_part(q: MayTakeDispute, p: Parameters) -> Answer[Permission]:
    """The platform may take part in a dispute, or leave it; it need not."""
    opened = q.case.last(DisputeOpened)
    if opened is None:
        return refuse(
            says=says("No dispute is open."),
            next_step=says("A party opens a dispute first."),
        )
    if decided := q.case.last_after(DisputeDecided, opened):
        return refuse(
            [opened, decided],
            says=says("The dispute was decided on {at}.", at=decided.at),
            next_step=says("Claim from the provider, or open a dispute on another matter."),
        )
    return grant([opened])


@clause("order1688.20")
def not_final(q: DisputeEffect, p: Parameters) -> Answer[Classification]:
    """What it decides is not legally final."""
    if decided := q.case.last(DisputeDecided):
        return classify("non_final", because=[decided])
    return classify("open", because=[q.case.last(DisputeOpened)])


@clause("order1688.20")
def claim_all_the_same(q: MayClaim, p: Parameters) -> Answer[Permission] | None:
    """If you do not agree with the platform's decision, you may still claim from the provider, as far as
    these rules let you.
    """
    decided = q.case.last(DisputeDecided)
    if decided is None or q.against is not Role.PROVIDER:
        return None
    return grant([decided], says=says("The platform's decision of {at} does not bar a claim.", at=decided.at))


@clause("order1688.24")
def providers_own_fault(
    q: MayClaim | Addressee, p: Parameters
) -> Answer[Permission] | Answer[Classification] | None:
    """The provider answers for its own fault."""
    if q.ground is not Ground.PROVIDER_FAULT:
        return None
    fault = _fault(q.case, Role.PROVIDER)
    if isinstance(q, Addressee):
        return classify(Role.PROVIDER.value, points_at=Role.PROVIDER, because=[fault])
    return grant([fault]) if q.against is Role.PROVIDER else None


@clause("order1688.24", exception_to=["order1688.25"])
def providers_compensation(q: Compensation, p: Parameters) -> Answer[Charge] | Unknown | None:
    """It compensates your direct loss of property only: no earnings that you missed, and nothing that you
    paid to others, be it compensation or fines. All its compensation on one order together never
    exceeds what you paid for the order. Without a finding of its fault it owes nothing for what these
    rules leave to others; anything else waits for the finding.
    """
    claim = _claim(q)
    if claim is None or claim.fact.against is not Role.PROVIDER:
        return None
    fault = _fault(q.case, Role.PROVIDER)
    if fault is None:
        return _without_fault(q, claim)
    limit = order_amount(q.case)
    if limit is None:
        return unknown("amount of the order", because=[claim])
    if _foreign(claim, q.case):
        return unknown("rate of exchange", because=[claim])
    direct = _sum(claim, (in_words(LossHead.DIRECT),), q.case)
    left = _left(limit, claim, q.case)
    return charge(
        smaller(direct, left),
        payer=Role.PROVIDER,
        payee=claim.by,
        because=[claim, fault],
        near=(Near("order amount", left, direct),) if direct > left else (),
        says=says(
            "Direct loss: {direct}. Still within the order's amount: {left}.", direct=direct, left=left
        ),
    )


@clause("order1688.25")
def breach(
    q: MayClaim | Addressee, p: Parameters
) -> Answer[Permission] | Answer[Classification] | Unknown | None:
    """These rules are part of the service agreement. Buyer or provider, whoever breaks them compensates
    the other.
    """
    if q.ground is not Ground.BREACH:
        return None
    if isinstance(q, MayClaim):
        parties = (Role.BUYER, Role.PROVIDER)
        return grant([_fault(q.case, q.against)]) if q.against in parties else None
    found = q.case.last(FaultFound)
    if found is None:
        return unknown("finding of fault", next_step=_FIND_FAULT)
    return classify(found.fact.of.value, points_at=found.fact.of, because=[found])


@clause("order1688.25")
def compensation_for_breach(q: Compensation, p: Parameters) -> Answer[Charge] | Unknown | None:
    """What counts is: {breach_heads}. Where another clause says otherwise, that clause wins."""
    claim = _claim(q)
    if claim is None:
        return unknown("claim", next_step=says("Record the claim with its items first."))
    if claim.fact.against not in (Role.BUYER, Role.PROVIDER):
        return None
    ruled = _claimable(q, claim)
    if isinstance(ruled, Unknown):
        return ruled if claim.fact.against is Role.BUYER else None
    if _foreign(claim, q.case):
        return unknown("rate of exchange", because=[claim])
    counted = _sum(claim, p.words("breach_heads"), q.case)
    fault, via = ruled
    granted = not via or via[0].granted
    answer = charge(
        counted if granted else Money.zero(q.case.currency),
        payer=claim.fact.against,
        payee=claim.by,
        because=[claim, fault],
        says=says("Loss that counts: {counted}.", counted=counted),
    )
    return replace(answer, via=via)


def _claim(q: Compensation) -> Recorded[LossClaimed] | None:
    return next((e for e in q.case.all(LossClaimed) if e.fact.claim == q.claim), None)


def _fault(case: Case, of: Role) -> Recorded[FaultFound] | None:
    return next((e for e in case.all(FaultFound) if e.fact.of is of), None)


def _foreign(claim: Recorded[LossClaimed], case: Case) -> bool:
    return any(item.amount.currency != case.currency for item in claim.fact.items)


def _sum(claim: Recorded[LossClaimed], heads: tuple[str, ...], case: Case) -> Money:
    items = claim.fact.items
    return total((item.amount for item in items if in_words(item.head) in heads), case.currency)


def _left(limit: Money, claim: Recorded[LossClaimed], case: Case) -> Money:
    """What the order's amount leaves after the provider's compensation on its other claims."""
    awards = (e.fact for e in case.all(CompensationAwarded))
    others = (a.amount for a in awards if a.payer is Role.PROVIDER and a.claim != claim.fact.claim)
    left = limit - total(others, limit.currency)
    return left if left.minor > 0 else Money.zero(limit.currency)


def _without_fault(q: Compensation, claim: Recorded[LossClaimed]) -> Answer[Charge] | Unknown:
    """Nothing where the claim is refused anyhow; otherwise the finding is awaited."""
    may = q.consult(MayClaim, against=Role.PROVIDER, ground=claim.fact.ground)
    if may.answer is None or may.granted:
        return unknown("finding of fault", because=[claim], next_step=_FIND_FAULT)
    nothing = charge(
        Money.zero(q.case.currency),
        payer=Role.PROVIDER,
        payee=claim.by,
        because=[claim],
        says=says("The provider does not answer for this, and no fault of its own was found."),
    )
    return replace(nothing, via=(may,))


def _claimable(
    q: Compensation, claim: Recorded[LossClaimed]
) -> tuple[Recorded[Any] | None, tuple[Decision[Permission], ...]] | Unknown:
    """The finding of fault, or the ruling that stands for one."""
    against = claim.fact.against
    if against is Role.BUYER and claim.fact.ground in (Ground.PROHIBITED_GOODS, Ground.PAYMENT_REVERSED):
        may = q.consult(MayClaim, against=against, ground=claim.fact.ground)
        if may.answer is None:
            return lacking(may) or unknown("finding of fault", because=[claim], next_step=_FIND_FAULT)
        return None, (may,)
    fault = _fault(q.case, against)
    return (fault, ()) if fault else unknown("finding of fault", because=[claim], next_step=_FIND_FAULT)
