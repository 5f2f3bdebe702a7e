"""Stores by calls: owners, a warehouse with stock, and orders."""

from __future__ import annotations

from typing import Any

from tailorbird.app.permissions import Scope
from tailorbird.app.ports.parties import Party
from tailorbird.domain.roles import Role
from tests.api.purchases import top_up
from tests.api.stage import EVERYDAY, Stage

OWNER = frozenset((Role.BUYER, Role.MERCHANT))
SETTINGS = {
    "stock": {"MUG": {"title": "Mug", "price": "USD 4.20"}, "LAMP": {"title": "Lamp", "price": "USD 18.90"}},
    "shipping_methods": {"post": {"title": "Post", "costs": {"DE": "USD 6.40", "*": "USD 12.00"}}},
}
MUGS: dict[str, Any] = {
    "lines": [{"sku": "MUG", "quantity": 3}],
    "shipping_method": "post",
    "destination": "DE",
    "customer": "Jule Brandt",
    "address": "Kastanienallee 9, Berlin",
}


def joined(stage: Stage) -> Stage:
    """With two owners of stores, `lumen` and `tideway`, and the warehouse `hall`."""
    for name, roles in (("lumen", OWNER), ("tideway", OWNER), ("hall", frozenset((Role.WAREHOUSE,)))):
        settings = SETTINGS if name == "hall" else {}
        party = Party(name, name.title(), roles, email=f"{name}@example.org", settings=settings)
        stage.house.parties.save_party(party)
        scopes: frozenset[Scope] = EVERYDAY
        stage.keys[name] = stage.house.parties.issue_key(
            name, frozenset(each.value for each in scopes), "test"
        )
    return stage


def opened(stage: Stage, who: str, kind: str, body: dict[str, Any], **others: str) -> str:
    """A case that was opened by a call."""
    reply = stage.by(who).post("/v1/cases", {"kind": kind, "participants": others, "body": body})
    assert reply.status == 201, reply.json
    return str(reply.json["case"])


def store(stage: Stage, who: str = "lumen") -> str:
    return opened(stage, who, "store", {"name": "Lumen & Leaf"})


def order(stage: Stage, who: str = "lumen", **told: Any) -> str:
    return opened(stage, who, "store_order", MUGS | told, warehouse="hall", carrier="crane")


def paid(stage: Stage, who: str = "lumen", **told: Any) -> str:
    case = order(stage, who, **told)
    top_up(stage, who, "USD 100.00", f"R-{case}")
    did(stage, who, case, "pay")
    return case


def did(
    stage: Stage, who: str, case: str, command: str, body: dict[str, Any] | None = None
) -> dict[str, Any]:
    """A command that must succeed."""
    reply = stage.by(who).post(f"/v1/cases/{case}/commands/{command}", body)
    assert reply.status == 200, (command, reply.json)
    return dict(reply.json)
