"""Links and captured pages are read without anything being stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.api.purchases import TSHIRT
from tests.api.stage import CAPTURES
from tests.api.test_problems import told

if TYPE_CHECKING:
    from tests.api.stage import Stage


def test_a_share_text_leads_to_the_product_behind_it(stage: Stage) -> None:
    found = stage.by("ada").post("/v1/links/resolve", {"text": f"看看这个 {TSHIRT} 很好"}).json
    assert (found["marketplace"], found["product_id"]) == ("1688", "781204556310")
    assert found["product_state"] == "known"
    assert found["product"]["variants"][0]["price"] == {"currency": "CNY", "minor": 1850}


def test_a_product_that_nobody_captured_is_filled_in_by_hand(stage: Stage) -> None:
    found = stage.by("ada").post(
        "/v1/links/resolve", {"text": "https://detail.1688.com/offer/1234567890.html"}
    )
    assert found.json["product_state"] == "not_captured"
    assert found.json["next_step"]


def test_a_captured_page_is_read_as_the_product_that_it_describes(stage: Stage) -> None:
    page = (CAPTURES / "1688" / "781204556310.json").read_bytes()
    reply = stage.by("ada").call("POST", "/v1/links/captures", page)
    assert reply.json["product_id"] == "781204556310"
    told(stage.by("ada").call("POST", "/v1/links/captures", b"{}"), 422, "capture_unreadable")
    other = "/v1/links/captures?link=https://detail.1688.com/offer/655023981174.html"
    assert told(stage.by("ada").call("POST", other, page), 422, "capture_unreadable")["capture_problem"]
