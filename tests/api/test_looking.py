"""Searching the catalogue by a picture, by call."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tailorbird import bootstrap
from tailorbird.app.looking.catalogue import index_product
from tailorbird.app.ports.catalogue import Visibility
from tests.api.test_problems import told

if TYPE_CHECKING:
    from tests.api.stage import Reply, Stage
    from tests.app.looking.gallery import Gallery

RING = b"ring|1"


@pytest.fixture
def hung(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Gallery:
    """The stage's house with a gallery of words in place of pictures."""
    from tests.app.looking.gallery import Gallery, KeptFiles, KeptProducts, Words

    words, files, products = Words(), KeptFiles(), KeptProducts()
    catalogue: Any = products
    house = replace(stage.house, vision=words, files=files, catalogue=catalogue)
    monkeypatch.setattr(bootstrap, "house", lambda: house)
    return Gallery(house, words, files, products)


def search(stage: Stage, picture: bytes, query: str = "", who: str = "ada", **headers: str) -> Reply:
    told_as = headers or {"Content_Type": "image/png"}
    return stage.by(who).call("POST", f"/v1/catalogue/search-by-picture{query}", picture, **told_as)


def test_products_are_told_with_how_sure_it_is(stage: Stage, hung: Gallery) -> None:
    for name in ("ringA", "ringB"):
        hung.show(f"p-{name}", f"{name}|1".encode())
        index_product(hung.house, f"p-{name}")
    reply = search(stage, b"ringB|mine")
    assert reply.status == 200
    assert reply.json["outcome"] == "same"
    first, second = reply.json["products"]
    assert (first["product"], first["match"], first["likeness_permille"]) == ("p-ringB", "same", 1000)
    assert (second["product"], second["match"]) == ("p-ringA", "alike")
    assert reply.headers["Cache-Control"] == "private, no-store"


def test_no_match_says_so_and_what_to_try(stage: Stage, hung: Gallery) -> None:
    hung.show("p", RING)
    index_product(hung.house, "p")
    reply = search(stage, b"submarine|1")
    assert (reply.status, reply.json["outcome"], reply.json["products"]) == (200, "no_match", [])
    assert "Draw a box" in reply.json["next_step"]
    chinese = search(stage, b"submarine|1", Content_Type="image/png", Accept_Language="zh-Hans")
    assert chinese.json["message"] == "没有找到与这张图片相近的商品。"


def test_only_alike_is_not_called_the_same(stage: Stage, hung: Gallery) -> None:
    hung.show("p", b"ringA|1")
    index_product(hung.house, "p")
    reply = search(stage, b"ringB|1")
    assert reply.json["outcome"] == "alike"
    assert "Nothing shows exactly this" in reply.json["message"]


def test_a_box_names_what_is_meant_and_a_form_is_taken(stage: Stage, hung: Gallery) -> None:
    for name in ("ring", "street"):
        hung.show(f"p-{name}", f"{name}|1".encode())
        index_product(hung.house, f"p-{name}")
    form = (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n'
        b"Content-Type: image/png\r\n\r\nring+street|1\r\n--b--\r\n"
    )
    reply = search(stage, form, "?box=0,0,500,500", Content_Type="multipart/form-data; boundary=b")
    assert [each["product"] for each in reply.json["products"]] == ["p-ring"]


def test_a_private_product_is_found_by_its_buyer_alone(stage: Stage, hung: Gallery) -> None:
    hung.show("p", RING, visibility=Visibility.PRIVATE, owner="jinsui", seen_by="ada")
    index_product(hung.house, "p")
    found = {who: search(stage, RING, who=who).json["outcome"] for who in ("ada", "jinsui", "bo", "operator")}
    assert found == {"ada": "same", "jinsui": "same", "bo": "no_match", "operator": "no_match"}


def test_nothing_is_stored(stage: Stage, hung: Gallery) -> None:
    search(stage, RING)
    assert hung.files.kept == {}
    assert hung.house.pictures.subjects("catalogue") == frozenset()


@pytest.mark.parametrize("box", ["1,2,3", "a,b,c,d", "0,0,0,5", "900,0,200,100", "-1,0,5,5", "1,2,3,99999"])
def test_a_box_outside_the_picture_is_refused_with_its_form(stage: Stage, hung: Gallery, box: str) -> None:
    problem = search(stage, RING, f"?box={box}")
    told(problem, 422, "box_unfit")
    assert "250,100,500,600" in problem.json["next_step"]


def test_what_is_no_picture_is_refused(stage: Stage, hung: Gallery) -> None:
    told(search(stage, b"MZ program"), 415, "picture_unreadable")
    told(search(stage, b""), 415, "picture_unreadable")
    told(search(stage, b"0" * 15_000_001), 413, "too_large")
    told(search(stage, RING, who="nobody"), 401, "key_invalid")


def test_without_its_models_the_search_says_so_and_not_that_there_is_no_match(
    stage: Stage, hung: Gallery
) -> None:
    hung.words.absent = "the model x is missing"
    problem = search(stage, RING)
    told(problem, 503, "vision_absent")
    assert "Search by words" in problem.json["next_step"]
    assert "model x" not in problem.content.decode()
