"""What screening says of a text: kind, result, place and reason, for what the text is for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailorbird.domain.cases.listing_words import ScreenKind, ScreenResult
from tailorbird.domain.screening.finding import Setting
from tailorbird.domain.screening.screen import screen_text

REFUSE, HOLD = ScreenResult.REFUSE, ScreenResult.HOLD


def judged(text: str, setting: Setting = Setting.PRODUCT_TEXT) -> set[tuple[ScreenKind, ScreenResult]]:
    return {(each.kind, each.result) for each in screen_text(text, setting)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Fuck off", ScreenKind.OFFENSIVE),
        ("Du Hurensohn", ScreenKind.OFFENSIVE),
        ("Hijo de puta", ScreenKind.OFFENSIVE),
        ("Nique ta mère", ScreenKind.OFFENSIVE),
        ("操你妈", ScreenKind.OFFENSIVE),
        ("幹你娘", ScreenKind.OFFENSIVE),
        ("cao ni ma", ScreenKind.OFFENSIVE),
        ("Team Nike", ScreenKind.BRAND),
        ("Gucci", ScreenKind.BRAND),
        ("Disney", ScreenKind.BRAND),
        ("Pokémon", ScreenKind.BRAND),
        ("耐克", ScreenKind.BRAND),
        ("香奈儿", ScreenKind.BRAND),
        ("Sieg Heil", ScreenKind.RESTRICTED),
        ("出售冰毒", ScreenKind.RESTRICTED),
        ("4111 1111 1111 1111", ScreenKind.PERSONAL_DATA),
        ("DE89 3704 0044 0532 0130 00", ScreenKind.PERSONAL_DATA),
        ("11010519491231002X", ScreenKind.PERSONAL_DATA),
    ],
)
def test_what_is_certain_is_refused(text: str, kind: ScreenKind) -> None:
    assert judged(text) == {(kind, REFUSE)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Shit happens", ScreenKind.OFFENSIVE),
        ("Dick", ScreenKind.OFFENSIVE),
        ("同事sb", ScreenKind.OFFENSIVE),
        ("Apple", ScreenKind.BRAND),
        ("PUMA", ScreenKind.BRAND),
        ("Mercedes", ScreenKind.BRAND),
        ("苹果", ScreenKind.BRAND),
        ("1488", ScreenKind.RESTRICTED),
        ("卍", ScreenKind.RESTRICTED),
        ("anna@example.com", ScreenKind.PERSONAL_DATA),
    ],
)
def test_what_is_doubtful_waits_for_a_person(text: str, kind: ScreenKind) -> None:
    assert judged(text) == {(kind, HOLD)}


def test_an_ordinary_word_that_is_a_brand_too_passes_among_others() -> None:
    assert judged("An apple a day keeps the doctor away") == set()
    assert judged("Feliz cumpleaños Mercedes, con amor") == set()
    assert judged("Official Apple logo") == {(ScreenKind.BRAND, HOLD)}


def test_a_mild_word_counts_where_somebody_is_called_it() -> None:
    assert judged("Idiot-proof recipes") == set()
    assert judged("You are an idiot") == {(ScreenKind.OFFENSIVE, HOLD)}


def test_an_entry_with_accents_is_not_the_word_without() -> None:
    assert judged("Qué coño") == {(ScreenKind.OFFENSIVE, HOLD)}
    assert judged("Cono de helado") == set()


def test_the_place_is_where_the_word_stands_as_written() -> None:
    text = "Für Anna: Ｈｕｒｅｎｓｏｈｎ & Ben"
    (found,) = screen_text(text, Setting.PRODUCT_TEXT)
    assert text[found.start : found.end] == "Ｈｕｒｅｎｓｏｈｎ"


def test_a_text_can_have_findings_of_several_kinds() -> None:
    found = screen_text("Nike, du Hurensohn, 0171 2345678", Setting.PRODUCT_TEXT)
    assert [each.kind for each in found] == [
        ScreenKind.BRAND,
        ScreenKind.OFFENSIVE,
        ScreenKind.PERSONAL_DATA,
    ]


def test_a_wish_with_personal_data_or_a_brand_waits_and_is_not_refused() -> None:
    wish = "My card is 4111 1111 1111 1111 and he loves Lego"
    assert judged(wish, Setting.WISH) == {(ScreenKind.PERSONAL_DATA, HOLD), (ScreenKind.BRAND, HOLD)}


def test_ways_to_reach_somebody_belong_on_a_contact_tag_and_card_numbers_do_not() -> None:
    tag = "Rex, call 0171 2345678, anna@example.com"
    assert judged(tag, Setting.CONTACT_TAG) == set()
    assert judged("4111 1111 1111 1111", Setting.CONTACT_TAG) == {(ScreenKind.PERSONAL_DATA, REFUSE)}


def test_in_a_picture_only_what_is_plain_is_refused() -> None:
    assert judged("FUCK YOU", Setting.IN_PICTURE) == {(ScreenKind.OFFENSIVE, REFUSE)}
    assert judged("b1tch", Setting.IN_PICTURE) == {(ScreenKind.OFFENSIVE, HOLD)}
    assert judged("NIKE", Setting.IN_PICTURE) == {(ScreenKind.BRAND, HOLD)}


def test_reasons_come_in_both_languages_and_quote_nothing() -> None:
    for text in (
        "You fucking idiot",
        "Gucci",
        "Sieg Heil",
        "4111 1111 1111 1111",
        "anna@example.com",
        "Apple",
    ):
        for each in screen_text(text, Setting.PRODUCT_TEXT):
            assert each.reason.isascii()
            assert not each.reason_zh.isascii()
            assert text[each.start : each.end].casefold() not in each.reason.casefold()


@given(st.text(max_size=200), st.sampled_from(Setting))
def test_places_lie_in_the_text_and_findings_of_a_kind_do_not_overlap(text: str, setting: Setting) -> None:
    ends: dict[ScreenKind, int] = {}
    for each in screen_text(text, setting):
        assert 0 <= each.start < each.end <= len(text)
        assert each.start >= ends.get(each.kind, 0)
        assert each.result is not ScreenResult.PASSES
        ends[each.kind] = each.end


@given(st.text(alphabet="abkfuc 1@.,*-+_傻逼草泥马0123456789ABСо\u200b\u0301\ud800é", max_size=120))
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    for each in screen_text(text, Setting.PRODUCT_TEXT):
        assert 0 <= each.start < each.end <= len(text)


def test_half_of_a_surrogate_pair_hides_nothing() -> None:
    assert judged("\ud83d fuck you \udc00") == {(ScreenKind.OFFENSIVE, REFUSE)}
