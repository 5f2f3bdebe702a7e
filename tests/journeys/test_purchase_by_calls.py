"""A purchase from link to receipt, and its side ways, by calls alone, each party with its own key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.api.purchases import Purchase, paid, requested

if TYPE_CHECKING:
    from tests.api.stage import Stage


def _wallet(stage: Stage, party: str) -> dict[str, int]:
    accounts = stage.by(party).get("/v1/accounts").json["items"]
    own = next(each for each in accounts if each["kind"] == "wallet")
    return {name: own[name]["minor"] for name in ("balance", "held", "free")}


def _delivered(case: Purchase) -> None:
    case.did("jinsui", "purchase", {})
    case.did("jinsui", "report_dispatch", {})
    case.did("crane", "receive_at_warehouse", {})
    case.stage.later(days=2)
    case.did("crane", "clear_export", {})
    case.did("crane", "ship_abroad", {})
    case.stage.later(days=5)
    case.did("crane", "deliver", {})


def test_a_purchase_runs_from_link_to_receipt(stage: Stage) -> None:
    case = paid(stage)
    assert _wallet(stage, "ada")["held"] > 0
    _delivered(case)
    case.did("ada", "check_parcel", {})
    reply = case.did("ada", "confirm_receipt", {})
    assert reply["stage"] == "completed"
    shown = case.shown()
    assert shown["money"]["sum"]["held"]["minor"] == 0
    assert sum(line["net_minor"] for line in shown["money"]["accounts"]) == 0
    spent = 50_000 - _wallet(stage, "ada")["balance"]
    assert spent == shown["money"]["sum"]["posted"]["minor"] == 5_706
    assert _wallet(stage, "jinsui")["balance"] > 0


def test_statements_add_up_to_the_cent_for_every_party(stage: Stage) -> None:
    case = paid(stage)
    _delivered(case)
    case.did("ada", "check_parcel", {})
    case.did("ada", "confirm_receipt", {})
    for party in ("ada", "jinsui"):
        statement = stage.by(party).get("/v1/statements?currency=CNY").json
        for account in statement["accounts"]:
            moved = sum(line["incoming"]["minor"] - line["outgoing"]["minor"] for line in account["lines"])
            assert account["opening"]["minor"] + moved == account["closing"]["minor"]
        csv = stage.by(party).get("/v1/statements?currency=CNY&format=csv")
        assert csv.headers["Content-Type"].startswith("text/csv")
        assert case.id.encode() in csv.content


def test_silence_counts_as_receipt_and_is_foretold(stage: Stage) -> None:
    case = paid(stage)
    _delivered(case)
    case.did("ada", "check_parcel", {})
    foretold = stage.by("ada").get(f"{case.path}/what-if-nobody-acts").json["items"]
    assert "ReceiptDeemedConfirmed" in [fact for step in foretold for fact in step["facts"]]
    stage.later(days=60)
    shown = case.shown()
    assert shown["stage"] == "completed"


def test_cancelling_before_the_purchase_gives_everything_back(stage: Stage) -> None:
    case = paid(stage)
    reply = case.did("ada", "request_cancellation", {})
    assert reply["stage"] in ("cancelled", "cancellation_asked")
    decision = stage.by("ada").get(f"{case.path}/decisions?limit=200").json["items"]
    assert any("order1688.12.1.A" in each["clauses"] for each in decision)


def test_goods_that_cleared_export_cannot_be_cancelled_and_the_refusal_says_why(stage: Stage) -> None:
    case = paid(stage)
    _delivered(case)
    refused = case.do("ada", "request_cancellation", {})
    assert refused.status == 409
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert "order1688.12.7" in refused.json["clauses"]
    assert "ExportCleared" in [each["fact"] for each in refused.json["relied_on"]]
    why = stage.by("ada").get(refused.json["decision"], Accept_Language="zh-CN")
    assert why.status == 200
    assert why.headers["Content-Language"] == "zh"
    assert why.json["verdict"] == "refused"
    assert any(ord(letter) > 0x4E00 for letter in why.json["clauses"][0]["text"])


def test_a_provider_may_decline_and_the_case_is_over(stage: Stage) -> None:
    case = requested(stage)
    assert case.did("jinsui", "decline_request", {"reason": "closed for the holidays"})["stage"] == "declined"


def test_a_whole_order_is_placed_in_one_call(stage: Stage) -> None:
    from tests.api.purchases import WANTED, disclosures, quoted, top_up

    codes = disclosures(quoted(stage, "bo"), "bo")
    top_up(stage, "ada", "CNY 500.00")
    order = {
        "provider": "jinsui",
        "carrier": "crane",
        "wanted": WANTED,
        "signer": "Ada L.",
        "disclosures": codes,
        "total": "CNY 60.00",
    }
    reply = stage.by("ada").post("/v1/orders", order, once="order-1")
    assert reply.status == 201, reply.json
    assert reply.json["stage"] == "paid"
    assert _wallet(stage, "ada")["held"] == 5_706
    again = stage.by("ada").post("/v1/orders", order, once="order-1")
    assert (again.status, again.headers["Idempotency-Replayed"]) == (201, "true")
    assert again.json == reply.json
    bulk = stage.by("ada").post("/v1/orders/bulk", {"orders": [order, order, {**order, "carrier": "nobody"}]})
    assert (bulk.json["placed"], bulk.json["failed"]) == (2, 1), bulk.json
    assert bulk.json["outcomes"][2]["problem"]["code"] == "no_such_party"
