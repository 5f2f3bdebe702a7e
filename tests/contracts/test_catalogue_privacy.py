"""Nothing of a product that is not public is told to others: no search, count, suggestion or order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tailorbird.adapters.db.database import Database
from tailorbird.app.ports.catalogue import Catalogue, Looking, Shown, Visibility
from tests.contracts.catalogued import change, found, keep, meaning, priced, product, video

SECRET = product(
    "Zanzibar pendant",
    "桑给巴尔吊坠",
    "CHF 70.00",
    category="secret/pendants",
    goods_classes=("magnet",),
    media=(video(),),
)
NEAR = meaning("zanzibar")
HIDDEN = (Visibility.DRAFT, Visibility.PRIVATE, Visibility.WITHDRAWN)


@pytest.fixture(params=HIDDEN)
def visibility(request: pytest.FixtureRequest) -> Visibility:
    return Visibility(request.param)


@pytest.fixture
def catalogue(database: Database, visibility: Visibility) -> Catalogue:
    """A public ring of pine's, and a hidden pendant of oak's that is made for ana."""
    keep(database.catalogue, "p1", product("Silver ring", "银戒指"), near=meaning("ring"), owner="pine")
    keep(database.catalogue, "p2", SECRET, visibility, seen_by="ana", near=NEAR)
    return database.catalogue


def seeing(visibility: Visibility) -> set[str]:
    return {"oak", "ana"} if visibility is Visibility.PRIVATE else {"oak"}


LOOKS: dict[str, dict[str, Any]] = {
    "everything": {},
    "its words": {"text": "zanzibar pendant"},
    "its words misspelled": {"text": "zanzibra"},
    "its words in Chinese": {"text": "吊坠"},
    "its meaning": {"text": "x", "near": NEAR},
    "its category": {"category": "secret"},
    "its owner": {"owner": "oak"},
    "its goods class": {"goods_class": "magnet"},
    "its currency": {"currency": "CHF"},
    "its video": {"video": "yes"},
    "its meaning and category": {"text": "x", "near": NEAR, "category": "secret"},
}


@pytest.mark.parametrize("look", LOOKS)
def test_a_hidden_product_is_found_by_those_who_may_see_it_and_nobody_else(
    catalogue: Catalogue, visibility: Visibility, look: str
) -> None:
    for viewer in ("", "pine", "ana", "oak", "%", "platform"):
        seen = "p2" in found(catalogue, viewer=viewer, **LOOKS[look])
        # Near spellings are those of public words, even for those who may see the product.
        allowed = viewer in seeing(visibility) and "misspelled" not in look
        assert seen == allowed, (viewer, look)


@pytest.mark.parametrize("look", LOOKS)
def test_a_hidden_product_is_in_no_count(catalogue: Catalogue, visibility: Visibility, look: str) -> None:
    for viewer in ("", "pine", "ana"):
        told = catalogue.facets(Looking(viewer=viewer, **LOOKS[look]))
        allowed = viewer in seeing(visibility) and "misspelled" not in look
        assert ("secret/pendants" in told.categories) == allowed, viewer
        assert ("CHF" in told.currencies) == allowed, viewer


def test_a_hidden_product_is_in_no_suggestion(catalogue: Catalogue) -> None:
    for viewer in ("", "pine", "ana", "oak"):
        for text in ("zan", "pend", "zanzibra", "pednant", "桑", "吊坠"):
            assert catalogue.suggestions(Looking(viewer=viewer, text=text)) == (), text


def test_a_hidden_product_does_not_exist_for_others(catalogue: Catalogue, visibility: Visibility) -> None:
    for viewer in ("", "pine", "ana", "oak"):
        assert (catalogue.seen("p2", viewer) is not None) == (viewer in seeing(visibility)), viewer


def test_a_hidden_product_is_listed_as_its_owners_only(catalogue: Catalogue) -> None:
    assert [each.id for each in catalogue.owned("pine").items] == ["p1"]
    assert [each.id for each in catalogue.owned("ana").items] == []


def test_hidden_words_do_not_change_how_public_products_rank(database: Database) -> None:
    for number in range(1, 5):
        keep(database.catalogue, f"p{number}", product(f"Ring {'lamp' * (number % 2)} of pine"))
    before = found(database.catalogue, text="lamp ring pine")
    for number in range(10, 40):
        keep(database.catalogue, f"p{number}", product("Lamp"), Visibility.PRIVATE, seen_by="ana")
    assert found(database.catalogue, text="lamp ring pine") == before


def test_hidden_meanings_do_not_push_public_ones_out(database: Database) -> None:
    near = meaning("lamp")
    keep(database.catalogue, "p1", product("Torch"), near=near)
    for number in range(10, 30):
        keep(database.catalogue, f"p{number}", product("Lamp"), Visibility.DRAFT, near=near)
    assert found(database.catalogue, text="x", near=near) == ["p1"]


def test_a_cursor_shows_nothing_of_what_was_hidden_meanwhile(database: Database) -> None:
    for number in range(1, 6):
        keep(database.catalogue, f"p{number}", product(f"Ring number {number}"))
    first = database.catalogue.search(Looking(text="ring", limit=2))
    shown = {each.id for each in first.items}
    hidden = next(f"p{number}" for number in range(1, 6) if f"p{number}" not in shown)
    database.catalogue.show(hidden, Shown(Visibility.WITHDRAWN))
    rest = found(database.catalogue, text="ring", limit=2, cursor=first.next_cursor or "")
    assert hidden not in rest
    assert len(rest) == 2


def test_the_owners_cursor_shows_others_nothing(database: Database) -> None:
    for number in range(1, 6):
        keep(database.catalogue, f"p{number}", product(f"Ring number {number}"), Visibility.DRAFT)
    for text in ("", "ring"):
        page = database.catalogue.search(Looking(viewer="oak", text=text, limit=2))
        assert len(page.items) == 2
        assert found(database.catalogue, viewer="pine", text=text, cursor=page.next_cursor or "") == []


def test_the_unpublished_change_of_a_public_product_is_its_owners_alone(database: Database) -> None:
    first = keep(database.catalogue, "p1", product("Silver ring"), near=meaning("ring"))
    change(database.catalogue, first, replace(SECRET, variants=(priced("CHF 70.00"),)), NEAR)
    for look in LOOKS.values():
        for viewer in ("", "pine"):
            page = database.catalogue.search(Looking(viewer=viewer, **look))
            assert all(each.product.title == "Silver ring" for each in page.items), (viewer, look)
    assert database.catalogue.facets(Looking()).currencies == {"USD": 1}
    assert database.catalogue.suggestions(Looking(text="zan")) == ()


def test_what_was_public_and_is_hidden_leaves_no_word_behind(database: Database) -> None:
    keep(database.catalogue, "p1", SECRET, near=NEAR)
    assert database.catalogue.suggestions(Looking(text="zan")) == ("zanzibar",)
    database.catalogue.show("p1", Shown(Visibility.WITHDRAWN))
    assert database.catalogue.suggestions(Looking(text="zan")) == ()
    session = database.storage.session
    for table in ("word", "gram"):
        assert session.query(f"SELECT COUNT(*) FROM tailorbird_catalogue_{table}") == [(0,)]
    assert session.query("SELECT products FROM tailorbird_catalogue_clock") == [(0,)]
