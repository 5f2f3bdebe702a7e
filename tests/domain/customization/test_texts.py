"""What a text may be: length, lines, characters, and the tricks that hide in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailorbird.domain.customization.choices import Severity
from tailorbird.domain.customization.template import Characters
from tailorbird.domain.customization.texts import counted_characters, counted_lines, one_form
from tests.domain.customization.templates import entry, findings, found, name_taking, specification

TRICKS = {
    "zero-width space": ("An\u200bna", "invisible_character"),
    "word joiner": ("An\u2060na", "invisible_character"),
    "byte order mark": ("\ufeffAnna", "invisible_character"),
    "soft hyphen": ("An\u00adna", "invisible_character"),
    "Hangul filler": ("\u3164", "invisible_character"),
    "blank Braille": ("A\u2800", "invisible_character"),
    "joiner between Latin letters": ("A\u200dB", "invisible_character"),
    "non-joiner at the end": ("A\u200c", "invisible_character"),
    "variation selector on a letter": ("A\ufe0f", "invisible_character"),
    "tag characters": ("A\U000e0061", "invisible_character"),
    "override": ("\u202eannA", "direction_character"),
    "isolate": ("\u2066Anna\u2069", "direction_character"),
    "right-to-left mark": ("Anna\u200f", "direction_character"),
    "bell": ("An\x07na", "control_character"),
    "tab": ("An\tna", "control_character"),
    "null": ("An\x00na", "control_character"),
    "private use": ("An\ue000na", "unknown_character"),
    "no character": ("An\U0003fffe", "unknown_character"),
}
HONEST = {
    "Latin": "Zoë Nuñez",
    "Chinese": "生日快乐",
    "Arabic": "محمد علي",
    "Persian with non-joiner": "می\u200cخواهم",
    "Hebrew": "שלום",
    "Hindi with joiner": "क्\u200dष",
    "emoji family": "Us 👨‍👩‍👧",
    "flag of Wales": "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
    "heart": "❤️",
    "keycap": "1️⃣",
    "name with variant": "葛\U000e0100城",
    "Korean": "한국어",
}


@pytest.mark.parametrize(("text", "code"), TRICKS.values(), ids=TRICKS.keys())
def test_what_hides_or_turns_is_an_error_that_names_it(text: str, code: str) -> None:
    told = [each for each in findings(entry("name", text)) if each.code == code]
    assert [each.severity for each in told] == [Severity.ERROR]
    assert "U+" in told[0].says
    assert "U+" in told[0].says_zh


@pytest.mark.parametrize("text", HONEST.values(), ids=HONEST.keys())
def test_honest_writing_is_taken(text: str) -> None:
    assert found(entry("name", text)) == []


def test_length_is_what_a_reader_counts() -> None:
    assert found(entry("name", "👨‍👩‍👧‍👦" * 12)) == []
    assert found(entry("name", "👨‍👩‍👧‍👦" * 13)) == [("name", "too_long")]


def test_line_ends_do_not_count_but_lines_do() -> None:
    assert found(entry("name", "abcdef\nghijkl")) == []
    assert found(entry("name", "a\nb\nc")) == [("name", "too_many_lines")]
    assert found(entry("name", "a\u2028b\x0bc")) == [("name", "too_many_lines")]


def test_ten_thousand_characters_are_one_clear_finding() -> None:
    (told,) = findings(entry("name", "x" * 10_000))
    assert (told.code, "10000" in told.says, "12" in told.says) == ("too_long", True, True)


def test_a_tower_of_marks_is_no_character_that_can_be_made() -> None:
    assert found(entry("name", "q" + "\u0308" * 40)) == [("name", "too_many_marks")]


@pytest.mark.parametrize(
    ("characters", "taken", "refused"),
    [
        (Characters.ANY, "A1!é你👍", ""),
        (Characters.LETTERS, "Aé 你ع", "1!👍"),
        (Characters.LETTERS_DIGITS, "A1 你٣", "!👍"),
        (Characters.DIGITS, "123", "a -"),
        (Characters.BASIC_LATIN, "Ab1!~ ", "é你€"),
        (Characters.NONE, "", "a1"),
    ],
)
def test_each_class_takes_its_characters(characters: Characters, taken: str, refused: str) -> None:
    template = name_taking(characters=characters, also="♥")
    for each in f"{taken}♥".replace(" ", ""):
        assert found(entry("name", each), template=template) == [], each
    for each in refused.replace(" ", ""):
        assert found(entry("name", each), template=template) == [("name", "character_not_offered")], each


def test_a_refused_character_is_named_and_what_is_taken_told() -> None:
    (told,) = findings(entry("name", "Anna1"), template=name_taking(characters=Characters.LETTERS, also="♥"))
    assert "1" in told.says
    assert "♥" in told.next_step
    assert "Anna" not in told.says


@pytest.mark.parametrize("text", [" Anna", "Anna ", "Anna\n", "\u3000安娜"])
def test_spaces_outside_are_kept_and_pointed_out(text: str) -> None:
    (told,) = findings(entry("name", text))
    assert (told.code, told.severity) == ("outer_spaces", Severity.WARNING)


def test_both_directions_of_writing_are_pointed_out() -> None:
    assert found(entry("name", "Ali علي")) == [("name", "mixed_direction")]


def test_letters_that_came_apart_are_pointed_out_once() -> None:
    assert found(entry("name", "Zoe\u0308")) == [("name", "composed")]


def test_a_wish_may_have_tabs_and_lines_but_nothing_hidden() -> None:
    assert found(entry("wish", "one\ttwo\nthree")) == []
    assert found(entry("wish", "one\u200btwo")) == [("wish", "invisible_character")]
    assert found(entry("wish", "x" * 31)) == [("wish", "too_long")]


def test_names_keep_characters_that_composing_would_replace() -> None:
    assert one_form("\ufa19e\u0301") == "\ufa19é"


@given(st.text())
def test_the_one_form_is_its_own(text: str) -> None:
    assert one_form(one_form(text)) == one_form(text)


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp"))))
def test_line_ends_are_one_however_they_are_sent(text: str) -> None:
    assert one_form(f"{text}\r\n{text}") == one_form(f"{text}\n{text}")


@given(st.text(max_size=200))
def test_no_text_breaks_the_check_and_none_is_quoted(text: str) -> None:
    for told in findings(entry("name", text)):
        assert text.strip() == "" or len(text.strip()) < 3 or text.strip() not in told.says


@given(st.text(), st.text())
def test_counted_characters_add_up_over_lines(one: str, other: str) -> None:
    assert counted_characters(f"{one}\n{other}") == counted_characters(one) + counted_characters(other)


def test_spaces_and_blank_lines_cost_nothing() -> None:
    assert counted_characters("a b\n\n c ") == 3
    assert counted_lines("a b\n\n c ") == 2


def test_half_a_surrogate_pair_is_no_specification() -> None:
    with pytest.raises(ValueError, match="surrogate"):
        specification(entry("name", "\ud800"))


@pytest.mark.parametrize("sign", ["\u200d", "\ufe0f", "\U000e0061", "\u0300", "👩\u200d", "🏴\U000e0061"])
def test_thirty_thousand_signs_are_looked_at_in_one_go(sign: str) -> None:
    assert found(entry("wish", sign * (30_000 // len(sign))))[0][0] == "wish"
