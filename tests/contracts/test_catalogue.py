"""The catalogue's contract on SQLite and PostgreSQL: revisions, and what is found by words and meanings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError

from tailorbird.adapters.db.database import Database
from tailorbird.app.ports.catalogue import Catalogue, Looking, Shown, StaleRevision, Unlooked, Visibility
from tailorbird.domain.catalogue.product import Channel
from tests.contracts.catalogued import (
    change,
    direction,
    found,
    keep,
    meaning,
    priced,
    product,
    publish,
    video,
)

RING = product("Silver ring with an engraved name", "刻字银戒指", category="jewellery/rings")
MUG = product("Ceramic mug with your photo", "定制照片马克杯", category="home/kitchen")
BAG = product("Canvas tote bag", "帆布手提袋", category="bags")


@pytest.fixture
def catalogue(database: Database) -> Catalogue:
    """Three public products: a ring, a mug and a bag, in this order."""
    for number, document in enumerate((RING, MUG, BAG), 1):
        keep(database.catalogue, f"p{number}", document, near=meaning(document.title))
    return database.catalogue


# Documents and revisions ----------------------------------------------------------------------------


def test_what_is_saved_is_read_as_it_was(database: Database) -> None:
    saved = keep(database.catalogue, "p1", RING, Visibility.DRAFT)
    assert saved.product == RING
    assert (saved.revision, saved.hash, saved.visibility) == (1, RING.hash, Visibility.DRAFT)
    assert database.catalogue.product("p1") == saved


def test_a_change_is_a_new_revision_and_the_old_document_stays(database: Database) -> None:
    first = keep(database.catalogue, "p1", RING, Visibility.DRAFT)
    second = change(database.catalogue, first, MUG)
    assert (second.revision, second.product) == (2, MUG)
    assert database.catalogue.revision("p1", RING.hash) == RING


def test_the_same_document_again_is_no_new_revision(database: Database) -> None:
    first = keep(database.catalogue, "p1", RING, Visibility.DRAFT)
    assert change(database.catalogue, first, RING) == first


def test_a_document_that_comes_back_is_a_revision_of_its_own(database: Database) -> None:
    first = keep(database.catalogue, "p1", RING, Visibility.DRAFT)
    third = change(database.catalogue, change(database.catalogue, first, MUG), RING)
    assert (third.revision, third.product) == (3, RING)


def test_who_changes_what_somebody_changed_meanwhile_is_told(database: Database) -> None:
    first = keep(database.catalogue, "p1", RING, Visibility.DRAFT)
    change(database.catalogue, first, MUG)
    with pytest.raises(StaleRevision):
        change(database.catalogue, first, BAG)


def test_documents_are_only_ever_added(database: Database) -> None:
    keep(database.catalogue, "p1", RING)
    session = database.storage.session
    for statement in (
        "UPDATE tailorbird_catalogue_revision SET document = ''",
        "DELETE FROM tailorbird_catalogue_revision",
    ):
        with pytest.raises(DatabaseError, match="refused"), session.writing():
            session.query(f"{statement} WHERE product_id = 'p1' RETURNING 1")


def test_a_public_product_that_is_changed_stays_public_as_it_was(database: Database) -> None:
    first = keep(database.catalogue, "p1", RING)
    change(database.catalogue, first, MUG)
    anybodys, owners = database.catalogue.seen("p1", ""), database.catalogue.seen("p1", "oak")
    assert anybodys is not None
    assert anybodys.product == RING
    assert owners is not None
    assert owners.product == MUG
    assert found(database.catalogue, text="ring") == ["p1"]
    assert found(database.catalogue, text="mug") == []


def test_what_is_published_anew_is_found_by_its_new_words(database: Database) -> None:
    first = keep(database.catalogue, "p1", RING)
    publish(database.catalogue, "p1", change(database.catalogue, first, MUG).hash)
    assert found(database.catalogue, text="ring") == []
    assert found(database.catalogue, text="mug") == ["p1"]


def test_only_a_document_that_there_is_can_be_shown(database: Database) -> None:
    keep(database.catalogue, "p1", RING)
    with pytest.raises(LookupError):
        publish(database.catalogue, "p1", MUG.hash)
    with pytest.raises(LookupError):
        publish(database.catalogue, "p2")


def test_what_is_withdrawn_is_there_for_its_owner_alone(catalogue: Catalogue) -> None:
    catalogue.show("p1", Shown(Visibility.WITHDRAWN))
    assert catalogue.seen("p1", "") is None
    assert catalogue.seen("p1", "pine") is None
    owners = catalogue.seen("p1", "oak")
    assert owners is not None
    assert owners.visibility is Visibility.WITHDRAWN
    assert found(catalogue, text="ring") == []


def test_own_products_are_listed_whatever_their_state(database: Database) -> None:
    for number, visibility in enumerate((Visibility.DRAFT, Visibility.PUBLIC, Visibility.WITHDRAWN), 1):
        keep(database.catalogue, f"p{number}", RING, visibility)
    keep(database.catalogue, "p4", RING, owner="pine")
    first = database.catalogue.owned("oak", limit=2)
    rest = database.catalogue.owned("oak", cursor=first.next_cursor or "", limit=2)
    assert [each.id for each in (*first.items, *rest.items)] == ["p3", "p2", "p1"]
    drafts = database.catalogue.owned("oak", Visibility.DRAFT)
    assert [each.id for each in drafts.items] == ["p1"]


# Words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("silver ring", "p1"),
        ("RINGS", "p1"),
        ("戒指", "p1"),
        ("银戒指", "p1"),
        ("马克杯", "p2"),
        ("tote", "p3"),
        ("手提袋", "p3"),
        ("kitchen", "p2"),
    ],
)
def test_a_product_is_found_by_its_words_in_english_and_chinese(
    catalogue: Catalogue, text: str, first: str
) -> None:
    assert found(catalogue, text=text)[0] == first


@pytest.mark.parametrize(
    ("text", "first"),
    [("slver ring", "p1"), ("rnig", "p1"), ("cermaic", "p2"), ("cannvas", "p3"), ("engrved", "p1")],
)
def test_a_slip_of_the_finger_is_forgiven(catalogue: Catalogue, text: str, first: str) -> None:
    assert found(catalogue, text=text) == [first]


def test_what_nothing_has_is_not_found(catalogue: Catalogue) -> None:
    assert found(catalogue, text="bulldozer") == []
    assert found(catalogue, text="···") == []


def test_the_product_with_more_of_the_words_comes_first(database: Database) -> None:
    keep(database.catalogue, "p1", product("Ring"))
    keep(database.catalogue, "p2", product("Engraved silver ring"))
    keep(database.catalogue, "p3", product("Silver spoon"))
    assert found(database.catalogue, text="silver ring")[0] == "p2"


def test_a_word_in_the_title_counts_more_than_one_in_the_description(database: Database) -> None:
    keep(database.catalogue, "p1", product("A box", description="for a ring"))
    keep(database.catalogue, "p2", product("A ring"))
    assert found(database.catalogue, text="ring") == ["p2", "p1"]


# Meaning ----------------------------------------------------------------------------------------------


def test_a_product_is_found_by_what_it_is_about(catalogue: Catalogue) -> None:
    assert found(catalogue, text="coffee cup", near=meaning(MUG.title)) == ["p2"]


def test_what_is_about_something_else_is_not_found_by_meaning(catalogue: Catalogue) -> None:
    assert found(catalogue, text="bulldozer", near=meaning("something else")) == []


def test_words_and_meaning_together_rank_before_either_alone(database: Database) -> None:
    near = direction((0, 1.0))
    keep(database.catalogue, "p1", product("Mug"), near=direction((1, 1.0)))
    keep(database.catalogue, "p2", product("Cup of clay"), near=direction((0, 1.0), (1, 0.3)))
    keep(database.catalogue, "p3", product("Mug for coffee"), near=direction((0, 1.0), (1, 0.4)))
    assert found(database.catalogue, text="mug", near=near)[0] == "p3"


def test_meaning_and_filters_go_together(catalogue: Catalogue) -> None:
    near = meaning(MUG.title)
    assert found(catalogue, text="coffee cup", near=near, category="home") == ["p2"]
    assert found(catalogue, text="coffee cup", near=near, category="bags") == []


def test_a_new_meaning_counts_at_once(catalogue: Catalogue) -> None:
    assert found(catalogue, text="x", near=meaning("lamp")) == []
    keep(catalogue, "p4", product("Lamp"), near=meaning("lamp"))
    assert found(catalogue, text="x", near=meaning("lamp")) == ["p4"]


def test_a_meaning_of_another_size_is_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="512"):
        keep(database.catalogue, "p1", RING, near=b"short")
    assert database.catalogue.product("p1") is None


# Filters and facets -----------------------------------------------------------------------------------


def test_each_filter_leaves_what_it_says(database: Database) -> None:
    keep(database.catalogue, "p1", product("Ring", "", "USD 20.00", "EUR 18.00", category="jewellery/rings"))
    keep(
        database.catalogue,
        "p2",
        product("Chain", "", "USD 90.00", category="jewellery", channel=Channel.JEWELLER),
    )
    stocked = (priced("CNY 30.00", stock=4),)
    bag = product("Bag", category="bags", variants=stocked, goods_classes=("battery",), media=(video(),))
    keep(database.catalogue, "p3", bag, owner="pine")
    asked: dict[str, dict[str, Any]] = {
        "jewellery": {"category": "jewellery"},
        "rings": {"category": "jewellery/rings"},
        "jeweller": {"channel": Channel.JEWELLER},
        "of pine": {"owner": "pine"},
        "battery": {"goods_class": "battery"},
        "in dollars": {"currency": "USD"},
        "up to 50 dollars": {"currency": "USD", "max_minor": 5000},
        "from 50 dollars": {"currency": "USD", "min_minor": 5000},
        "from stock": {"made_to_order": "no"},
        "to order": {"made_to_order": "yes"},
        "with a video": {"video": "yes"},
        "without one": {"video": "no"},
        "customizable": {"customizable": "yes"},
    }
    assert {name: found(database.catalogue, **told) for name, told in asked.items()} == {
        "jewellery": ["p2", "p1"],
        "rings": ["p1"],
        "jeweller": ["p2"],
        "of pine": ["p3"],
        "battery": ["p3"],
        "in dollars": ["p2", "p1"],
        "up to 50 dollars": ["p1"],
        "from 50 dollars": ["p2"],
        "from stock": ["p3"],
        "to order": ["p2", "p1"],
        "with a video": ["p3"],
        "without one": ["p2", "p1"],
        "customizable": [],
    }


def test_a_category_is_no_other_one_that_begins_alike(database: Database) -> None:
    keep(database.catalogue, "p1", product("Bag", category="bags"))
    keep(database.catalogue, "p2", product("Bagpipe", category="bagsand"))
    assert found(database.catalogue, category="bags") == ["p1"]
    assert found(database.catalogue, category="b%") == []


def test_facets_count_what_is_found(catalogue: Catalogue) -> None:
    every = catalogue.facets(Looking())
    assert every.categories == {"bags": 1, "home/kitchen": 1, "jewellery/rings": 1}
    assert (every.channels, every.currencies) == ({"programme": 3}, {"USD": 3})
    assert catalogue.facets(Looking(text="ring")).categories == {"jewellery/rings": 1}
    assert catalogue.facets(Looking(text="bulldozer")).categories == {}


# Suggestions ------------------------------------------------------------------------------------------


def test_suggestions_complete_or_mend_the_last_word(catalogue: Catalogue) -> None:
    def told(text: str) -> tuple[str, ...]:
        return tuple(catalogue.suggestions(Looking(text=text)))

    assert told("silver ri") == ("ring",)
    assert told("c") == ("canvas", "ceramic")
    assert told("rnig") == ("ring",)
    assert told("戒") == ("刻字银戒指",)
    assert told("canvas") == ("canvas",)
    assert told("kitch") == ()
    assert told("") == ()


# Going on ---------------------------------------------------------------------------------------------


def test_a_list_goes_on_as_it_began_whatever_changes_meanwhile(database: Database) -> None:
    for number in range(1, 8):
        keep(database.catalogue, f"p{number}", product(f"Ring number {number}"))
    for text in ("", "ring"):
        first = database.catalogue.search(Looking(text=text, limit=3))
        keep(database.catalogue, f"p{90 + len(text)}", product("Ring ring"))
        seen = [each.id for each in first.items]
        cursor = first.next_cursor or ""
        seen += found(database.catalogue, text=text, limit=3, cursor=cursor)
        assert sorted(set(seen) - {"p90"}) == [f"p{number}" for number in range(1, 8)], text
        assert len(seen) == len(set(seen)), text


def test_a_cursor_of_another_list_is_refused(catalogue: Catalogue) -> None:
    for text in ("", "ring"):
        for cursor in ("nonsense", "WyJvd25lZCIsMV0", "WyJyYW5rZWQiLCJBIl0"):
            with pytest.raises(ValueError, match="cursor"):
                catalogue.search(Looking(text=text, cursor=cursor))


# Pictures ---------------------------------------------------------------------------------------------


def test_pictures_are_looked_at_once_a_change(database: Database) -> None:
    catalogue = database.catalogue
    first = keep(catalogue, "p1", RING, Visibility.DRAFT)
    assert catalogue.unlooked(10) == []
    publish(catalogue, "p1")
    (due,) = catalogue.unlooked(10)
    assert (due.product, due.visibility) == ("p1", Visibility.PUBLIC)
    publish(catalogue, "p1", change(catalogue, first, MUG).hash)
    catalogue.looked(due)
    (again,) = catalogue.unlooked(10)
    catalogue.looked(again)
    assert catalogue.unlooked(10) == []
    assert replace(again, change=0) == Unlooked("p1", 0, Visibility.PUBLIC)
