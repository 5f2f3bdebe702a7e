"""Infringement: suspicion stops everything, and its costs are the buyer's."""

from __future__ import annotations

from typing import Any

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.custom_words import StopReason
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.custom_making import CustomRequestStopped
from tailorbird.domain.cases.facts.custom_product import CostsClaimed, InfringementFound
from tailorbird.domain.cases.facts.parcels import Dispatched, DispatchHalted, DispatchReleased
from tailorbird.domain.cases.words import Ground
from tailorbird.domain.money import total
from tailorbird.domain.questions.custom import (
    DeclineCompensation,
    MayClaimCosts,
    MayConfirmRequest,
    MayOrderProduction,
    MayPayChange,
    MayPayProduction,
    MayPaySampleFees,
    MayPublishProduct,
    MayReorder,
    MaySeeProduct,
    MayStopRequest,
    MaySuspect,
    MayWorkOn,
    Viewer,
)
from tailorbird.domain.questions.liability import Compensation, MayClaim
from tailorbird.domain.questions.money import Occasion, Settlement
from tailorbird.domain.questions.permission import MayCancel, MayDispatch
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Allocation,
    Answer,
    Charge,
    Classification,
    Permission,
    Unknown,
    allocate,
    charge,
    classify,
    grant,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.cj_custom.v1.standing import HELD, confirmed, not_open, opened, over, suspicion

Stopped = (
    MayConfirmRequest
    | MayWorkOn
    | MayOrderProduction
    | MayPaySampleFees
    | MayPayProduction
    | MayPayChange
    | MayDispatch
    | MayReorder
    | MayPublishProduct
    | MaySeeProduct
)
_BEATEN = (
    "cj-custom.I",
    "cj-custom.II.1",
    "cj-custom.II.2",
    "cj-custom.II.4",
    "cj-custom.II.5",
    "cj-custom.II.6",
    "cj-custom.II.7",
    "cj-custom.II.10",
    "cj-custom.II.11",
)


def _barred(case: Case) -> Recorded[Any] | None:
    """What makes the request suspect: a suspicion that nobody cleared, or an infringement found."""
    return suspicion(case) or case.first(InfringementFound)


@clause("cj-custom.II.3")
def raise_a_suspicion(q: MaySuspect, p: Parameters) -> Answer[Permission]:
    """As long as the goods have not left, the platform may put on record that a request is suspected
    of infringing somebody's rights or of breaking a policy of the platform. The evidence goes on
    record with it."""
    if problem := not_open(q.case):
        return problem
    left = q.case.first(Dispatched)
    if left is not None:
        return refuse(
            because=[left],
            says=says("The goods left on {at}.", at=left.at),
            next_step=says("If an infringement is established, record it and claim its costs."),
        )
    if not q.evidence:
        return refuse(
            because=[opened(q.case)],
            says=says("The suspicion has no evidence."),
            next_step=says("Add what shows the right or the policy, and the request's likeness."),
        )
    return grant(because=[opened(q.case)])


@clause("cj-custom.II.3", exception_to=_BEATEN)
def nothing_while_suspected(q: Stopped, p: Parameters) -> Answer[Permission] | None:
    """While the suspicion stands, nothing is made, paid, sent, ordered again or shown to others."""
    found, ended = _barred(q.case), over(q.case)
    beyond = isinstance(q, MayReorder | MayPublishProduct | MaySeeProduct)
    if found is None or opened(q.case) is None or (ended is not None and not beyond):
        return None
    if isinstance(q, MaySeeProduct) and q.viewer is not Viewer.ANYBODY_ELSE:
        return None
    return refuse(
        because=[found],
        says=says("The request is suspected since {at} of infringing rights or a policy.", at=found.at),
        next_step=says("Show the platform that you may use what you asked for."),
    )


@clause("cj-custom.II.3", exception_to=["cj-custom.II.4"])
def not_taken_back_while_suspected(q: MayCancel, p: Parameters) -> Answer[Permission] | None:
    """Nor is it taken back after its confirmation, whatever period somebody gave."""
    found = _barred(q.case)
    if found is None or confirmed(q.case) is None or over(q.case) is not None:
        return None
    return refuse(
        because=[found],
        says=says("The request is suspected since {at} of infringing rights or a policy.", at=found.at),
        next_step=says("Show the platform that you may use what you asked for."),
    )


@clause("cj-custom.II.3", exception_to=["cj-custom.I"])
def nothing_leaves_while_halted(q: MayDispatch, p: Parameters) -> Answer[Permission] | None:
    """Goods of a product that the platform took down stay until the halt is over."""
    halted = q.case.last(DispatchHalted)
    if halted is None or q.case.last_after(DispatchReleased, halted) is not None or not_open(q.case):
        return None
    return refuse(
        because=[halted],
        says=says("Dispatch is halted since {at}.", at=halted.at),
        next_step=says("Wait until the platform ends the halt."),
    )


@clause("cj-custom.II.3")
def stop_on_suspicion(q: MayStopRequest, p: Parameters) -> Answer[Permission] | None:
    """The platform may stop a suspected request before its goods have left."""
    if q.reason is not StopReason.SUSPICION:
        return None
    if problem := not_open(q.case):
        return problem
    found, left = _barred(q.case), q.case.first(Dispatched)
    if found is None:
        return refuse(
            because=[opened(q.case)],
            says=says("No suspicion stands against the request."),
            next_step=says("Put the suspicion on record, with its evidence."),
        )
    if left is not None:
        return refuse(
            because=[left],
            says=says("The goods left on {at}.", at=left.at),
            next_step=says("If an infringement is established, record it and claim its costs."),
        )
    return grant(because=[found])


@clause("cj-custom.II.3")
def nothing_comes_back(q: Settlement, p: Parameters) -> Answer[Allocation] | Unknown | None:
    """Nothing of what you paid comes back then: it goes to whom it was collected for."""
    if q.occasion is not Occasion.SUSPECTED or q.head not in HELD:
        return None
    stopped = q.case.first(CustomRequestStopped)
    if stopped is None or stopped.fact.reason is not StopReason.SUSPICION:
        return unknown("CustomRequestStopped", next_step=says("The request was not stopped for this."))
    return allocate((q.payee, q.amount), because=[_barred(q.case), stopped])


@clause("cj-custom.II.3")
def no_compensation_on_suspicion(q: DeclineCompensation, p: Parameters) -> Answer[Classification] | None:
    """Nothing else is due to you either."""
    stopped = over(q.case)
    if stopped is None or not isinstance(stopped.fact, CustomRequestStopped):
        return None
    return classify("nothing", because=[stopped]) if stopped.fact.reason is StopReason.SUSPICION else None


@clause("cj-custom.II.2")
def no_claim_for_infringement(q: MayClaim, p: Parameters) -> Answer[Permission] | None:
    """Because you guarantee it, you cannot claim from the platform or the supplier that what you
    asked for infringes the rights of others."""
    if q.ground is not Ground.INFRINGING:
        return None
    return refuse(
        because=[opened(q.case)],
        says=says("The buyer guaranteed that the request infringes nobody's rights."),
        next_step=says("Settle it with whose right it is; show the platform what you agree on."),
    )


@clause("cj-custom.II.2")
def claim_documented_costs(q: MayClaimCosts, p: Parameters) -> Answer[Permission]:
    """If an infringement is established, the platform may claim from you what it had to pay for it.
    Each cost has its document, and is claimed once."""
    found = q.case.first(InfringementFound)
    if found is None:
        return refuse(
            because=[suspicion(q.case) or opened(q.case)],
            says=says("No infringement was established."),
            next_step=says("Record who established it, with the evidence."),
        )
    if not q.documents or not all(q.documents):
        return refuse(
            because=[found],
            says=says("A cost has no document."),
            next_step=says("Add the document of each cost, such as the bill or the judgment."),
        )
    claimed = q.case.all(CostsClaimed)
    before = {item.document for each in claimed for item in each.fact.items}
    twice = sorted(before & set(q.documents))
    if twice or len(set(q.documents)) < len(q.documents):
        return refuse(
            because=[found, *claimed],
            says=says("A document is named twice, or its cost was claimed before."),
            next_step=says("Claim each cost once, each with a document of its own."),
        )
    return grant(because=[found])


@clause("cj-custom.II.2")
def costs_are_the_buyers(q: Compensation, p: Parameters) -> Answer[Charge] | Unknown | None:
    """You owe the platform the sum of those costs."""
    claimed = next((each for each in q.case.all(CostsClaimed) if each.fact.claim == q.claim), None)
    if claimed is None:
        return None
    amounts = [item.amount for item in claimed.fact.items]
    if any(each.currency != q.case.currency or each.minor < 0 for each in amounts):
        return unknown(
            "exchange_rate",
            because=[claimed],
            next_step=says("State each cost in {currency}.", currency=q.case.currency),
        )
    owed = total(amounts, q.case.currency)
    because = [q.case.first(InfringementFound), claimed]
    return charge(owed, payer=Role.BUYER, payee=Role.PLATFORM, because=because)
