"""Pictures pass only for what was looked for; whatever is missing or unreadable waits for a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

import pytest

from tailorbird.app.house import House
from tailorbird.app.ports.vision import Box, SeenText, UnreadablePicture, VisionAbsent
from tailorbird.app.screening import pictures
from tailorbird.app.screening.pictures import NOT_STORED, UNREADABLE, look_at_pictures
from tailorbird.domain.cases.listing_words import ScreenFinding, ScreenKind, ScreenResult
from tailorbird.domain.customization.specification import Entry, EntryKind, Specification

HASH = "b" * 64
BOX = Box(10, 20, 300, 80)


@dataclass
class Sight:
    """An eye that sees what it is told to."""

    adult: int = 0
    seen: Sequence[SeenText] = ()
    blind: frozenset[str] = frozenset()
    unreadable: bool = False

    def adult_permille(self, _: bytes) -> int:
        self._try("adult")
        return self.adult

    def texts(self, _: bytes) -> Sequence[SeenText]:
        self._try("texts")
        return self.seen

    def _try(self, what: str) -> None:
        if self.unreadable:
            raise UnreadablePicture("no picture")
        if what in self.blind:
            raise VisionAbsent("a model is missing at /somewhere")


@dataclass
class Store:
    """Files by hash."""

    kept: dict[str, bytes] = field(default_factory=dict)

    def read(self, sha256: str) -> bytes | None:
        return self.kept.get(sha256)


@dataclass
class Rooms:
    """As much of a house as looking needs."""

    vision: Sight
    files: Store


@pytest.fixture(autouse=True)
def barred(monkeypatch: pytest.MonkeyPatch) -> dict[bytes, str]:
    """Pictures that are barred, with their names."""
    names: dict[bytes, str] = {}
    monkeypatch.setattr(pictures, "near_copy_of_barred", lambda _, picture: names.get(picture))
    return names


def looked(sight: Sight, kept: bytes | None = b"picture") -> ScreenFinding:
    store = Store({HASH: kept} if kept is not None else {})
    entry = Entry(surface="front", area="", label="photo", kind=EntryKind.IMAGE, value="", file=HASH)
    text = Entry(surface="front", area="", label="name", kind=EntryKind.TEXT, value="fuck")
    specification = Specification(product="p", title="Mug", quantity=1, entries=(entry, text))
    (found,) = look_at_pictures(cast(House, Rooms(sight, store)), specification)
    assert found.where == f"image:{HASH}"
    return found


def test_a_picture_with_nothing_found_passes_and_says_what_was_not_looked_for() -> None:
    found = looked(Sight())
    assert found.result is ScreenResult.PASSES
    assert "Not looked for: violence, weapons" in found.reason


@pytest.mark.parametrize(
    ("permille", "result"),
    [
        (399, ScreenResult.PASSES),
        (400, ScreenResult.HOLD),
        (799, ScreenResult.HOLD),
        (800, ScreenResult.REFUSE),
    ],
)
def test_adult_content_is_refused_where_it_is_plain_and_held_where_it_may_be(
    permille: int, result: ScreenResult
) -> None:
    assert looked(Sight(adult=permille)).result is result


def test_a_barred_word_read_for_sure_is_refused_with_its_box() -> None:
    found = looked(Sight(seen=(SeenText("FUCK YOU", BOX, 990),)))
    assert (found.kind, found.result) == (ScreenKind.OFFENSIVE, ScreenResult.REFUSE)
    assert found.at == ("box:10,20,300,80",)


def test_a_barred_word_in_an_unsure_reading_waits() -> None:
    assert looked(Sight(seen=(SeenText("FUCK YOU", BOX, 700),))).result is ScreenResult.HOLD


def test_a_phrase_over_two_lines_is_found_in_both() -> None:
    other = Box(10, 120, 300, 80)
    found = looked(Sight(seen=(SeenText("SIEG", BOX, 990), SeenText("HEIL", other, 990))))
    assert found.kind is ScreenKind.RESTRICTED
    assert len(found.at) == 2


def test_writing_that_cannot_be_read_waits() -> None:
    found = looked(Sight(seen=(SeenText("qwrtz", BOX, 500),)))
    assert (found.kind, found.result) == (ScreenKind.NOT_LOOKED_AT, ScreenResult.HOLD)


@pytest.mark.parametrize(("blind", "says"), [("adult", "Adult content"), ("texts", "Words in the picture")])
def test_a_missing_model_holds_and_is_named(blind: str, says: str) -> None:
    found = looked(Sight(blind=frozenset({blind})))
    assert (found.kind, found.result) == (ScreenKind.NOT_LOOKED_AT, ScreenResult.HOLD)
    assert says in found.reason
    assert "/somewhere" not in found.reason


def test_what_was_seen_counts_although_another_model_is_missing() -> None:
    found = looked(Sight(adult=950, blind=frozenset({"texts"})))
    assert (found.kind, found.result) == (ScreenKind.ADULT, ScreenResult.REFUSE)
    assert "Words in the picture" in found.reason


def test_a_file_that_is_no_picture_waits_and_says_so_once() -> None:
    found = looked(Sight(unreadable=True))
    assert found.result is ScreenResult.HOLD
    assert found.reason == UNREADABLE


def test_a_picture_that_is_not_stored_waits() -> None:
    found = looked(Sight(), kept=None)
    assert (found.result, found.reason) == (ScreenResult.HOLD, NOT_STORED)


def test_a_near_copy_of_a_barred_design_is_refused(barred: dict[bytes, str]) -> None:
    barred[b"picture"] = "case 12"
    found = looked(Sight())
    assert (found.kind, found.result) == (ScreenKind.RESTRICTED, ScreenResult.REFUSE)
    assert "case 12" in found.reason
