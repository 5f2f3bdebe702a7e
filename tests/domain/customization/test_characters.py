"""Characters as a reader counts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailorbird.domain.customization.characters import clusters, count

ONE = {
    "family": "👨‍👩‍👧‍👦",
    "skin tone": "👍🏽",
    "couple with tones": "🧑🏻‍❤️‍💋‍🧑🏼",
    "flag": "🇨🇳",
    "flag of Scotland": "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "keycap": "1️⃣",
    "accent apart": "e\u0301",
    "two marks": "a\u0308\u0301",
    "Hangul syllable": "각",
    "Hangul letters": "ᄀ\u1161\u11a8",
    "Devanagari conjunct": "क्ष",
    "Thai with marks": "นี้",
    "Tamil": "நி",
    "line end": "\r\n",
    "heart in colour": "❤️",
    "ideograph with variant": "葛\U000e0100",
}
SEVERAL = {
    "flags": ("🇨🇳🇩🇪🇫🇷", 3),
    "a flag and a half": ("🇨🇳🇩", 2),
    "Chinese": ("生日快乐", 4),
    "Arabic with joiner": ("می\u200cخواهم", 7),
    "emoji beside": ("👨👩", 2),
    "Hangul": ("한국어", 3),
    "line ends do not count": ("ab\r\ncd\ne", 5),
    "mixed": ("Zoë♥é", 5),
}


@pytest.mark.parametrize("text", ONE.values(), ids=ONE.keys())
def test_what_a_reader_sees_as_one_is_one(text: str) -> None:
    assert clusters(text) == (text,)


@pytest.mark.parametrize(("text", "number"), SEVERAL.values(), ids=SEVERAL.keys())
def test_several_are_counted_as_a_reader_would(text: str, number: int) -> None:
    assert count(text) == number


def test_nothing_is_no_character() -> None:
    assert clusters("") == ()


@given(st.text())
def test_cutting_loses_nothing(text: str) -> None:
    assert "".join(clusters(text)) == text


@given(st.text(alphabet="a\u0301\u200d👩🏽🇩🇪\r\nक्ष각ᄀ"), st.text(alphabet="a\u0301\u200d👩🏽🇩🇪\r\nक्ष각ᄀ"))
def test_a_line_end_between_keeps_two_texts_apart(one: str, other: str) -> None:
    assert clusters(f"{one}\x00{other}") == (*clusters(one), "\x00", *clusters(other))


@given(st.text(alphabet=st.characters(max_codepoint=0x2FF, blacklist_categories=("Cc", "Cf", "Mn"))))
def test_plain_european_letters_are_one_each(text: str) -> None:
    assert count(text) == len(text)
