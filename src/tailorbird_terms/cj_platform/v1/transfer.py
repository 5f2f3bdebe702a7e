"""A store goes to another account."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.store import (
    StoreTransferAccepted,
    StoreTransferCompleted,
    StoreTransferDeclined,
    StoreTransferLapsed,
    StoreTransferOffered,
    StoreTransferWithdrawn,
)
from tailorbird.domain.questions.period import Deadlines
from tailorbird.domain.questions.store import (
    MayAnswerStoreOffer,
    MayOfferStore,
    StoreOfferPeriod,
    TransferredGoods,
)
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Answer,
    Due,
    Finding,
    Permission,
    Says,
    Unknown,
    find,
    grant,
    near_bound,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird.domain.time.bound import Bound, Last, days_after

_TOLD: Final = {
    "products": says("Products and their settings go along."),
    "connections": says("Connections of products go along."),
    "rates_and_policy": says("Shipping rates and the delivery policy go along."),
    "open_orders": says(
        "Orders and disputes go along. Money still held goes back to who paid it; a later refund goes to "
        "whoever owns the order then."
    ),
    "wallet": says("Each account keeps its own wallet and its statement."),
    "history": says("What happened before stays on record, under the name of who did it."),
    "staff": says("The former owner's staff lose access at once; the receiver gives it to its own."),
}


@clause("cj-platform.store-transfer")
def offer(q: MayOfferStore, p: Parameters) -> Answer[Permission]:
    """The owner of a store can offer it to another account."""
    offered = q.case.first(StoreTransferOffered)
    if offered is not None:
        return refuse(
            because=[offered],
            says=says("The store was offered on {at}.", at=offered.at),
            next_step=says("Make another offer once this one has ended."),
        )
    if not q.receiver.strip() or q.receiver == q.case.party(Role.MERCHANT):
        return refuse(
            says=says("A store is offered to another account than the owner's."),
            next_step=says("Name the account that is to have the store."),
        )
    return grant()


@clause("cj-platform.store-transfer")
def offer_period(q: StoreOfferPeriod, p: Parameters) -> Answer[Bound] | Unknown:
    """The offer stands for {offer_days}. The instant at which they are over is too late."""
    offered = q.case.first(StoreTransferOffered)
    if offered is None:
        return unknown("StoreTransferOffered", next_step=says("Offer the store first."))
    until = days_after(offered.at, p.days("offer_days"), q.case.zone)
    return Answer(Bound(until, Last.OUTSIDE), (offered,))


@clause("cj-platform.store-transfer")
def answer_an_offer(q: MayAnswerStoreOffer, p: Parameters) -> Answer[Permission] | Unknown:
    """Until then the receiver accepts or declines it, or the owner takes it back. Once accepted, the store
    is the receiver's, and the former owner loses access at once."""
    offered, ended = q.case.first(StoreTransferOffered), _ended(q.case)
    if offered is None:
        return refuse(says=says("No store is offered."), next_step=says("Offer the store first."))
    if ended is not None:
        return refuse(
            because=[offered, ended],
            says=says("The offer ended on {at}.", at=ended.at),
            next_step=says("The owner can make another offer."),
        )
    period = q.consult(StoreOfferPeriod)
    if period.answer is None:
        return unknown("StoreOfferPeriod", because=[offered])
    near = near_bound("offer period", period.answer, q.at)
    if period.answer.allows(q.at):
        return replace(grant([offered], near=near), via=(period,))
    refused = refuse(
        because=[offered],
        near=near,
        says=says("The offer stood until {until}.", until=period.answer.until),
        next_step=says("The owner can make another offer."),
    )
    return replace(refused, via=(period,))


def _ended(case: Case) -> Recorded[Any] | None:
    return case.first(
        StoreTransferAccepted,
        StoreTransferDeclined,
        StoreTransferWithdrawn,
        StoreTransferLapsed,
        StoreTransferCompleted,
    )


@clause("cj-platform.store-transfer")
def offer_lapses(q: Deadlines, p: Parameters) -> Answer[tuple[Due, ...]] | None:
    """An offer that nobody answers lapses by itself."""
    if not q.case.has(StoreTransferOffered) or _ended(q.case) is not None:
        return None
    period = q.consult(StoreOfferPeriod)
    if period.answer is None:
        return None
    item = Due("offer", period.answer, Role.RECEIVER, StoreTransferLapsed())
    return Answer((item,), tuple(period.relied_on), via=(period,))


@clause("cj-platform.store-transfer")
def what_goes_along(q: TransferredGoods, p: Parameters) -> Answer[tuple[Finding, ...]] | None:
    """With the store go: {goes_along}. These stay where they are: {stays}."""
    offered = q.case.first(StoreTransferOffered)
    if offered is None:
        return None
    along = [Finding(each, "goes_along", _told(each)) for each in p.words("goes_along")]
    stays = [Finding(each, "stays", _told(each)) for each in p.words("stays")]
    return find(*along, *stays, because=[offered])


def _told(word: str) -> Says | None:
    return _TOLD.get(word)
