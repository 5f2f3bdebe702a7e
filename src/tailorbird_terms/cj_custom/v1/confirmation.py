"""The confirmation: what freezes the request, and until when it can be taken back."""

from __future__ import annotations

from dataclasses import replace

from tailorbird.domain.cases.facts.custom_making import MilestoneReached, SampleMade
from tailorbird.domain.cases.facts.parcels import Dispatched
from tailorbird.domain.cases.words import Head
from tailorbird.domain.money import smaller
from tailorbird.domain.questions.custom import MayConfirmRequest, MayReviseRequest
from tailorbird.domain.questions.money import Occasion, Settlement
from tailorbird.domain.questions.period import CancellationPeriod
from tailorbird.domain.questions.permission import MayCancel
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Allocation,
    Answer,
    Permission,
    Unknown,
    allocate,
    grant,
    near_bound,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird.domain.time.bound import Bound, Last
from tailorbird_terms.cj_custom.v1.standing import (
    FEES,
    HELD,
    confirmed,
    not_open,
    opened,
    over,
    quotation,
    spent,
)


@clause("cj-custom.II.4")
def confirm_the_request(q: MayConfirmRequest, p: Parameters) -> Answer[Permission]:
    """The platform confirms the request, and from that instant it is frozen: exactly what is on record
    then is made."""
    if problem := not_open(q.case):
        return problem
    frozen = confirmed(q.case)
    if frozen is not None:
        return refuse(
            because=[frozen],
            says=says("The request was confirmed on {at}.", at=frozen.at),
            next_step=says("Go on with the request as it stands."),
        )
    return grant(because=[opened(q.case), quotation(q.case)])


@clause("cj-custom.II.4")
def change_before_confirmation(q: MayReviseRequest, p: Parameters) -> Answer[Permission]:
    """Until then you can put the request otherwise by yourself. Afterwards you cannot change it,
    unless the platform approves the change."""
    if problem := not_open(q.case):
        return problem
    frozen = confirmed(q.case)
    if frozen is not None:
        return refuse(
            because=[frozen],
            near=near_bound("confirmation", Bound(frozen.at, Last.OUTSIDE), q.at),
            says=says("The request is frozen since {at}.", at=frozen.at),
            next_step=says("Ask the platform for a change; you bear what it costs in addition."),
        )
    return grant(because=[opened(q.case)])


@clause("cj-custom.II.4")
def until_confirmation(q: CancellationPeriod, p: Parameters) -> Answer[Bound] | Unknown:
    """You can take the request back until it is confirmed, and no longer from that instant on, unless
    additional rules of the provider or the maker give you more time."""
    frozen = confirmed(q.case)
    if frozen is None:
        return unknown(
            "RequestConfirmed",
            because=[opened(q.case)],
            next_step=says("The request can be taken back until the platform confirms it."),
        )
    return Answer(Bound(frozen.at, Last.OUTSIDE), (frozen,))


@clause("cj-custom.II.4")
def take_it_back(q: MayCancel, p: Parameters) -> Answer[Permission]:
    """Once production has reached its first step, or goods have left, nothing can be taken back any
    more."""
    if problem := not_open(q.case):
        return problem
    if confirmed(q.case) is None:
        return grant(because=[opened(q.case)])
    begun = q.case.first(MilestoneReached, Dispatched)
    if begun is not None:
        return refuse(
            because=[begun],
            says=says("The product is being made since {at}.", at=begun.at),
            next_step=says("Ask the platform for a change, or talk with the supplier."),
        )
    period = q.consult(CancellationPeriod)
    if period.answer is not None and period.answer.allows(q.at):
        near = near_bound("time to take it back", period.answer, q.at)
        return replace(grant(because=period.relied_on, near=near), via=(period,))
    refused = refuse(
        because=period.relied_on,
        near=near_bound("time to take it back", period.answer, q.at) if period.answer else (),
        says=says("The request can no longer be taken back."),
        next_step=says("Ask the platform for a change; you bear what it costs in addition."),
    )
    return replace(refused, via=(period,))


@clause("cj-custom.II.4")
def money_of_a_withdrawn_request(q: Settlement, p: Parameters) -> Answer[Allocation] | None:
    """Where a request is taken back after its confirmation, the supplier keeps what was paid for the
    sample, the mould and changes if a sample was made, and what it spent of the production money by
    its documents. A provider keeps its service fee. The rest comes back to you."""
    if q.occasion is not Occasion.CANCELLATION or q.head not in HELD:
        return None
    if q.head is Head.SERVICE_FEE:
        return allocate((q.payee, q.amount), because=[over(q.case)])
    made = q.case.first(SampleMade)
    if q.head in (*FEES, Head.CHANGE_FEE) and made is not None:
        return allocate((q.payee, q.amount), because=[made])
    if q.head is Head.GOODS:
        kept = smaller(spent(q.case), q.amount)
        return allocate((q.payee, kept), (Role.BUYER, q.amount - kept), because=[over(q.case)])
    return allocate((Role.BUYER, q.amount), because=[over(q.case)])
