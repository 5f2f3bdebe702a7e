"""A barred word is found in its disguises, and a harmless text stays harmless in another dress."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailorbird.domain.cases.listing_words import ScreenKind, ScreenResult
from tailorbird.domain.screening.finding import Setting
from tailorbird.domain.screening.screen import screen_text

WORDS = ("asshole", "hurensohn", "gilipollas", "connard", "motherfucker", "arschloch")
BARRED = st.sampled_from(WORDS)
HOMOGLYPHS = {"a": "а", "c": "с", "e": "е", "o": "о", "p": "р", "s": "ѕ", "i": "і", "h": "һ"}
LEET = {"a": "4", "e": "3", "o": "0", "s": "5"}
UNSEEN = ("\u200b", "\u200d", "\u00ad", "\u2060", "\ufeff", "\u0301", "\u0336")


def is_found(text: str) -> bool:
    return any(each.kind is ScreenKind.OFFENSIVE for each in screen_text(text, Setting.PRODUCT_TEXT))


def is_refused(text: str) -> bool:
    found = screen_text(text, Setting.PRODUCT_TEXT)
    return any(each.result is ScreenResult.REFUSE for each in found)


@given(BARRED, st.data())
def test_signs_that_nobody_sees_hide_nothing(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(word) - 1))
    unseen = data.draw(st.sampled_from(UNSEEN))
    assert is_refused(f"so {word[:place]}{unseen}{word[place:]} ja")


@given(BARRED, st.sets(st.integers(0, 12)))
def test_letters_of_other_scripts_hide_nothing(word: str, places: set[int]) -> None:
    dressed = "".join(HOMOGLYPHS.get(c, c) if at in places else c for at, c in enumerate(word))
    assert is_refused(dressed)


@given(BARRED)
def test_full_width_and_case_hide_nothing(word: str) -> None:
    assert is_refused("".join(chr(ord(c) + 0xFEE0) for c in word))
    assert is_refused(word.upper())


@given(BARRED, st.sampled_from(sorted(LEET)))
def test_digits_for_letters_hide_nothing(word: str, letter: str) -> None:
    assert is_refused(word.replace(letter, LEET[letter]))


@given(BARRED, st.integers(0, 12), st.integers(2, 6))
def test_stretching_a_letter_hides_nothing(word: str, place: int, times: int) -> None:
    place %= len(word)
    assert is_refused(word[:place] + word[place] * (times + 1) + word[place + 1 :])


@given(BARRED, st.sampled_from([" ", ".", "-", "_", "*", " . ", "~"]))
def test_something_between_the_letters_hides_nothing(word: str, between: str) -> None:
    assert is_found(between.join(word))


@given(BARRED, st.integers(1, 12))
def test_one_starred_letter_hides_nothing(word: str, place: int) -> None:
    place = 1 + place % (len(word) - 2)
    assert is_found(f"{word[:place]}*{word[place + 1 :]}")


@pytest.mark.parametrize(
    "text",
    [
        "b1tch",
        "f.u.c.k",
        "fuuuck",
        "@$$hole",
        "a$$",
        "f*ck",
        "f**k",
        "fu ck off",
        "kcuf",
        "ｆｕｃｋ",
        "fυck",
        "🅵🆄🅲🅺",
        "F🅱️I b!tch",
        "傻 逼",
        "傻.逼",
        "傻*逼",
        "傻b",
        "傻🅱️",
        "草泥🐴",
        "操-你-妈",
        "sha bi",
        "SHABI",
        "cào nǐ mā",
        "草泥馬",
        "臭婊子",
        "nmsl",
    ],
)
def test_a_known_trick_is_seen_through(text: str) -> None:
    assert is_found(text)


HONEST = st.sampled_from(
    [
        "Anna & Ben 12.05.2024",
        "Scunthorpe United Bowls Club",
        "Mit den Vögeln fliegen",
        "Feliz año nuevo",
        "Toujours en retard",
        "生日你最大",
        "妈妈的味道",
        "51.5074° N, 0.1278° W",
        "The pen is mightier than the sword",
    ]
)


@given(HONEST, st.sampled_from(["", " ", "!", "\n", "\u200b", " ❤", "..."]))
def test_a_harmless_text_stays_so_in_another_dress(text: str, end: str) -> None:
    for dressed in (text + end, end + text, text.upper(), text.lower(), f"“{text}”"):
        assert screen_text(dressed, Setting.PRODUCT_TEXT) == ()
