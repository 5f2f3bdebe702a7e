"""A seller in the customization programme, with a listing and an order, all by calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tailorbird.app.account.actions import top_up
from tailorbird.app.permissions import Scope
from tailorbird.app.ports.parties import Party
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tests import pictures
from tests.api.stage import EVERYDAY

if TYPE_CHECKING:
    from tests.api.stage import Reply, Stage

SELLER = "oak"
PNG = pictures.png(b"a drawing")
PLACE = "text:Front//Name to engrave"
LISTING: dict[str, Any] = {
    "title": "Night light with your name engraved in oak",
    "category": "home",
    "language": "en",
    "price": "USD 34.00",
    "declarations": ["product-safety"],
    "fields": [
        {
            "field": "name",
            "kind": "text",
            "label": "Name to engrave",
            "surface": "Front",
            "required": "required",
            "max_length": 20,
        },
        {"field": "photo", "kind": "image", "label": "Drawing for the back", "surface": "Back"},
    ],
}
NAME = {"surface": "Front", "area": "", "label": "Name to engrave", "kind": "text", "value": "Leonor"}


def join(stage: Stage, name: str, *roles: Role) -> None:
    """One more party, with a key for everyday work."""
    stage.house.parties.save_party(Party(name, name.title(), frozenset(roles)))
    scopes = frozenset(each.value for each in EVERYDAY)
    stage.keys[name] = stage.house.parties.issue_key(name, scopes, "test")


def open_case(stage: Stage, who: str, kind: str, body: dict[str, Any]) -> Reply:
    return stage.by(who).post("/v1/cases", {"kind": kind, "participants": {}, "body": body})


def command(stage: Stage, who: str, case: str, name: str, body: dict[str, Any] | None = None) -> Reply:
    return stage.by(who).post(f"/v1/cases/{case}/commands/{name}", body or {})


def did(stage: Stage, who: str, case: str, name: str, body: dict[str, Any] | None = None) -> Any:
    """The command, which has to be carried out."""
    reply = command(stage, who, case, name, body)
    assert reply.status == 200, reply.content
    return reply.json


def opened(stage: Stage, who: str, kind: str, body: dict[str, Any]) -> str:
    reply = open_case(stage, who, kind, body)
    assert reply.status == 201, reply.content
    return str(reply.json["case"])


def approved(stage: Stage) -> str:
    """The seller's case in the programme, with an exemption from GTIN."""
    join(stage, SELLER, Role.MERCHANT)
    programme = opened(stage, SELLER, "programme", {"statement": "We engrave by hand."})
    did(stage, "operator", programme, "approve")
    did(stage, "operator", programme, "grant_exemption", {"exemption": "EX-1", "category": ""})
    return programme


def public(stage: Stage) -> str:
    """A public listing of an approved seller."""
    approved(stage)
    listing = opened(stage, SELLER, "listing", LISTING)
    did(stage, SELLER, listing, "publish_listing")
    return listing


def ordered(stage: Stage, *entries: dict[str, Any]) -> str:
    """A paid order of ada's."""
    listing = public(stage)
    body = {"listing": listing, "quantity": 1, "entries": list(entries or (NAME,))}
    order = opened(stage, "ada", "personalised_order", body)
    ada = stage.house.parties.party("ada")
    assert ada is not None
    top_up(stage.house, ada, Money.parse("USD 50.00"), "gateway", f"T-{order}")
    did(stage, "ada", order, "pay", {"total": "USD 34.00"})
    return order


def with_drawing(stage: Stage) -> tuple[str, str]:
    """A paid order with a drawing that ada uploaded, and its hash."""
    upload = stage.by("ada").call("POST", "/v1/files", PNG, Content_Type="image/png")
    sha = upload.json["sha256"]
    drawing = {
        "surface": "Back",
        "area": "",
        "label": "photo",
        "kind": "image",
        "value": "us.png",
        "file": sha,
    }
    return ordered(stage, NAME, drawing), sha


def read(stage: Stage, who: str, case: str, purpose: str, once: str = "") -> Reply:
    return stage.by(who).post(f"/v1/cases/{case}/customization/reads", {"purpose": purpose}, once=once)


def looks_only(stage: Stage, party: str) -> str:
    """A key that is good for looking alone."""
    return stage.house.parties.issue_key(party, frozenset((Scope.READ.value,)), "narrow")
