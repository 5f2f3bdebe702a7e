"""The procedure of a seller's programme case, and its errand in the seller's listings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from tailorbird.app.engine.casefile import read_recorded
from tailorbird.app.engine.command import Act, Order
from tailorbird.app.engine.problem import Problem, Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.engine.verb import Notice, Place, Procedure, Verb, When
from tailorbird.app.errands import ErrandFailed, labelled, tell
from tailorbird.app.house import House
from tailorbird.app.participants import PLATFORM_PARTY, THE_PLATFORM
from tailorbird.app.ports.storage import CaseHeader, Label
from tailorbird.app.programme.place import stands_now
from tailorbird.app.talk import follow
from tailorbird.app.talk.verbs import ERASE_PRIVATE, NOTE_EXPORT, PROVE_NOTICE
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.listing import ListingUnpublished
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
from tailorbird.domain.cases.listing_words import Standing, UnpublishReason
from tailorbird.domain.listing.gtin import company_prefix
from tailorbird.domain.questions import listing
from tailorbird.domain.roles import Role

_ENDED: Final = ListingUnpublished.__name__
_STAGES: Final = {
    ProgrammeApplied: ("applied", Role.OPERATOR),
    ProgrammeApproved: ("approved", None),
    ProgrammeDeclined: ("declined", None),
    ProgrammeRevoked: ("revoked", None),
    SellerSanctioned: ("sanctioned", None),
    SellerReinstated: ("approved", None),
}


def withdraw_listings(house: House, programme: str, recorded: Recorded[Any]) -> None:
    """Take the seller's public listings from the public. Open orders are finished.

    Where the seller has the features again by now, nothing more is withdrawn.
    """
    record = house.records.case(programme)
    if record is None:
        raise ErrandFailed(f"There is no case {programme}.")
    seller = record.header.participants[Role.MERCHANT]
    failed = list[str]()
    if stands_now(house, seller) is not Standing.APPROVED:
        failed = _withdraw(house, seller, (programme, recorded))
    if failed:
        raise ErrandFailed(" ".join(failed))
    done = Act(
        "note_withdrawal",
        THE_PLATFORM,
        {"listings": _withdrawn(house, seller, recorded)},
    )
    house.engine.run(Order(programme, (done,), PLATFORM_PARTY, f"withdrawn:{programme}:{recorded.seq}"))


def _withdraw(house: House, seller: str, sender: tuple[str, Recorded[Any]]) -> list[str]:
    """Withdraw each public listing; why some of them could not be."""
    fact, failed = sender[1].fact, list[str]()
    why = fact.why if isinstance(fact, SellerSanctioned) else fact.reason
    for header in _listings(house, seller):
        if header.stage != "public":
            continue
        try:
            tell(house, header.id, "withdraw_listing", {"reason": reason_of(fact).value, "why": why}, sender)
        except ErrandFailed as problem:
            failed.append(str(problem))
    return failed


def _withdrawn(house: House, seller: str, recorded: Recorded[Any]) -> int:
    """How many listings were withdrawn because of it, however often the errand had to be run."""
    count = 0
    for header in _listings(house, seller):
        ended = [read_recorded(each.data) for each in house.records.facts(header.id) if each.name == _ENDED]
        count += any(
            each.fact.reason is reason_of(recorded.fact) and each.at >= recorded.at for each in ended
        )
    return count


def _listings(house: House, seller: str) -> Iterator[CaseHeader]:
    return (each for each in labelled(house, "seller", seller) if each.kind == "listing")


def reason_of(fact: Fact) -> UnpublishReason:
    """Why listings are not public any more after a decision about their seller."""
    return UnpublishReason.SANCTION if isinstance(fact, SellerSanctioned) else UnpublishReason.REVOKED


def own_prefix(_proceeding: Proceeding, given: PrefixRegistered) -> PrefixRegistered:
    """A prefix in digits, with what proves whose it is."""
    digits = company_prefix(given.prefix)
    if digits is None or not given.certificate.strip():
        raise Stopped(_unfit(given))
    return PrefixRegistered(prefix=digits, certificate=given.certificate)


def _unfit(given: PrefixRegistered) -> Problem:
    return Problem(
        "prefix_unfit",
        422,
        "This is no GS1 company prefix",
        f"{given.prefix!r} cannot be registered with the certificate {given.certificate!r}.",
        "Give the prefix as the certificate states it, in digits, and the certificate's number or file.",
    )


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
        Verb(
            "register_prefix",
            PrefixRegistered,
            "Register a GS1 prefix",
            "登记 GS1 前缀",
            body=PrefixRegistered,
            makes=own_prefix,
        ),
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
