"""How many statements a command takes: few, and no more for more rows or more cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tailorbird.adapters.db.database import Database
from tailorbird.adapters.db.sql.session import Session
from tailorbird.app.ports.storage import Changes, ConcurrentChange, Label
from tailorbird.domain.money import Money
from tests.contracts.stored import (
    BUYER,
    PROVIDER,
    entry,
    fact,
    following,
    full,
    later,
    opening,
    top_up,
    write,
)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements that are sent, one by one, though several may travel together."""
    found: list[str] = []

    def noting(send: Callable[..., Any]) -> Callable[..., Any]:
        def note(self: Session, given: Any) -> Any:
            found.extend(each.sql for each in (given if isinstance(given, list) else [given]))
            return send(self, given)

        return note

    for name in ("_send_one", "_send_together", "_copy"):
        monkeypatch.setattr(Session, name, noting(getattr(Session, name)))
    return found


def place(database: Database, changes: list[Changes]) -> None:
    """What an order takes: look for the case, for the answer under the key and for the balance; write."""
    with database.storage.transaction() as transaction:
        transaction.load([each.header.id for each in changes])
        for each in changes:
            transaction.saved_reply(each.header.id, each.actor, each.key)
        transaction.balances([BUYER])
        transaction.write(changes)


def writes(sent: list[str]) -> list[str]:
    return [each for each in sent if not each.startswith("SELECT")]


def test_placing_an_order_writes_in_ten_statements(database: Database, sent: list[str]) -> None:
    top_up(database.storage, BUYER, 1_000)
    sent.clear()
    place(database, [full("TB-1")])
    assert len(writes(sent)) == 10, sent
    assert len(sent) == 12, sent


def test_a_bulk_of_orders_takes_as_many_statements_as_one(database: Database, sent: list[str]) -> None:
    top_up(database.storage, BUYER, 1_000_000)
    sent.clear()
    place(database, [full("TB-1")])
    one = len(sent)
    sent.clear()
    place(database, [full(f"TB-bulk-{n:03}") for n in range(500)])
    assert len(sent) == one
    assert database.records.all_balances()[BUYER.id].held_minor == 501 * 100
    assert len(database.records.facts("TB-bulk-499")) == 2
    assert database.records.case("TB-bulk-499") is not None


def test_reading_many_cases_takes_as_many_statements_as_one(database: Database, sent: list[str]) -> None:
    write(database.storage, *(opening(f"TB-{n}") for n in range(30)))

    def load(count: int) -> int:
        sent.clear()
        with database.storage.transaction() as transaction:
            assert len(transaction.load([f"TB-{n}" for n in range(count)])) == count
        return len(sent)

    assert load(1) == load(30) == 4


def test_labels_and_numbers_of_a_bulk_take_a_statement_each(database: Database, sent: list[str]) -> None:
    top_up(database.storage, BUYER, 1_000_000)

    def numbered(count: int) -> int:
        orders = [
            replace(
                full(f"TB-{count}-{n}"), labels=[Label("store", "s")], numbers={"invoice": 100 * count + n}
            )
            for n in range(count)
        ]
        sent.clear()
        with database.storage.transaction() as transaction:
            transaction.last_number("invoice")
            transaction.write(orders)
        return len(writes(sent))

    # Beside the ten of an order: the series is made, the labels are written, the series goes on.
    assert numbered(1) == numbered(90) == 10 + 3


def test_postgres_is_asked_few_times(postgres_database: Database) -> None:
    top_up(postgres_database.storage, BUYER, 1_000)
    trips: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        trips.append(sql)
        return execute(sql, *rest)

    with postgres_database.storage.session.connection.execute_wrapper(note):
        place(postgres_database, [full("TB-1")])
    assert len(trips) == 3, trips


def test_a_bulk_that_meets_what_is_there_already_is_refused_whole(postgres_database: Database) -> None:
    top_up(postgres_database.storage, BUYER, 1_000_000)
    write(postgres_database.storage, opening("TB-499"))
    with pytest.raises(ConcurrentChange):
        place(postgres_database, [full(f"TB-{n}") for n in range(500)])
    assert postgres_database.records.case("TB-1") is None


def test_releasing_money_takes_few_statements(database: Database, sent: list[str]) -> None:
    top_up(database.storage, BUYER, 1_000)
    placed = full("TB-1")
    write(database.storage, placed)
    resolved = placed.new_holds[0].resolve(Money(100, "CNY"), later(days=1))
    change = following(
        placed.header,
        facts=[fact(3)],
        resolved_holds=[resolved],
        entries=[entry("TB-1", 1, BUYER, PROVIDER, 100)],
        fired_deadlines=["confirm"],
        moot_deadlines=["ship"],
    )
    sent.clear()
    with database.storage.transaction() as transaction:
        transaction.load(["TB-1"])
        transaction.write([change])
    assert len(writes(sent)) <= 7, sent


@pytest.mark.slow
def test_a_bulk_of_thousands_is_split_where_sqlite_needs_it(sqlite_database: Database) -> None:
    changes = [opening(f"TB-{n:05}") for n in range(6_000)]
    write(sqlite_database.storage, *changes)
    assert sqlite_database.storage.session.query("SELECT COUNT(*) FROM tailorbird_fact") == [(6_000,)]
