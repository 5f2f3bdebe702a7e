"""Claims: who answers for what, and from whom it can be claimed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.receipt import LogisticsVerified, ObjectionRaised, ParcelRefused
from tailorbird.domain.cases.facts.request import CautionAccepted, RequestScreened
from tailorbird.domain.cases.facts.reversal import PaymentReversed
from tailorbird.domain.cases.words import Cause, Ground
from tailorbird.domain.questions.liability import Addressee, MayClaim, ReversalClass
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Answer,
    Permission,
    Says,
    Unknown,
    classify,
    grant,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.order1688.v1 import caution_kinds
from tailorbird_terms.order1688.v1.reversal import WITHOUT
from tailorbird_terms.order1688.v1.standing import (
    CarrierFault,
    carrier_at_fault,
    discharged,
    in_words,
    lacking,
)

Asked = MayClaim | Addressee
Reply = Answer[Any] | Unknown | None

_ASK_THE_SELLER = says("Claim from the seller; the provider helps you to speak with it.")
_ASK_THE_CARRIER = says("Claim from the logistics provider; the evidence of this case can be exported.")


@clause("order1688.9", exception_to=["order1688.20"])
def sellers_matters(q: Asked, p: Parameters) -> Reply:
    """These are the seller's to answer for, not the provider's: {seller_grounds}. A claim for them is
    made against the seller.
    """
    if in_words(q.ground) not in p.words("seller_grounds"):
        return None
    reason = says("For this the seller answers, not the provider.")
    return _lies_with(q, Role.SELLER, (Role.PROVIDER,), (), reason, _ASK_THE_SELLER)


@clause("order1688.11", exception_to=["order1688.20"])
def logistics_matters(q: Asked, p: Parameters) -> Reply:
    """Claims for {carrier_grounds} are made against the logistics provider, neither against the seller
    nor against the provider.
    """
    if in_words(q.ground) not in p.words("carrier_grounds"):
        return None
    reason = says("For storage and transport the logistics provider answers.")
    return _lies_with(q, Role.CARRIER, (Role.PROVIDER, Role.SELLER), (), reason, _ASK_THE_CARRIER)


@clause("order1688.14")
def prohibited_goods(q: Asked, p: Parameters) -> Reply:
    """Who asked for prohibited goods answers for the losses that this caused."""
    if q.ground is not Ground.PROHIBITED_GOODS:
        return None
    seen = q.case.last(RequestScreened)
    if isinstance(q, MayClaim) and q.against is Role.BUYER:
        if seen is None:
            return unknown(
                "finding that the goods are prohibited",
                next_step=says("Have the request looked through first."),
            )
        if not seen.fact.prohibited:
            return refuse(
                [seen],
                says=says("Nothing prohibited was found in the request."),
                next_step=says("If something was overlooked, ask the platform to look again."),
            )
    return _lies_with(q, Role.BUYER, (), [seen], says("Prohibited goods are the buyer's to answer for."))


@clause("order1688.15.1", exception_to=["order1688.20"])
def customised_at_your_risk(q: Asked, p: Parameters) -> Reply:
    """If you accepted the caution for customised goods, losses because they do not match are yours."""
    return _at_your_risk(q, Ground.CUSTOMISED_MISMATCH, caution_kinds.CUSTOMISED.code)


@clause("order1688.15.3", exception_to=["order1688.20"])
def low_reputation_at_your_risk(q: Asked, p: Parameters) -> Reply:
    """If you accepted the caution for a seller of low reputation, you bear what comes of it."""
    return _at_your_risk(q, Ground.LOW_REPUTATION, caution_kinds.LOW_REPUTATION.code)


@clause("order1688.15.4", exception_to=["order1688.20"])
def no_price_at_your_risk(q: Asked, p: Parameters) -> Reply:
    """If you accepted the caution for rare goods or goods without a usual price, the risk is yours."""
    return _at_your_risk(q, Ground.NO_MARKET_PRICE, caution_kinds.NO_MARKET_PRICE.code)


@clause("order1688.15.5", exception_to=["order1688.20"])
def sensitive_at_your_risk(q: Asked, p: Parameters) -> Reply:
    """If you accepted the caution for sensitive goods, you bear what comes of it."""
    return _at_your_risk(q, Ground.SENSITIVE_GOODS, caution_kinds.SENSITIVE.code)


@clause("order1688.16", exception_to=["order1688.20"])
def only_assistance(q: MayClaim, p: Parameters) -> Answer[Permission] | None:
    """For what comes up later you cannot claim from the provider, unless it was at fault or broke the
    agreement; you can ask it for help towards the seller.
    """
    since = discharged(q.case)
    if since is None or q.against is not Role.PROVIDER or in_words(q.ground) in p.words("fault_grounds"):
        return None
    return refuse(
        [since],
        says=says("The warehouse had the goods on {at}; there the provider's duty ended.", at=since.at),
        next_step=says("Ask for assistance: the provider speaks to the seller, if need be by the platform."),
    )


@clause("order1688.17", exception_to=["order1688.9", "order1688.20"])
def carriers_fault_at_the_door(q: Asked, p: Parameters) -> Reply:
    """What the logistics provider caused is claimed from it alone, once that is verified."""
    fault = carrier_at_fault(q.case)
    if in_words(q.ground) not in p.words("carrier_may_have_caused"):
        return None
    if fault:
        return _carriers(q, fault) if fault.at_the_door else None
    return _not_yet_the_carriers(q)


@clause("order1688.18", exception_to=["order1688.9", "order1688.20"])
def carriers_fault_found_later(q: Asked, p: Parameters) -> Reply:
    """A claim of this kind ({carrier_may_have_caused}) is then made against the logistics provider alone."""
    fault = carrier_at_fault(q.case)
    if fault is None or fault.at_the_door:
        return None
    return _carriers(q, fault) if in_words(q.ground) in p.words("carrier_may_have_caused") else None


@clause("order1688.22")
def reversal_without_cause(q: Asked, p: Parameters) -> Reply:
    """The loss that a reversal without just cause brings can be claimed from you."""
    reversal = q.case.last(PaymentReversed)
    if q.ground is not Ground.PAYMENT_REVERSED or reversal is None:
        return None
    classed = q.consult(ReversalClass, reason=reversal.fact.reason)
    if classed.answer is None:
        return lacking(classed)
    if classed.answer.kind == WITHOUT:
        reason = says("The payment was taken back on {at} without just cause.", at=reversal.at)
        found = _lies_with(q, Role.BUYER, (), [reversal], reason)
        return replace(found, via=(classed,)) if found else None
    if isinstance(q, Addressee):
        found = classify(Role.PROVIDER.value, points_at=Role.PROVIDER, because=[reversal])
        return replace(found, via=(classed,))
    if q.against is not Role.BUYER:
        return None
    refused = refuse(
        [reversal],
        says=says("There was just cause to take the payment back."),
        next_step=says("Settle with the buyer what the finding of fault means."),
    )
    return replace(refused, via=(classed,))


def _lies_with(
    q: Asked,
    whose: Role,
    not_theirs: tuple[Role, ...],
    because: Any,
    reason: Says,
    next_step: Says | None = None,
) -> Answer[Any] | None:
    """Point at whose matter it is; let claims through to them, and refuse those against the others."""
    if isinstance(q, Addressee):
        return classify(whose.value, points_at=whose, because=because, says=reason)
    if q.against is whose:
        return grant(because, says=reason)
    if q.against in not_theirs:
        return refuse(because, says=reason, next_step=next_step)
    return None


def _at_your_risk(q: Asked, ground: Ground, caution: str) -> Reply:
    """The buyer's own, where the caution was accepted; otherwise it goes to a person."""
    accepted = next((e for e in q.case.all(CautionAccepted) if e.fact.caution == caution), None)
    if q.ground is not ground or accepted is None:
        return None
    if isinstance(q, MayClaim) and q.against is Role.BUYER:
        return None
    reason = says("You accepted this risk on {at}.", at=accepted.at)
    ask = says("You may still speak with the seller; ask the provider for help.")
    return _lies_with(q, Role.BUYER, (Role.PROVIDER,), [accepted], reason, ask)


def _carriers(q: Asked, fault: CarrierFault) -> Reply:
    reason = says("It was verified on {at} that the logistics provider caused this.", at=fault.found.at)
    others = (Role.PROVIDER, Role.SELLER)
    return _lies_with(q, Role.CARRIER, others, [fault.found], reason, _ASK_THE_CARRIER)


def _not_yet_the_carriers(q: Asked) -> Reply:
    """A claim against the logistics provider before, or against, what was verified."""
    if isinstance(q, Addressee) or q.against is not Role.CARRIER:
        return None
    found = q.case.last(LogisticsVerified)
    if found is not None and found.fact.cause is Cause.SELLER:
        return refuse(
            [found],
            says=says("It was verified on {at} that the seller caused it.", at=found.at),
            next_step=_ASK_THE_SELLER,
        )
    return unknown(
        "verification with the logistics provider",
        because=[_reported(q.case), found],
        next_step=says("Report it with evidence; the platform then verifies it."),
    )


def _reported(case: Case) -> Recorded[Any] | None:
    return case.last(ParcelRefused, ObjectionRaised)
