"""What calls for a caution, whether it was accepted, and what it rules out. States no rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.request import (
    CautionAccepted,
    RequestScreened,
    RequestSubmitted,
)
from tailorbird.domain.cases.words import GoodsClass
from tailorbird.domain.marketplace.product import HIGHEST_RATING
from tailorbird.domain.questions.disclosure import Cautions
from tailorbird.domain.questions.permission import (
    MayAcceptRequest,
    MayOrderService,
    MayPay,
    MayPurchase,
)
from tailorbird.domain.terms.answers import (
    Answer,
    Finding,
    Permission,
    Says,
    Unknown,
    find,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.order1688.v1 import stages

Step = MayAcceptRequest | MayPay | MayPurchase
Grounds = frozenset[str] | None
"""What calls for a caution; empty where nothing does, None where that is unknown."""


LOOK_AGAIN = says("Ask the provider or the platform to look at the goods again.")


@dataclass(frozen=True, slots=True)
class Caution:
    code: str
    grounds: Callable[[RequestScreened, Parameters], Grounds]
    lacks: str
    detail: Says


def _has_class(goods: GoodsClass) -> Callable[[RequestScreened, Parameters], Grounds]:
    return lambda seen, p: frozenset((goods.value,)) & frozenset(each.value for each in seen.classes)


def _low_rating(seen: RequestScreened, p: Parameters) -> Grounds:
    if seen.seller_rating is None:
        return None
    low = seen.seller_rating < p.rate("low_reputation_below") * HIGHEST_RATING
    return frozenset(("low_reputation",)) if low else frozenset()


def _no_price(seen: RequestScreened, p: Parameters) -> Grounds:
    if GoodsClass.COLLECTIBLE in seen.classes or seen.price_outlier:
        outlier = ("price_outlier",) if seen.price_outlier else ()
        collectible = ("collectible",) if GoodsClass.COLLECTIBLE in seen.classes else ()
        return frozenset(outlier + collectible)
    return None if seen.price_outlier is None else frozenset()


def _sensitive(seen: RequestScreened, p: Parameters) -> Grounds:
    listed = p.words("sensitive_classes")
    return frozenset(each.value for each in seen.classes if plain(each.value) in listed)


CUSTOMISED = Caution(
    "customised",
    _has_class(GoodsClass.CUSTOMISED),
    "goods class",
    says("Made for you: settle it with the seller; usually no return, and no professional check."),
)
DEPOSIT = Caution(
    "deposit",
    _has_class(GoodsClass.DEPOSIT),
    "goods class",
    says("Sold with a deposit: it is lost if you cancel or do not pay the balance in time."),
)
LOW_REPUTATION = Caution(
    "low_reputation",
    _low_rating,
    "seller rating",
    says("The seller is rated low: quality and after-sales service may be poor, at your risk."),
)
NO_MARKET_PRICE = Caution(
    "no_market_price",
    _no_price,
    "market price",
    says("Rare, or without a usual price: the parcel is not unpacked for a check, at your risk."),
)
SENSITIVE = Caution(
    "sensitive",
    _sensitive,
    "goods class",
    says("Sensitive, restricted or fragile: the provider may refuse the order before buying."),
)


def show(q: Cautions, p: Parameters, caution: Caution) -> Answer[tuple[Finding, ...]] | Unknown | None:
    seen = q.case.last(RequestScreened)
    if seen is None:
        submitted = q.case.last(RequestSubmitted)
        if submitted is None:
            return None
        return unknown("screening", because=[submitted], next_step=LOOK_AGAIN)
    grounds = caution.grounds(seen.fact, p)
    if grounds is None:
        return unknown(caution.lacks, because=[seen], next_step=LOOK_AGAIN)
    if not grounds:
        return None
    mend = says("Read the caution and accept it, or choose other goods.")
    about = ", ".join(sorted(grounds))
    return find(Finding(caution.code, about, caution.detail, mend), because=[seen])


def _next_up(q: Step) -> bool:
    """Whether the step asked about is the next one, so that a condition of it is worth telling."""
    if isinstance(q, MayAcceptRequest):
        return stages.awaiting_answer(q.case) is not None
    return stages.to_pay(q.case) if isinstance(q, MayPay) else stages.ready_to_buy(q.case)


def called_for(q: Step, p: Parameters, caution: Caution) -> Recorded[RequestScreened] | None:
    seen = q.case.last(RequestScreened)
    return seen if seen and _next_up(q) and caution.grounds(seen.fact, p) else None


def unless_accepted(q: Step, p: Parameters, caution: Caution) -> Answer[Permission] | None:
    """A refusal while a caution that was found is not accepted; one that is unknown stops nobody."""
    seen = called_for(q, p, caution)
    if seen is None or _accepted(q, p, caution, caution.grounds(seen.fact, p) or frozenset()):
        return None
    return refuse(
        [seen],
        says=says("The caution is not accepted: {caution}.", caution=plain(caution.code)),
        next_step=says("Read the caution and accept it, or choose other goods."),
    )


def _accepted(q: Step, p: Parameters, caution: Caution, grounds: frozenset[str]) -> bool:
    """Whether the caution was accepted with all that calls for it now in sight."""
    looks = q.case.all(RequestScreened)
    for each in q.case.all(CautionAccepted):
        if each.fact.caution != caution.code:
            continue
        shown = [look for look in looks if look.seq < each.seq]
        if not shown or grounds <= (caution.grounds(shown[-1].fact, p) or frozenset()):
            return True
    return False


def plain(code: str) -> str:
    """A code as words, the way lists of parameters write them."""
    return code.replace("_", " ")


def without(
    q: MayOrderService, p: Parameters, caution: Caution, services: str
) -> Answer[Permission] | Unknown | None:
    """A refusal of the services that a caution rules out."""
    if plain(q.service.value) not in p.words(services):
        return None
    seen = q.case.last(RequestScreened)
    grounds = caution.grounds(seen.fact, p) if seen else None
    if grounds is None:
        lacks = caution.lacks if seen else "screening"
        return unknown(lacks, because=[seen], next_step=LOOK_AGAIN)
    if not grounds:
        return None
    return refuse(
        [seen],
        says=says(
            "{service} cannot be asked for these goods: {reason}.",
            service=plain(q.service.value),
            reason=plain(", ".join(sorted(grounds))),
        ),
        next_step=says("Ask for photographs or a count instead, and check the goods on arrival."),
    )
