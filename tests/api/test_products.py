"""Custom requests by calls: opening one, entrusting a supplier, products that nobody else sees, media."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tailorbird.app.account.actions import top_up
from tailorbird.app.ports.parties import Party
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tests import pictures
from tests.api.stage import EVERYDAY
from tests.api.test_problems import told

if TYPE_CHECKING:
    from tests.api.stage import Reply, Stage

PNG = pictures.png(b"7")
ACCEPTED = ["cj-custom.II.2", "cj-custom.II.7", "cj-custom.II.10"]
REQUEST: dict[str, Any] = {
    "title": "Shirt with a heron",
    "requirements": [{"requirement": "heron", "aspect": "pattern", "asks": "A heron on the chest"}],
    "quantity": 100,
    "accepted": ACCEPTED,
    "address": "1 Willow Lane",
}
QUOTATION = {
    "quotation": "Q1",
    "tiers": [{"from_quantity": 100, "unit_price": "USD 9.50"}],
    "sample_fee": "USD 45.00",
    "mould_fee": "USD 0.00",
    "minimum_quantity": 100,
    "sample_days": 10,
    "production_days": 20,
}


@pytest.fixture
def mill(stage: Stage) -> Stage:
    """The stage with a supplier, and money in the buyer's wallet."""
    stage.house.parties.save_party(Party("mill", "The mill", frozenset((Role.SUPPLIER,))))
    scopes = frozenset(each.value for each in EVERYDAY)
    stage.keys["mill"] = stage.house.parties.issue_key("mill", scopes, "test")
    ada = stage.house.parties.party("ada")
    assert ada is not None
    assert top_up(stage.house, ada, Money.parse("USD 2,000.00"), "gateway", "R1").problem is None
    return stage


def opened(stage: Stage, who: str = "ada", **more: Any) -> Reply:
    body = {"kind": "custom_request", "participants": more.pop("participants", {}), "body": REQUEST | more}
    return stage.by(who).post("/v1/cases", body)


def did(stage: Stage, case: str, who: str, verb: str, body: dict[str, Any] | None = None) -> Reply:
    reply = stage.by(who).post(f"/v1/cases/{case}/commands/{verb}", body or {})
    assert reply.status == 200, reply.content
    return reply


def finished(stage: Stage) -> str:
    """A product of ada's, by nothing but calls."""
    case = str(opened(stage).json["case"])
    did(stage, case, "operator", "review", {"marketability": "good", "feasibility": "good"})
    did(stage, case, "operator", "bind_supplier", {"supplier": "mill"})
    did(stage, case, "mill", "quote", QUOTATION)
    did(stage, case, "operator", "confirm_request")
    did(stage, case, "ada", "pay_fees", {"total": "USD 45.00"})
    did(stage, case, "mill", "make_sample", {"round": 1})
    did(stage, case, "mill", "ship_sample", {"round": 1})
    did(stage, case, "mill", "deliver_sample", {"round": 1})
    did(stage, case, "ada", "accept_sample", {"round": 1})
    return case


def test_a_request_opens_without_naming_anybody_and_tells_what_lacks(mill: Stage) -> None:
    refused = told(opened(mill, accepted=[]), 409, "refused_by_terms")
    assert set(refused["clauses"]) == set(ACCEPTED)
    reply = opened(mill)
    assert (reply.status, reply.json["stage"]) == (201, "in_review")
    told(opened(mill, participants={"supplier": "crane"}), 422, "no_such_party")
    told(opened(mill, participants={"merchant": "mill"}), 422, "unreadable")


def test_only_a_registered_supplier_is_entrusted(mill: Stage) -> None:
    case = opened(mill).json["case"]
    path = f"/v1/cases/{case}/commands/bind_supplier"
    told(mill.by("operator").post(path, {"supplier": "crane"}), 422, "no_such_party")
    told(mill.by("operator").post(path, {"supplier": "mill"}), 409, "refused_by_terms")


def test_a_private_product_is_its_buyers_and_its_makers_only(mill: Stage) -> None:
    product = finished(mill)
    for who in ("ada", "mill", "operator"):
        items = mill.by(who).get("/v1/custom-products?q=heron").json["items"]
        assert [each["product"] for each in items] == [product]
        shown = mill.by(who).get(f"/v1/custom-products/{product}").json
        assert (shown["visibility"], shown["quantity"]) == ("private", 100)
    for who in ("bo", "pia", "crane", "jinsui"):
        reply = mill.by(who).get("/v1/custom-products")
        cursor = reply.json["next_cursor"]
        assert reply.json["items"] == []
        assert mill.by(who).get(f"/v1/custom-products?cursor={cursor}").json["items"] == []
        told(mill.by(who).get(f"/v1/custom-products/{product}"), 404, "no_such_product")
    order = {"quantity": 100, "accepted": ACCEPTED}
    told(mill.by("bo").post(f"/v1/custom-products/{product}/orders", order), 404, "no_such_product")
    told(mill.by("mill").post(f"/v1/custom-products/{product}/orders", order), 403, "not_your_part")
    told(mill.by("bo").get("/v1/custom-products?cursor=nonsense"), 400, "cursor_unreadable")


def test_a_public_product_is_found_and_ordered_by_others(mill: Stage) -> None:
    product = finished(mill)
    mill.later(days=100)
    did(mill, product, "operator", "publish_product")
    bo = mill.by("bo")
    page = bo.get("/v1/custom-products?q=heron").json
    found = bo.get(f"/v1/custom-products?q=heron&cursor={page['next_cursor']}").json["items"]
    assert [(each["product"], each["viewer"], each["quantity"]) for each in found] == [
        (product, "anybody_else", None)
    ]
    assert found[0]["clauses"] == ["cj-custom.II.11"]
    order = {"quantity": 100, "accepted": ACCEPTED}
    first = bo.post(f"/v1/custom-products/{product}/orders", order, once="order")
    again = bo.post(f"/v1/custom-products/{product}/orders", order, once="order")
    assert (first.status, again.json["case"]) == (201, first.json["case"])
    assert first.headers["Location"] == f"/api/v1/cases/{first.json['case']}"
    told(bo.get(f"/v1/cases/{product}"), 404, "no_such_case")


def test_a_medium_is_had_with_a_grant_and_by_no_other_way(mill: Stage) -> None:
    case = finished(mill)
    sha = mill.by("operator").call("POST", "/v1/files", PNG, Content_Type="image/png").json["sha256"]
    did(mill, case, "operator", "add_media", {"media": "front", "kind": "picture", "file": sha})
    path = f"/v1/cases/{case}/media/front"
    seen = mill.by("ada").get(path)
    assert (seen.content, seen.headers["Content-Disposition"].split(";")[0]) == (PNG, "inline")
    refused = told(mill.by("ada").get(f"{path}?use=download"), 403, "refused_by_terms")
    assert refused["clauses"] == ["cj-custom.II.9"]
    told(mill.by("ada").get(f"/v1/files/{sha}?case={case}"), 404, "no_such_file")
    did(mill, case, "operator", "grant_media", {"media": "front", "uses": ["download"]})
    assert mill.by("ada").get(f"{path}?use=download").content == PNG
    told(mill.by("ada").get(f"/v1/cases/{case}/media/back"), 404, "no_such_file")
    told(mill.by("bo").get(path), 404, "no_such_case")
    told(mill.by("ada").get(f"{path}?use=sell"), 422, "invalid")


def test_naming_a_medium_as_evidence_does_not_open_it(mill: Stage) -> None:
    case = finished(mill)
    sha = mill.by("operator").call("POST", "/v1/files", PNG, Content_Type="image/png").json["sha256"]
    did(mill, case, "operator", "add_media", {"media": "front", "kind": "picture", "file": sha})
    cites = {"requirements": [], "change": "C1", "attachments": [sha]}
    did(mill, case, "ada", "request_change", cites)
    told(mill.by("ada").get(f"/v1/files/{sha}?case={case}"), 404, "no_such_file")
