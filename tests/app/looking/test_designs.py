"""A jeweller is shown the earlier designs that a new one resembles (jewelry.II.uniqueness)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tailorbird.app.looking.designs import (
    MOST_SHOWN,
    SAME_LIKENESS,
    compare_design,
    designs_compared_with,
    forget_design,
    index_design,
)
from tailorbird.app.ports.vision import UnreadablePicture, VisionAbsent
from tailorbird.domain.cases.facts.jewelry import SimilarDesign
from tests.app.looking.gallery import sha

if TYPE_CHECKING:
    from tests.app.looking.gallery import Gallery


def designed(hung: Gallery, merchant: str, case: str, *pictures: bytes) -> list[str]:
    """An earlier design of the merchant's, in the index."""
    files = [hung.files.put(each, "image/png").sha256 for each in pictures]
    index_design(hung.house, merchant, case, files)
    return files


def drawn(hung: Gallery, picture: bytes) -> list[str]:
    return [hung.files.put(picture, "image/png").sha256]


def test_a_design_drawn_before_is_shown_with_its_case_and_picture(hung: Gallery) -> None:
    designed(hung, "ann", "J-1", b"ring|1")
    designed(hung, "ann", "J-2", b"pendant|1")
    similar = compare_design(hung.house, "ann", "J-9", drawn(hung, b"ring|again"))
    assert similar == (SimilarDesign("J-1", sha(b"ring|1"), Decimal("1.000")),)


def test_a_design_like_no_other_has_none_beside_it(hung: Gallery) -> None:
    designed(hung, "ann", "J-1", b"ring|1")
    assert compare_design(hung.house, "ann", "J-9", drawn(hung, b"brooch|1")) == ()
    assert designs_compared_with(hung.house, "ann", "J-9") == 1


def test_the_cases_own_pictures_are_not_earlier_designs(hung: Gallery) -> None:
    files = designed(hung, "ann", "J-9", b"ring|1", b"ring|2")
    assert compare_design(hung.house, "ann", "J-9", files) == ()
    assert designs_compared_with(hung.house, "ann", "J-9") == 0


def test_a_merchant_is_compared_with_itself_alone(hung: Gallery) -> None:
    designed(hung, "bob", "J-1", b"ring|1")
    assert compare_design(hung.house, "ann", "J-9", drawn(hung, b"ring|1")) == ()


def test_of_several_pictures_the_likest_counts(hung: Gallery) -> None:
    designed(hung, "ann", "J-1", b"ringA|1", b"pendant|1")
    hung.words.points = 0
    files = [*drawn(hung, b"ringB|1"), *drawn(hung, b"pendant|mine")]
    (only,) = compare_design(hung.house, "ann", "J-9", files)
    assert (only.picture, only.likeness) == (sha(b"pendant|1"), Decimal("1.000"))


def test_designs_that_share_their_points_are_very_like(hung: Gallery) -> None:
    designed(hung, "ann", "J-1", b"ring+street|1")
    (only,) = compare_design(hung.house, "ann", "J-9", drawn(hung, b"ring|1"))
    assert only.likeness is not None
    assert SAME_LIKENESS <= only.likeness <= 1


def test_the_likest_come_first_and_not_too_many(hung: Gallery) -> None:
    for n in range(MOST_SHOWN + 5):
        designed(hung, "ann", f"J-{n}", f"ring{'ABCDEF'[n % 6]}|{n}".encode())
    similar = compare_design(hung.house, "ann", "J-99", drawn(hung, b"ringC|mine"))
    assert len(similar) == MOST_SHOWN
    likeness = [each.likeness for each in similar if each.likeness is not None]
    assert likeness == sorted(likeness, reverse=True)


def test_a_forgotten_design_is_compared_with_nothing(hung: Gallery) -> None:
    designed(hung, "ann", "J-1", b"ring|1")
    forget_design(hung.house, "ann", "J-1")
    assert compare_design(hung.house, "ann", "J-9", drawn(hung, b"ring|1")) == ()


def test_what_cannot_be_compared_is_left_to_a_person(hung: Gallery) -> None:
    with pytest.raises(UnreadablePicture, match="upload the design's picture again"):
        compare_design(hung.house, "ann", "J-9", [sha(b"never uploaded")])
    with pytest.raises(UnreadablePicture):
        compare_design(hung.house, "ann", "J-9", drawn(hung, b"no picture"))
    hung.words.absent = "gone"
    with pytest.raises(VisionAbsent):
        compare_design(hung.house, "ann", "J-9", drawn(hung, b"ring|1"))
