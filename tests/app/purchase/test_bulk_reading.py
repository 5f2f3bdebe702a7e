"""A bulk reads the house once, and the next call reads it anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tailorbird.app.purchase.intake import Wanted
from tailorbird.app.purchase.place import PlaceOrder, place_orders
from tests.app.purchase.conftest import DISCLOSED, PARTIES, SHIRT, SHIRT_WHITE_M, Purchase

if TYPE_CHECKING:
    from tailorbird.adapters.db.database import Database

OFFER = {"purchasing_person": "Lin", "freight": {"currency": "CNY", "minor": 1_000}}


def with_offer(purchase: Purchase, offer: dict[str, Any] | None) -> None:
    provider = next(each for each in PARTIES if each.id == "jinsui")
    purchase.house.parties.save_party(replace(provider, settings={"standing_offer": offer} if offer else {}))


def orders(name: str, count: int) -> list[PlaceOrder]:
    wanted = Wanted(SHIRT, 2, variant=SHIRT_WHITE_M, receiving_address="12 Orchard Road", destination="SG")
    return [
        PlaceOrder("jinsui", "bridge", wanted, "Mei Tan", f"{name}-{n}", disclosures=DISCLOSED)
        for n in range(count)
    ]


def placed(purchase: Purchase, some: Sequence[PlaceOrder]) -> list[str]:
    """What became of each: `placed`, or the problem's code."""
    receipts = place_orders(purchase.house, "mei", some)
    return [each.problem.code if each.problem else "placed" for each in receipts]


def statements_of(database: Database, act: Callable[[], object]) -> int:
    """How many times the database is asked."""
    seen: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        seen.append(sql)
        return execute(sql, *rest)

    with database.storage.session.connection.execute_wrapper(note):
        act()
    return len(seen)


def test_a_bulk_asks_the_database_hardly_more_often_than_one_order(
    purchase: Purchase, database: Database
) -> None:
    with_offer(purchase, OFFER)
    purchase.fund("CNY 100,000.00", "first")
    assert placed(purchase, orders("first", 1)) == ["placed"]

    def place(name: str, count: int) -> int:
        return statements_of(database, lambda: place_orders(purchase.house, "mei", orders(name, count)))

    # Hundreds of new rows go to PostgreSQL apart from the rest, a trip a table.
    assert place("bulk", 30) <= place("one", 1) + 4
    assert placed(purchase, orders("bulk", 30)) == ["placed"] * 30


def test_what_changed_counts_from_the_next_call_on(purchase: Purchase) -> None:
    with_offer(purchase, OFFER)
    purchase.fund("CNY 100,000.00", "first")
    assert placed(purchase, orders("a", 2)) == ["placed"] * 2
    with_offer(purchase, None)
    assert placed(purchase, orders("b", 2)) == ["no_standing_offer"] * 2
