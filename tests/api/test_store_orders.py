"""Store orders and stores by calls: in bulk, with strangers, and from one account to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tailorbird.app.permissions import Scope
from tests.api.purchases import top_up
from tests.api.stores import MUGS, did, joined, opened, order, paid, store

if TYPE_CHECKING:
    from tests.api.stage import Stage

RATE = {"country": "DE", "method": "Post", "cost": "USD 4.90", "days_min": 7, "days_max": 12}


@pytest.fixture
def shops(stage: Stage) -> Stage:
    """A stage with owners of stores and a warehouse."""
    return joined(stage)


def test_many_orders_are_placed_by_one_call_each_with_its_outcome(shops: Stage) -> None:
    wanted = [MUGS, {**MUGS, "lines": [{"sku": "CUP", "quantity": 1}]}, {**MUGS, "kind": "bulk"}]
    body = {"warehouse": "hall", "carrier": "crane", "orders": wanted}
    reply = shops.by("lumen").post("/v1/store-orders/bulk", body, once="monday")
    assert reply.status == 200, reply.json
    assert (reply.json["placed"], reply.json["failed"]) == (2, 1)
    assert reply.json["outcomes"][1]["problem"]["code"] == "no_such_item"
    again = shops.by("lumen").post("/v1/store-orders/bulk", body, once="monday")
    assert [each["case"] for each in again.json["outcomes"]] == [
        each["case"] for each in reply.json["outcomes"]
    ]


def test_a_bulk_names_a_warehouse_that_there_is(shops: Stage) -> None:
    for warehouse in ("", "nobody", "lumen"):
        reply = shops.by("lumen").post("/v1/store-orders/bulk", {"warehouse": warehouse, "orders": [MUGS]})
        problem = reply.json if reply.status != 200 else reply.json["outcomes"][0]["problem"]
        assert problem["next_step"], warehouse


@pytest.mark.parametrize("orders", [[], [MUGS] * 501])
def test_a_bulk_is_neither_empty_nor_endless(shops: Stage, orders: list[dict[str, Any]]) -> None:
    reply = shops.by("lumen").post("/v1/store-orders/bulk", {"warehouse": "hall", "orders": orders})
    assert (reply.status, reply.json["code"]) == (422, "unreadable")


def test_many_orders_are_paid_by_one_call_and_one_that_lacks_money_stops_no_other(shops: Stage) -> None:
    cases = [order(shops) for _ in range(3)]
    top_up(shops, "lumen", "USD 40.00")
    reply = shops.by("lumen").post("/v1/store-orders/pay", {"cases": cases})
    assert (reply.json["placed"], reply.json["failed"]) == (2, 1)
    (lacking,) = [each["problem"] for each in reply.json["outcomes"] if each["problem"]]
    assert lacking["code"] == "insufficient_funds"


def test_nobody_pays_or_learns_of_anothers_order(shops: Stage) -> None:
    case = order(shops)
    top_up(shops, "tideway", "USD 40.00")
    answers = []
    for named in (case, "TB-2026-NOTHING"):
        reply = shops.by("tideway").post("/v1/store-orders/pay", {"cases": [named]})
        problem = reply.json["outcomes"][0]["problem"]
        answers.append((problem["code"], problem["title"], problem["detail"].replace(named, "X")))
    assert answers[0] == answers[1]


def test_paying_takes_a_key_that_is_good_for_money(shops: Stage) -> None:
    narrow = shops.with_scopes("lumen", Scope.READ, Scope.ACT)
    assert narrow.post("/v1/store-orders/pay", {"cases": [order(shops)]}).status == 403


def test_sending_goods_back_takes_one_too_for_its_freight_is_charged(shops: Stage) -> None:
    case = order(shops)
    narrow = shops.with_scopes("lumen", Scope.READ, Scope.ACT)
    reply = narrow.post(f"/v1/cases/{case}/commands/send_return", {"dispute": "R1", "tracking": "RR"})
    assert (reply.status, reply.json["code"]) == (403, "scope_missing")


def test_warehouse_and_carrier_read_where_the_goods_go_and_strangers_read_nothing(shops: Stage) -> None:
    case = paid(shops)
    for who in ("lumen", "hall", "crane"):
        assert b"Kastanienallee" in shops.by(who).get(f"/v1/cases/{case}/facts").content, who
    assert b"Kastanienallee" not in shops.by("operator").get(f"/v1/cases/{case}/facts").content
    assert shops.by("tideway").get(f"/v1/cases/{case}").status == 404


def test_what_the_wallet_saves_can_be_asked_before_paying(shops: Stage) -> None:
    case = order(shops)
    reply = shops.by("lumen").post(
        f"/v1/cases/{case}/questions/PaymentDiscount", {"total": "USD 19.00", "method": "wallet"}
    )
    assert reply.status == 200, reply.json
    assert b"38" in reply.content


def test_when_a_bank_has_the_money_can_be_asked(shops: Stage) -> None:
    case = paid(shops)
    reply = shops.by("lumen").post(f"/v1/cases/{case}/questions/RefundArrival", {"gateway": "stripe"})
    assert reply.status == 200, reply.json
    assert b"cj-aftersales.8" in reply.content


def test_a_withdrawal_is_refused_by_the_clause_that_limits_it(shops: Stage) -> None:
    top_up(shops, "lumen", "USD 40.00")
    for amount, says in (("USD 0.50", "1.00"), ("USD 50.00", "40.00")):
        reply = shops.by("lumen").post("/v1/wallet/withdrawals", {"amount": amount, "destination": "a bank"})
        assert (reply.status, reply.json["clauses"]) == (409, ["cj-platform.wallet"])
        assert says in reply.json["detail"]
    done = shops.by("lumen").post("/v1/wallet/withdrawals", {"amount": "USD 40.00", "destination": "a bank"})
    assert done.status == 201, done.json


# A store's delivery policy ---------------------------------------------------------------------


def published(shops: Stage) -> str:
    case = store(shops)
    did(shops, "lumen", case, "set_rates", {"handling_days": 2, "rates": [RATE]})
    did(shops, "lumen", case, "publish_policy")
    return case


def policy(shops: Stage, case: str, language: str = "en") -> dict[str, Any]:
    reply = shops.by("nobody").get(f"/v1/stores/{case}/delivery-policy", Accept_Language=language)
    assert reply.status == 200, reply.json
    return dict(reply.json)


def test_anybody_reads_a_published_policy_in_both_languages(shops: Stage) -> None:
    case = published(shops)
    english, chinese = policy(shops, case), policy(shops, case, "zh")
    assert {"shipping", "customs", "returns"} <= {each["code"] for each in english["sections"]}
    assert english["hash"] == chinese["hash"]
    texts = [(a["text"], b["text"]) for a, b in zip(english["sections"], chinese["sections"], strict=True)]
    assert all(english and chinese and english != chinese for english, chinese in texts)
    assert any("USD 4.90" in english and "4.90" in chinese for english, chinese in texts)


def test_a_policy_changes_with_the_rates(shops: Stage) -> None:
    case = published(shops)
    before = policy(shops, case)
    dearer = {**RATE, "cost": "USD 5.40"}
    did(shops, "lumen", case, "set_rates", {"handling_days": 2, "rates": [dearer], "duties_paid_by": "store"})
    after = policy(shops, case)
    assert after["hash"] != before["hash"]
    assert any("USD 5.40" in each["text"] for each in after["sections"])


def test_a_policy_that_is_not_published_does_not_exist(shops: Stage) -> None:
    case = store(shops)
    did(shops, "lumen", case, "set_rates", {"handling_days": 2, "rates": [RATE]})
    for named in (case, order(shops), "TB-2026-NOTHING"):
        assert shops.by("nobody").get(f"/v1/stores/{named}/delivery-policy").status == 404


@pytest.mark.parametrize(
    "unfit",
    [
        {"handling_days": 2, "rates": []},
        {"handling_days": -3, "rates": [RATE]},
        {"handling_days": 2, "rates": [{**RATE, "days_min": 20}]},
        {"handling_days": 2, "rates": [RATE], "duties_paid_by": "nobody"},
    ],
)
def test_rates_that_make_no_policy_do_not_reach_customers(shops: Stage, unfit: dict[str, Any]) -> None:
    case = published(shops)
    before = policy(shops, case)
    reply = shops.by("lumen").post(f"/v1/cases/{case}/commands/set_rates", unfit)
    assert (reply.status, reply.json["clauses"]) == (409, ["cj-aftersales.7"])
    assert policy(shops, case) == before


def test_a_policy_changes_with_the_terms_in_force(shops: Stage) -> None:
    case = published(shops)
    before = policy(shops, case)
    body = {
        "base": "cj_aftersales@1",
        "version": "2",
        "values": {"review_days": 3},
        "effective_at": "2026-03-03T00:00:00Z",
    }
    assert shops.by("operator").post("/v1/terms", body).status == 201
    assert policy(shops, case) == before
    shops.later(days=2)
    after = policy(shops, case)
    assert after["hash"] != before["hash"]
    assert any("3 working days" in each["text"] for each in after["sections"])


# A store goes to another account -----------------------------------------------------------------


def offered(shops: Stage, case: str) -> str:
    return opened(shops, "lumen", "store_transfer", {"store": case, "note": "As agreed."}, receiver="tideway")


def test_the_former_owner_loses_the_store_and_its_orders_at_once(shops: Stage) -> None:
    case = store(shops)
    orders = [paid(shops, store=case), order(shops, store=case)]
    transfer = offered(shops, case)
    shops.later(minutes=5)
    did(shops, "tideway", transfer, "accept_store")
    for each in (case, *orders):
        assert shops.by("lumen").get(f"/v1/cases/{each}").status == 404
        assert shops.by("lumen").post(f"/v1/cases/{each}/commands/complete").status == 404
        assert shops.by("tideway").get(f"/v1/cases/{each}").status == 200
    assert shops.by("lumen").get(f"/v1/cases/{transfer}").status == 200
    listed = shops.by("lumen").get("/v1/cases").json["items"]
    assert {each["id"] for each in listed}.isdisjoint({case, *orders})


def test_the_receiver_reads_the_note_and_repeating_the_call_changes_nothing(shops: Stage) -> None:
    transfer = offered(shops, store(shops))
    assert b"As agreed." in shops.by("tideway").get(f"/v1/cases/{transfer}/facts").content
    path = f"/v1/cases/{transfer}/commands/accept_store"
    first = shops.by("tideway").post(path, {}, once="yes")
    again = shops.by("tideway").post(path, {}, once="yes")
    assert (first.status, again.status) == (200, 200)
    assert again.headers["Idempotency-Replayed"] == "true"


def test_a_store_is_given_to_a_registered_owner_of_stores_by_its_owner(shops: Stage) -> None:
    case = store(shops)

    def tried(who: str, receiver: str) -> Any:
        body = {"kind": "store_transfer", "participants": {"receiver": receiver}, "body": {"store": case}}
        return shops.by(who).post("/v1/cases", body)

    assert tried("lumen", "ada").json["code"] == "no_such_party"
    assert tried("tideway", "lumen").status == 404


# Tickets --------------------------------------------------------------------------------------------


def test_the_desk_reads_a_ticket_that_it_was_sent_and_nobody_else_does(shops: Stage) -> None:
    case = opened(shops, "lumen", "ticket", {"subject": "Where is it?", "text": "Nothing arrived."})
    assert b"Nothing arrived." in shops.by("operator").get(f"/v1/cases/{case}/facts").content
    did(shops, "operator", case, "reply_ticket", {"text": "It is on its way."})
    assert b"on its way" in shops.by("lumen").get(f"/v1/cases/{case}/facts").content
    assert shops.by("tideway").get(f"/v1/cases/{case}").status == 404


def test_a_ticket_is_closed_once_and_again_after_the_client_wrote(shops: Stage) -> None:
    case = opened(shops, "lumen", "ticket", {"subject": "Where is it?", "text": "Nothing arrived."})
    did(shops, "operator", case, "close_ticket")
    again = shops.by("lumen").post(f"/v1/cases/{case}/commands/close_ticket")
    assert again.status == 409
    did(shops, "lumen", case, "follow_up_ticket", {"text": "Still nothing."})
    assert did(shops, "operator", case, "close_ticket")["stage"] == "closed"


def test_the_american_warehouse_is_refused_with_what_it_costs_however_it_is_written(shops: Stage) -> None:
    case = paid(shops)
    did(shops, "hall", case, "start_processing")
    did(shops, "hall", case, "dispatch", {"parcel": "p"})
    wish = {
        "dispute": "R1",
        "reason": "return_wanted",
        "wants": "return",
        "lines": [{"line": "L1", "quantity": 1}],
    }
    did(shops, "lumen", case, "open_order_dispute", wish)
    ruling = {"dispute": "R1", "outcome": "upheld", "remedy": "return", "lines": wish["lines"]}
    did(shops, "operator", case, "rule_order_dispute", ruling)
    for country in ("US", "us"):
        to = {"dispute": "R1", "warehouse": "Ontario, CA", "country": country, "item_value": "USD 4.20"}
        reply = shops.by("operator").post(f"/v1/cases/{case}/commands/authorise_return", to)
        assert (reply.status, reply.json["clauses"]) == (409, ["cj-aftersales.6"])
        assert "USD 15.00" in reply.json["detail"] and "USD 4.20" in reply.json["detail"]
