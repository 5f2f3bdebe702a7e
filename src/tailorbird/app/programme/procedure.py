"""The procedure of a seller's programme case, and its errand in the seller's listings."""

from __future__ import annotations

from typing import Any, Final

from tailorbird.app.engine.command import Act, Actor, Order
from tailorbird.app.engine.verb import Notice, Place, Procedure, Verb, When
from tailorbird.app.errands import PLATFORM, ErrandFailed, labelled, tell
from tailorbird.app.house import House
from tailorbird.app.ports.storage import Label
from tailorbird.app.talk import follow
from tailorbird.app.talk.verbs import ERASE_PRIVATE, NOTE_EXPORT, PROVE_NOTICE
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.programme import (
    GtinExemptionGranted,
    ListingsWithdrawn,
    PrefixRegistered,
    ProgrammeApplied,
    ProgrammeApproved,
    ProgrammeDeclined,
    ProgrammeRevoked,
    SellerReinstated,
    SellerSanctioned,
)
from tailorbird.domain.cases.listing_words import UnpublishReason
from tailorbird.domain.questions import listing
from tailorbird.domain.roles import Role

_STAGES: Final = {
    ProgrammeApplied: ("applied", Role.OPERATOR),
    ProgrammeApproved: ("approved", None),
    ProgrammeDeclined: ("declined", None),
    ProgrammeRevoked: ("revoked", None),
    SellerSanctioned: ("sanctioned", None),
    SellerReinstated: ("approved", None),
}


def withdraw_listings(house: House, programme: str, recorded: Recorded[Any]) -> None:
    """Take the seller's public listings from the public. Open orders are finished."""
    record = house.records.case(programme)
    if record is None:
        raise ErrandFailed(f"There is no case {programme}.")
    sanctioned = isinstance(recorded.fact, SellerSanctioned)
    reason = UnpublishReason.SANCTION if sanctioned else UnpublishReason.REVOKED
    why = recorded.fact.why if sanctioned else recorded.fact.reason
    withdrawn = 0
    for header in labelled(house, "seller", record.header.participants[Role.MERCHANT]):
        if header.kind == "listing" and header.stage == "public":
            tell(house, header.id, "withdraw_listing", {"reason": reason, "why": why}, (programme, recorded))
            withdrawn += 1
    done = Act("note_withdrawal", Actor(PLATFORM, Role.PLATFORM), {"listings": withdrawn})
    house.engine.run(Order(programme, (done,), PLATFORM, f"withdrawn:{programme}:{recorded.seq}"))


def stage(case: Case) -> tuple[str, Role | None]:
    """Where the seller stands."""
    last: Recorded[Any] | None = case.last(*_STAGES)
    return _STAGES[type(last.fact)] if last is not None else ("none", Role.MERCHANT)


def labels(recorded: Recorded[Any]) -> tuple[Label, ...]:
    """The case is found by its seller."""
    match recorded.fact:
        case ProgrammeApplied():
            return (Label("programme", recorded.party),)
        case _:
            return ()


PROGRAMME: Final = Procedure(
    kind="programme",
    title="Customization programme",
    title_zh="定制计划",
    package="amazon_custom",
    verbs=(
        Verb(
            "apply",
            ProgrammeApplied,
            "Apply for the programme",
            "申请加入定制计划",
            asks=listing.MayApply,
            place=Place.OPENS,
        ),
        Verb("apply_again", ProgrammeApplied, "Apply once more", "再次申请", asks=listing.MayApply),
        Verb(
            "approve", ProgrammeApproved, "Approve the seller", "批准加入", asks=listing.MayDecideApplication
        ),
        Verb(
            "decline",
            ProgrammeDeclined,
            "Decline the application",
            "拒绝申请",
            asks=listing.MayDecideApplication,
        ),
        Verb("revoke", ProgrammeRevoked, "Take the approval back", "撤销批准", asks=listing.MayRevoke),
        Verb("sanction", SellerSanctioned, "Withdraw the features", "取消定制功能", asks=listing.MaySanction),
        Verb(
            "reinstate",
            SellerReinstated,
            "Give the features back",
            "恢复定制功能",
            asks=listing.MayReinstate,
        ),
        Verb("register_prefix", PrefixRegistered, "Register a GS1 prefix", "登记 GS1 前缀"),
        Verb("grant_exemption", GtinExemptionGranted, "Exempt from GTIN", "批准 GTIN 豁免"),
        Verb(
            "note_withdrawal",
            ListingsWithdrawn,
            "Note that listings were withdrawn",
            "登记商品下架",
            by=frozenset((Role.PLATFORM,)),
        ),
        NOTE_EXPORT,
        PROVE_NOTICE,
        ERASE_PRIVATE,
    ),
    reactions=follow.REACTIONS,
    notices={
        ProgrammeApplied: Notice((Role.OPERATOR,), "A seller applies", "有卖家申请加入定制计划"),
        ProgrammeApproved: Notice((Role.MERCHANT,), "You are approved", "您已获准加入定制计划", 1),
        ProgrammeDeclined: Notice((Role.MERCHANT,), "Your application was declined", "您的申请未获批准", 1),
        ProgrammeRevoked: Notice((Role.MERCHANT,), "Your approval was taken back", "您的批准已被撤销", 1),
        SellerSanctioned: Notice((Role.MERCHANT,), "The features were withdrawn", "您的定制功能已被取消", 1),
        SellerReinstated: Notice((Role.MERCHANT,), "You have the features back", "您的定制功能已恢复", 1),
    },
    stage=stage,
    opened_by=frozenset((Role.MERCHANT,)),
    order={
        "register_prefix": When(((ProgrammeApplied,),)),
        "grant_exemption": When(((ProgrammeApplied,),)),
    },
    labels=labels,
    errands={SellerSanctioned: withdraw_listings, ProgrammeRevoked: withdraw_listings},
)
