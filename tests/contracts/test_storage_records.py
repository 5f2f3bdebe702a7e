"""Reading what is stored: complete, in order, page by page, and never somebody else's."""

from __future__ import annotations

import base64

import pytest

from tailorbird.app.ports.records import MAX_PAGE_SIZE, Page, Records
from tailorbird.app.ports.storage import CaseHeader, Storage
from tailorbird.domain.ledger.account import gateway
from tailorbird.domain.roles import Role
from tests.contracts.stored import (
    BUYER,
    PROVIDER,
    deadline,
    decision,
    entry,
    fact,
    following,
    full,
    header,
    later,
    message,
    opening,
    private,
    top_up,
    write,
)


def ids(page: Page[CaseHeader]) -> list[str]:
    return [each.id for each in page.items]


def test_a_case_is_read_whole(storage: Storage, records: Records) -> None:
    top_up(storage, BUYER, 1_000)
    placed = full("TB-1")
    write(storage, placed)
    record = records.case("TB-1")
    assert record is not None
    assert record.header == placed.header
    assert record.facts == records.facts("TB-1") == tuple(placed.facts)
    assert records.decisions("TB-1") == tuple(placed.decisions)
    assert records.decision("TB-1", 1) == placed.decisions[0]
    assert records.decision("TB-1", 2) is None
    assert records.case("TB-9") is None


def test_a_party_sees_the_cases_it_takes_part_in_newest_first(storage: Storage, records: Records) -> None:
    for number, buyer in enumerate(("ann", "bob", "ann", "ann")):
        head = header(f"TB-{number}", opened_at=later(hours=number), participants={Role.BUYER: buyer})
        write(storage, opening(head.id, header=head))
    assert ids(records.cases_of("ann")) == ["TB-3", "TB-2", "TB-0"]
    assert ids(records.cases_of("bob")) == ["TB-1"]
    assert ids(records.cases_of("nobody")) == []
    assert ids(records.cases_of(None)) == ["TB-3", "TB-2", "TB-1", "TB-0"]


def test_a_party_with_two_parts_sees_the_case_once(storage: Storage, records: Records) -> None:
    head = header("TB-1", participants={Role.BUYER: "ann", Role.PROMOTER: "ann"})
    write(storage, opening("TB-1", header=head))
    assert ids(records.cases_of("ann")) == ["TB-1"]


def test_who_joins_later_sees_the_case_and_who_is_replaced_no_longer(
    storage: Storage, records: Records
) -> None:
    first = opening("TB-1", header=header("TB-1", participants={Role.BUYER: "ann", Role.PROVIDER: "old"}))
    write(storage, first)
    joined = {Role.BUYER: "ann", Role.PROVIDER: "new", Role.CARRIER: "ship"}
    write(storage, following(first.header, facts=[fact(2)], changed={"participants": joined}))
    assert [ids(records.cases_of(each)) for each in ("ann", "new", "ship", "old")] == [
        ["TB-1"],
        ["TB-1"],
        ["TB-1"],
        [],
    ]


def test_cases_are_found_by_kind_stage_and_words(storage: Storage, records: Records) -> None:
    write(
        storage,
        opening("TB-1", header=header("TB-1", title="Brass Lamp 100%", stage="paid")),
        opening("TB-2", header=header("TB-2", title="lamp shade", kind="jewelry")),
        opening("TB-3", header=header("TB-3", title="花瓶")),
    )
    assert ids(records.cases_of(None, search="LAMP")) == ["TB-2", "TB-1"]
    assert ids(records.cases_of(None, search="100%")) == ["TB-1"]
    assert ids(records.cases_of(None, search="_")) == []
    assert ids(records.cases_of(None, search="花")) == ["TB-3"]
    assert ids(records.cases_of(None, search="tb-3")) == ["TB-3"]
    assert ids(records.cases_of(None, kind="jewelry")) == ["TB-2"]
    assert ids(records.cases_of("buyer-1", stage="paid", search="lamp")) == ["TB-1"]


def test_pages_hold_every_case_once_though_new_ones_arrive(storage: Storage, records: Records) -> None:
    for number in range(7):
        # Three cases are opened at the same instant: the id decides between them.
        head = header(f"TB-{number}", opened_at=later(hours=number // 3))
        write(storage, opening(head.id, header=head))
    seen: list[str] = []
    cursor: str | None = None
    for round_number in range(4):
        page = records.cases_of("buyer-1", cursor=cursor, limit=2)
        seen += ids(page)
        head = header(f"TB-new-{round_number}", opened_at=later(days=1 + round_number))
        write(storage, opening(head.id, header=head))
        cursor = page.next_cursor
    assert seen == ["TB-6", "TB-5", "TB-4", "TB-3", "TB-2", "TB-1", "TB-0"]
    assert cursor is None


def test_a_page_that_is_just_full_has_nothing_after_it(storage: Storage, records: Records) -> None:
    write(storage, opening("TB-1"), opening("TB-2"))
    assert records.cases_of(None, limit=2).next_cursor is None
    assert records.cases_of(None, limit=1).next_cursor is not None


def test_a_limit_stays_between_one_and_the_most(storage: Storage, records: Records) -> None:
    write(storage, *(opening(f"TB-{number:04}") for number in range(MAX_PAGE_SIZE + 1)))
    assert len(records.cases_of(None, limit=10_000).items) == MAX_PAGE_SIZE
    assert len(records.cases_of(None, limit=0).items) == 1


def _cursor(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "nonsense",
        "!!!!",
        "é",
        _cursor('{"a":1}'),
        _cursor('["cases"]'),
        _cursor('["cases","soon","TB-1"]'),
        _cursor('["cases","2026-01-01T00:00:00",7]'),
        _cursor('["deadlines","2026-01-01T00:00:00","TB-1"]'),
    ],
)
def test_a_cursor_that_the_list_did_not_give_is_refused(records: Records, cursor: str) -> None:
    with pytest.raises(ValueError, match="next_cursor"):
        records.cases_of(None, cursor=cursor)


def test_a_cursor_of_another_list_is_refused(storage: Storage, records: Records) -> None:
    write(storage, opening("TB-1"), opening("TB-2"))
    cursor = records.cases_of(None, limit=1).next_cursor
    with pytest.raises(ValueError, match="next_cursor"):
        records.deadlines(None, cursor=cursor)


def test_entries_of_an_account_are_those_of_either_side_oldest_first(
    storage: Storage, records: Records
) -> None:
    bank = gateway("sandbox", "CNY")
    moves = [(bank, BUYER, 90), (BUYER, PROVIDER, 20), (bank, PROVIDER, 5), (PROVIDER, BUYER, 3)]
    made = [entry("TB-1", no, *move) for no, move in enumerate(moves, 1)]
    write(storage, opening("TB-1", entries=made))
    assert records.entries_of_case("TB-1") == tuple(made)
    assert list(records.all_entries()) == made
    assert records.entries_of_account(BUYER).items == (made[0], made[1], made[3])
    first = records.entries_of_account(BUYER, limit=2)
    assert first.items == (made[0], made[1])
    rest = records.entries_of_account(BUYER, cursor=first.next_cursor, limit=2)
    assert (rest.items, rest.next_cursor) == ((made[3],), None)


def test_deadlines_come_earliest_first_and_page_by_page(storage: Storage, records: Records) -> None:
    write(
        storage,
        opening("TB-1", new_deadlines=[deadline("b", later(hours=2)), deadline("a", later(hours=2))]),
        opening("TB-2", new_deadlines=[deadline("a", later(hours=1)), deadline("c", later(hours=2))]),
        opening(
            "TB-3",
            header=header("TB-3", participants={Role.BUYER: "ann"}),
            new_deadlines=[deadline("a", later(hours=3))],
        ),
    )
    order = [("TB-2", "a"), ("TB-1", "a"), ("TB-1", "b"), ("TB-2", "c"), ("TB-3", "a")]
    assert [(each.case_id, each.key) for each in records.deadlines(None).items] == order
    seen, cursor = [], None
    for _ in range(3):
        page = records.deadlines(None, cursor=cursor, limit=2)
        seen += [(each.case_id, each.key) for each in page.items]
        cursor = page.next_cursor
    assert (seen, cursor) == (order, None)
    assert [each.case_id for each in records.deadlines("ann").items] == ["TB-3"]
    assert [each.key for each in records.deadlines("buyer-1", case_id="TB-2").items] == ["a", "c"]
    assert records.deadlines("ann", case_id="TB-2").items == ()


def test_a_deadline_row_says_all_that_was_written(storage: Storage, records: Records) -> None:
    made = deadline("ship", later(days=2))
    write(storage, opening("TB-1", new_deadlines=[made]))
    row = records.deadlines(None).items[0]
    assert (row.key, row.clause, row.until, row.passes_at, row.last) == (
        made.key,
        made.clause,
        made.until,
        made.passes_at,
        made.last,
    )
    assert (row.turn, row.outcome, row.provisional) == ("provider", "RequestLapsed", 1)
    assert (row.calendar, row.terms_hash, row.state) == ("CN-1", "ab" * 32, "open")


def test_a_party_reads_its_own_messages_and_the_events_of_its_cases(
    storage: Storage, records: Records
) -> None:
    write(
        storage,
        opening("TB-1", outbox=[message(1, "notice", "provider-1"), message(2)]),
        opening(
            "TB-2", header=header("TB-2", participants={Role.BUYER: "ann"}), outbox=[message(1), message(2)]
        ),
    )

    def seen(party: str | None) -> set[tuple[str, int]]:
        return {(each.case_id, each.message.no) for each in records.outbox(party).items}

    assert seen("provider-1") == {("TB-1", 1), ("TB-1", 2)}
    assert seen("buyer-1") == {("TB-1", 2)}
    assert seen("ann") == {("TB-2", 1), ("TB-2", 2)}
    assert seen(None) == {("TB-1", 1), ("TB-1", 2), ("TB-2", 1), ("TB-2", 2)}
    assert records.outbox(None, state="failed").items == ()
    row = records.outbox("provider-1", limit=1)
    assert row.items[0].message == message(2)
    assert (row.items[0].state, row.items[0].attempts, row.items[0].delivered_at) == ("pending", 0, None)


def test_messages_are_paged_though_many_are_written_at_one_instant(
    storage: Storage, records: Records
) -> None:
    write(storage, *(opening(f"TB-{n}", outbox=[message(1), message(2), message(3)]) for n in range(3)))
    seen, cursor = [], None
    for _ in range(5):
        page = records.outbox(None, cursor=cursor, limit=2)
        seen += [(each.case_id, each.message.no) for each in page.items]
        cursor = page.next_cursor
    assert cursor is None
    assert len(seen) == len(set(seen)) == 9


def test_private_content_of_an_owner_is_found_in_every_case(storage: Storage, records: Records) -> None:
    write(
        storage,
        opening("TB-1", private=[private("private/1"), private("private/2", owner="provider-1")]),
        opening("TB-2", private=[private("private/3")]),
    )
    found = records.private_of_owner("buyer-1")
    assert [(case_id, each.id) for case_id, each in found] == [("TB-1", "private/1"), ("TB-2", "private/3")]
    assert records.private([], case_id="TB-1") == {}


def test_decisions_keep_their_exact_bytes(storage: Storage, records: Records) -> None:
    made = decision(1)
    write(storage, opening("TB-1", decisions=[made]))
    assert records.decisions("TB-1")[0].data == made.data
