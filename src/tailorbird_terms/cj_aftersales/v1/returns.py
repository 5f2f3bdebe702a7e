"""Goods that go back: who pays the way, and to which warehouse."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.order_dispute import ReturnSent
from tailorbird.domain.cases.facts.parcels import Dispatched
from tailorbird.domain.cases.facts.store_order import StoreOrderPlaced
from tailorbird.domain.cases.store_words import DisputeReason, Remedy
from tailorbird.domain.money import Money
from tailorbird.domain.questions.money import ExtraCost, Occasion
from tailorbird.domain.questions.store import MayOpenDispute, MayReturnTo
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Answer,
    Charge,
    Near,
    Permission,
    Unknown,
    charge,
    grant,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.cj_aftersales.v1.opening import heard
from tailorbird_terms.cj_aftersales.v1.standing import Dispute, dispute_of, disputes_of


@clause("cj-aftersales.3", exception_to=["cj-aftersales.1"])
def a_wish_to_return(q: MayOpenDispute, p: Parameters) -> Answer[Permission] | None:
    """You, or your customer, may simply want to give goods back that were dispatched. This holds for
    orders that are {returnable_kinds}. What you ask for is then a return."""
    if not _wished(q, p):
        return None
    placed = q.case.first(StoreOrderPlaced)
    if q.wants is not Remedy.RETURN:
        return refuse(
            because=[placed],
            says=says("Nothing is wrong with the goods: they can only be given back."),
            next_step=says("Ask for a return, or name what is wrong."),
        )
    if not q.case.has(Dispatched):
        return refuse(
            because=[placed],
            says=says("Nothing was dispatched yet."),
            next_step=says("Wait until the goods have left, or write to the desk."),
        )
    return None


@clause("cj-aftersales.3")
def you_pay_the_way_back(q: MayOpenDispute, p: Parameters) -> Answer[Permission] | None:
    """The way back is paid by you and your customer."""
    dispatched = q.case.first(Dispatched)
    if not _wished(q, p) or q.wants is not Remedy.RETURN or dispatched is None:
        return None
    return grant([dispatched], says=says("You and your customer pay the freight of the return."))


def _wished(q: MayOpenDispute, p: Parameters) -> bool:
    placed = q.case.first(StoreOrderPlaced)
    if placed is None or placed.fact.kind.value not in p.words("returnable_kinds"):
        return False
    return q.reason is DisputeReason.RETURN_WANTED and heard(q, p)


@clause("cj-aftersales.3")
def freight_of_a_return(q: ExtraCost, p: Parameters) -> Answer[Charge] | Unknown | None:
    """That holds for every return that you asked for: its costs ({return_heads}), as their document
    shows them, are yours."""
    if q.occasion is not Occasion.RETURN or q.head.value not in p.words("return_heads"):
        return None
    placed, dispute, sent = q.case.first(StoreOrderPlaced), None, q.case.last(ReturnSent)
    if sent is not None:
        dispute = dispute_of(q.case, sent.fact.dispute)
    else:
        dispute = next((each for each in reversed(disputes_of(q.case)) if _is_return(each)), None)
    if placed is None or placed.fact.kind.value not in p.words("returnable_kinds"):
        return None
    if dispute is None or not _is_return(dispute) or dispute.ruled is None:
        return unknown("OrderDisputeRuled", next_step=says("Rule on the return first."))
    if dispute.opened.fact.wants is not Remedy.RETURN:
        return None
    because: list[Recorded[Any]] = [dispute.opened, dispute.ruled]
    if not q.document or q.amount.minor < 0:
        return unknown("document", because=because, next_step=says("Add the carrier's receipt."))
    return charge(q.amount, payer=Role.BUYER, payee=q.payee, because=because)


def _is_return(dispute: Dispute) -> bool:
    return dispute.upheld is not None and dispute.upheld.remedy is Remedy.RETURN


@clause("cj-aftersales.6")
def warehouse_of_a_return(q: MayReturnTo, p: Parameters) -> Answer[Permission]:
    """Goods go back to a warehouse in {return_countries}. No other takes returns. In some countries a
    piece costs more to open, check and sort than most are worth: an hour costs {hourly_handling}, and a
    piece takes about {handling_time}."""
    if q.country not in p.words("return_countries"):
        return _elsewhere(q, p)
    dispute = dispute_of(q.case, q.dispute)
    if dispute is None or not _is_return(dispute) or dispute.ruled is None:
        return refuse(
            because=[dispute.opened if dispute else None],
            says=says("No return was ruled for this dispute."),
            next_step=says("Rule on the dispute with a return first."),
        )
    return grant([dispute.ruled])


def _elsewhere(q: MayReturnTo, p: Parameters) -> Answer[Permission]:
    step = says("Address the return to a warehouse in {countries}.", countries=_listed(p))
    dispute = dispute_of(q.case, q.dispute)
    because = [dispute.opened] if dispute else []
    hourly = p.table("hourly_handling").get(q.country.strip().upper())
    if hourly is None:
        told = says("No warehouse in {country} takes returns.", country=q.country)
        return refuse(because=because, says=told, next_step=step)
    cost = Money.parse(hourly) * (p.hours("handling_time") // timedelta(hours=1))
    value = q.item_value
    if value is None or value.currency != cost.currency:
        told = says(
            "The warehouse in {country} takes no returns: handling one costs {cost} there.",
            country=q.country,
            cost=cost,
        )
        return refuse(because=because, says=told, next_step=step)
    return refuse(
        because=because,
        near=(Near("what handling the return costs there", cost, value),),
        says=says(
            "The warehouse in {country} takes no returns: handling one costs {cost} there, and these "
            "goods are worth {value}.",
            country=q.country,
            cost=cost,
            value=value,
        ),
        next_step=step,
    )


def _listed(p: Parameters) -> str:
    return ", ".join(p.words("return_countries"))
