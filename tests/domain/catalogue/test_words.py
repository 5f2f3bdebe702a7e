"""The words of a text, alike for what is kept and what is looked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailorbird.domain.catalogue.ranking import fused
from tailorbird.domain.catalogue.words import (
    asked_words,
    folded,
    grams_of,
    last_word,
    most_slips,
    slips_between,
    words_of,
)

TEXTS = st.text(alphabet="abc xyz戒指刻字银éß-0１Ａ.,", max_size=30)
WORDS = st.text(alphabet="abcd", min_size=1, max_size=9)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Silver Rings", ("silver", "ring")),
        ("银戒指", ("银", "戒", "指", "银戒", "戒指")),
        ("abc戒指x", ("abc", "戒", "指", "戒指", "x")),
        ("Café Größe ＲＩＮＧ", ("cafe", "grosse", "ring")),
        ("glass boxes cherries bus", ("glass", "box", "cherry", "bus")),
        ("—·—", ()),
    ],
)
def test_a_text_is_cut_into_words(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a ring for you", ("ring",)),
        ("戒指", ("戒指",)),
        ("戒", ("戒",)),
        ("the", ("the",)),
        ("ring ring", ("ring",)),
    ],
)
def test_small_words_are_not_asked_for_unless_there_are_no_others(text: str, words: tuple[str, ...]) -> None:
    assert asked_words(text) == words


@given(TEXTS)
def test_whatever_is_asked_for_is_found_in_the_same_text(text: str) -> None:
    assert set(asked_words(text)) <= set(words_of(text))


@given(TEXTS)
def test_folding_again_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(TEXTS)
def test_the_last_word_ends_the_text(text: str) -> None:
    assert folded(text).endswith(last_word(text))


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("ring", "rnig", 1),
        ("ring", "rings", 1),
        ("ring", "rig", 1),
        ("ring", "ping", 1),
        ("ring", "gnir", 3),
        ("", "ab", 2),
    ],
)
def test_slips_of_the_finger_are_counted(one: str, other: str, slips: int) -> None:
    assert slips_between(one, other, 4) == slips


@given(WORDS, WORDS, st.integers(0, 4))
def test_slips_count_alike_in_both_directions_and_stop_where_asked(one: str, other: str, most: int) -> None:
    found = slips_between(one, other, most)
    assert found == slips_between(other, one, most)
    assert found <= most + 1
    assert (found == 0) == (one == other)


@given(WORDS.filter(lambda word: most_slips(word) == 1), st.integers(0, 8))
def test_a_word_with_a_slip_shares_a_gram_with_the_right_one(word: str, place: int) -> None:
    at = place % len(word)
    wrong = f"{word[:at]}q{word[at + 1 :]}"
    assert set(grams_of(word)) & set(grams_of(wrong)) or len(word) < 4


@given(st.lists(st.lists(st.integers(0, 9), unique=True), max_size=4))
def test_a_fused_ranking_has_everything_once(rankings: list[list[int]]) -> None:
    whole = fused((1, each) for each in rankings)
    assert sorted(whole) == sorted({item for each in rankings for item in each})


def test_what_stands_high_in_both_rankings_comes_first() -> None:
    assert fused([(1, ["a", "b", "c"]), (1, ["b", "c", "d"])])[:2] == ["b", "c"]
