"""What the provider has to do, how far it is, and when its duty ends."""

from __future__ import annotations

from typing import Any

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.payment import AgreementTookEffect, CarrierChosen
from tailorbird.domain.cases.facts.procurement import (
    AnomalyReported,
    PurchaseMade,
    SellerChangedPrice,
    SellerRanOut,
    SellerStoppedSelling,
    TaskDone,
    WarehouseReceived,
)
from tailorbird.domain.cases.facts.request import RequestSubmitted, SpecialRequirementAnswered
from tailorbird.domain.cases.facts.talk import AssistanceGiven, AssistanceRequested
from tailorbird.domain.cases.words import Condition, RequirementStatus
from tailorbird.domain.questions.disclosure import Commitments
from tailorbird.domain.terms.answers import Answer, Finding, Says, find, says
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.order1688.v1.standing import discharged, over

_OPEN, _DONE, _ENDED = "open", "done", "ended"


@clause("order1688.8")
def what_the_provider_owes(q: Commitments, p: Parameters) -> Answer[tuple[Finding, ...]] | None:
    """Once the agreement is in force the provider itself owes you these services: to buy the goods
    you named from their seller; to direct the seller to deliver to the logistics provider you chose;
    to report how the order goes and what goes wrong; to speak for you towards the seller; and what
    else it promised, such as a wish of yours that it agreed to. Each stands on the order with how far it
    is.
    """
    effect = q.case.first(AgreementTookEffect)
    if effect is None:
        return None
    ended = over(q.case)
    left = _ENDED if ended else _OPEN
    return find(*_services(q.case, left), because=[effect, ended])


@clause("order1688.16", exception_to=["order1688.8"])
def duty_ends(q: Commitments, p: Parameters) -> Answer[tuple[Finding, ...]] | None:
    """The duty to buy for you ends when the goods are first delivered to the storage provider and
    the logistics provider does not object, or its objection is cleared up. From then on the provider
    only helps you towards the seller: with returns, claims and the like. It may let the platform take
    and pass on what you ask for, and answers to you for that itself.
    """
    delivered = discharged(q.case)
    if delivered is None or not q.case.has(AgreementTookEffect):
        return None
    asked = q.case.all(AssistanceRequested)
    items = [*_services(q.case, _ENDED, delivered), *_assistance(q.case)]
    return find(*items, because=[delivered, *asked])


def _services(case: Case, left: str, end: Recorded[Any] | None = None) -> tuple[Finding, ...]:
    """The services, and the wishes agreed to; `left` is what those are that are not done."""
    ended = says("This duty ended on {at}.", at=end.at) if end else None
    direct, mend = _directed(case, arrived=end is not None)
    report, unreported = _reported(case)
    return (
        _finding(case, "buy", done=case.has(PurchaseMade), left=left, detail=ended),
        _finding(case, "direct_delivery", done=direct, left=left, detail=ended, mend=mend),
        _finding(case, "report", done=report, left=left, detail=unreported or ended),
        _finding(case, "represent", done=False, left=left, detail=ended),
        *(_finding(case, f"wish:{name}", done=False, left=left, detail=ended) for name in _agreed(case)),
    )


def _agreed(case: Case) -> list[str]:
    """The wishes to which the provider's last answer was a yes."""
    last = {each.fact.requirement: each.fact.status for each in case.all(SpecialRequirementAnswered)}
    return [name for name, status in last.items() if status is RequirementStatus.AGREED]


def _finding(
    case: Case,
    code: str,
    *,
    done: bool,
    left: str,
    detail: Says | None = None,
    mend: Says | None = None,
) -> Finding:
    is_done = done or any(each.fact.task == code for each in case.all(TaskDone))
    if is_done:
        return Finding(code, _DONE)
    return Finding(code, left, detail, mend if left == _OPEN else None)


def _directed(case: Case, *, arrived: bool) -> tuple[bool, Says | None]:
    """Whether the seller was told the storage provider's address, or the goods came there."""
    bought, chosen = case.last(PurchaseMade), case.last(CarrierChosen)
    submitted = case.last(RequestSubmitted)
    if arrived:
        return True, None
    if bought is None:
        return False, None
    proper = {
        chosen.fact.warehouse_address if chosen else "",
        (submitted.fact.receiving_address or "") if submitted else "",
    } - {""}
    if bought.fact.delivery_address in proper:
        return True, None
    return False, says("The purchase does not carry the storage provider's address; correct it.")


def _reported(case: Case) -> tuple[bool, Says | None]:
    """Whether a report was made and covers every anomaly on record."""
    went_wrong: list[Recorded[Fact]] = [
        *case.all(SellerRanOut, SellerStoppedSelling, SellerChangedPrice),
        *(e for e in case.all(WarehouseReceived) if e.fact.condition is Condition.OBJECTED),
    ]
    last = max((each.seq for each in went_wrong), default=0)
    report = case.last(AnomalyReported)
    if report is not None and report.seq > last:
        return True, None
    return False, says("Something went wrong and is not reported yet.") if last else None


def _assistance(case: Case) -> tuple[Finding, ...]:
    """One finding a matter in which the buyer asked for help."""
    helped = {each.fact.matter for each in case.all(AssistanceGiven)}
    matters = dict.fromkeys(each.fact.matter for each in case.all(AssistanceRequested))
    return tuple(Finding(f"assist:{matter}", _DONE if matter in helped else _OPEN) for matter in matters)
