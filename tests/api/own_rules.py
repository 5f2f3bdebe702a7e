"""Publishing rules of one's own by calls, for the tests about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tailorbird.app.ports.parties import Party
from tailorbird.domain.roles import Role
from tests.api.stage import EVERYDAY

if TYPE_CHECKING:
    from tests.api.stage import Stage

OWN = "/v1/own-rules"
PREVIEW = "/v1/own-rules/preview"
WAIVE = {"service_fee_on_cancellation": "waive", "cancellation_days": 14}


def rules(values: dict[str, Any], package: str = "provider_rules", **more: Any) -> dict[str, Any]:
    return {"package": package, "values": values, **more}


def publish(stage: Stage, values: dict[str, Any], who: str = "jinsui", **more: Any) -> dict[str, Any]:
    reply = stage.by(who).post(OWN, rules(values, **more))
    assert reply.status == 201, reply.json
    return dict(reply.json)


def listed(stage: Stage, who: str = "jinsui") -> dict[str, Any]:
    (only,) = stage.by(who).get(OWN).json["items"]
    return dict(only)


def with_maker(stage: Stage) -> None:
    """Somebody who makes things to order, called Wrenworks."""
    party = Party("wren", "Wrenworks", frozenset((Role.SUPPLIER,)), country="CN")
    stage.house.parties.save_party(party)
    scopes = frozenset(each.value for each in EVERYDAY)
    stage.keys["wren"] = stage.house.parties.issue_key("wren", scopes, "test")
