"""Sharing a design by a secret link: the preview, never what was uploaded (amazon-custom.data.sharing)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from tailorbird.app.engine.casefile import case_from
from tailorbird.app.engine.command import Act, Actor, Order
from tailorbird.app.engine.problem import Problem, Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.house import House
from tailorbird.app.ports.storage import CaseRecord
from tailorbird.app.reading.look import look_at
from tailorbird.app.talk.forms import must_be_known
from tailorbird.domain import codec
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.facts.listing import ListingDrafted
from tailorbird.domain.cases.facts.personalised import (
    PersonalisedOrderPlaced,
    ShareLinkEnded,
    ShareLinkMade,
)
from tailorbird.domain.cases.listing_words import SharedForm
from tailorbird.domain.listing.document import AssetKind
from tailorbird.domain.questions.listing import MayShareDesign
from tailorbird.domain.roles import Role

LABEL: Final = "share"
SHARE_DAYS: Final = 30
"""How long a link leads somewhere if nobody says otherwise."""
MOST_SHARE_DAYS: Final = 365
_HASH: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class NewShare:
    """In which form the design is shared, and for how many days. `token_hash` is the SHA-256 of the link's
    secret, in hex."""

    form: SharedForm
    token_hash: str
    days: int = SHARE_DAYS


@dataclass(frozen=True, slots=True)
class ShareMade:
    """The share's name in its case, the secret of its link, which is told once, and when it ends."""

    share: str
    token: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class SharedDesign:
    """What a link shows to everybody: whose listing it is. Nothing of what the buyer wrote or uploaded.

    `picture` is the hash of the listing's own picture, if it has one. From `until` on the link leads nowhere.
    """

    title: str
    form: SharedForm
    picture: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class OpenShare:
    """A link that leads somewhere now, with the case as it stands."""

    here: Proceeding
    made: ShareLinkMade


def new_share(proceeding: Proceeding, given: NewShare) -> ShareLinkMade:
    """A share under the next name of the case, which ends so many days from now, to the instant."""
    made = proceeding.case.all(ShareLinkMade)
    if not 1 <= given.days <= MOST_SHARE_DAYS:
        raise Stopped(_no_such_lifetime(given.days))
    if not _HASH.fullmatch(given.token_hash) or any(
        each.fact.token_hash == given.token_hash for each in made
    ):
        raise Stopped(_no_secret())
    return ShareLinkMade(
        share=f"s{len(made) + 1}",
        form=given.form,
        token_hash=given.token_hash,
        until=proceeding.at + timedelta(days=given.days),
    )


def ended_share(proceeding: Proceeding, given: ShareLinkEnded) -> ShareLinkEnded:
    """A share of this case that still leads somewhere."""
    must_be_known(given.share, (each.share for each in _open(proceeding.case, proceeding.at)))
    return given


def share_design(
    house: House, case_id: str, buyer: str, form: SharedForm, days: int = SHARE_DAYS
) -> ShareMade | Problem:
    """Make a link, if the terms allow this form. Its secret is kept by its hash alone."""
    token = house.token()
    secret = codec.digest(token.encode())
    body = {"form": form.value, "token_hash": secret, "days": days}
    act = Act("share_design", Actor(buyer, Role.BUYER), body)
    receipt = house.engine.run(Order(case_id, (act,), buyer, f"share:{secret}"))
    if receipt.problem is not None:
        return receipt.problem
    record = house.records.case(case_id)
    found = _share_in(case_from(record), secret, house.clock.now()) if record is not None else None
    return ShareMade(found.share, token, found.until) if found is not None else ShareMade("", token)


def shared_design(house: House, token: str) -> SharedDesign | None:
    """What the link shows; none where there is no such link, or it ended, or its time is over."""
    found = open_share(house, token)
    placed = found.here.case.first(PersonalisedOrderPlaced) if found is not None else None
    if found is None or placed is None:
        return None
    made = found.made
    return SharedDesign(placed.fact.title, made.form, _picture(house, placed.fact.listing), made.until)


def open_share(house: House, token: str) -> OpenShare | None:
    """The link's case as it is now; none where the link leads nowhere."""
    secret = codec.digest(token.encode())
    for header in house.records.cases_labelled(LABEL, secret).items:
        record = house.records.case(header.id)
        if record is not None:
            return _opened(house, record, secret)
    return None


def _opened(house: House, record: CaseRecord, secret: str) -> OpenShare | None:
    here = look_at(house, record)
    made = _share_in(here.case, secret, here.at)
    # What may be shared is judged as it is now: nothing is shown of what is erased or was refused since.
    if made is None or not here.ask(MayShareDesign, Role.BUYER, form=made.form).granted:
        return None
    return OpenShare(here, made)


def _share_in(case: Case, secret: str, now: datetime) -> ShareLinkMade | None:
    return next((each for each in _open(case, now) if each.token_hash == secret), None)


def _open(case: Case, now: datetime) -> tuple[ShareLinkMade, ...]:
    ended = {each.fact.share for each in case.all(ShareLinkEnded)}
    return tuple(
        each.fact
        for each in case.all(ShareLinkMade)
        if each.fact.share not in ended and (each.fact.until is None or now < each.fact.until)
    )


def _picture(house: House, listing: str) -> str:
    """The first picture of the listing as it was drafted last, by its hash."""
    record = house.records.case(listing) if listing else None
    drafted = case_from(record).last(ListingDrafted) if record is not None else None
    assets = drafted.fact.document.assets if drafted is not None else ()
    pictures = [each.asset for each in assets if each.kind is AssetKind.PICTURE]
    return next((each for each in pictures if _HASH.fullmatch(each)), "")


def _no_secret() -> Problem:
    return Problem(
        "share_secret_unfit",
        422,
        "The link has no secret of its own",
        "token_hash is the SHA-256 of a new secret, in 64 hexadecimal digits.",
        "POST /api/v1/cases/{case}/shares makes a secret and its link for you.",
    )


def _no_such_lifetime(days: int) -> Problem:
    return Problem(
        "share_lifetime_unfit",
        422,
        "A link does not last so long",
        f"{days} days were given; a link lasts from 1 to {MOST_SHARE_DAYS} days.",
        f"Give fewer days, or leave them out: then it lasts {SHARE_DAYS} days.",
        {"days": days, "most": MOST_SHARE_DAYS},
    )
