"""Searching the catalogue by a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tailorbird.app.looking.catalogue import forget_product, index_product
from tailorbird.app.looking.resemblance import Match
from tailorbird.app.looking.search import MOST_FOUND, find_alike
from tailorbird.app.ports.catalogue import Visibility
from tailorbird.app.ports.vision import Box, UnreadablePicture, VisionAbsent
from tests.app.looking.gallery import sha

if TYPE_CHECKING:
    from tests.app.looking.gallery import Gallery

RING, MUG, SHIRT = b"ring|1", b"mug|1", b"shirt|1"


def shown(hung: Gallery, name: str, *pictures: bytes, **more: object) -> None:
    hung.show(name, *pictures, **more)  # type: ignore[arg-type]
    index_product(hung.house, name)


def names(hung: Gallery, picture: bytes, viewer: str = "", box: Box | None = None) -> list[str]:
    return [each.record.id for each in find_alike(hung.house, picture, box, viewer).found]


def test_the_product_of_the_same_picture_is_found_as_the_same(hung: Gallery) -> None:
    shown(hung, "p-ring", RING)
    shown(hung, "p-mug", MUG)
    (only,) = find_alike(hung.house, b"ring|from a friend", None, "").found
    assert (only.record.id, only.match, only.file) == ("p-ring", Match.SAME, sha(RING))
    assert (only.likeness_permille, only.shared_points) == (1000, 40)


def test_nothing_alike_is_no_match_and_not_the_least_unlike(hung: Gallery) -> None:
    shown(hung, "p-ring", RING)
    search = find_alike(hung.house, b"submarine|1", None, "")
    assert (search.found, search.same) == ((), ())


def test_an_empty_catalogue_has_no_match(hung: Gallery) -> None:
    assert find_alike(hung.house, RING, None, "").found == ()


def test_what_looks_alike_without_shared_points_is_never_called_the_same(hung: Gallery) -> None:
    shown(hung, "p-ring", b"ringA|1")
    hung.words.points = 14
    (only,) = find_alike(hung.house, b"ringB|1", None, "").found
    assert only.match is Match.ALIKE
    assert 800 < only.likeness_permille < 1000


def test_a_near_copy_is_the_same_even_where_it_has_no_points(hung: Gallery) -> None:
    shown(hung, "p-plain", b"plain|1")
    hung.words.points = 0
    (only,) = find_alike(hung.house, b"plain|copy", None, "").found
    assert only.match is Match.SAME


def test_the_same_stands_before_what_is_only_alike(hung: Gallery) -> None:
    for name in "ABC":
        shown(hung, f"p-{name}", f"ring{name}|1".encode())
    found = find_alike(hung.house, b"ringC|mine", None, "").found
    assert found[0].record.id == "p-C"
    assert [each.match for each in found] == [Match.SAME, Match.ALIKE, Match.ALIKE]


def test_what_the_owner_of_a_public_product_writes_on_is_not_found_before_it_is_published(
    hung: Gallery,
) -> None:
    shown(hung, "p", RING)
    hung.redraft("p", "A secret mug", MUG)
    index_product(hung.house, "p")
    for viewer in ("", "maker"):
        (only,) = find_alike(hung.house, RING, None, viewer).found
        assert (only.record.product.title, only.match) == ("p", Match.SAME)
        assert names(hung, MUG, viewer) == []


def test_a_product_with_many_pictures_is_found_once_by_its_best(hung: Gallery) -> None:
    shown(hung, "p-ring", b"ringA|1", b"ringB|1", b"ringC|1")
    (only,) = find_alike(hung.house, b"ringB|mine", None, "").found
    assert only.file == sha(b"ringB|1")


def test_a_thing_in_a_street_is_found_by_a_window_or_by_a_box(hung: Gallery) -> None:
    shown(hung, "p-ring", RING)
    shown(hung, "p-street", b"street|1")
    assert names(hung, b"ring+street|1") == ["p-ring", "p-street"]
    assert names(hung, b"ring+street|1", box=Box(0, 0, 500, 500)) == ["p-ring"]


@pytest.mark.parametrize(
    ("visibility", "finds"),
    [
        (Visibility.PUBLIC, {"", "maker", "buyer", "stranger"}),
        (Visibility.PRIVATE, {"maker", "buyer"}),
        (Visibility.DRAFT, {"maker"}),
        (Visibility.WITHDRAWN, {"maker"}),
    ],
)
def test_only_who_may_see_a_product_finds_it(hung: Gallery, visibility: Visibility, finds: set[str]) -> None:
    seen_by = "buyer" if visibility is Visibility.PRIVATE else ""
    shown(hung, "p-ring", RING, visibility=visibility, seen_by=seen_by)
    viewers = ("", "maker", "buyer", "stranger")
    assert {viewer for viewer in viewers if names(hung, RING, viewer)} == finds


def test_products_that_others_keep_private_take_nobodys_place(hung: Gallery) -> None:
    for n in range(40):
        shown(hung, f"hidden-{n}", f"ring|{n}".encode(), visibility=Visibility.PRIVATE, seen_by="bo")
    shown(hung, "p-ring", b"ringA|1")
    assert names(hung, RING, "ada") == ["p-ring"]
    assert len(names(hung, RING, "bo")) == MOST_FOUND


def test_a_picture_of_nothing_compares_no_private_picture_for_a_stranger(hung: Gallery) -> None:
    shown(hung, "hidden", b"ring|private", visibility=Visibility.DRAFT)
    names(hung, RING, "stranger")
    assert hung.words.compared == []


def test_a_picture_that_the_product_no_longer_has_finds_nothing(hung: Gallery) -> None:
    shown(hung, "p", RING)
    hung.show("p", MUG)
    assert names(hung, RING) == []
    index_product(hung.house, "p")
    assert names(hung, MUG) == ["p"]
    assert hung.house.pictures.files("catalogue", "p") == {sha(MUG)}


def test_indexing_looks_at_each_picture_once(hung: Gallery) -> None:
    shown(hung, "p", RING, MUG)
    hung.words.looked.clear()
    hung.show("p", RING, MUG, SHIRT)
    done = index_product(hung.house, "p")
    assert hung.words.looked == [SHIRT]
    assert set(done.kept) == {sha(RING), sha(MUG), sha(SHIRT)}


def test_what_cannot_be_read_or_is_not_there_is_left_out_and_told(hung: Gallery) -> None:
    record = hung.show("p", RING, b"no picture")
    hung.files.erase(sha(RING))
    done = index_product(hung.house, record.id)
    assert (done.kept, set(done.left_out)) == ((), {sha(RING), sha(b"no picture")})


def test_a_product_that_is_gone_or_forgotten_leaves_the_index(hung: Gallery) -> None:
    shown(hung, "p", RING)
    shown(hung, "q", MUG)
    del hung.products.kept["p"]
    index_product(hung.house, "p")
    forget_product(hung.house, "q")
    assert hung.house.pictures.subjects("catalogue") == frozenset()


def test_an_erased_file_is_judged_by_its_look_alone(hung: Gallery) -> None:
    shown(hung, "p", b"ringA|1")
    hung.files.erase(sha(b"ringA|1"))
    (only,) = find_alike(hung.house, b"ringB|1", None, "").found
    assert only.match is Match.ALIKE


def test_few_pictures_are_compared_point_by_point_once_the_same_was_found(hung: Gallery) -> None:
    for n in range(40):
        shown(hung, f"p-{n}", f"ring|{n}".encode())
    names(hung, RING)
    assert len(hung.words.compared) <= 7


def test_what_cannot_be_looked_at_is_told(hung: Gallery) -> None:
    with pytest.raises(UnreadablePicture, match="Send words"):
        find_alike(hung.house, b"no picture", None, "")
    hung.words.absent = "words are missing"
    with pytest.raises(VisionAbsent, match="words are missing"):
        find_alike(hung.house, RING, None, "")
