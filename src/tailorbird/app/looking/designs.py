"""A maker's designs side by side, so that no two buyers get the same one unawares (jewelry.II.uniqueness)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from tailorbird.app.house import House
from tailorbird.app.looking.indexing import Indexing, index_pictures
from tailorbird.app.looking.resemblance import Match, Resemblance, look, nearest, resemblances
from tailorbird.app.ports.vision import UnreadablePicture
from tailorbird.domain.cases.facts.jewelry import SimilarDesign

MOST_SHOWN: Final = 10
SAME_LIKENESS: Final = Decimal("0.950")
"""The least likeness of designs that share their points."""
_CONSIDERED: Final = 60


def compare_design(
    house: House, merchant: str, case_id: str, pictures: Sequence[str]
) -> tuple[SimilarDesign, ...]:
    """The merchant's designs of other cases that are like one of these stored pictures, the likest first.

    What is in the index now was there before this design; the case's own pictures do not count. Raises
    `VisionAbsent` and `UnreadablePicture`: then a person compares.
    """
    best: dict[str, Resemblance] = {}
    for file in pictures:
        for each in _alike(house, merchant, case_id, file):
            design = each.alike.indexed.subject
            if design not in best or _likeness(each) > _likeness(best[design]):
                best[design] = each
    similar = [
        SimilarDesign(design, each.alike.indexed.file, _likeness(each)) for design, each in best.items()
    ]
    return tuple(sorted(similar, key=lambda each: (-(each.likeness or 0), each.design))[:MOST_SHOWN])


def designs_compared_with(house: House, merchant: str, case_id: str) -> int:
    """How many of the merchant's designs of other cases are in the index."""
    return len(house.pictures.subjects(_scope(merchant)) - {case_id})


def index_design(house: House, merchant: str, case_id: str, pictures: Sequence[str]) -> Indexing:
    """Later designs of the merchant are compared with these stored pictures. Raises `VisionAbsent`."""
    return index_pictures(house, _scope(merchant), case_id, pictures)


def forget_design(house: House, merchant: str, case_id: str) -> None:
    """Nothing of the case's design is left in the index."""
    house.pictures.forget_subject(_scope(merchant), case_id)


def _alike(house: House, merchant: str, case_id: str, file: str) -> tuple[Resemblance, ...]:
    picture = house.files.read(file)
    if picture is None:
        raise UnreadablePicture(
            f"No stored file has the hash {file[:16]}…; upload the design's picture again."
        )
    looked = look(house, picture)
    others = [
        each
        for each in nearest(house, _scope(merchant), looked, _CONSIDERED)
        if each.indexed.subject != case_id
    ]
    return resemblances(house, looked, others)


def _likeness(each: Resemblance) -> Decimal:
    likeness = Decimal(each.alike.network_permille).scaleb(-3)
    return max(likeness, SAME_LIKENESS) if each.match is Match.SAME else likeness


def _scope(merchant: str) -> str:
    return f"designs:{merchant}"
