"""What in the index resembles a picture, and whether it shows the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tailorbird.app.house import House
from tailorbird.app.ports.pictures import Alike
from tailorbird.app.ports.vision import Box, Impression, UnreadablePicture

SAME_FROM_POINTS: Final = 15
"""So many points in one geometry are not shared by chance."""
NEAR_COPY_BITS: Final = 6
"""Of 64: hashes of unrelated pictures differ in about 32."""
NEAR_COPY_PERMILLE: Final = 900
"""A near copy by its hash looks like it, too."""
ALIKE_FROM_PERMILLE: Final = 750
"""Below this likeness a picture is not shown as alike. Unrelated ones reach 840: alike is not the same."""
_COMPARED: Final = 30
_AFTER_THE_SAME: Final = 5


class Match(StrEnum):
    """How sure it is that two pictures show the same thing."""

    SAME = "same"
    ALIKE = "alike"
    """They look alike, no more is known."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A picture that is looked for, or a box in it."""

    picture: bytes
    box: Box | None
    impressions: tuple[Impression, ...]


@dataclass(frozen=True, slots=True)
class Resemblance:
    """A picture of the index, and how it resembles the one looked for. Likeness 1000 is equal."""

    alike: Alike
    shared_points: int

    @property
    def near_copy(self) -> int:
        """1 where hash and look are nearly equal."""
        alike = self.alike
        return int(alike.differing_bits <= NEAR_COPY_BITS and alike.network_permille >= NEAR_COPY_PERMILLE)

    @property
    def match(self) -> Match | None:
        """None: they are not alike."""
        if self.shared_points >= SAME_FROM_POINTS or self.near_copy:
            return Match.SAME
        return Match.ALIKE if self.alike.network_permille >= ALIKE_FROM_PERMILLE else None

    @property
    def order(self) -> tuple[int, int, int]:
        """The same thing first, then by likeness."""
        same = int(self.match is Match.SAME)
        return (-same, -self.shared_points if same else 0, -self.alike.likeness)


def look(house: House, picture: bytes, box: Box | None = None) -> Looked:
    """Impressions of what is looked for: of the box, or of the whole and windows. Raises as `Vision` does."""
    vision = house.vision
    made = (vision.impression(picture, box),) if box is not None else tuple(vision.impressions(picture))
    return Looked(picture, box, made)


def resemblances(house: House, looked: Looked, candidates: Iterable[Alike]) -> tuple[Resemblance, ...]:
    """The candidates that are alike or the same, the surest first. The best of them are compared point by
    point with what is stored; of those whose file is gone the look alone counts."""
    found = list(_compared(house, looked, candidates))
    return tuple(sorted((each for each in found if each.match is not None), key=lambda each: each.order))


def nearest(house: House, scope: str, looked: Looked, limit: int = _COMPARED) -> Sequence[Alike]:
    """The candidates of a scope."""
    return house.pictures.nearest(scope, looked.impressions, limit)


def _compared(house: House, looked: Looked, candidates: Iterable[Alike]) -> Iterator[Resemblance]:
    after = 0
    for nth, alike in enumerate(candidates):
        if nth >= _COMPARED or after > _AFTER_THE_SAME:
            # What is the same stands near the front; the others are judged by their look.
            yield Resemblance(alike, 0)
            continue
        made = Resemblance(alike, _shared_points(house, looked, alike))
        after += int(after > 0 or made.match is Match.SAME)
        yield made


def _shared_points(house: House, looked: Looked, alike: Alike) -> int:
    stored = house.files.read(alike.indexed.file)
    if stored is None:
        return 0
    try:
        return house.vision.matching_points(looked.picture, stored, looked.box)
    except UnreadablePicture:
        return 0
