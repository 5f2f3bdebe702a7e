"""Lists come page by page; too many calls wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailorbird.api.limits import Buckets, Limits
from tailorbird.api.slices import sliced
from tests.api.purchases import paid, requested
from tests.api.test_problems import told

if TYPE_CHECKING:
    from tests.api.stage import Stage


def _walk(stage: Stage, path: str, limit: int) -> list[str]:
    found, where = [], f"{path}?limit={limit}"
    while True:
        reply = stage.by("ada").get(where)
        assert reply.status == 200, reply.json
        found += [str(item) for item in reply.json["items"]]
        assert len(reply.json["items"]) <= limit
        if reply.json["next_cursor"] is None:
            assert "Link" not in reply.headers
            return found
        where = reply.headers["Link"].partition("<")[2].partition(">")[0]


@pytest.mark.parametrize("limit", [1, 2, 200])
def test_pages_of_cases_hold_each_case_once(stage: Stage, limit: int) -> None:
    made = {requested(stage).id for _ in range(5)}
    walked = _walk(stage, "/api/v1/cases", limit)
    assert len(walked) == len(made) == len(set(walked))


def test_every_list_of_a_case_can_be_walked_one_by_one(stage: Stage) -> None:
    case = paid(stage)
    for name in ("facts", "decisions", "deadlines"):
        path = f"/api{case.path}/{name}"
        assert _walk(stage, path, 1) == _walk(stage, path, 200)


def test_cases_are_found_by_kind_stage_and_words(stage: Stage) -> None:
    case = requested(stage)
    ada = stage.by("ada")
    assert ada.get("/v1/cases?kind=purchase&stage=requested").json["items"][0]["id"] == case.id
    assert ada.get("/v1/cases?stage=paid").json["items"] == []
    assert ada.get("/v1/cases?q=T-shirt").json["items"][0]["id"] == case.id
    assert ada.get(f"/v1/cases?q={case.id}").json["items"][0]["id"] == case.id


@given(st.integers(0, 60), st.integers(1, 20))
def test_slices_put_together_are_the_whole(count: int, limit: int) -> None:
    items, cursor = list(range(count)), None
    found: list[int] = []
    while True:
        part, cursor = sliced(items, cursor, limit)
        found += part
        if cursor is None:
            break
    assert found == items


def test_a_bucket_gives_its_burst_and_then_refills_steadily() -> None:
    now = [0.0]
    buckets = Buckets(per_minute=60, burst=2, now=lambda: now[0])
    assert [buckets.spend("k").wait_s for _ in range(3)] == [0, 0, 1]
    assert buckets.spend("other").wait_s == 0
    now[0] = 1.0
    assert [buckets.spend("k").wait_s for _ in range(2)] == [0, 1]


def test_a_key_that_calls_too_often_is_told_when_to_come_back(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Limits, "keys", Buckets(60, 1, now=lambda: 0.0))
    assert stage.by("ada").get("/v1/me").status == 200
    refused = stage.by("ada").get("/v1/me")
    told(refused, 429, "too_many_requests")
    assert refused.headers["Retry-After"] == "1"
    assert refused.headers["RateLimit-Limit"] == "1"
    assert stage.by("bo").get("/v1/me").status == 200, "another key has its own rate"


def test_strangers_are_limited_by_address(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Limits, "strangers", Buckets(60, 2, now=lambda: 0.0))
    assert [stage.by("nobody").get("/v1/me").status for _ in range(3)] == [401, 401, 429]
