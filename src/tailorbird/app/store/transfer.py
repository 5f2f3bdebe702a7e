"""A store goes to another account: a case between giver and receiver, and its errand in the store's cases."""

from __future__ import annotations

from typing import Any, Final

from tailorbird.app.engine.casefile import case_from
from tailorbird.app.engine.command import Act, Order
from tailorbird.app.engine.verb import Notice, Place, Procedure, Verb
from tailorbird.app.errands import ErrandFailed, labelled, tell
from tailorbird.app.house import House
from tailorbird.app.participants import PLATFORM_PARTY, THE_PLATFORM
from tailorbird.app.ports.storage import CaseHeader, Label
from tailorbird.app.store.procedure import SUPERSEDED
from tailorbird.app.talk import follow
from tailorbird.app.talk.verbs import ERASE_PRIVATE, NOTE_EXPORT, PROVE_NOTICE
from tailorbird.domain import codec
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.store import (
    StoreChangedHands,
    StoreTransferAccepted,
    StoreTransferCompleted,
    StoreTransferDeclined,
    StoreTransferLapsed,
    StoreTransferOffered,
    StoreTransferWithdrawn,
)
from tailorbird.domain.questions.store import MayAnswerStoreOffer, MayOfferStore
from tailorbird.domain.roles import Role

_OWNERS: Final = (Role.MERCHANT, Role.BUYER)
"""The parts in which an owner stands in the cases of a store."""


def hand_over(house: House, transfer: str, accepted: Recorded[Any]) -> None:
    """Move the store and every case of it to the receiver; then record that it is done.

    Safe to repeat, also after a crash in the middle and after the store went on to somebody else: in each
    case the transfer that was accepted last stands. Raises `ErrandFailed`.
    """
    record = house.records.case(transfer)
    if record is None:
        raise ErrandFailed(f"There is no case {transfer}.")
    store = case_from(record).all(StoreTransferOffered)[0].fact.store
    giver, receiver = record.header.participants[Role.MERCHANT], record.header.participants[Role.RECEIVER]
    told = StoreChangedHands(
        store=store, giver=giver, receiver=receiver, transfer=transfer, accepted_at=accepted.at
    )
    _check_owner(house, told)
    moved, failed = 0, list[str]()
    for header in _cases_of(house, store):
        role = next((role for role in _OWNERS if role in header.participants), None)
        if role is None or header.opened_at > accepted.at:
            continue
        try:
            moved += _change(house, header, told, role, (transfer, accepted))
        except ErrandFailed as problem:
            failed.append(str(problem))
    if failed:
        raise ErrandFailed(" ".join(failed))
    done = Act("complete_transfer", THE_PLATFORM, {"cases": moved})
    house.engine.run(Order(transfer, (done,), PLATFORM_PARTY, f"completed:{transfer}"))


def _check_owner(house: House, told: StoreChangedHands) -> None:
    """Raises `ErrandFailed` where the store was no longer the giver's when the offer was accepted."""
    record = house.records.case(told.store)
    if record is None:
        raise ErrandFailed(f"There is no store {told.store}.")
    taken = {each.fact.transfer for each in case_from(record).all(StoreChangedHands)}
    owner = record.header.participants[Role.MERCHANT]
    if told.transfer not in taken and owner != told.giver:
        raise ErrandFailed(f"The store {told.store} is {owner}'s and no longer {told.giver}'s to give.")


def _change(
    house: House,
    header: CaseHeader,
    told: StoreChangedHands,
    role: Role,
    sender: tuple[str, Recorded[Any]],
) -> int:
    """Hand one case over; 0 where a later transfer has it already."""
    try:
        tell(house, header.id, "change_hands", codec.plain(told), sender, {role: told.receiver})
    except ErrandFailed as problem:
        if problem.code == SUPERSEDED:
            return 0
        raise
    return 1


def _cases_of(house: House, store: str) -> list[CaseHeader]:
    """The store's own case first, then those that carry its label."""
    own = house.records.case(store)
    return ([own.header] if own else []) + [
        each for each in labelled(house, "store", store) if each.id != store
    ]


def stage(case: Case) -> tuple[str, Role | None]:
    """Whether the offer stands, and what became of it."""
    ended = case.last(
        StoreTransferAccepted, StoreTransferDeclined, StoreTransferWithdrawn, StoreTransferLapsed
    )
    if ended is None:
        return "offered", Role.RECEIVER
    match ended.fact:
        case StoreTransferAccepted():
            return "accepted", None
        case StoreTransferDeclined():
            return "declined", None
        case StoreTransferWithdrawn():
            return "withdrawn", None
        case _:
            return "lapsed", None


def labels(recorded: Recorded[Any]) -> tuple[Label, ...]:
    """An offer is found by the store, without being one of the store's cases."""
    match recorded.fact:
        case StoreTransferOffered(store=store):
            return (Label("store_offered", store),)
        case _:
            return ()


_BOTH: Final = (Role.MERCHANT, Role.RECEIVER)
STORE_TRANSFER: Final = Procedure(
    kind="store_transfer",
    title="Store transfer",
    title_zh="店铺转让",
    package="cj_platform",
    verbs=(
        Verb(
            "offer_store",
            StoreTransferOffered,
            "Offer a store to another account",
            "发起店铺转让",
            asks=MayOfferStore,
            place=Place.OPENS,
        ),
        Verb(
            "accept_store", StoreTransferAccepted, "Take the store over", "接受店铺", asks=MayAnswerStoreOffer
        ),
        Verb(
            "decline_store",
            StoreTransferDeclined,
            "Do not take the store",
            "拒绝接受",
            asks=MayAnswerStoreOffer,
        ),
        Verb(
            "withdraw_store",
            StoreTransferWithdrawn,
            "Take the offer back",
            "撤回转让",
            asks=MayAnswerStoreOffer,
        ),
        Verb(
            "complete_transfer",
            StoreTransferCompleted,
            "Note that the store was handed over",
            "登记转让完成",
            by=frozenset((Role.PLATFORM,)),
        ),
        NOTE_EXPORT,
        PROVE_NOTICE,
        ERASE_PRIVATE,
    ),
    reactions=follow.REACTIONS,
    notices={
        StoreTransferOffered: Notice((Role.RECEIVER,), "A store is offered to you", "有店铺转让给您"),
        StoreTransferAccepted: Notice((Role.MERCHANT,), "Your store was taken over", "店铺转让已被接受", 1),
        StoreTransferDeclined: Notice((Role.MERCHANT,), "Your offer was declined", "店铺转让被拒绝"),
        StoreTransferWithdrawn: Notice((Role.RECEIVER,), "The offer was taken back", "店铺转让已撤回"),
        StoreTransferLapsed: Notice(_BOTH, "The offer lapsed", "店铺转让已失效"),
        StoreTransferCompleted: Notice(_BOTH, "The store was handed over", "店铺转让已完成", 1),
    },
    stage=stage,
    opened_by=frozenset((Role.MERCHANT,)),
    labels=labels,
    errands={StoreTransferAccepted: hand_over},
)
