"""The screening desk by calls: what waits for whom, and many judgements in one call."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tailorbird.app.engine.casefile import case_from
from tailorbird.app.engine.command import Act, Order
from tailorbird.app.participants import PLATFORM_PARTY, THE_PLATFORM
from tailorbird.app.personalised.in_force import in_force
from tailorbird.domain.roles import Role
from tests.api.crafts import NAME, SELLER, did, join, opened, public
from tests.api.stage import MONDAY
from tests.api.test_problems import told
from tests.pictures import png

if TYPE_CHECKING:
    from tests.api.stage import Stage

BACK = {"surface": "Back", "area": "", "label": "photo", "kind": "image", "value": "us.png"}


def upload(stage: Stage, marker: str) -> str:
    reply = stage.by("ada").call("POST", "/v1/files", png(marker.encode()), Content_Type="image/png")
    return str(reply.json["sha256"])


def placed(stage: Stage, listing: str, marker: str) -> tuple[str, str]:
    """An unpaid order with a picture, and the picture's place."""
    sha = upload(stage, marker)
    body = {"listing": listing, "quantity": 1, "entries": [NAME, {**BACK, "file": sha}]}
    return opened(stage, "ada", "personalised_order", body), f"image:{sha}"


def looked(stage: Stage, order: str, where: str, result: str, kind: str = "adult") -> None:
    """What the worker found in the order's picture."""
    record = stage.house.records.case(order)
    assert record is not None
    now = in_force(case_from(record))
    assert now is not None
    finding = {"where": where, "kind": kind, "result": result, "reason": "Too much skin."}
    act = Act("record_screening", THE_PLATFORM, {"specification_hash": now.hash, "findings": [finding]})
    done = stage.house.engine.run(Order(order, (act,), PLATFORM_PARTY, f"look:{order}"))
    assert done.problem is None, done.problem


def queue(stage: Stage, who: str, query: str = "") -> list[Any]:
    """The whole queue, page by page."""
    items: list[Any] = []
    cursor: str | None = ""
    while cursor is not None:
        page = stage.by(who).get(
            f"/v1/screening/queue?limit=1{query}" + (f"&cursor={cursor}" if cursor else "")
        )
        assert page.status == 200, page.content
        items += page.json["items"]
        cursor = page.json["next_cursor"]
    return items


@pytest.fixture
def listing(stage: Stage) -> str:
    return public(stage)


def test_a_seller_sees_what_is_held_in_its_own_orders(stage: Stage, listing: str) -> None:
    order, where = placed(stage, listing, "one")
    join(stage, "pine", Role.MERCHANT)
    found = [each for each in queue(stage, SELLER) if each["where"] == where]
    assert [(each["case"], each["turn"], each["result"]) for each in found] == [(order, "merchant", "hold")]
    assert queue(stage, "pine") == []
    assert queue(stage, "ada") == []
    assert queue(stage, "operator") == []


def test_the_queue_tells_places_and_never_what_stands_in_them(stage: Stage, listing: str) -> None:
    placed(stage, listing, "one")
    reply = stage.by(SELLER).get("/v1/screening/queue")
    assert NAME["value"].encode() not in reply.content
    assert b"us.png" not in reply.content


def test_each_item_says_why_since_when_and_what_to_send(stage: Stage, listing: str) -> None:
    order, where = placed(stage, listing, "one")
    stage.later(hours=3)
    looked(stage, order, where, "hold")
    (item,) = [each for each in queue(stage, SELLER) if each["where"] == where]
    assert item["kind"] == "adult"
    assert item["reason"] == "Too much skin."
    assert item["clause"] == "amazon-custom.data.screening"
    assert item["since"] == (MONDAY + timedelta(hours=3)).isoformat().replace("+00:00", "Z")
    body = {**item["command"]["body"], "result": "pass"}
    done = stage.by(SELLER).post(item["command"]["href"].removeprefix("/api"), body)
    assert done.status == 200, done.content
    assert where not in [each["where"] for each in queue(stage, SELLER)]


def test_the_operator_sees_appeals_and_what_a_seller_could_not_tell(stage: Stage, listing: str) -> None:
    refused, barred = placed(stage, listing, "one")
    doubtful, unsure = placed(stage, listing, "two")
    looked(stage, refused, barred, "refuse")
    assert queue(stage, "operator") == []
    did(stage, "ada", refused, "appeal_screening", {"where": barred, "text": "A statue."})
    (item,) = queue(stage, "operator")
    assert (item["case"], item["where"], item["appealed_by"], item["turn"]) == (
        refused,
        barred,
        "buyer",
        "operator",
    )
    assert b"A statue." not in stage.by("operator").get("/v1/screening/queue").content
    assert doubtful != unsure


def test_filters_and_counts(stage: Stage, listing: str) -> None:
    first, one = placed(stage, listing, "one")
    looked(stage, first, one, "hold", "brand")
    stage.later(days=1)
    second, other = placed(stage, listing, "two")
    looked(stage, second, other, "hold", "adult")
    assert [each["where"] for each in queue(stage, SELLER, "&kind=brand")] == [one]
    later = (MONDAY + timedelta(hours=12)).isoformat().replace("+00:00", "Z")
    assert other in [each["where"] for each in queue(stage, SELLER, f"&since={later}")]
    assert one not in [each["where"] for each in queue(stage, SELLER, f"&since={later}")]
    assert queue(stage, SELLER, "&result=refuse") == []
    counts = stage.by(SELLER).get("/v1/screening/counts").json
    assert counts["kinds"]["brand"] == 1
    assert counts["kinds"]["adult"] == 1
    assert counts["complete"] == 1


def test_a_cursor_of_another_list_is_told(stage: Stage, listing: str) -> None:
    for cursor in ("9~x", "x", "0~nonsense"):
        told(stage.by(SELLER).get(f"/v1/screening/queue?cursor={cursor}"), 400, "cursor_unreadable")


def test_many_places_are_judged_in_one_call_and_one_that_is_not_taken_stops_no_other(
    stage: Stage, listing: str
) -> None:
    first, one = placed(stage, listing, "one")
    second, other = placed(stage, listing, "two")
    words = [
        {"case": first, "where": one, "result": "pass", "why": "A cat."},
        {"case": "TB-2026-NONE", "where": one, "result": "pass"},
        {"case": first, "where": "text:elsewhere", "result": "pass"},
        {"case": second, "where": other, "result": "refuse", "why": "A crest."},
    ]
    reply = stage.by(SELLER).post("/v1/screening/judgements", {"judgements": words}, once="many")
    assert reply.status == 200, reply.content
    results = reply.json["results"]
    assert [each["done"] for each in results] == [1, 0, 0, 1]
    assert [(each["problem"] or {}).get("code") for each in results] == [
        None,
        "no_such_case",
        "name_unknown",
        None,
    ]
    again = stage.by(SELLER).post("/v1/screening/judgements", {"judgements": words}, once="many")
    assert again.json == reply.json
    record = stage.house.records.case(first)
    assert record is not None
    assert [each.name for each in record.facts].count("ScreeningJudged") == 1


def test_nobody_judges_in_anothers_order(stage: Stage, listing: str) -> None:
    order, where = placed(stage, listing, "one")
    join(stage, "pine", Role.MERCHANT)
    word = {"case": order, "where": where, "result": "pass"}
    for who, code in (("pine", "no_such_case"), ("ada", "not_your_part")):
        reply = stage.by(who).post("/v1/screening/judgements", {"judgements": [word]})
        assert [each["problem"]["code"] for each in reply.json["results"]] == [code]


def test_a_call_without_judgements_or_with_too_many_is_told(stage: Stage, listing: str) -> None:
    order, where = placed(stage, listing, "one")
    word = {"case": order, "where": where, "result": "pass"}
    for words in ([], [word] * 101):
        told(stage.by(SELLER).post("/v1/screening/judgements", {"judgements": words}), 422, "unreadable")
