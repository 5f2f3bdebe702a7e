"""Two equal writes at the same time do the thing once."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from tailorbird.api import wiring
from tailorbird.api.once import Done, once
from tailorbird.api.problem_reply import Refusal, refuse

if TYPE_CHECKING:
    from tailorbird.adapters.db.database import Database


@pytest.fixture(autouse=True)
def _answers(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """The API keeps its answers in the test's database."""
    monkeypatch.setattr(wiring, "replies", lambda: database.replies)


def request(key: str = "k") -> HttpRequest:
    return RequestFactory().post("/api/v1/things", headers={"Idempotency-Key": key})


def test_what_was_done_is_told_again_and_not_done_again() -> None:
    done: list[int] = []

    def act() -> Done:
        done.append(1)
        return Done({"secret": "s", "n": len(done)}, kept={"n": len(done)})

    first, again = once(request(), "ada", {}, act), once(request(), "ada", {}, act)
    assert json.loads(first.content) == {"n": 1, "secret": "s"}
    assert (json.loads(again.content), again["Idempotency-Replayed"]) == ({"n": 1}, "true")
    assert done == [1]


def test_the_same_write_while_it_is_under_way_is_refused_with_what_to_do() -> None:
    def act() -> Done:
        with pytest.raises(Refusal) as refused:
            once(request(), "ada", {}, act)
        assert refused.value.problem.code == "in_progress"
        assert refused.value.problem.status == 409
        assert "the same key" in refused.value.problem.next_step
        assert refused.value.headers == {"Retry-After": "1"}
        with pytest.raises(Refusal, match="another body"):
            once(request(), "ada", {"other": 1}, act)
        return Done({})

    assert once(request(), "ada", {}, act).status_code == 201


def test_a_write_that_was_refused_leaves_its_key_free() -> None:
    def act() -> Done:
        raise refuse(422, "invalid", "No", "It does not fit.", "Mend it.")

    for _ in range(2):
        with pytest.raises(Refusal, match="does not fit"):
            once(request(), "ada", {}, act)
    assert once(request(), "ada", {"mended": 1}, lambda: Done({})).status_code == 201


def test_many_equal_writes_at_once_do_the_thing_once(database: Database) -> None:
    barrier, done, told = threading.Barrier(5), [], []

    def act() -> Done:
        done.append(1)
        return Done({"n": len(done)})

    def call() -> None:
        barrier.wait()
        try:
            told.append(once(request(), "ada", {}, act).status_code)
        except Refusal as refused:
            told.append(refused.problem.status)
        finally:
            database.close()

    threads = [threading.Thread(target=call) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == [1]
    assert 201 in told
    assert set(told) <= {201, 409}
    assert once(request(), "ada", {}, act)["Idempotency-Replayed"] == "true"
