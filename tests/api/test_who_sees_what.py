"""Nobody sees more of a case than their part needs, nor gets in by a side door."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tailorbird.app.permissions import Scope
from tests import pictures
from tests.api.purchases import WANTED, disclosures, opening, paid, requested, top_up, total_of
from tests.api.test_problems import told

if TYPE_CHECKING:
    from tests.api.stage import Stage

PNG = pictures.png()


def test_a_payment_institution_sees_payments_and_nothing_of_what_was_bought(stage: Stage) -> None:
    case = paid(stage)
    gateway = stage.by("gateway")
    facts = gateway.get(f"{case.path}/facts").json["items"]
    assert [each["fact"] for each in facts] == ["OrderPaid"]
    shown = gateway.get(case.path).json
    assert (shown["title"], shown["participants"]) == ("purchase", {"gateway": "gateway"})
    assert {each["title"] for each in gateway.get("/v1/cases?kind=purchase").json["items"]} == {"purchase"}
    assert gateway.get(f"{case.path}/decisions").json["items"] == []
    assert gateway.get(f"{case.path}/deadlines").json["items"] == []
    assert gateway.get(f"{case.path}/what-if-nobody-acts").json["items"] == []
    assert gateway.get("/v1/deadlines").json["items"] == []
    told(gateway.get(f"{case.path}/decisions/1"), 404, "no_such_decision")
    told(gateway.get(f"{case.path}/evidence"), 403, "not_your_part")
    told(gateway.post(f"{case.path}/questions/Disclosures"), 403, "not_your_part")


def test_a_payment_institution_still_reports_a_payment_that_was_taken_back(stage: Stage) -> None:
    case = paid(stage)
    body = {"amount": "CNY 57.06", "reason": "unauthorised", "reference": "CB-1"}
    reply = case.do("gateway", "reverse_payment", body)
    assert reply.status in (200, 422), reply.json
    if reply.status == 422:
        assert "reason" in reply.json["detail"]


def test_a_promoter_sees_what_the_share_rests_on(stage: Stage) -> None:
    case = requested(stage)
    case.did("jinsui", "attribute_promoter", {"promoter": "pia", "share": "0.1"})
    top_up(stage, "ada", "CNY 500.00")
    case.did("jinsui", "accept_request", {"purchasing_person": "Lin"})
    case.did("jinsui", "issue_quote", {"goods": "CNY 37.00", "freight": "CNY 20.00"})
    case.did("ada", "choose_carrier", {"carrier": "crane"})
    case.did("ada", "sign_mandate", {"signer": "Ada L."})
    case.did("ada", "accept_terms", {"clauses": disclosures(case, "ada")})
    case.did("ada", "pay", {"total": total_of(case)})
    facts = stage.by("pia").get(f"{case.path}/facts").json["items"]
    assert {each["fact"] for each in facts} == {"PromoterAttributed", "AgreementTookEffect"}
    assert set(stage.by("pia").get(case.path).json["participants"]) == {"promoter"}


@pytest.mark.parametrize("who", ["gateway", "operator"])
@pytest.mark.parametrize("path", ["/v1/cases", "/v1/deadlines"])
def test_a_key_that_is_not_made_for_it_lists_nobodys_cases(stage: Stage, who: str, path: str) -> None:
    case = paid(stage)
    narrow = stage.with_scopes(who, Scope.READ, Scope.ACT)
    told(narrow.get(path), 403, "scope_missing")
    told(narrow.get(case.path), 404, "no_such_case")


def test_no_key_makes_its_holder_an_operator_or_a_payment_institution(stage: Stage) -> None:
    """Keys from the command line once had every scope, and so a buyer could report money that never came."""
    caller = stage.with_scopes("ada", *Scope)
    body = {"party": "ada", "amount": "CNY 1000000.00", "reference": "mine"}
    told(caller.post("/v1/wallet/top-ups", body), 403, "scope_missing")
    told(caller.put("/v1/exchange-rates/CNY/USD", {"rate": "9"}), 403, "scope_missing")
    assert caller.get("/v1/me").json["scopes"] == ["act", "money", "read"]
    assert stage.by("ada").get("/v1/accounts").json["items"] == []


def test_naming_anothers_file_in_a_case_of_ones_own_does_not_open_it(stage: Stage) -> None:
    sha = stage.by("bo").call("POST", "/v1/files", PNG, Content_Type="image/png").json["sha256"]
    case = paid(stage)
    case.did("jinsui", "purchase", {})
    told(case.do("crane", "receive_at_warehouse", {"photos": [sha]}), 422, "no_such_file")
    told(stage.by("crane").get(f"/v1/files/{sha}?case={case.id}"), 404, "no_such_file")


def test_nobody_deals_with_themselves(stage: Stage) -> None:
    both = {"id": "both", "name": "Both", "roles": ["buyer", "provider"]}
    assert stage.by("operator").post("/v1/parties", both).status == 201
    caller = stage.with_scopes("both", Scope.READ, Scope.ACT, Scope.MONEY)
    told(caller.post("/v1/cases", {**opening(), "participants": {"provider": "both"}}), 422, "with_oneself")
    order = {"provider": "both", "carrier": "crane", "wanted": WANTED, "signer": "B"}
    told(caller.post("/v1/orders", order), 422, "with_oneself")


def test_a_case_is_opened_for_oneself_only(stage: Stage) -> None:
    body = {**opening(), "participants": {"provider": "jinsui", "buyer": "bo"}}
    told(stage.by("ada").post("/v1/cases", body), 422, "unreadable")
    told(stage.by("jinsui").post("/v1/cases", opening()), 403, "not_your_part")


@pytest.mark.parametrize("part", ["provider", "operator", "platform", "gateway", "nobody", 7, None, {"x": 1}])
def test_no_part_is_taken_by_naming_it(stage: Stage, part: Any) -> None:
    case = requested(stage)
    told(case.do("ada", "accept_request", {"as": part}), 403, "not_your_part")


def test_what_only_the_platform_does_is_done_by_nobody(stage: Stage) -> None:
    case = requested(stage)
    for who in ("ada", "operator"):
        for part in ({}, {"as": "platform"}):
            body = {"contents": ["private/x"], "owner": "ada", **part}
            assert case.do(who, "erase_private", body).status in (403, 404)


@pytest.mark.parametrize(
    "settings",
    [
        {"standing_offer": 5},
        {"standing_offer": {"purchasing_person": "Lin", "freight": "CNY -1.00"}},
        {"standing_offer": {"purchasing_person": "Lin", "freight": "CNY 1.00", "extras": [{"head": "x"}]}},
        {"serves": 7},
        {"excludes": ["nonsense"]},
        {"warehouse": "ada"},
        {"warehouse_address": ["x"]},
        {"stock": {"MUG": {"title": "Mug"}}},
        {"stock": {"MUG": {"title": "Mug", "price": "USD -1.00"}}},
        {"shipping_methods": {"post": {"title": "Post", "costs": {"DE": "cheap"}}}},
        {"shipping_methods": {"post": {"title": "Post", "costs": {"DE": "USD -1.00"}}}},
        {"shipping_methods": {"post": {"title": "Post", "costs": {"Germany": "USD 1.00"}}}},
        {
            "listings": {
                "ring": {"title": "Ring", "price": "CNY 1.00", "shipping": "USD 1.00", "currency": "CNY"}
            }
        },
    ],
)
def test_settings_that_nobody_could_work_with_are_refused(stage: Stage, settings: dict[str, Any]) -> None:
    problem = told(
        stage.by("crane").put("/v1/parties/crane/settings", {"settings": settings}), 422, "unreadable"
    )
    assert f"settings.{next(iter(settings))}" in problem["detail"]


def test_the_same_idempotency_key_of_two_parties_is_two_keys(stage: Stage) -> None:
    first = stage.by("ada").post("/v1/cases", opening(), once="same")
    second = stage.by("bo").post("/v1/cases", opening(), once="same")
    assert (first.status, second.status) == (201, 201)
    assert first.json["case"] != second.json["case"]
    assert "Idempotency-Replayed" not in second.headers
