"""Customization data: read on record, shared by a secret link, imported from another marketplace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from tailorbird.api import wiring
from tailorbird.api.access import Seen, part_for, see
from tailorbird.api.body import idempotency_key, json_object, raw_body, read_body, unreadable
from tailorbird.api.caller import holder_of, reader_of
from tailorbird.api.once import Done, once
from tailorbird.api.problem_reply import Refusal, problem_reply, refuse
from tailorbird.api.replying import REPLAYED, receipt_reply, reply
from tailorbird.api.routes.cases import LOOK
from tailorbird.api.routing import Routes
from tailorbird.app.engine.command import Receipt
from tailorbird.app.engine.problem import Problem
from tailorbird.app.permissions import Scope
from tailorbird.app.personalised.import_order import (
    ImportTold,
    ImportWish,
    import_order,
    read_order_file,
    told_of,
)
from tailorbird.app.personalised.reading import Customization, ReadingWish, read_customization
from tailorbird.app.personalised.shared_preview import shared_preview, shared_surfaces
from tailorbird.app.personalised.sharing import SHARE_DAYS, share_design, shared_design
from tailorbird.app.ports.order_files import MAX_ORDER_FILE_BYTES
from tailorbird.domain import codec
from tailorbird.domain.cases.listing_words import DataPurpose, SharedForm
from tailorbird.domain.codec import UnreadableInput
from tailorbird.domain.customization.imported import ImportedLine
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tailorbird.domain.staff import Duty

routes = Routes("customization")
_READERS: Final = frozenset((Role.BUYER, Role.MERCHANT, Role.SUPPLIER, Role.WAREHOUSE, Role.OPERATOR))
_NO_STORE: Final = {"Cache-Control": "private, no-store"}
_NOT_INDEXED: Final = {**_NO_STORE, "X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}
"""A link's secret is in its address: no search engine keeps it, and no other site is told it."""


@dataclass(frozen=True, slots=True)
class ReadingPurpose:
    """What you want to read the customization for."""

    purpose: DataPurpose


@routes.post(
    "/cases/{case_id}/customization/reads",
    *LOOK,
    Scope.ACT,
    takes=ReadingPurpose,
    gives=Customization,
    status=200,
    duty=Duty.ORDERS,
)
def read_the_customization(request: HttpRequest, case_id: str) -> HttpResponse:
    """Read what a buyer wrote and uploaded for a personalised product, saying what for.

    The terms decide (amazon-custom.data.use), and the reading is on record, granted or refused. The part in
    which you read is given by `as` where you play several. Its files can be fetched for an hour.
    """
    seen = _seen_order(request, case_id)
    body = json_object(request)
    role = part_for(seen, body.pop("as", None), _READERS, "Reading the customization")
    given = read_body(ReadingPurpose, body)
    wish = ReadingWish(reader_of(seen.holder), role, given.purpose)
    read = read_customization(wiring.house(), case_id, wish, idempotency_key(request))
    if isinstance(read, Problem):
        return problem_reply(request, read, case_id)
    return reply(read, headers=_NO_STORE)


@dataclass(frozen=True, slots=True)
class ShareForm:
    """In which form the design is shared, and for how many days (from 1 to 365)."""

    form: SharedForm
    days: int = SHARE_DAYS


@dataclass(frozen=True, slots=True)
class ShareShown:
    """A share of the design. `url` holds the secret, and is told once. From `until` on it leads nowhere."""

    share: str
    url: str | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class SharedShown:
    """What a link shows to everybody. `picture` is the hash of the listing's own picture, if it has one;
    `preview` where the design itself is drawn small, with `?surface=` one of `surfaces`."""

    title: str
    form: SharedForm
    picture: str
    until: datetime | None
    preview: str
    surfaces: tuple[str, ...]


@routes.post("/cases/{case_id}/shares", Scope.ACT, takes=ShareForm, gives=ShareShown, duty=Duty.ORDERS)
def share_a_design(request: HttpRequest, case_id: str) -> HttpResponse:
    """Share the preview of your design by a secret link, which the command `end_share` ends.

    It shows the design small, and never what you uploaded (amazon-custom.data.sharing). It ends by itself
    after 30 days, or as many as you say. Repeating the call does not tell the link: that is told once.
    """
    seen = _seen_order(request, case_id)
    body = json_object(request)
    part_for(seen, None, frozenset((Role.BUYER,)), "Sharing the design")
    given = read_body(ShareForm, body)
    party = seen.holder.party.id

    def act() -> Done:
        made = share_design(wiring.house(), case_id, party, given.form, given.days)
        if isinstance(made, Problem):
            raise Refusal(made)
        shown = ShareShown(made.share, f"/api/v1/shared/{made.token}", made.until)
        return Done(shown, kept=ShareShown(made.share, until=made.until))

    return once(request, party, body, act)


@routes.get("/shared/{token}", gives=SharedShown)
def show_shared_design(request: HttpRequest, token: str) -> HttpResponse:
    """A shared design, for everybody who has the link. One that ended, or never was, is not there."""
    found = shared_design(wiring.house(), token)
    if found is None:
        raise _no_share()
    surfaces = shared_surfaces(wiring.house(), token)
    preview = f"/api/v1/shared/{token}/preview.png" if surfaces else ""
    shown = SharedShown(found.title, found.form, found.picture, found.until, preview, surfaces)
    return reply(shown, headers=_NOT_INDEXED)


@routes.get("/shared/{token}/preview.png", gives={"type": "string", "format": "binary"}, produces="image/png")
def show_shared_preview(request: HttpRequest, token: str, surface: str = "") -> HttpResponse:
    """The shared design as a small picture, at most 600 pixels wide; the first side, or `?surface=`."""
    picture = shared_preview(wiring.house(), token, surface)
    if picture is None:
        raise _no_share()
    response = HttpResponse(picture, content_type="image/png")
    for name, text in _NOT_INDEXED.items():
        response[name] = text
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _no_share() -> Refusal:
    return refuse(
        404,
        "no_such_share",
        "This link leads nowhere",
        "There is no design behind it, or it is not shared any more.",
        "Ask whoever sent you the link for a new one.",
    )


@dataclass(frozen=True, slots=True)
class OrderImported:
    """The order's case, and everything that was read of the file. Doubts wait for a person in `held`."""

    case: str
    stage: str
    turn: str | None
    report: ImportTold


@routes.post(
    "/imports/amazon-custom",
    Scope.ACT,
    takes={"type": "string", "format": "binary"},
    gives=OrderImported,
    duty=Duty.ORDERS,
)
def import_amazon_order(
    request: HttpRequest, listing: str = "", price: str = "", file_name: str = ""
) -> HttpResponse:
    """Import an Amazon Custom order from its ZIP file: the raw body, up to 40 MB.

    The price of one piece is given by `?price=USD 24.90`, or is that of your `?listing=`. Whatever the file
    lacks, or has and is not understood, is told in the answer, and held for a person before the order can
    be taken on. The same order comes in once. `?file_name=` is compared with the order inside.
    """
    holder = holder_of(request)
    party = holder.party.id
    if Role.MERCHANT not in holder.party.roles:
        raise refuse(
            403,
            "not_your_part",
            "This is for somebody else to do",
            "An order is imported by the merchant who got it, and you are none.",
            "Act with the key of a party that plays the part merchant.",
        )
    data = raw_body(request, MAX_ORDER_FILE_BYTES)
    wish = ImportWish(listing, _price(price), file_name)
    line = read_order_file(wiring.house(), data, file_name)
    if isinstance(line, Problem):
        raise Refusal(line)
    asked = {"file": codec.digest(data), "listing": listing, "price": price, "file_name": file_name}
    return _imported(request, party, line, wish, asked)


def _imported(
    request: HttpRequest, party: str, line: ImportedLine, wish: ImportWish, asked: dict[str, str]
) -> HttpResponse:
    """Import it once a key. What quotes the buyer is not kept with the key: it is read anew each time."""
    key = idempotency_key(request)

    def act() -> Done:
        receipt = import_order(wiring.house(), party, line, wish, key)
        if receipt.problem is not None:
            raise _Refused(receipt)
        told = receipt.reply
        return Done({"case": receipt.case_id, "stage": told["stage"], "turn": told["turn"]})

    try:
        kept = once(request, party, asked, act)
    except _Refused as refused:
        return receipt_reply(request, refused.receipt, 201)
    told = codec.read_json(dict[str, Any], kept.content)
    headers = {REPLAYED: kept[REPLAYED]} if REPLAYED in kept else {}
    headers |= {"Location": f"/api/v1/cases/{told['case']}"} | _NO_STORE
    return reply({**told, "report": told_of(line, wish.archive)}, 201, headers)


class _Refused(Exception):
    """Ends an import with what became of its command."""

    def __init__(self, receipt: Receipt) -> None:
        super().__init__(receipt.case_id)
        self.receipt = receipt


def _price(told: str) -> Money | None:
    if not told:
        return None
    try:
        return codec.read(Money, told)
    except UnreadableInput as problem:
        raise unreadable(f"price: {problem} Write such as USD 24.90.") from problem


def _seen_order(request: HttpRequest, case_id: str) -> Seen:
    seen = see(request, case_id)
    kind = seen.record.header.kind
    if kind != "personalised_order":
        raise refuse(
            404,
            "unknown_command",
            "There is no such command",
            f"A case of the kind {kind} has no customization.",
            "Name a case of the kind personalised_order.",
        )
    return seen
