"""The data files say what they should, and no more."""

from __future__ import annotations

from importlib.resources import files

from tailorbird.domain.screening.folding import read_table
from tailorbird.domain.screening.vocabulary import Tier, vocabulary

FOLDER = files("tailorbird.domain.screening").joinpath("vocabulary")


def test_every_entry_has_words_that_can_be_found() -> None:
    known = vocabulary()
    assert all(entry.words and all(entry.words) for entries in known.single.values() for entry in entries)
    assert all(len(entry.words) > 1 for entries in known.phrases.values() for entry in entries)
    assert len(known.single) > 4000
    assert len(known.han) > 1000


def test_each_stem_that_is_barred_within_words_is_long_enough_not_to_meet_by_accident() -> None:
    assert all(len(stem) >= 4 for stem in vocabulary().inside)


def test_names_taken_over_from_elsewhere_are_never_sure() -> None:
    lists = read_table("derived_brands")["brand"]
    assert set(lists) == {Tier.HOLD.value, Tier.ALONE.value}


def test_traditional_and_simplified_characters_go_in_pairs() -> None:
    characters = read_table("characters")
    assert len(characters["traditional"]) == len(characters["simplified"])


def test_the_lists_say_where_they_come_from() -> None:
    notice = FOLDER.joinpath("NOTICE.md").read_text(encoding="utf-8")
    for source in ("glin-profanity", "name-suggestion-index", "simple-icons", "OpenCC"):
        assert source in notice
