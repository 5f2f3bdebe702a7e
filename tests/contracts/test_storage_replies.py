"""Answers to writes that belong to no case: a key is taken by one, answered once, and never lost."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from tailorbird.adapters.db.database import Database
from tailorbird.app.ports.replies import Replies, Reserved, UnderWay
from tailorbird.app.ports.storage import SavedReply

MINUTE = timedelta(minutes=1)
OVER = timedelta(0)
ONE, TWO = "ab" * 32, "cd" * 32


def reserved(replies: Replies, actor: str = "ann", key: str = "k", period: timedelta = MINUTE) -> Reserved:
    """The key, which must be free."""
    found = replies.reserve(actor, key, ONE, period)
    assert isinstance(found, Reserved)
    return found


def test_an_answer_is_kept_under_the_key_that_was_taken_for_it(replies: Replies) -> None:
    mine = reserved(replies)
    assert replies.save(mine, b"\x00one") == SavedReply(ONE, b"\x00one")
    assert replies.reserve("ann", "k", ONE, MINUTE) == SavedReply(ONE, b"\x00one")
    assert replies.reserve("ann", "k", TWO, MINUTE) == SavedReply(ONE, b"\x00one")


def test_keys_are_each_actors_own(replies: Replies) -> None:
    reserved(replies)
    reserved(replies, actor="bob")
    reserved(replies, key="K")


def test_a_key_that_is_taken_tells_by_what_and_for_how_long(replies: Replies) -> None:
    reserved(replies)
    found = replies.reserve("ann", "k", TWO, MINUTE)
    assert isinstance(found, UnderWay)
    assert found.request_hash == ONE
    assert 50 < found.seconds <= 60


def test_a_key_that_is_given_back_is_free(replies: Replies) -> None:
    replies.give_back(reserved(replies))
    replies.save(reserved(replies), b"one")


def test_a_reservation_that_nobody_answered_ends_by_itself(replies: Replies) -> None:
    reserved(replies, period=OVER)
    found = replies.reserve("ann", "k", TWO, MINUTE)
    assert isinstance(found, Reserved)
    assert isinstance(replies.reserve("ann", "k", TWO, MINUTE), UnderWay)


def test_who_comes_back_late_does_not_take_the_key_from_the_next(replies: Replies) -> None:
    late, second = reserved(replies, period=OVER), reserved(replies)
    replies.give_back(late)
    assert isinstance(replies.reserve("ann", "k", ONE, MINUTE), UnderWay)
    assert replies.save(second, b"second").reply == b"second"


def test_the_first_answer_under_a_key_stays(replies: Replies) -> None:
    late, second = reserved(replies, period=OVER), reserved(replies)
    assert replies.save(second, b"second").reply == b"second"
    assert replies.save(late, b"late").reply == b"second"
    assert replies.reserve("ann", "k", ONE, MINUTE) == SavedReply(ONE, b"second")


def test_an_answer_that_was_kept_is_not_given_back(replies: Replies) -> None:
    mine = reserved(replies)
    replies.save(mine, b"one")
    replies.give_back(mine)
    assert replies.reserve("ann", "k", ONE, MINUTE) == SavedReply(ONE, b"one")


@pytest.mark.parametrize("period", [MINUTE, OVER])
def test_of_those_who_take_a_key_at_once_one_gets_it(database: Database, period: timedelta) -> None:
    if period == OVER:
        reserved(database.replies, period=OVER)
    barrier, outcomes = threading.Barrier(6), []

    def take() -> None:
        barrier.wait()
        try:
            outcomes.append(type(database.replies.reserve("ann", "k", ONE, MINUTE)).__name__)
        finally:
            database.close()

    threads = [threading.Thread(target=take) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["Reserved"] + ["UnderWay"] * 5
