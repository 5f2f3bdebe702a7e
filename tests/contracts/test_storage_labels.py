"""Labels: a case is found by what it concerns."""

from __future__ import annotations

import pytest

from tailorbird.adapters.db.database import Database
from tailorbird.app.ports.records import MAX_PAGE_SIZE, Records
from tailorbird.app.ports.storage import Label, Storage
from tailorbird.domain.roles import Role
from tests.contracts.stored import fact, following, header, later, opening, write

STORE = Label("store", "store-1")
NUMBER = Label("number", "INV-2026-1")


def found(records: Records, label: Label) -> list[str]:
    return [each.id for each in records.cases_labelled(label.kind, label.value).items]


def test_a_case_is_found_by_what_it_concerns(storage: Storage, records: Records) -> None:
    write(storage, opening("TB-1", labels=[STORE, NUMBER]), opening("TB-2", labels=[STORE]), opening("TB-3"))
    assert sorted(found(records, STORE)) == ["TB-1", "TB-2"]
    assert found(records, NUMBER) == ["TB-1"]
    assert records.labels_of("TB-1") == (NUMBER, STORE)
    assert records.labels_of("TB-3") == records.labels_of("TB-9") == ()


def test_the_cases_of_a_label_come_whole(storage: Storage, records: Records) -> None:
    placed = opening("TB-1", labels=[STORE])
    write(storage, placed)
    assert records.cases_labelled("store", "store-1").items == (placed.header,)


@pytest.mark.parametrize(
    "other", [Label("store", "STORE-1"), Label("listing", "store-1"), Label("store", "s%")]
)
def test_a_label_is_found_by_its_very_kind_and_value(
    storage: Storage, records: Records, other: Label
) -> None:
    write(storage, opening("TB-1", labels=[STORE]))
    assert found(records, other) == []


def test_a_label_that_a_case_has_already_is_not_written_twice(storage: Storage, records: Records) -> None:
    first = opening("TB-1", labels=[STORE, STORE])
    write(storage, first)
    write(storage, following(first.header, facts=[fact(2)], labels=[STORE, NUMBER]))
    assert records.labels_of("TB-1") == (NUMBER, STORE)
    assert found(records, STORE) == ["TB-1"]


def test_labels_do_not_depend_on_who_takes_part(storage: Storage, records: Records) -> None:
    first = opening("TB-1", labels=[STORE])
    write(storage, first)
    write(storage, following(first.header, facts=[fact(2)], changed={"participants": {Role.BUYER: "new"}}))
    assert found(records, STORE) == ["TB-1"]


def test_a_batch_that_fails_labels_nothing(storage: Storage, records: Records) -> None:
    class PowerCut(Exception):
        pass

    with pytest.raises(PowerCut), storage.transaction() as transaction:
        transaction.write([opening("TB-1", labels=[STORE])])
        raise PowerCut
    assert found(records, STORE) == []


def test_pages_of_a_label_go_from_the_newest_case_on(storage: Storage, records: Records) -> None:
    for number in range(5):
        # Two cases are opened at the same instant: the id decides between them.
        head = header(f"TB-{number}", opened_at=later(hours=number // 2))
        write(storage, opening(head.id, header=head, labels=[STORE]))
    seen: list[str] = []
    cursor: str | None = None
    for _ in range(3):
        page = records.cases_labelled("store", "store-1", cursor=cursor, limit=2)
        seen += [each.id for each in page.items]
        cursor = page.next_cursor
    assert seen == ["TB-4", "TB-3", "TB-2", "TB-1", "TB-0"]
    assert cursor is None
    assert len(records.cases_labelled("store", "store-1", limit=MAX_PAGE_SIZE + 1).items) == 5


def test_a_cursor_of_another_list_is_refused(storage: Storage, records: Records) -> None:
    write(storage, *(opening(f"TB-{n}", labels=[STORE]) for n in range(2)))
    cursor = records.cases_of(None, limit=1).next_cursor
    with pytest.raises(ValueError, match="cursor belongs to no list"):
        records.cases_labelled("store", "store-1", cursor=cursor)


def test_a_label_has_an_index_that_gives_its_cases_in_order(database: Database) -> None:
    session = database.storage.session
    if session.is_postgres:
        session.query("SET enable_seqscan = off")
    plan = session.query(
        ("EXPLAIN " if session.is_postgres else "EXPLAIN QUERY PLAN ")
        + "SELECT case_id FROM tailorbird_case_label WHERE kind = %s AND value = %s "
        "ORDER BY opened_at DESC, case_id DESC LIMIT 10",
        ["store", "store-1"],
    )
    assert "label_cases" in str(plan)
    assert "SORT" not in str(plan).upper()
    assert "TEMP B-TREE" not in str(plan).upper()
