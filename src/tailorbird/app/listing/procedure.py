"""The procedure of a listing: draft, findings, a person's look at what is doubtful, publication."""

from __future__ import annotations

from typing import Any, Final

from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.engine.verb import Notice, Place, Procedure, Verb, When
from tailorbird.app.ports.storage import Label
from tailorbird.app.talk import follow
from tailorbird.app.talk.verbs import ERASE_PRIVATE, NOTE_EXPORT, PROVE_NOTICE
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.listing import (
    ListingDrafted,
    ListingHeld,
    ListingPublished,
    ListingRecognised,
    ListingUnpublished,
    RightsRepresented,
    SellerStandingShown,
    SignJudged,
)
from tailorbird.domain.listing.signs import Certainty
from tailorbird.domain.questions import listing
from tailorbird.domain.roles import Role

_BY_PLATFORM: Final = frozenset((Role.PLATFORM,))


def hold(proceeding: Proceeding, recognised: Recorded[ListingRecognised]) -> None:
    """Put a draft with doubtful signs into the desk's queue."""
    doubtful = sum(each.certainty is Certainty.DOUBTFUL for each in recognised.fact.signs)
    if doubtful:
        proceeding.record(ListingHeld(signs=doubtful), cause=f"fact:{recognised.seq}")


def waiting(case: Case) -> int:
    """How many doubtful signs of the last draft nobody has judged yet."""
    recognised, drafted = case.last(ListingRecognised), case.last(ListingDrafted)
    if recognised is None or drafted is None:
        return 0
    judged = {(each.fact.kind, each.fact.where) for each in case.all(SignJudged) if each.seq > drafted.seq}
    return sum(
        each.certainty is Certainty.DOUBTFUL and (each.kind, each.where) not in judged
        for each in recognised.fact.signs
    )


def stage(case: Case) -> tuple[str, Role | None]:
    """Whether the listing is public, waits for the desk, or is its owner's to put right."""
    desk = Role.OPERATOR if waiting(case) else None
    public, ended = case.last(ListingPublished), case.last(ListingUnpublished)
    if public is not None and (ended is None or ended.seq < public.seq):
        return "public", desk
    if desk is not None:
        return "held", desk
    return ("unpublished" if ended is not None else "draft"), Role.MERCHANT


def labels(recorded: Recorded[Any]) -> tuple[Label, ...]:
    """A listing is found by its seller."""
    match recorded.fact:
        case ListingDrafted():
            return (Label("seller", recorded.party),)
        case _:
            return ()


_OWNER: Final = (Role.MERCHANT,)
LISTING: Final = Procedure(
    kind="listing",
    title="Listing of a customizable product",
    title_zh="可定制商品",
    package="amazon_custom",
    verbs=(
        Verb(
            "draft_listing",
            ListingDrafted,
            "Draft a listing",
            "新建商品",
            asks=listing.MayDraftListing,
            place=Place.OPENS,
        ),
        Verb("redraft_listing", ListingDrafted, "Change the draft", "修改商品", asks=listing.MayDraftListing),
        Verb("represent_rights", RightsRepresented, "Represent your rights", "声明拥有全部权利"),
        Verb("judge_sign", SignJudged, "Judge a doubtful place", "人工判定可疑内容"),
        Verb(
            "show_standing",
            SellerStandingShown,
            "Show where the seller stands",
            "登记卖家资格",
            by=_BY_PLATFORM,
        ),
        Verb(
            "publish_listing",
            ListingPublished,
            "Publish the listing",
            "发布商品",
            asks=listing.MayPublishListing,
        ),
        Verb(
            "unpublish_listing",
            ListingUnpublished,
            "Take the listing from the public",
            "下架商品",
            asks=listing.MayUnpublish,
            by=frozenset((Role.MERCHANT, Role.OPERATOR)),
        ),
        Verb("withdraw_listing", ListingUnpublished, "Withdraw the listing", "撤下商品", by=_BY_PLATFORM),
        Verb("take_down", ListingUnpublished, "Take the listing down", "强制下架", by=_BY_PLATFORM),
        NOTE_EXPORT,
        PROVE_NOTICE,
        ERASE_PRIVATE,
    ),
    reactions={**follow.REACTIONS, ListingRecognised: (hold,)},
    notices={
        ListingHeld: Notice((Role.OPERATOR, *_OWNER), "A person looks at the listing", "商品待人工审核"),
        SignJudged: Notice(_OWNER, "A doubtful place was judged", "可疑内容已判定"),
        ListingPublished: Notice(_OWNER, "Your listing is public", "商品已发布"),
        ListingUnpublished: Notice(_OWNER, "Your listing is not public any more", "商品已下架", 1),
    },
    stage=stage,
    opened_by=frozenset((Role.MERCHANT,)),
    order={
        "judge_sign": When(((ListingHeld,),)),
        "unpublish_listing": When(
            ((ListingPublished,),), not_unless=((ListingUnpublished, ListingPublished),)
        ),
    },
    labels=labels,
)
