"""Near copies of barred pictures are found, whatever was put around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tailorbird.app.looking.barred import bar_picture, near_copy_of_barred, unbar_picture
from tailorbird.app.ports.vision import UnreadablePicture, VisionAbsent

if TYPE_CHECKING:
    from tests.app.looking.gallery import Gallery


def test_a_copy_is_told_by_the_name_of_what_is_barred(hung: Gallery) -> None:
    bar_picture(hung.house, "a mouse with round ears", b"mouse|1", "image/png")
    bar_picture(hung.house, "a swoosh", b"swoosh|1", "image/png")
    assert near_copy_of_barred(hung.house, b"mouse|retouched") == "a mouse with round ears"
    assert near_copy_of_barred(hung.house, b"mouse+street|1") == "a mouse with round ears"


def test_what_only_looks_like_it_passes(hung: Gallery) -> None:
    bar_picture(hung.house, "a mouse with round ears", b"mouseA|1", "image/png")
    hung.words.points = 0
    assert near_copy_of_barred(hung.house, b"mouseB|1") is None


def test_where_nothing_is_barred_nothing_is_looked_at(hung: Gallery) -> None:
    hung.words.absent = "no model"
    assert near_copy_of_barred(hung.house, b"mouse|1") is None


def test_what_is_unbarred_passes(hung: Gallery) -> None:
    bar_picture(hung.house, "a mouse", b"mouse|1", "image/png")
    unbar_picture(hung.house, "a mouse")
    assert near_copy_of_barred(hung.house, b"mouse|1") is None


def test_what_cannot_be_looked_at_never_passes(hung: Gallery) -> None:
    bar_picture(hung.house, "a mouse", b"mouse|1", "image/png")
    with pytest.raises(UnreadablePicture):
        near_copy_of_barred(hung.house, b"no picture")
    hung.words.absent = "no model"
    with pytest.raises(VisionAbsent):
        near_copy_of_barred(hung.house, b"mouse|1")


def test_a_picture_that_cannot_be_looked_at_is_not_half_barred(hung: Gallery) -> None:
    with pytest.raises(UnreadablePicture):
        bar_picture(hung.house, "a mouse", b"no picture", "image/png")
    assert hung.files.kept == {}
    assert hung.house.pictures.subjects("barred") == frozenset()
