"""The index of pictures: exact, each picture once, and nothing is left of what is forgotten."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tailorbird.adapters.db.database import Database
from tailorbird.adapters.db.picture_memory import PictureMemory
from tailorbird.adapters.db.pictures import DatabasePictures
from tailorbird.app.ports.pictures import Indexed, PictureIndex
from tailorbird.app.ports.vision import Box, Impression

LENGTH, COLOURS = 64, 12
CORNER = Box(0, 0, 600, 600)


@pytest.fixture
def pictures(database: Database) -> DatabasePictures:
    return database.pictures


def another_process(of: DatabasePictures) -> DatabasePictures:
    """An index on the same database with a memory of its own."""
    return DatabasePictures(of.session)


def file_of(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def picture(name: str, subject: str = "", scope: str = "catalogue") -> Indexed:
    return Indexed(scope, subject or f"product of {name}", file_of(name))


def unit(seed: str, length: int = LENGTH) -> NDArray[np.float32]:
    """A direction of its own for each seed."""
    digest = hashlib.sha256(seed.encode()).digest()
    made = np.random.default_rng(int.from_bytes(digest[:8], "big")).standard_normal(length)
    return _of_length_one(made)


def looks(
    network: NDArray[Any] | str, colours: NDArray[Any] | str = "grey", bits: int = 0, box: Box | None = None
) -> Impression:
    """An impression by directions, or by seeds of some."""
    one = unit(network) if isinstance(network, str) else network
    other = np.abs(unit(colours, COLOURS)) if isinstance(colours, str) else colours
    return Impression(one.astype("<f4").tobytes(), other.astype("<f4").tobytes(), bits, box)


def between(one: str, other: str, share: float) -> NDArray[np.float32]:
    """A direction on the way from one to the other."""
    return _of_length_one((1 - share) * unit(one) + share * unit(other))


def _of_length_one(vector: NDArray[Any]) -> NDArray[np.float32]:
    made: NDArray[np.float32] = (vector / np.linalg.norm(vector)).astype(np.float32)
    return made


def found(index: PictureIndex, impressions: Sequence[Impression], limit: int = 5) -> list[str]:
    return [each.indexed.file for each in index.nearest("catalogue", impressions, limit)]


def test_the_most_alike_comes_first(pictures: DatabasePictures) -> None:
    for name in ("ring", "mug", "shirt"):
        pictures.add(picture(name), [looks(name)])
    (first, *_) = pictures.nearest("catalogue", [looks(between("mug", "ring", 0.2))], 3)
    assert first.indexed == picture("mug")
    assert 900 < first.network_permille < 1000


def test_the_same_picture_is_as_like_as_can_be(pictures: DatabasePictures) -> None:
    pictures.add(picture("ring"), [looks("ring", bits=2**64 - 1)])
    (same,) = pictures.nearest("catalogue", [looks("ring", bits=2**64 - 1)], 3)
    assert (same.network_permille, same.colours_permille, same.differing_bits) == (1000, 1000, 0)
    (off,) = pictures.nearest("catalogue", [looks("ring", bits=2**63 - 2)], 3)
    assert off.differing_bits == 2


def test_colours_decide_between_equals_and_the_network_keeps_its_own_list(pictures: DatabasePictures) -> None:
    pictures.add(picture("red"), [looks(between("ring", "x", 0.12), "red")])
    pictures.add(picture("blue"), [looks(between("ring", "y", 0.10), "blue")])
    asked = [looks("ring", "red")]
    assert found(pictures, asked, 2)[0] == file_of("red")
    assert set(found(pictures, asked, 1)) == {file_of("red"), file_of("blue")}


def test_a_picture_is_found_by_one_of_its_windows(pictures: DatabasePictures) -> None:
    pictures.add(picture("scene"), [looks("street"), looks("bag", box=CORNER)])
    pictures.add(picture("other"), [looks("meadow"), looks("cow", box=CORNER)])
    (first, second) = pictures.nearest("catalogue", [looks("bag")], 2)
    assert first.indexed == picture("scene")
    assert first.network_permille == 1000
    assert second.network_permille < 500


def test_a_window_of_what_is_looked_for_finds_a_whole_picture(pictures: DatabasePictures) -> None:
    pictures.add(picture("bag"), [looks("bag")])
    pictures.add(picture("other"), [looks("meadow")])
    (first, *_) = pictures.nearest("catalogue", [looks("street"), looks("bag", box=CORNER)], 2)
    assert (first.indexed, first.network_permille) == (picture("bag"), 1000)


def test_two_windows_that_show_the_same_wall_make_no_likeness(pictures: DatabasePictures) -> None:
    pictures.add(picture("scene"), [looks("street"), looks("wall", box=CORNER)])
    (only,) = pictures.nearest("catalogue", [looks("meadow"), looks("wall", box=CORNER)], 2)
    assert only.network_permille < 500


def test_each_picture_is_found_once_and_no_more_than_asked_for(pictures: DatabasePictures) -> None:
    for name in ("ring", "mug", "shirt", "bag"):
        pictures.add(picture(name), [looks(name), *(looks(f"{name}{n}", box=CORNER) for n in range(5))])
    everything = found(pictures, [looks("ring")], 50)
    assert len(everything) == len(set(everything)) == 4
    assert len(found(pictures, [looks("ring")], 1)) <= 2
    assert found(pictures, [looks("ring")], 0) == []
    assert found(pictures, [], 5) == []


def test_scopes_know_nothing_of_each_other(pictures: DatabasePictures) -> None:
    pictures.add(picture("ring", "1"), [looks("ring")])
    pictures.add(picture("ring", "2", "designs:ann"), [looks("ring")])
    assert [each.indexed.scope for each in pictures.nearest("designs:ann", [looks("ring")], 9)] == [
        "designs:ann"
    ]
    assert pictures.nearest("designs:bob", [looks("ring")], 9) == ()
    assert pictures.subjects("catalogue") == {"1"}
    assert pictures.subjects("designs:bob") == frozenset()


def test_adding_again_changes_nothing(pictures: DatabasePictures) -> None:
    pictures.add(picture("ring"), [looks("ring")])
    pictures.add(picture("ring"), [looks("mug")])
    (only,) = pictures.nearest("catalogue", [looks("ring")], 9)
    assert only.network_permille == 1000
    assert pictures.memory.holds("catalogue") == 1


def test_one_picture_may_belong_to_two_subjects(pictures: DatabasePictures) -> None:
    for subject in ("p1", "p2"):
        pictures.add(picture("ring", subject), [looks("ring")])
    assert {each.indexed.subject for each in pictures.nearest("catalogue", [looks("ring")], 9)} == {
        "p1",
        "p2",
    }


def test_a_picture_without_impressions_or_with_too_many_is_refused(pictures: DatabasePictures) -> None:
    with pytest.raises(ValueError, match="1 to 64 impressions, not 0"):
        pictures.add(picture("ring"), [])
    with pytest.raises(ValueError, match="not 65"):
        pictures.add(picture("ring"), [looks("ring")] * 65)
    assert pictures.subjects("catalogue") == frozenset()


def test_the_search_is_exact(pictures: DatabasePictures) -> None:
    names = [f"thing {n}" for n in range(120)]
    for name in names:
        pictures.add(picture(name), [looks(name)])
    asked = unit("what is looked for")
    by_hand = sorted(names, key=lambda name: -float(unit(name) @ asked))[:5]
    # Colours are all the same here, so both lists are one.
    assert found(pictures, [looks(asked)], 5) == [file_of(name) for name in by_hand]


def test_impressions_of_another_model_are_not_compared(pictures: DatabasePictures) -> None:
    longer = unit("ring", LENGTH * 2)
    pictures.add(picture("old"), [looks("ring")])
    pictures.add(picture("new"), [looks(longer)])
    pictures.add(picture("old too"), [looks("mug")])
    assert found(pictures, [looks(longer)]) == [file_of("new")]
    assert set(found(pictures, [looks("ring")])) == {file_of("old"), file_of("old too")}


def test_another_process_sees_what_is_added_and_what_is_forgotten(pictures: DatabasePictures) -> None:
    other = another_process(pictures)
    pictures.add(picture("ring"), [looks("ring")])
    assert found(other, [looks("ring")]) == [file_of("ring")]
    pictures.add(picture("mug"), [looks("mug")])
    assert set(found(other, [looks("ring")])) == {file_of("ring"), file_of("mug")}
    pictures.forget_file(file_of("ring"))
    assert found(other, [looks("ring")]) == [file_of("mug")]
    assert other.memory.holds("catalogue") == 1


def test_a_forgotten_picture_leaves_the_memory_of_the_process_at_once(pictures: DatabasePictures) -> None:
    for name in ("ring", "mug"):
        pictures.add(picture(name), [looks(name), looks(f"{name} corner", box=CORNER)])
    assert len(found(pictures, [looks("ring")])) == 2
    pictures.forget_subject("catalogue", "product of ring")
    assert pictures.memory.holds("catalogue") == 2
    assert found(pictures, [looks("ring")]) == [file_of("mug")]
    assert found(pictures, [looks("mug corner")]) == [file_of("mug")]


def test_a_file_is_forgotten_in_every_scope_and_a_subject_in_its_own(pictures: DatabasePictures) -> None:
    for scope in ("catalogue", "designs:ann", "designs:bob"):
        pictures.add(picture("ring", "7", scope), [looks("ring")])
        pictures.add(picture("mug", "7", scope), [looks("mug")])
    pictures.forget_file(file_of("ring"))
    pictures.forget_subject("designs:ann", "7")
    left = {
        scope: [each.indexed.file for each in pictures.nearest(scope, [looks("ring")], 9)]
        for scope in ("catalogue", "designs:ann", "designs:bob")
    }
    assert left == {"catalogue": [file_of("mug")], "designs:ann": [], "designs:bob": [file_of("mug")]}


def test_forgetting_what_is_not_there_does_nothing(pictures: DatabasePictures) -> None:
    pictures.forget_file(file_of("ring"))
    pictures.forget_subject("catalogue", "7")
    assert pictures.subjects("catalogue") == frozenset()


def test_what_was_forgotten_can_be_added_again(pictures: DatabasePictures) -> None:
    pictures.add(picture("ring"), [looks("ring")])
    assert found(pictures, [looks("ring")]) == [file_of("ring")]
    pictures.forget_file(file_of("ring"))
    pictures.add(picture("ring"), [looks("ring")])
    assert found(pictures, [looks("ring")]) == [file_of("ring")]


def test_no_byte_of_a_forgotten_picture_stays_in_the_database(
    sqlite_database: Database, tmp_path: Path
) -> None:
    marker = np.frombuffer(b"A MARKER THAT NOBODY ELSE WRITES" * 2, np.int8).astype(np.float32)
    marker[0] = 127
    pictures = sqlite_database.pictures
    pictures.add(picture("ring"), [looks(marker)])
    assert any(b"MARKER THAT" in each.read_bytes() for each in tmp_path.glob("tailorbird.sqlite3*"))
    pictures.forget_file(file_of("ring"))
    for each in tmp_path.glob("tailorbird.sqlite3*"):
        assert b"MARKER THAT" not in each.read_bytes()
        assert file_of("ring").encode() not in each.read_bytes()


def test_what_has_no_room_in_memory_is_found_all_the_same(pictures: DatabasePictures) -> None:
    small = DatabasePictures(pictures.session, PictureMemory(most_bytes=1))
    for name in ("ring", "mug", "bag"):
        pictures.add(picture(name), [looks(name)])
    assert found(small, [looks("mug")])[0] == file_of("mug")
    assert small.memory.holds("catalogue") == 0
    pictures.forget_file(file_of("mug"))
    assert file_of("mug") not in found(small, [looks("mug")])


def test_a_scope_that_needs_room_takes_it_from_the_one_unused_longest(pictures: DatabasePictures) -> None:
    for scope in ("designs:ann", "designs:bob"):
        pictures.add(picture("ring", "1", scope), [looks("ring")])
    pictures.nearest("designs:ann", [looks("ring")], 1)
    (size,) = (pictures.memory._scopes["designs:ann"].size_bytes,)
    small = DatabasePictures(pictures.session, PictureMemory(most_bytes=size))
    for scope in ("designs:ann", "designs:bob", "designs:ann"):
        assert len(small.nearest(scope, [looks("ring")], 1)) == 1
    assert small.memory.scopes() == ("designs:ann",)


def test_a_read_in_portions_splits_no_picture(
    pictures: DatabasePictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tailorbird.adapters.db.pictures._ROWS", 70)
    for n in range(9):
        boxes = [looks(f"{n} corner {m}", box=CORNER) for m in range(15)]
        pictures.add(picture(f"thing {n}"), [looks(f"thing {n}"), *boxes])
    for n in range(9):
        (first, *_) = pictures.nearest("catalogue", [looks(f"{n} corner 14")], 1)
        assert (first.indexed, first.network_permille) == (picture(f"thing {n}"), 1000)
    assert pictures.memory.holds("catalogue") == 9 * 16


def test_pictures_that_are_added_at_the_same_time_are_all_found(
    database: Database, pictures: DatabasePictures
) -> None:
    begins = threading.Barrier(4)

    def add(thread: int) -> None:
        begins.wait()
        for n in range(5):
            pictures.add(picture(f"{thread}-{n}"), [looks(f"{thread}-{n}")])
            assert file_of(f"{thread}-{n}") in found(pictures, [looks(f"{thread}-{n}")], 30)
        database.close()

    threads = [threading.Thread(target=add, args=(n,)) for n in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(found(pictures, [looks("0-0")], 50)) == 20
    assert len(found(another_process(pictures), [looks("0-0")], 50)) == 20


def test_opening_a_database_does_not_load_numpy() -> None:
    asked = "import tailorbird.adapters.db.pictures, sys; print('numpy' in sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", f"import django; from django.conf import settings; {asked}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "False"
