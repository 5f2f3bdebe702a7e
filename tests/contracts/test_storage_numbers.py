"""Numbers: each series goes on by one, whoever asks at the same time, and whatever comes to nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import partial

import pytest

from tailorbird.adapters.db.database import Database
from tailorbird.app.ports.storage import ConcurrentChange, Storage
from tests.contracts.stored import opening, write

INVOICES = "invoice:2026"


def last(storage: Storage, series: str = INVOICES) -> int:
    """The last number that was given."""
    with storage.transaction() as transaction:
        return transaction.last_number(series)


def number(storage: Storage, case_id: str, series: str = INVOICES) -> int:
    """Open a case with the next number of the series."""
    with storage.transaction() as transaction:
        transaction.load([case_id])
        given = transaction.last_number(series) + 1
        transaction.write([opening(case_id, numbers={series: given})])
    return given


def test_a_series_begins_at_one_and_goes_on_by_one(storage: Storage) -> None:
    assert last(storage) == 0
    assert [number(storage, f"TB-{n}") for n in range(3)] == [1, 2, 3]
    assert last(storage) == 3


def test_every_series_counts_for_itself(storage: Storage) -> None:
    assert [number(storage, "TB-1"), number(storage, "TB-2", "ticket:2026"), number(storage, "TB-3")] == [
        1,
        1,
        2,
    ]


def test_a_batch_goes_on_after_its_highest_number(storage: Storage) -> None:
    with storage.transaction() as transaction:
        assert transaction.last_number(INVOICES) == 0
        transaction.write([opening("TB-1", numbers={INVOICES: 3}), opening("TB-2", numbers={INVOICES: 2})])
    assert last(storage) == 3


def test_asking_without_writing_burns_nothing(storage: Storage) -> None:
    assert last(storage) == last(storage) == 0
    assert number(storage, "TB-1") == 1


def test_what_is_rolled_back_burns_nothing(storage: Storage) -> None:
    class PowerCut(Exception):
        pass

    with pytest.raises(PowerCut), storage.transaction() as transaction:
        transaction.write([opening("TB-1", numbers={INVOICES: transaction.last_number(INVOICES) + 1})])
        raise PowerCut
    assert number(storage, "TB-2") == 1


def test_a_batch_that_is_refused_burns_nothing(storage: Storage) -> None:
    write(storage, opening("TB-1"))
    with pytest.raises(ConcurrentChange):
        number(storage, "TB-1")
    assert number(storage, "TB-2") == 1


def test_a_number_is_not_given_again(storage: Storage) -> None:
    number(storage, "TB-1")
    with pytest.raises(ConcurrentChange):
        write(storage, opening("TB-2", numbers={INVOICES: 1}))
    assert last(storage) == 1


def together(database: Database, steps: Sequence[Callable[[], None]]) -> None:
    """Run the steps in threads of their own, which begin at the same time; an error is raised here."""
    barrier = threading.Barrier(len(steps))
    errors: list[BaseException] = []

    def run(step: Callable[[], None]) -> None:
        barrier.wait()
        try:
            step()
        except BaseException as problem:
            errors.append(problem)
        finally:
            database.storage.session.connection.close()

    threads = [threading.Thread(target=run, args=(step,)) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


def test_those_who_ask_at_once_get_each_number_once_and_leave_no_gap(database: Database) -> None:
    given: list[int] = []
    lock = threading.Lock()

    def several(who: int) -> None:
        for n in range(8):
            mine = number(database.storage, f"TB-{who}-{n}")
            with lock:
                given.append(mine)

    together(database, [partial(several, who) for who in range(4)])
    assert sorted(given) == list(range(1, 33))
    assert last(database.storage) == 32


def test_who_asks_waits_for_the_one_before_and_gets_what_that_one_left(
    postgres_database: Database,
) -> None:
    database = postgres_database
    asked, given = threading.Event(), [0]

    def second() -> None:
        with database.storage.transaction() as transaction:
            asked.set()
            given[0] = transaction.last_number(INVOICES)
        database.storage.session.connection.close()

    other = threading.Thread(target=second)
    with database.storage.transaction() as transaction:
        mine = transaction.last_number(INVOICES) + 1
        other.start()
        assert asked.wait(10)
        other.join(0.3)
        assert other.is_alive()
        transaction.write([opening("TB-1", numbers={INVOICES: mine})])
    other.join(10)
    assert given == [1]
