"""The outbox: each message taken on by one worker, again when that one dies, and settled once."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from tailorbird.adapters.db.database import Database
from tailorbird.app.ports.outbox import Delivery, Outbox
from tailorbird.app.ports.records import Records
from tailorbird.app.ports.storage import Storage
from tests.contracts.stored import START, later, message, opening, write

LEASE = timedelta(minutes=5)


@pytest.fixture
def notice(storage: Storage, outbox: Outbox) -> Delivery:
    """A notice that was just claimed."""
    write(storage, opening("TB-1", outbox=[message(1, "notice", "provider-1")]))
    (claimed,) = outbox.claim(START, 10, LEASE)
    return claimed


@pytest.fixture
def spread(storage: Storage, outbox: Outbox) -> tuple[Delivery, ...]:
    """The deliveries of one event to two endpoints, just claimed."""
    write(storage, opening("TB-1", outbox=[message(1)]))
    (event,) = outbox.claim(START, 10, LEASE)
    outbox.spread(event, ["whe_a", "whe_b"], START)
    return outbox.claim(START, 10, LEASE)


def state(records: Records) -> tuple[str, int]:
    (row,) = records.outbox(None).items
    return row.state, row.attempts


def test_a_message_is_claimed_with_all_that_it_says(notice: Delivery) -> None:
    assert notice == Delivery("TB-1", message(1, "notice", "provider-1"), "", 1)


def test_what_is_claimed_is_left_alone_until_the_lease_ends(outbox: Outbox, notice: Delivery) -> None:
    assert outbox.claim(later(minutes=4, seconds=59), 10, LEASE) == ()
    (again,) = outbox.claim(later(minutes=5), 10, LEASE)
    assert again.attempts == 2


def test_what_is_not_due_yet_is_left_alone(storage: Storage, outbox: Outbox) -> None:
    write(storage, opening("TB-1", outbox=[message(1)]))
    assert outbox.claim(START - timedelta(microseconds=1), 10, LEASE) == ()


def test_what_was_delivered_is_not_sent_again(outbox: Outbox, records: Records, notice: Delivery) -> None:
    outbox.delivered(notice, later(seconds=1))
    assert outbox.claim(later(days=1), 10, LEASE) == ()
    assert state(records) == ("delivered", 1)
    assert records.outbox(None).items[0].delivered_at == later(seconds=1)


def test_what_failed_is_tried_again_when_it_is_time(
    outbox: Outbox, records: Records, notice: Delivery
) -> None:
    outbox.retry(notice, later(hours=1), "the mailbox is full")
    assert records.outbox(None).items[0].next_attempt_at == later(hours=1)
    assert outbox.claim(later(minutes=59), 10, LEASE) == ()
    (again,) = outbox.claim(later(hours=1), 10, LEASE)
    assert again.attempts == 2


def test_what_was_given_up_stays_on_record(outbox: Outbox, records: Records, notice: Delivery) -> None:
    outbox.give_up(notice, later(seconds=1), "no such address")
    assert outbox.claim(later(days=9), 10, LEASE) == ()
    assert state(records) == ("failed", 1)
    assert [each.message.no for each in records.outbox(None, state="failed").items] == [1]


def test_a_worker_whose_lease_ended_does_not_undo_what_another_did(
    outbox: Outbox, records: Records, notice: Delivery
) -> None:
    (second,) = outbox.claim(later(minutes=6), 10, LEASE)
    outbox.give_up(notice, later(minutes=7), "too late")
    outbox.retry(notice, later(minutes=7), "too late")
    assert state(records) == ("pending", 2)
    outbox.delivered(second, later(minutes=8))
    outbox.give_up(second, later(minutes=9), "after all")
    assert state(records) == ("delivered", 2)


def test_those_that_wait_longest_are_claimed_first(storage: Storage, outbox: Outbox) -> None:
    write(storage, opening("TB-1", outbox=[message(1), message(2)]))
    both = outbox.claim(START, 10, LEASE)
    outbox.retry(both[0], later(hours=2), "")
    outbox.retry(both[1], later(hours=1), "")
    assert [each.message.no for each in outbox.claim(later(hours=3), 1, LEASE)] == [2]


def test_no_more_are_claimed_than_asked_for(storage: Storage, outbox: Outbox) -> None:
    write(storage, *(opening(f"TB-{n}", outbox=[message(1), message(2)]) for n in range(4)))
    taken = [outbox.claim(START, 3, LEASE) for _ in range(4)]
    assert [len(each) for each in taken] == [3, 3, 2, 0]
    assert len({(each.case_id, each.message.no) for some in taken for each in some}) == 8


def test_an_event_becomes_one_delivery_an_endpoint(spread: tuple[Delivery, ...]) -> None:
    assert spread == (
        Delivery("TB-1", message(1), "whe_a", 1),
        Delivery("TB-1", message(1), "whe_b", 1),
    )


def test_spreading_twice_makes_no_second_delivery(storage: Storage, outbox: Outbox, records: Records) -> None:
    write(storage, opening("TB-1", outbox=[message(1)]))
    (event,) = outbox.claim(START, 10, LEASE)
    outbox.spread(event, ["whe_a"], START)
    outbox.spread(event, ["whe_a"], START)
    (only,) = outbox.claim(START, 10, LEASE)
    outbox.delivered(only, START)
    outbox.spread(event, ["whe_a"], START)
    assert outbox.claim(later(days=1), 10, LEASE) == ()
    assert state(records)[0] == "delivered"


def test_an_event_for_nobody_is_delivered_at_once(storage: Storage, outbox: Outbox, records: Records) -> None:
    write(storage, opening("TB-1", outbox=[message(1)]))
    (event,) = outbox.claim(START, 10, LEASE)
    outbox.spread(event, [], later(seconds=3))
    assert state(records)[0] == "delivered"
    assert records.outbox(None).items[0].delivered_at == later(seconds=3)


def test_an_endpoint_that_fails_is_tried_again_without_the_others(
    outbox: Outbox, records: Records, spread: tuple[Delivery, ...]
) -> None:
    outbox.delivered(spread[0], later(seconds=1))
    outbox.retry(spread[1], later(hours=1), "500")
    assert state(records)[0] == "pending"
    (again,) = outbox.claim(later(hours=1), 10, LEASE)
    assert (again.target, again.attempts) == ("whe_b", 2)
    outbox.delivered(again, later(hours=1))
    assert state(records)[0] == "delivered"
    assert records.outbox(None).items[0].delivered_at == later(hours=1)


def test_an_event_failed_where_one_endpoint_was_given_up(
    outbox: Outbox, records: Records, spread: tuple[Delivery, ...]
) -> None:
    outbox.give_up(spread[0], later(seconds=1), "410")
    assert state(records)[0] == "pending"
    outbox.delivered(spread[1], later(seconds=2))
    assert state(records)[0] == "failed"


def test_a_slow_endpoint_does_not_keep_back_notices(storage: Storage, outbox: Outbox) -> None:
    write(storage, *(opening(f"TB-{n}", outbox=[message(1)]) for n in range(6)))
    for event in outbox.claim(START, 10, LEASE):
        outbox.spread(event, ["whe_a"], START)
    write(storage, opening("TB-9", outbox=[message(1, "notice", "buyer-1")]))
    claimed = outbox.claim(START, 4, LEASE)
    assert sorted(each.target for each in claimed) == ["", "whe_a", "whe_a"]


def test_workers_at_the_same_time_claim_different_messages(database: Database) -> None:
    write(database.storage, *(opening(f"TB-{n:02}", outbox=[message(1), message(2)]) for n in range(10)))
    claimed: list[tuple[str, int]] = []
    barrier = threading.Barrier(4)

    def work() -> None:
        barrier.wait()
        while some := database.outbox.claim(START, 3, LEASE):
            claimed.extend((each.case_id, each.message.no) for each in some)
        database.storage.session.connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(claimed) == len(set(claimed)) == 20


def test_the_last_two_endpoints_settled_at_once_settle_the_event(database: Database) -> None:
    outbox, records = database.outbox, database.records
    write(database.storage, opening("TB-1", outbox=[message(1)]))
    (event,) = outbox.claim(START, 10, LEASE)
    outbox.spread(event, [f"whe_{n}" for n in range(6)], START)
    deliveries = outbox.claim(START, 50, LEASE)
    deliveries += outbox.claim(START, 50, LEASE)
    barrier = threading.Barrier(len(deliveries))

    def settle(delivery: Delivery) -> None:
        barrier.wait()
        outbox.delivered(delivery, later(seconds=1))
        database.storage.session.connection.close()

    threads = [threading.Thread(target=settle, args=(each,)) for each in deliveries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(deliveries) == 6
    assert state(records)[0] == "delivered"
