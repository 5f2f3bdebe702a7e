"""What every case storage must do: keep exactly what was written, all of it or nothing, once."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tailorbird.adapters.db.database import Database
from tailorbird.app.ports.records import Records
from tailorbird.app.ports.storage import ConcurrentChange, SavedReply, Storage
from tailorbird.domain.ledger.hold import HoldState
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tests.contracts.stored import (
    BUYER,
    PIN,
    START,
    deadline,
    decision,
    fact,
    following,
    full,
    header,
    hold,
    later,
    message,
    opening,
    private,
    read_headers,
    top_up,
    write,
)


def test_a_case_comes_back_as_it_was_written(storage: Storage) -> None:
    top_up(storage, BUYER, 1_000)
    placed = full("TB-1")
    write(storage, placed)
    with storage.transaction() as transaction:
        record = transaction.load(["TB-1"])["TB-1"]
    assert record.header == placed.header
    assert record.header.pins == (PIN,)
    assert record.header.participants == {Role.BUYER: "buyer-1", Role.PROVIDER: "provider-1"}
    assert record.facts == tuple(placed.facts)
    assert record.holds == tuple(placed.new_holds)
    assert record.deadlines == tuple(placed.new_deadlines)


def test_instants_keep_their_microseconds_and_are_in_utc(storage: Storage) -> None:
    write(storage, opening("TB-1", facts=[fact(1, at=START)]))
    with storage.transaction() as transaction:
        read = transaction.load(["TB-1"])["TB-1"].facts[0].at
    assert read == START
    assert read.utcoffset() == timedelta(0)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.binary(max_size=300))
def test_the_bytes_of_a_fact_come_back_exactly(storage: Storage, data: bytes) -> None:
    case_id = f"TB-{data.hex()[:40]}-{len(data)}-{hash(data)}"
    if case_id in read_headers(storage, [case_id]):
        return
    write(storage, opening(case_id, facts=[fact(1, data=data)]))
    with storage.transaction() as transaction:
        assert transaction.load([case_id])[case_id].facts[0].data == data


@pytest.mark.parametrize(
    "text", ["100 % silk; DROP TABLE", "it's", '"quoted" \\ back', "布娃娃 %s %(a)s", "\n\t"]
)
def test_text_is_kept_whatever_it_says(storage: Storage, records: Records, text: str) -> None:
    write(storage, opening("TB-1", header=header("TB-1", title=text), private=[private("private/1", text)]))
    assert read_headers(storage, ["TB-1"])["TB-1"].title == text
    assert records.private(["private/1"], case_id="TB-1")["private/1"].text == text


def test_text_that_one_of_the_databases_cannot_keep_is_refused_by_both(storage: Storage) -> None:
    with pytest.raises(ValueError, match=r"U\+0000"):
        write(storage, opening("TB-1", header=header("TB-1", title="a\0b")))
    assert read_headers(storage, ["TB-1"]) == {}


def test_only_cases_that_exist_are_loaded(storage: Storage) -> None:
    write(storage, opening("TB-2"), opening("TB-1"))
    assert sorted(read_headers(storage, ["TB-2", "TB-9", "TB-1"])) == ["TB-1", "TB-2"]
    assert read_headers(storage, []) == {}


def test_what_a_later_command_writes_is_added(storage: Storage) -> None:
    first = opening("TB-1", new_deadlines=[deadline("accept")], outbox=[message(1)])
    write(storage, first)
    second = following(
        first.header,
        facts=[fact(2, before=first.header.head_hash)],
        decisions=[decision(1)],
        outbox=[message(2)],
        changed={"stage": "accepted", "turn": None, "next_due": later(days=3)},
    )
    write(storage, second)
    with storage.transaction() as transaction:
        record = transaction.load(["TB-1"])["TB-1"]
    assert record.header == second.header
    assert [each.seq for each in record.facts] == [1, 2]
    assert record.deadlines == tuple(first.new_deadlines)


def test_a_command_on_what_changed_meanwhile_is_refused(storage: Storage) -> None:
    first = opening("TB-1")
    write(storage, first)
    write(storage, following(first.header, facts=[fact(2)]))
    with pytest.raises(ConcurrentChange):
        write(storage, following(first.header, facts=[fact(2)], changed={"stage": "cancelled"}))
    assert read_headers(storage, ["TB-1"])["TB-1"].stage == "requested"


@pytest.mark.parametrize("part", [{"decisions": [decision(1)]}, {"outbox": [message(1)]}])
def test_a_command_without_facts_is_refused_too_when_the_case_changed(
    storage: Storage, part: dict[str, object]
) -> None:
    first = opening("TB-1")
    write(storage, first)
    write(storage, following(first.header, **part))
    with pytest.raises(ConcurrentChange):
        write(storage, following(first.header, **part))


def test_a_case_is_opened_once(storage: Storage) -> None:
    write(storage, opening("TB-1"))
    with pytest.raises(ConcurrentChange):
        write(storage, opening("TB-1"))


def test_a_header_that_does_not_count_what_is_written_is_a_mistake(storage: Storage) -> None:
    wrong = replace(opening("TB-1"), facts=[fact(2)])
    with pytest.raises(ValueError, match="its header counts 1 in all"):
        write(storage, wrong)


def test_a_case_is_in_a_batch_once(storage: Storage) -> None:
    with pytest.raises(ValueError, match="written twice"):
        write(storage, opening("TB-1"), opening("TB-1"))


def test_an_error_leaves_nothing_behind(storage: Storage) -> None:
    class PowerCut(Exception):
        pass

    with pytest.raises(PowerCut), storage.transaction() as transaction:
        transaction.write([opening("TB-1")])
        raise PowerCut
    assert read_headers(storage, ["TB-1"]) == {}


def test_one_bad_case_of_a_batch_takes_the_others_with_it(storage: Storage) -> None:
    write(storage, opening("TB-1"))
    with pytest.raises(ConcurrentChange):
        write(storage, opening("TB-0"), opening("TB-1"), opening("TB-2"))
    assert sorted(read_headers(storage, ["TB-0", "TB-1", "TB-2"])) == ["TB-1"]


def test_a_write_that_failed_cannot_be_committed_by_hiding_the_error(storage: Storage) -> None:
    write(storage, opening("TB-1"))
    with pytest.raises(ConcurrentChange), storage.transaction() as transaction:
        transaction.write([opening("TB-2")])
        with pytest.raises(ConcurrentChange):
            transaction.write([opening("TB-1")])
    assert sorted(read_headers(storage, ["TB-1", "TB-2"])) == ["TB-1"]


def test_a_connection_that_is_lost_rolls_back(database: Database) -> None:
    with (
        pytest.raises(Exception, match=r"closed|Cannot operate"),
        database.storage.transaction() as transaction,
    ):
        transaction.write([opening("TB-1")])
        raw = database.storage.session.connection.connection
        assert raw is not None
        raw.close()
        transaction.load(["TB-1"])
    database.close()
    assert read_headers(database.storage, ["TB-1"]) == {}


def test_an_answer_is_saved_with_its_command(storage: Storage) -> None:
    first = opening("TB-1", actor="buyer-1", key="k", saved=SavedReply("ab" * 32, b"\x00reply"))
    write(storage, first)
    with storage.transaction() as transaction:
        assert transaction.saved_reply("TB-1", "buyer-1", "k") == SavedReply("ab" * 32, b"\x00reply")
        assert transaction.saved_reply("TB-1", "buyer-2", "k") is None
        assert transaction.saved_reply("TB-1", "buyer-1", "K") is None
        assert transaction.saved_reply("TB-2", "buyer-1", "k") is None


def test_a_key_is_used_once_in_a_case(storage: Storage) -> None:
    first = opening("TB-1", actor="buyer-1", key="k", saved=SavedReply("ab" * 32, b"one"))
    write(storage, first)
    again = following(
        first.header, facts=[fact(2)], actor="buyer-1", key="k", saved=SavedReply("cd" * 32, b"two")
    )
    with pytest.raises(ConcurrentChange):
        write(storage, again)
    other = replace(again, actor="provider-1")
    write(storage, other)


def test_a_case_that_is_opened_has_its_answer_in_the_same_transaction(storage: Storage) -> None:
    saved = SavedReply("ab" * 32, b"one")
    with storage.transaction() as transaction:
        transaction.load(["TB-1"])
        assert transaction.saved_reply("TB-1", "buyer-1", "k") is None
        transaction.write([opening("TB-1", actor="buyer-1", key="k", saved=saved)])
        assert transaction.saved_reply("TB-1", "buyer-1", "k") == saved


def test_a_deadline_moves_fires_or_becomes_moot(storage: Storage, records: Records) -> None:
    first = opening("TB-1", new_deadlines=[deadline(key) for key in ("accept", "ship", "tell")])
    write(storage, first)
    moved = deadline("ship", later(days=5), provisional=0)
    write(
        storage,
        following(
            first.header,
            facts=[fact(2)],
            new_deadlines=[moved],
            fired_deadlines=["accept"],
            moot_deadlines=["tell"],
        ),
    )
    with storage.transaction() as transaction:
        assert transaction.load(["TB-1"])["TB-1"].deadlines == (moved,)
    fates = {each.key: each for each in records.deadlines(None, state="").items}
    assert {key: each.state for key, each in fates.items()} == {
        "accept": "fired",
        "ship": "open",
        "tell": "moot",
    }
    assert fates["accept"].fired_at is not None
    assert fates["ship"].fired_at is None


def test_a_deadline_fires_once(storage: Storage) -> None:
    first = opening("TB-1", new_deadlines=[deadline("accept")])
    write(storage, first)
    second = following(first.header, facts=[fact(2)], fired_deadlines=["accept"])
    write(storage, second)
    with pytest.raises(ConcurrentChange):
        write(storage, following(second.header, facts=[fact(3)], fired_deadlines=["accept"]))


def test_a_deadline_that_fired_can_run_anew(storage: Storage) -> None:
    first = opening("TB-1", new_deadlines=[deadline("accept")])
    write(storage, first)
    second = following(first.header, facts=[fact(2)], fired_deadlines=["accept"])
    write(storage, second)
    again = deadline("accept", later(days=4))
    write(storage, following(second.header, facts=[fact(3)], new_deadlines=[again]))
    with storage.transaction() as transaction:
        assert transaction.load(["TB-1"])["TB-1"].deadlines == (again,)


def test_due_cases_are_those_whose_deadline_passed(storage: Storage, records: Records) -> None:
    write(
        storage,
        opening("TB-1", new_deadlines=[deadline("a", later(hours=2)), deadline("b", later(hours=3))]),
        opening("TB-2", new_deadlines=[deadline("a", later(hours=1))]),
        opening("TB-3", new_deadlines=[deadline("a", later(hours=4))]),
    )
    assert records.due_cases(later(hours=3), 10) == ("TB-2", "TB-1")
    assert records.due_cases(later(hours=1), 10) == ("TB-2",)
    assert records.due_cases(later(hours=1) - timedelta(microseconds=1), 10) == ()
    assert records.due_cases(later(hours=9), 1) == ("TB-2",)
    with storage.transaction() as transaction:
        assert transaction.claim_due(later(hours=3), 10) == ("TB-1", "TB-2")


def test_workers_at_the_same_time_claim_different_cases(postgres_database: Database) -> None:
    storage = postgres_database.storage
    write(storage, *(opening(f"TB-{n}", new_deadlines=[deadline("a", later(hours=n))]) for n in range(6)))
    others: list[tuple[str, ...]] = []

    def work() -> None:
        with storage.transaction() as transaction:
            others.append(transaction.claim_due(later(days=1), 4))
        storage.session.connection.close()

    with storage.transaction() as transaction:
        assert transaction.claim_due(later(days=1), 4) == ("TB-0", "TB-1", "TB-2", "TB-3")
        second = threading.Thread(target=work)
        second.start()
        second.join()
    assert others == [("TB-4", "TB-5")]


def test_a_hold_is_resolved_once(storage: Storage) -> None:
    top_up(storage, BUYER, 100)
    first = opening("TB-1", new_holds=[hold("1:goods", 60)])
    write(storage, first)
    resolved = hold("1:goods", 60).resolve(Money(60, "CNY"), later(days=1))
    second = following(first.header, facts=[fact(2)], resolved_holds=[resolved])
    write(storage, second)
    with pytest.raises(ConcurrentChange):
        write(storage, following(second.header, facts=[fact(3)], resolved_holds=[resolved]))
    with storage.transaction() as transaction:
        assert transaction.load(["TB-1"])["TB-1"].holds == (resolved,)


def test_holds_keep_the_order_in_which_they_were_placed(storage: Storage, records: Records) -> None:
    top_up(storage, BUYER, 100)
    first = opening("TB-1", new_holds=[hold(key, 1) for key in ("1:goods", "1:fee")])
    write(storage, first)
    write(storage, following(first.header, facts=[fact(2)], new_holds=[hold("0:tip", 1)]))
    order = ["1:goods", "1:fee", "0:tip"]
    assert [each.key for each in records.holds_of_case("TB-1")] == order
    with storage.transaction() as transaction:
        assert [each.key for each in transaction.load(["TB-1"])["TB-1"].holds] == order


def test_a_hold_remembers_how_it_ended(storage: Storage, records: Records) -> None:
    top_up(storage, BUYER, 100)
    keys = ("part", "void", "late")
    first = opening("TB-1", new_holds=[hold(key, 30) for key in keys])
    write(storage, first)
    resolved = [
        hold("part", 30).resolve(Money(10, "CNY"), later(days=1)),
        hold("void", 30).resolve(Money(0, "CNY"), later(days=1)),
        hold("late", 30).resolve(Money(30, "CNY"), later(days=31)),
    ]
    write(storage, following(first.header, facts=[fact(2)], resolved_holds=resolved))
    found = {each.key: each for each in records.holds_of_case("TB-1")}
    assert found == {each.key: each for each in resolved}
    assert found["late"].state is HoldState.EXPIRED


def test_private_content_is_erased_and_its_digest_stays(database: Database) -> None:
    storage, records = database.storage, database.records
    kept = [private("private/1"), private("private/2", "+86 10 8888 6666")]
    first = opening("TB-1", private=kept)
    write(storage, first)
    write(storage, following(first.header, facts=[fact(2)], erased_private=["private/1"]))
    erased = replace(kept[0], text="", salt="")
    found = records.private(["private/1", "private/2"], case_id="TB-1")
    assert found == {"private/1": erased, "private/2": kept[1]}
    assert records.private_of_owner("buyer-1") == (("TB-1", kept[1]),)
    left = storage.session.query(
        "SELECT text, digest, erased_at IS NOT NULL FROM tailorbird_private_content WHERE id = %s",
        ["private/1"],
    )
    assert left == [("", kept[0].digest, True)]


def test_erasing_twice_changes_nothing(storage: Storage, records: Records) -> None:
    first = opening("TB-1", private=[private("private/1")])
    write(storage, first)
    second = following(first.header, facts=[fact(2)], erased_private=["private/1"])
    write(storage, second)
    write(storage, following(second.header, facts=[fact(3)], erased_private=["private/1", "private/7"]))
    assert records.private(["private/1"], case_id="TB-1")["private/1"].text == ""


def test_private_content_is_read_through_its_own_case_only(storage: Storage, records: Records) -> None:
    write(storage, opening("TB-1", private=[private("private/1")]), opening("TB-2"))
    assert records.private(["private/1"], case_id="TB-2") == {}
