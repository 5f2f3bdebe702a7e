"""Looking at the pictures of a specification, which the worker does (amazon-custom.data.screening).

A picture passes for what was looked for, and its reason says what was not: no model that could be had knows
violence, weapons or signs of hate. Where a model is missing, the picture waits for a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from tailorbird.app.house import House
from tailorbird.app.looking.barred import near_copy_of_barred
from tailorbird.app.ports.vision import Box, SeenText, UnreadablePicture, VisionAbsent
from tailorbird.app.screening.merge import merged
from tailorbird.app.screening.places import places_in
from tailorbird.domain.cases.listing_words import ScreenFinding, ScreenKind, ScreenResult
from tailorbird.domain.customization.specification import Specification
from tailorbird.domain.screening.finding import Setting, TextFinding
from tailorbird.domain.screening.screen import screen_text

ADULT_REFUSED_PERMILLE: Final = 800
"""From here on the model is as sure as it is of plain pornography; product photographs stay far below."""
ADULT_HELD_PERMILLE: Final = 400
"""Swimwear, babies and paintings lie about here: a person tells them apart."""
SURE_PERMILLE: Final = 850
"""Below this a reading may have taken one letter for another: nobody is refused for it."""
READABLE_PERMILLE: Final = 600
"""Below this a reading is a guess: something is written there, and a person reads it."""
SEEN: Final = (
    "Looked for: adult content, words in the picture, near copies of barred designs. Nothing was found."
    " Not looked for: violence, weapons and signs of hate without words."
)
ABSENT: Final = "{what} could not be looked for, because the model for it is missing here; a person looks."
UNREADABLE: Final = (
    "This file could not be read as a picture; a person looks, or send it again as PNG or JPEG."
)
NOT_STORED: Final = "The picture is not in storage; send it again, or a person asks for it."
ADULT: Final = "This picture is not fit for everybody. Send another, or ask for a person to look."
MAYBE_ADULT: Final = "This picture may not be fit for everybody; a person looks at it before it is made."
NEAR_COPY: Final = (
    "This picture shows the same as a design that may not be made ({name}). Send another, or ask for a"
    " person to look."
)
GUESSED: Final = "Something is written in this picture that could not be read for sure; a person reads it."
IN_PICTURE: Final = "In words in the picture:"
_PASSES: Final = ScreenFinding("", ScreenKind.ADULT, ScreenResult.PASSES, SEEN)
_LEAST_LETTERS: Final = 3

Look = Callable[[House, bytes], Iterator[ScreenFinding]]


def look_at_pictures(house: House, specification: Specification) -> tuple[ScreenFinding, ...]:
    """A finding for each picture that the buyer sent in; one that could not be looked at is held."""
    return tuple(
        merged(place, list(_looked_at(house, place.removeprefix("image:"))), _PASSES)
        for place in places_in(specification)
        if place.startswith("image:")
    )


def _looked_at(house: House, sha256: str) -> Iterator[ScreenFinding]:
    picture = house.files.read(sha256)
    if picture is None:
        yield _held(ScreenKind.NOT_LOOKED_AT, NOT_STORED)
        return
    for what, look in _LOOKS:
        try:
            yield from tuple(look(house, picture))
        except VisionAbsent:
            yield _held(ScreenKind.NOT_LOOKED_AT, ABSENT.format(what=what))
        except UnreadablePicture:
            yield _held(ScreenKind.NOT_LOOKED_AT, UNREADABLE)


def _adult(house: House, picture: bytes) -> Iterator[ScreenFinding]:
    likely = house.vision.adult_permille(picture)
    if likely >= ADULT_REFUSED_PERMILLE:
        yield ScreenFinding("", ScreenKind.ADULT, ScreenResult.REFUSE, ADULT)
    elif likely >= ADULT_HELD_PERMILLE:
        yield _held(ScreenKind.ADULT, MAYBE_ADULT)


def _near_copies(house: House, picture: bytes) -> Iterator[ScreenFinding]:
    name = near_copy_of_barred(house, picture)
    if name is not None:
        yield ScreenFinding("", ScreenKind.RESTRICTED, ScreenResult.REFUSE, NEAR_COPY.format(name=name))


def _words(house: House, picture: bytes) -> Iterator[ScreenFinding]:
    """Lines are read together, so that a phrase over two of them is found."""
    seen = tuple(house.vision.texts(picture))
    for each in screen_text("\n".join(line.text for line in seen), Setting.IN_PICTURE):
        lines = _lines_under(seen, each)
        sure = all(line.sure_permille >= SURE_PERMILLE for line in lines)
        result = each.result if sure else ScreenResult.HOLD
        yield ScreenFinding(
            "", each.kind, result, f"{IN_PICTURE} {each.reason}", tuple(_spot(line.box) for line in lines)
        )
    guessed = [line for line in seen if _is_guess(line)]
    if guessed:
        yield _held(ScreenKind.NOT_LOOKED_AT, GUESSED, tuple(_spot(line.box) for line in guessed))


def _lines_under(seen: tuple[SeenText, ...], found: TextFinding) -> list[SeenText]:
    """The lines that the finding touches."""
    touched, start = [], 0
    for line in seen:
        end = start + len(line.text)
        if start < found.end and found.start < end:
            touched.append(line)
        start = end + 1
    return touched


def _is_guess(line: SeenText) -> bool:
    letters = sum(map(str.isalnum, line.text))
    return line.sure_permille < READABLE_PERMILLE and letters >= _LEAST_LETTERS


def _spot(box: Box) -> str:
    return f"box:{box.left},{box.top},{box.width},{box.height}"


def _held(kind: ScreenKind, reason: str, at: tuple[str, ...] = ()) -> ScreenFinding:
    return ScreenFinding("", kind, ScreenResult.HOLD, reason, at)


_LOOKS: Final[tuple[tuple[str, Look], ...]] = (
    ("Adult content", _adult),
    ("Words in the picture", _words),
    ("Near copies of barred designs", _near_copies),
)
