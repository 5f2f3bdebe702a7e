"""Drafts and baskets on both databases: versions, owners, lost updates, and what is left after erasing."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tailorbird.adapters.db.database import Database
from tailorbird.app.ports.designs import BasketLine, Designs, Draft, StaleDraft
from tailorbird.domain import codec

AT = datetime(2026, 3, 2, 2, tzinfo=UTC)
FILE, OTHER_FILE = "f1" * 32, "f2" * 32
MARKER = b"MARKER-Rosalinde-9d1f"


@pytest.fixture
def designs(database: Database) -> Designs:
    return database.designs


def draft(document: bytes = b"{}", *, name: str = "d-1", owner: str = "ada", **changed: object) -> Draft:
    made = Draft(name, owner, "p-1", "A mug", 0, codec.digest(document), document, AT, frozenset((FILE,)))
    return replace(made, **changed)  # type: ignore[arg-type]


def line(name: str, quantity: int = 1, owner_draft: str = "d-1") -> BasketLine:
    return BasketLine(codec.digest(name.encode()), owner_draft, codec.digest(b"{}"), quantity)


def test_a_draft_comes_back_as_it_was_kept(designs: Designs) -> None:
    saved = designs.save(draft(b"\x00one"), 0)
    assert saved.version == 1
    assert designs.draft("d-1", "ada") == replace(saved, files=frozenset(), line="")
    assert designs.files("d-1") == {FILE}


def test_each_version_stays(designs: Designs) -> None:
    designs.save(draft(b"one"), 0)
    designs.save(draft(b"two", changed_at=AT + timedelta(minutes=1)), 1)
    assert [designs.version("d-1", "ada", each) for each in (1, 2, 3)] == [b"one", b"two", None]


def test_the_same_document_again_is_no_new_version_but_a_touch(designs: Designs) -> None:
    designs.save(draft(b"one"), 0)
    again = designs.save(draft(b"one", changed_at=AT + timedelta(days=1)), 1)
    assert again.version == 1
    found = designs.draft("d-1", "ada")
    assert found is not None
    assert found.changed_at == AT + timedelta(days=1)


def test_who_read_an_older_version_is_told(designs: Designs) -> None:
    designs.save(draft(b"one"), 0)
    designs.save(draft(b"two"), 1)
    for after in (0, 1, 3):
        with pytest.raises(StaleDraft, match="version 2"):
            designs.save(draft(b"three"), after)
    assert designs.version("d-1", "ada", 2) == b"two"


def test_of_those_who_save_at_once_one_is_first(database: Database) -> None:
    database.designs.save(draft(b"one"), 0)
    barrier, outcomes = threading.Barrier(4), []

    def save(number: int) -> None:
        barrier.wait()
        try:
            outcomes.append(database.designs.save(draft(b"%d" % number), 1).version)
        except StaleDraft:
            outcomes.append(0)
        finally:
            database.close()

    threads = [threading.Thread(target=save, args=(each,)) for each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [0, 0, 0, 2]


def test_nobody_but_the_owner_is_served(designs: Designs) -> None:
    designs.save(draft(b"one"), 0)
    assert designs.draft("d-1", "bo") is None
    assert designs.version("d-1", "bo", 1) is None
    assert designs.by_hash("bo", codec.digest(b"one")) is None
    assert designs.drafts("bo") == ()
    with pytest.raises(StaleDraft):
        designs.save(draft(b"mine now", owner="bo"), 1)


def test_a_document_is_found_by_its_hash_in_any_version(designs: Designs) -> None:
    designs.save(draft(b"one"), 0)
    designs.save(draft(b"two"), 1)
    assert designs.by_hash("ada", codec.digest(b"one")) == b"one"


def test_drafts_are_listed_the_last_changed_first(designs: Designs) -> None:
    designs.save(draft(b"one", name="d-1"), 0)
    designs.save(draft(b"two", name="d-2", changed_at=AT + timedelta(hours=1)), 0)
    assert [each.id for each in designs.drafts("ada")] == ["d-2", "d-1"]


def test_a_file_tells_whose_drafts_name_it_in_whatever_version(designs: Designs) -> None:
    designs.save(draft(b"one"), 0)
    designs.save(draft(b"two", files=frozenset((OTHER_FILE,))), 1)
    designs.save(draft(b"one", name="d-2", owner="bo"), 0)
    assert designs.owners(FILE) == {"ada", "bo"}
    assert designs.owners(OTHER_FILE) == {"ada"}
    assert designs.owners(FILE, besides="d-1") == {"bo"}
    assert designs.files("d-1") == {FILE, OTHER_FILE}


def test_what_was_not_touched_since_is_found(designs: Designs) -> None:
    designs.save(draft(name="old"), 0)
    designs.save(draft(name="new", changed_at=AT + timedelta(days=9)), 0)
    assert [each.id for each in designs.untouched_since(AT, 10)] == ["old"]
    assert [each.id for each in designs.untouched_since(AT + timedelta(days=10), 1)] == ["old"]


def test_a_line_adds_up_and_another_stands_beside_it(designs: Designs) -> None:
    designs.add_line("ada", line("a", 2))
    assert designs.add_line("ada", line("a", 3)).quantity == 5
    designs.add_line("ada", line("b"))
    assert [each.quantity for each in designs.lines("ada")] == [5, 1]
    assert designs.lines("bo") == ()


def test_a_line_is_changed_and_dropped(designs: Designs) -> None:
    designs.add_line("ada", line("a", 2))
    designs.put_line("ada", line("a", 7))
    assert [each.quantity for each in designs.lines("ada")] == [7]
    designs.drop_line("bo", line("a").line)
    assert len(designs.lines("ada")) == 1
    designs.drop_line("ada", line("a").line)
    designs.drop_line("ada", line("a").line)
    assert designs.lines("ada") == ()


def test_erasing_a_draft_takes_all_that_belongs_to_it(designs: Designs) -> None:
    designs.save(draft(b"one"), 0)
    designs.save(draft(b"two"), 1)
    designs.save(draft(b"other", name="d-2"), 0)
    designs.add_line("ada", line("a"))
    designs.erase("d-1")
    designs.erase("d-1")
    assert designs.draft("d-1", "ada") is None
    assert designs.version("d-1", "ada", 1) is None
    assert (designs.files("d-1"), designs.lines("ada")) == (frozenset(), ())
    assert designs.draft("d-2", "ada") is not None


def test_every_version_of_an_owners_drafts_is_told_and_no_others(designs: Designs) -> None:
    designs.save(draft(b"one", name="d-1"), 0)
    designs.save(draft(b"two", name="d-1"), 1)
    designs.save(draft(b"one", name="d-2", owner="bo"), 0)
    designs.save(draft(b"three", name="d-3"), 0)
    assert designs.versions("ada") == (("d-1", b"one"), ("d-1", b"two"), ("d-3", b"three"))


def test_what_was_made_of_a_file_is_known_until_it_is_forgotten(designs: Designs) -> None:
    designs.keep_derived(FILE, "cut", OTHER_FILE)
    designs.keep_derived(FILE, "cut", OTHER_FILE)
    assert designs.derived(FILE, "cut") == OTHER_FILE
    assert designs.derived(FILE, "shrunk") is None
    assert designs.derived_from(FILE) == {OTHER_FILE}
    designs.forget_derived(FILE)
    assert designs.derived(FILE, "cut") is None


def test_after_erasing_no_byte_of_it_is_in_the_database_files(
    sqlite_database: Database, tmp_path: Path
) -> None:
    designs = sqlite_database.designs
    for number in range(40):
        told = b"%s %d %s" % (MARKER, number, b"x" * 3000)
        designs.save(draft(told, title=MARKER.decode()), number)
    assert MARKER in _bytes_of(tmp_path)
    designs.erase("d-1")
    assert MARKER not in _bytes_of(tmp_path)


def test_after_erasing_no_row_of_it_is_left_in_postgres(postgres_database: Database) -> None:
    designs, session = postgres_database.designs, postgres_database.storage.session
    designs.save(draft(MARKER, title=MARKER.decode()), 0)
    designs.erase("d-1")
    for table in ("design_draft", "design_version", "design_file", "basket_line"):
        assert session.query(f"SELECT COUNT(*) FROM tailorbird_{table}") == [(0,)]


def _bytes_of(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in folder.glob("tailorbird.sqlite3*"))
