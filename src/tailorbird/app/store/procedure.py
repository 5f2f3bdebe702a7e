"""The procedure of a store: rates, connected products, delivery policy, and who owns it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from tailorbird.app.engine import problems
from tailorbird.app.engine.problem import Problem, Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.engine.verb import Notice, Place, Procedure, Verb, When
from tailorbird.app.ports.storage import Label
from tailorbird.app.store.policy import policy_hash
from tailorbird.app.talk import follow
from tailorbird.app.talk.verbs import ERASE_PRIVATE, NOTE_EXPORT, PROVE_NOTICE
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.store import (
    DeliveryPolicyChanged,
    DeliveryPolicyPublished,
    ProductConnected,
    ShippingRatesSet,
    StoreChangedHands,
    StoreOpened,
)
from tailorbird.domain.questions.store import DeliveryPolicy, MayPublishPolicy
from tailorbird.domain.roles import Role

SUPERSEDED: Final = "superseded"
"""What an older change of hands meets where a later one is on record."""


def newest_hands(proceeding: Proceeding, given: StoreChangedHands) -> StoreChangedHands:
    """A change of hands, unless one that was accepted later is on record: errands may come in any order."""
    last = proceeding.case.last(StoreChangedHands)
    if last is None or last.fact.accepted_at <= given.accepted_at:
        return given
    raise Stopped(
        Problem(
            SUPERSEDED,
            409,
            "A later transfer stands",
            f"This was handed over by {last.fact.transfer} since.",
            "Nothing is to be done: the later transfer counts.",
        )
    )


CHANGE_HANDS: Final = Verb(
    "change_hands",
    StoreChangedHands,
    "Let another account own it from now on",
    "变更所属账户",
    body=StoreChangedHands,
    makes=newest_hands,
    by=frozenset((Role.PLATFORM,)),
)
"""In every kind of case that a store has; the act's `join` says which part is played by another."""


@dataclass(frozen=True, slots=True)
class PolicyAsGenerated:
    """Publishing takes nothing: the policy is what rates and terms say now."""


def published(proceeding: Proceeding, _given: PolicyAsGenerated) -> DeliveryPolicyPublished:
    """The policy is published as it is generated now."""
    now = policy_hash(proceeding.ask(DeliveryPolicy).answer or ())
    return DeliveryPolicyPublished(policy_hash=now)


def renew_policy(proceeding: Proceeding, rates: Recorded[ShippingRatesSet]) -> None:
    """A published policy follows the rates (cj-aftersales.7)."""
    if proceeding.case.has(DeliveryPolicyPublished):
        _still_fit(proceeding)
    hashes = [
        each.fact.policy_hash
        for each in proceeding.case.facts
        if isinstance(each.fact, DeliveryPolicyPublished | DeliveryPolicyChanged)
    ]
    now = policy_hash(proceeding.ask(DeliveryPolicy).answer or ())
    if hashes and now != hashes[-1]:
        proceeding.record(DeliveryPolicyChanged(policy_hash=now), cause=f"fact:{rates.seq}")


def _still_fit(proceeding: Proceeding) -> None:
    """What customers read already has to stay a policy that could be published: nothing is recorded else."""
    decision = proceeding.ask(MayPublishPolicy, Role.MERCHANT)
    verb = proceeding.procedure.verb("publish_policy")
    if not decision.granted and verb is not None:
        raise Stopped(problems.refused(verb, decision, 0, proceeding.case.zone))


def stage(case: Case) -> tuple[str, Role | None]:
    """Whether customers can read a policy."""
    if case.has(DeliveryPolicyPublished):
        return "published", None
    return ("rated" if case.has(ShippingRatesSet) else "opened"), Role.MERCHANT


def labels(recorded: Recorded[Any]) -> tuple[Label, ...]:
    """A connected product is found by its listing."""
    match recorded.fact:
        case ProductConnected(listing=listing) if listing:
            return (Label("listing", listing),)
        case _:
            return ()


STORE: Final = Procedure(
    kind="store",
    title="Store",
    title_zh="店铺",
    package="cj_aftersales",
    verbs=(
        Verb("open_store", StoreOpened, "Open a store", "开设店铺", place=Place.OPENS),
        Verb("set_rates", ShippingRatesSet, "Set the ways of shipping", "设置配送方式"),
        Verb("connect_product", ProductConnected, "Connect a product", "关联商品"),
        Verb(
            "publish_policy",
            DeliveryPolicyPublished,
            "Publish the delivery policy",
            "发布配送政策",
            asks=MayPublishPolicy,
            body=PolicyAsGenerated,
            makes=published,
        ),
        CHANGE_HANDS,
        NOTE_EXPORT,
        PROVE_NOTICE,
        ERASE_PRIVATE,
    ),
    reactions={**follow.REACTIONS, ShippingRatesSet: (renew_policy,)},
    notices={
        DeliveryPolicyChanged: Notice((Role.MERCHANT,), "Your delivery policy changed", "配送政策已更新"),
        StoreChangedHands: Notice((Role.MERCHANT,), "A store is yours", "店铺已归您所有"),
    },
    stage=stage,
    opened_by=frozenset((Role.MERCHANT,)),
    order={"publish_policy": When(((ShippingRatesSet,),))},
    labels=labels,
)
