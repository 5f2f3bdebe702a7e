"""Reporting a product by calls: with an account, without one, and what nobody learns on the way."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import pytest

from tailorbird.app.permissions import Scope
from tailorbird.app.ports.parties import Party
from tailorbird.domain.roles import Role
from tests import pictures
from tests.api.stores import did, joined, opened

if TYPE_CHECKING:
    from tests.api.stage import Stage

LISTING: dict[str, Any] = {
    "title": "Brass bookmark, engraved with a name",
    "description": "A slim brass bookmark. We engrave the name that you write.",
    "category": "Office",
    "language": "en",
    "fields": [{"field": "name", "kind": "text", "label": "Name to engrave", "max_length": 20}],
    "price": "USD 14.00",
    "condition": "new",
    "declarations": ["product-safety"],
}


@pytest.fixture
def shops(stage: Stage) -> Stage:
    return joined(stage)


def public(shops: Stage) -> str:
    """A listing of an approved seller, on its public page."""
    programme = opened(shops, "lumen", "programme", {"statement": "I engrave bookmarks."})
    did(shops, "operator", programme, "approve")
    did(shops, "operator", programme, "grant_exemption", {"exemption": "EX-1"})
    case = opened(shops, "lumen", "listing", LISTING)
    did(shops, "lumen", case, "represent_rights", {"statement": "All rights are mine."})
    did(shops, "lumen", case, "publish_listing")
    return case


def told(listing: str, **more: Any) -> dict[str, Any]:
    return {"listing": listing, "reason": "infringing", "text": "This is my design."} | more


def test_anybody_with_a_key_reports_and_sees_what_became_of_it(shops: Stage) -> None:
    listing = public(shops)
    reply = shops.by("bo").post("/v1/reports", told(listing))
    assert reply.status == 201, reply.json
    report = reply.json["case"]
    assert shops.by("bo").get(f"/v1/cases/{report}").json["stage"] == "reported"
    assert shops.by("tideway").get(f"/v1/cases/{report}").status == 404
    did(shops, "operator", report, "decide_report", {"outcome": "no_action", "why": "It is theirs."})
    assert b"It is theirs." in shops.by("bo").get(f"/v1/cases/{report}/facts").content


def test_a_stranger_reports_without_a_key_and_cannot_look_the_report_up(shops: Stage) -> None:
    listing = public(shops)
    reply = shops.by("nobody").post("/v1/reports/without-account", told(listing, contact="me@example.org"))
    assert reply.status == 201, reply.json
    assert shops.by("nobody").get(f"/v1/cases/{reply.json['report']}").status == 401
    facts = shops.by("operator").get(f"/v1/cases/{reply.json['report']}/facts").content
    assert b"me@example.org" in facts


def test_two_strangers_with_one_key_are_two(shops: Stage) -> None:
    listing = public(shops)
    reports = [
        shops.by("nobody").post("/v1/reports/without-account", told(listing, text=text), once="mine")
        for text in ("This is my design.", "It broke.", "This is my design.")
    ]
    assert [each.status for each in reports] == [201, 201, 201]
    first, second, again = (each.json["report"] for each in reports)
    assert first == again != second


def test_a_draft_and_what_there_is_not_are_the_same_to_whoever_reports(shops: Stage) -> None:
    draft = opened(shops, "lumen", "listing", LISTING)
    answers = []
    for named in (draft, "TB-2026-NOTHING"):
        for caller, path in (("bo", "/v1/reports"), ("nobody", "/v1/reports/without-account")):
            reply = shops.by(caller).post(path, told(named))
            answers.append((reply.status, reply.json["detail"].replace(named, "X")))
    assert len(set(answers)) == 1
    assert answers[0][0] == 404


def test_a_takedown_is_carried_out_at_once_and_its_owner_reads_why(shops: Stage) -> None:
    listing = public(shops)
    report = shops.by("bo").post("/v1/reports", told(listing)).json["case"]
    did(shops, "operator", report, "decide_report", {"outcome": "takedown", "why": "It infringes a design."})
    shown = shops.by("lumen").get(f"/v1/cases/{listing}")
    assert shown.json["stage"] == "unpublished"
    facts = shops.by("lumen").get(f"/v1/cases/{listing}/facts").content
    assert b"It infringes a design." in facts
    assert b"This is my design." not in facts


@pytest.mark.parametrize("who", ["bo", "lumen", "tideway"])
def test_the_operator_alone_decides(shops: Stage, who: str) -> None:
    report = shops.by("bo").post("/v1/reports", told(public(shops))).json["case"]
    body = {"outcome": "no_action", "why": "Because."}
    assert shops.by(who).post(f"/v1/cases/{report}/commands/decide_report", body).status in (403, 404)


def test_evidence_is_ones_own_file(shops: Stage) -> None:
    listing = public(shops)
    content = pictures.png()
    sha = hashlib.sha256(content).hexdigest()
    shops.house.files.put(content, "image/png", "lumen")
    for caller, path in (("bo", "/v1/reports"), ("nobody", "/v1/reports/without-account")):
        reply = shops.by(caller).post(path, told(listing, evidence=[sha]))
        assert (reply.status, reply.json["code"]) == (422, "no_such_file")


def test_somebody_who_plays_no_part_anywhere_reports_too(shops: Stage) -> None:
    listing = public(shops)
    shops.house.parties.save_party(Party("passer", "Passer-by", frozenset((Role.PROMOTER,))))
    shops.keys["passer"] = shops.house.parties.issue_key(
        "passer", frozenset((Scope.READ.value, Scope.ACT.value)), "test"
    )
    assert shops.by("passer").post("/v1/reports", told(listing)).status == 201
