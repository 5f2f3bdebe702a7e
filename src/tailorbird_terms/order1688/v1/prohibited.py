"""Goods and services that nobody may be asked for, whenever that turns out."""

from __future__ import annotations

from typing import Any

from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.request import RequestScreened
from tailorbird.domain.questions.money import Settlement
from tailorbird.domain.questions.permission import (
    MayAcceptRequest,
    MayIssueQuote,
    MayPay,
    MayPurchase,
    MayRefuseExecution,
    MaySubmitRequest,
)
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Allocation,
    Answer,
    Permission,
    Unknown,
    allocate,
    grant,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.order1688.v1 import stages
from tailorbird_terms.order1688.v1.request import blocking, is_complete

_OTHER_CONDITIONS = (
    "order1688.0",
    "order1688.1.2",
    "order1688.2",
    "order1688.5",
    "order1688.9",
    "order1688.11",
    "order1688.15.1",
    "order1688.15.2",
    "order1688.15.3",
    "order1688.15.4",
    "order1688.15.5",
)


@clause("order1688.14", exception_to=["order1688.1.1", "order1688.1.cure"])
def prohibited_request(q: MaySubmitRequest, p: Parameters) -> Answer[Permission] | Unknown | None:
    """Nobody can be asked to buy prohibited or infringing goods, or to do what harms others or
    breaks the law. Every request is looked through first; one that could not be looked through
    waits for a person, and counts neither as clean nor as prohibited.
    """
    if q.screening is None:
        return _not_screened() if is_complete(q.request, p) else None
    return _refused(q.screening) if q.screening.prohibited else None


@clause("order1688.14", exception_to=_OTHER_CONDITIONS)
def prohibited_order(
    q: MayAcceptRequest | MayIssueQuote | MayPay | MayPurchase, p: Parameters
) -> Answer[Permission] | Unknown | None:
    """Where it turns out later, the order goes no further: no acceptance, no quote, no payment and
    no purchase.
    """
    waiting = stages.awaiting_answer(q.case)
    if waiting is None and stages.before_purchase(q.case) is None:
        return None
    found = q.case.last(RequestScreened)
    if found is None:
        asked = isinstance(q, MayAcceptRequest) and waiting is not None
        return _not_screened(waiting) if asked else None
    return _refused(found.fact, found) if found.fact.prohibited else None


@clause("order1688.14", exception_to=["order1688.2"])
def ground_to_refuse(q: MayRefuseExecution, p: Parameters) -> Answer[Permission] | Unknown | None:
    """After accepting, this is a ground to refuse the order until the goods are bought."""
    if stages.before_purchase(q.case) is None:
        return None
    found = q.case.last(RequestScreened)
    if found is None:
        return None if blocking(q.case) else _not_screened()
    if not found.fact.prohibited:
        return None
    return grant([found], says=says("Prohibited: {found}.", found=_words(found.fact)))


@clause("order1688.14")
def money_back(q: Settlement, p: Parameters) -> Answer[Allocation] | None:
    """What you paid for the goods and to the provider comes back, as nothing was bought."""
    found = q.case.last(RequestScreened)
    if found is None or not found.fact.prohibited or not stages.comes_back_on_refusal(q):
        return None
    return allocate((Role.BUYER, q.amount), because=[found])


def _refused(
    screening: RequestScreened, recorded: Recorded[RequestScreened] | None = None
) -> Answer[Permission]:
    return refuse(
        [recorded],
        says=says("Prohibited: {found}.", found=_words(screening)),
        next_step=says("Ask for other goods. If this is a mistake, ask the platform to look again."),
    )


def _not_screened(*because: Recorded[Any] | None) -> Unknown:
    return unknown(
        "screening",
        because=because,
        next_step=says("A person looks through the request; until then nothing is decided."),
    )


def _words(screening: RequestScreened) -> str:
    return "; ".join(screening.prohibited)
