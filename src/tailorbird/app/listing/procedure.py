"""The procedure of a listing: draft, findings, a person's look at what is doubtful, publication."""

from __future__ import annotations

from typing import Any, Final

from tailorbird.app.catalogue.listed import follow_listing
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.engine.verb import Notice, Place, Procedure, Verb, When
from tailorbird.app.errands import ErrandFailed, tell
from tailorbird.app.house import House
from tailorbird.app.ports.storage import Label
from tailorbird.app.programme.place import stands_now
from tailorbird.app.talk import follow
from tailorbird.app.talk.forms import must_be_known
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
from tailorbird.domain.cases.listing_words import Standing, UnpublishReason
from tailorbird.domain.listing.signs import Certainty
from tailorbird.domain.questions import listing
from tailorbird.domain.roles import Role

_BY_PLATFORM: Final = frozenset((Role.PLATFORM,))


def review(proceeding: Proceeding, recognised: Recorded[ListingRecognised]) -> None:
    """Tell everything that is wrong with the draft at once; doubtful signs go into the desk's queue."""
    findings = proceeding.ask(listing.ListingFindings)
    if findings.answer:
        proceeding.keep(findings)
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


def keep_from_the_barred(house: House, listing: str, published: Recorded[Any]) -> None:
    """Withdraw what was published while its seller was losing the features.

    The decision about the seller is another case's: this looks at it once more when both are on record.
    """
    record = house.records.case(listing)
    if record is None:
        raise ErrandFailed(f"There is no case {listing}.")
    now = stands_now(house, record.header.participants[Role.MERCHANT])
    if now is Standing.APPROVED or record.header.stage != "public":
        return
    reason = UnpublishReason.SANCTION if now is Standing.SANCTIONED else UnpublishReason.REVOKED
    why = "The seller lost the features while this was published."
    tell(house, listing, "withdraw_listing", {"reason": reason.value, "why": why}, (listing, published))


def follow_publication(house: House, listing: str, published: Recorded[Any]) -> None:
    """Keep it from the barred, then let the catalogue show what is public."""
    keep_from_the_barred(house, listing, published)
    follow_listing(house, listing, published)


def judged_sign(proceeding: Proceeding, given: SignJudged) -> SignJudged:
    """The word on a doubtful sign of the last draft; others need none."""
    recognised = proceeding.case.last(ListingRecognised)
    signs = recognised.fact.signs if recognised is not None else ()
    doubtful = [(each.kind, each.where) for each in signs if each.certainty is Certainty.DOUBTFUL]
    must_be_known(f"{given.kind} at {given.where}", [f"{kind} at {where}" for kind, where in doubtful])
    return given


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
        Verb(
            "judge_sign",
            SignJudged,
            "Judge a doubtful place",
            "人工判定可疑内容",
            body=SignJudged,
            makes=judged_sign,
        ),
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
    reactions={**follow.REACTIONS, ListingRecognised: (review,)},
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
        "withdraw_listing": When(
            ((ListingPublished,),), not_unless=((ListingUnpublished, ListingPublished),)
        ),
        "take_down": When(((ListingPublished,),), not_unless=((ListingUnpublished, ListingPublished),)),
        "unpublish_listing": When(
            ((ListingPublished,),), not_unless=((ListingUnpublished, ListingPublished),)
        ),
    },
    labels=labels,
    errands={ListingPublished: follow_publication, ListingUnpublished: follow_listing},
)
