"""Listings by calls: drafted, judged, published, seen by everybody, withdrawn by a sanction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tailorbird.domain.roles import Role
from tests.api.crafts import LISTING, NAME, SELLER, approved, command, did, join, open_case, opened, public
from tests.api.test_problems import told

if TYPE_CHECKING:
    from tests.api.stage import Stage

GIFT = {"field": "note", "kind": "text", "label": "Gift note to the recipient"}


def test_a_public_listing_is_seen_without_a_key(stage: Stage) -> None:
    listing = public(stage)
    reply = stage.by("nobody").get(f"/v1/listings/{listing}")
    assert reply.status == 200
    assert reply.json["merchant"] == SELLER
    assert reply.json["document"]["title"] == LISTING["title"]


def test_a_draft_is_not_seen(stage: Stage) -> None:
    approved(stage)
    listing = opened(stage, SELLER, "listing", LISTING)
    told(stage.by("nobody").get(f"/v1/listings/{listing}"), 404, "not_public")
    told(stage.by("ada").get(f"/v1/cases/{listing}"), 404, "no_such_case")


def test_the_answer_to_a_draft_names_the_review_with_every_finding(stage: Stage) -> None:
    join(stage, SELLER, Role.MERCHANT)
    reply = open_case(stage, SELLER, "listing", {**LISTING, "fields": [*LISTING["fields"], GIFT]})
    assert reply.status == 201, reply.content
    review = next(each for each in reply.json["decisions"] if each["question"] == "ListingFindings")
    assert set(review["clauses"]) >= {"amazon-custom.approval", "amazon-custom.misuse.purpose"}
    case = reply.json["case"]
    shown = stage.by(SELLER).get(f"/v1/cases/{case}/decisions/{review['no']}")
    assert "Gift note" in shown.content.decode()


def test_publishing_is_refused_with_its_clauses(stage: Stage) -> None:
    approved(stage)
    listing = opened(stage, SELLER, "listing", {**LISTING, "fields": [*LISTING["fields"], GIFT]})
    problem = told(command(stage, SELLER, listing, "publish_listing"), 409, "refused_by_terms")
    assert problem["clauses"] == ["amazon-custom.misuse.purpose"]
    did(stage, SELLER, listing, "redraft_listing", {"document": LISTING})
    assert did(stage, SELLER, listing, "publish_listing")["stage"] == "public"


def test_only_a_merchant_lists_and_only_an_operator_approves(stage: Stage) -> None:
    told(open_case(stage, "ada", "listing", LISTING), 403, "not_your_part")
    join(stage, SELLER, Role.MERCHANT)
    programme = opened(stage, SELLER, "programme", {"statement": "We engrave."})
    told(command(stage, SELLER, programme, "approve"), 403, "scope_missing")


def test_a_sanction_takes_the_listing_away_at_once(stage: Stage) -> None:
    listing = public(stage)
    programme = next(each["id"] for each in stage.by(SELLER).get("/v1/cases?kind=programme").json["items"])
    upload = stage.by("operator").call("POST", "/v1/files", b"the advertisement", Content_Type="text/plain")
    broken = {
        "clauses": ["amazon-custom.data.use"],
        "evidence": [upload.json["sha256"]],
        "why": "Names in advertisements.",
    }
    did(stage, "operator", programme, "sanction", broken)
    told(stage.by("nobody").get(f"/v1/listings/{listing}"), 404, "not_public")
    order = {"listing": listing, "quantity": 1, "entries": [NAME]}
    told(open_case(stage, "ada", "personalised_order", order), 404, "not_public")


def test_an_order_that_does_not_fit_names_every_place(stage: Stage) -> None:
    listing = public(stage)
    order = {"listing": listing, "quantity": 1, "entries": [{**NAME, "label": "Ribbon"}]}
    problem = told(open_case(stage, "ada", "personalised_order", order), 422, "unfit_customization")
    assert len(problem["places"]) == 2


def test_a_listing_that_was_taken_down_is_not_public_again_for_another_space(stage: Stage) -> None:
    listing = public(stage)
    reported = {"listing": listing, "reason": "unsafe", "text": "It burns.", "evidence": []}
    report = stage.by("bo").post("/v1/reports", reported).json["case"]
    did(stage, "operator", report, "decide_report", {"outcome": "takedown", "why": "unsafe"})
    for title in (LISTING["title"], LISTING["title"] + " ", LISTING["title"].upper()):
        did(stage, SELLER, listing, "redraft_listing", {"document": {**LISTING, "title": title}})
        problem = told(command(stage, SELLER, listing, "publish_listing"), 409, "refused_by_terms")
        assert problem["clauses"] == ["amazon-custom.quality"]
    another = open_case(stage, SELLER, "listing", LISTING).json["case"]
    problem = told(command(stage, SELLER, another, "publish_listing"), 409, "refused_by_terms")
    assert problem["clauses"] == ["amazon-custom.quality"]
    better = {**LISTING, "title": "A lamp with a name"}
    did(stage, SELLER, listing, "redraft_listing", {"document": better})
    assert did(stage, SELLER, listing, "publish_listing")["stage"] == "public"
