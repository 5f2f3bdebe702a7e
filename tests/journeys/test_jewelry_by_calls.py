"""A piece made to order, from wishes to delivery, by calls alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tailorbird.app.permissions import Scope
from tailorbird.app.ports.parties import Party
from tailorbird.domain.roles import Role
from tests.api.purchases import Purchase, top_up
from tests.api.test_problems import told

if TYPE_CHECKING:
    from tests.api.stage import Stage

RING = {"title": "Silver ring", "currency": "USD", "price": "USD 68.00", "shipping": "USD 6.50"}
ORDER = {
    "listing": "ring",
    "wishes": [{"wish": "w1", "kind": "colour", "asks": "matt"}],
    "inscriptions": ["A & B, 2026"],
    "remarks": "The outside matt, the inside polished.",
    "destination": "US",
    "address": "12 Elm Street",
}


@pytest.fixture
def jeweller(stage: Stage) -> Stage:
    """The stage with a jeweller on it."""
    settings = {"listings": {"ring": RING}, "carrier": "crane"}
    stage.house.parties.save_party(Party("wren", "Wrenworks", frozenset((Role.MERCHANT,)), settings=settings))
    scopes = frozenset((Scope.READ.value, Scope.ACT.value, Scope.MONEY.value))
    stage.keys["wren"] = stage.house.parties.issue_key("wren", scopes, "test")
    return stage


def _opening(**more: Any) -> dict[str, Any]:
    return {"kind": "jewelry", "participants": {"merchant": "wren"}, "body": {**ORDER, **more}}


def _ordered(stage: Stage) -> Purchase:
    shown = stage.by("ada").post("/v1/jewelry/summaries", {"merchant": "wren", "order": ORDER})
    assert shown.status == 200, shown.json
    opened = stage.by("ada").post("/v1/cases", _opening(summary_hash=shown.json["summary_hash"]))
    assert opened.status == 201, opened.json
    return Purchase(stage, opened.json["case"])


def test_an_order_is_sent_only_with_the_summary_that_was_confirmed(jeweller: Stage) -> None:
    problem = told(jeweller.by("ada").post("/v1/cases", _opening()), 409, "refused_by_terms")
    assert problem["summary"]["wishes"][0]["asks"] == "matt"
    opened = jeweller.by("ada").post("/v1/cases", _opening(summary_hash=problem["summary_hash"]))
    assert opened.status == 201, opened.json


def test_the_words_of_a_piece_are_private(jeweller: Stage) -> None:
    case = _ordered(jeweller)
    states = {}
    for who in ("ada", "wren", "operator"):
        facts = jeweller.by(who).get(f"{case.path}/facts?limit=200").json["items"]
        assert "polished" not in str([each["body"] for each in facts])
        states[who] = {each["field"]: (each["state"], each["text"]) for f in facts for each in f["private"]}
    assert states["wren"]["CustomOrderSubmitted.remarks"] == ("shown", ORDER["remarks"])
    assert states["wren"]["CustomOrderSubmitted.inscriptions"] == ("shown", "A & B, 2026")
    assert states["operator"]["CustomOrderSubmitted.remarks"] == ("withheld", None)


def test_what_can_be_done_and_what_comes_is_told(jeweller: Stage) -> None:
    case = _ordered(jeweller)
    top_up(jeweller, "ada", "USD 200.00")
    shown = case.shown()
    assert shown["kind"] == "jewelry"
    assert {each["verb"] for each in case.shown("wren")["can"]} >= {"answer_wish"}
    steps = jeweller.by("ada").get(f"{case.path}/what-if-nobody-acts")
    assert steps.status == 200
