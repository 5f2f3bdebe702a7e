"""Searching the catalogue by a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tailorbird.app.house import House
from tailorbird.app.looking.catalogue import SCOPE, as_shown, picture_files, sees
from tailorbird.app.looking.resemblance import Looked, Match, Resemblance, look, nearest, resemblances
from tailorbird.app.ports.catalogue import ProductRecord
from tailorbird.app.ports.pictures import Alike
from tailorbird.app.ports.vision import Box

MOST_FOUND: Final = 24
_COMPARED: Final = 30
_FURTHER: Final = 4


@dataclass(frozen=True, slots=True)
class Found:
    """A product that the viewer may see, by the picture of it that is most like the one sent."""

    record: ProductRecord
    file: str
    match: Match
    likeness_permille: int
    shared_points: int


@dataclass(frozen=True, slots=True)
class Search:
    """What was found, the surest first. Nothing at all is an answer, too."""

    found: tuple[Found, ...]

    @property
    def same(self) -> tuple[Found, ...]:
        """The products that show the same thing."""
        return tuple(each for each in self.found if each.match is Match.SAME)


def find_alike(house: House, picture: bytes, box: Box | None, viewer: str) -> Search:
    """Products that look like the picture, or like what the box in it shows.

    `viewer` is the party that asks, empty for nobody in particular. Raises `UnreadablePicture` and
    `VisionAbsent`. Nothing is stored.
    """
    looked = look(house, picture, box)
    records: dict[str, ProductRecord] = {}
    candidates = _visible(house, looked, viewer, records)
    best: dict[str, Found] = {}
    for each in resemblances(house, looked, candidates):
        product = each.alike.indexed.subject
        if product not in best:
            best[product] = _found(records[product], each)
    return Search(tuple(best.values())[:MOST_FOUND])


def _visible(house: House, looked: Looked, viewer: str, records: dict[str, ProductRecord]) -> Sequence[Alike]:
    """Candidates of products that the viewer may see, which are put into `records`.

    What others may not see takes nobody's place: the search goes further until enough is found.
    """
    limit, hidden = _COMPARED, set[str]()
    while True:
        candidates = nearest(house, SCOPE, looked, limit)
        for product in {each.indexed.subject for each in candidates} - hidden - records.keys():
            record = house.catalogue.product(product)
            if record is not None and sees(viewer, record):
                records[product] = as_shown(house, record)
            else:
                hidden.add(product)
        seen = [each for each in candidates if _stands(records.get(each.indexed.subject), each)]
        if len(seen) >= _COMPARED or len(candidates) < limit:
            return seen
        limit *= _FURTHER


def _stands(record: ProductRecord | None, alike: Alike) -> bool:
    """Whether the picture is one of the product's as it is shown now."""
    return record is not None and alike.indexed.file in picture_files(record.product)


def _found(record: ProductRecord, each: Resemblance) -> Found:
    match = each.match or Match.ALIKE
    return Found(record, each.alike.indexed.file, match, each.alike.network_permille, each.shared_points)
