"""Numbers that reactions ask for: without gaps, whatever is refused, fails, or happens at once."""

from __future__ import annotations

import threading
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tailorbird.adapters.db.database import Database
from tailorbird.adapters.db.storage import DatabaseTransaction
from tailorbird.app.engine.numbers import AskedOutOfOrder, Numbers
from tests.app.engine.desk import Desk, answering, asking


@pytest.fixture
def desk(database: Database) -> Desk:
    made = Desk(database)
    for case_id in ("A", "B", "C", "D"):
        assert made.ask(case_id).problem is None
    return made


def test_each_case_gets_the_next_number(desk: Desk) -> None:
    for case_id in ("A", "B", "C"):
        assert desk.answer(case_id, "invoice").problem is None
    assert desk.numbers("A", "B", "C") == ["invoice 1", "invoice 2", "invoice 3"]


def test_several_numbers_of_one_command_count_on(desk: Desk) -> None:
    assert desk.answer("A", "invoice invoice ticket").problem is None
    assert desk.answer("B", "invoice").problem is None
    assert desk.numbers("A", "B") == ["invoice 1", "invoice 2", "ticket 1", "invoice 3"]


def test_a_command_that_comes_to_nothing_burns_no_number(desk: Desk) -> None:
    refused = desk.answer("A", "invoice !").problem
    assert refused is not None
    assert refused.code == "ledger"
    assert desk.answer("B", "invoice").problem is None
    assert desk.numbers("A", "B") == ["invoice 1"]


def test_an_order_of_a_bulk_that_fails_gives_its_numbers_back_to_the_next(desk: Desk) -> None:
    orders = [answering("A", "invoice"), answering("B", "invoice invoice !"), answering("C", "invoice")]
    receipts = desk.engine.run_all(orders)
    assert [each.problem is None for each in receipts] == [True, False, True]
    assert desk.numbers("A", "B", "C") == ["invoice 1", "invoice 2"]


def test_a_repeated_command_is_told_again_and_takes_no_new_number(desk: Desk) -> None:
    first, again = desk.answer("A", "invoice"), desk.answer("A", "invoice")
    assert again.replayed
    assert again.reply == first.reply
    assert desk.answer("B", "invoice").problem is None
    assert desk.numbers("A", "B") == ["invoice 1", "invoice 2"]


def test_series_may_be_asked_for_in_any_order(desk: Desk) -> None:
    orders = [answering("A", "ticket invoice"), answering("B", "credit"), answering("C", "a ticket")]
    assert [each.problem for each in desk.engine.run_all(orders)] == [None] * 3
    assert desk.numbers("A", "B", "C") == ["invoice 1", "ticket 1", "credit 1", "a 1", "ticket 2"]


def test_series_are_locked_in_order_of_name(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    locked: list[str] = []
    real = DatabaseTransaction.last_number

    def note(self: DatabaseTransaction, series: str) -> int:
        locked.append(series)
        return real(self, series)

    monkeypatch.setattr(DatabaseTransaction, "last_number", note)
    assert desk.answer("A", "ticket invoice credit").problem is None
    assert locked[-3:] == ["credit", "invoice", "ticket"]


def test_workers_who_number_at_once_leave_no_gap_and_give_none_twice(desk: Desk) -> None:
    barrier, problems = threading.Barrier(4), []

    def work(case_id: str, series: str) -> None:
        barrier.wait()
        try:
            for n in range(6):
                problems.append(
                    desk.answer(case_id, " ".join([series] * (1 + n % 2)) + f" own-{case_id}-{n}").problem
                )
        finally:
            desk.database.storage.session.connection.close()

    # Half of them lock the two series the other way round.
    steps = [
        ("A", "invoice ticket"),
        ("B", "ticket invoice"),
        ("C", "invoice ticket"),
        ("D", "ticket invoice"),
    ]
    threads = [threading.Thread(target=partial(work, *step)) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == [None] * 24
    given = desk.numbers("A", "B", "C", "D")
    for series in ("invoice", "ticket"):
        mine = sorted(int(each.split()[1]) for each in given if each.startswith(f"{series} "))
        assert mine == list(range(1, 37)), series


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bulk=st.lists(st.lists(st.sampled_from(("a", "b", "c", "!")), max_size=4), min_size=1, max_size=5))
def test_whatever_fails_in_a_bulk_each_series_has_no_gap(
    sqlite_database: Database, bulk: list[list[str]]
) -> None:
    desk = Desk(sqlite_database)
    before = len(sqlite_database.records.cases_of(None, limit=200).items)
    case_ids = [f"P-{before + n}" for n in range(len(bulk))]
    desk.engine.run_all([asking(each) for each in case_ids])
    receipts = desk.engine.run_all(
        [answering(each, " ".join(words)) for each, words in zip(case_ids, bulk, strict=True)]
    )
    assert [each.problem is None for each in receipts] == ["!" not in words for words in bulk]
    given_so_far = desk.numbers(*(f"P-{n}" for n in range(before + len(bulk))))
    for series in ("a", "b", "c"):
        mine = sorted(int(each.split()[1]) for each in given_so_far if each.startswith(f"{series} "))
        assert mine == list(range(1, len(mine) + 1))


def test_a_series_asked_for_out_of_order_names_all_that_are_needed() -> None:
    numbers = Numbers({"b": 7, "c": 0}.__getitem__)
    assert [numbers.next("b"), numbers.next("c"), numbers.next("b")] == [8, 1, 9]
    with pytest.raises(AskedOutOfOrder, match="a, b, c") as asked:
        numbers.next("a")
    assert asked.value.series == {"a", "b", "c"}


def test_numbers_go_back_to_a_mark() -> None:
    numbers = Numbers(lambda _: 4)
    numbers.next("a")
    mark = numbers.mark()
    assert [numbers.next("a"), numbers.next("b")] == [6, 5]
    numbers.back_to(mark)
    assert [numbers.next("a"), numbers.next("b")] == [6, 5]
