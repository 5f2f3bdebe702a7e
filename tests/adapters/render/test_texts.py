"""How texts are set and what is found wrong with them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tailorbird.adapters.render.bidi import base_level, levels, visual_order
from tailorbird.adapters.render.composing import compose
from tailorbird.adapters.render.fitting import fitted
from tailorbird.adapters.render.shaping import shaped
from tailorbird.app.ports.render import CannotDraw, View
from tailorbird.domain.customization.template import Align, Area, TextRules
from tests.adapters.render.designs import (
    AREA,
    ELLIPSE,
    RENDERER,
    as_seen,
    codes,
    drawn,
    ink_box,
    side,
    text,
)

FONTS = [each.font for each in RENDERER.fonts()]
LARGE = TextRules(max_size_um=200_000)
SAMPLES = ["Grand Tour", "生日快乐，小明", "مرحبا بالعالم", "I ❤️ 北京 and قهوة 24", "👩‍👩‍👧👍🏽🇩🇪"]


def glyphs(line: str, font: str = "sans") -> int:
    return sum(len(each.glyphs) for each in shaped(line, font).clusters)


@pytest.mark.parametrize("font", FONTS)
def test_every_font_sets_latin_chinese_arabic_and_emoji_by_itself_or_its_stand_ins(font: str) -> None:
    assert codes(side(text("Ada 李 مريم 🎂", font=font))) == []


def test_letters_of_arabic_join_and_so_differ_from_letters_that_stand_alone() -> None:
    joined = [each.glyph for cluster in shaped("سلم", "naskh").clusters for each in cluster.glyphs]
    alone = [each.glyph for letter in "ملس" for each in shaped(letter, "naskh").clusters[0].glyphs]

    assert set(joined).isdisjoint(alone)


def test_arabic_runs_from_right_to_left() -> None:
    first, last = shaped("با", "kufi"), shaped("ا", "kufi")

    assert first.clusters[0].glyphs[0].glyph != last.clusters[0].glyphs[0].glyph
    assert first.level == 1


def test_a_number_after_arabic_keeps_its_digits_in_order() -> None:
    line = "غرفة 24"
    order = visual_order(levels(line, base_level(line)))

    assert "".join(line[each] for each in order).startswith("24")


def test_brackets_around_latin_in_an_arabic_line_run_with_the_line() -> None:
    line = "مرحبا (Ada)"

    assert levels(line, base_level(line))[6] == 1


@pytest.mark.parametrize("emoji", ["👩‍👩‍👧", "👍🏽", "🇩🇪", "❤️", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"])
def test_an_emoji_sequence_is_one_glyph_painted_in_its_own_colours(emoji: str) -> None:
    seen = as_seen(drawn(side(text(emoji, colour="#000000"))), 72)
    colours = [
        each
        for _, each in seen.getcolors(1 << 20) or []
        if isinstance(each, tuple) and max(each) - min(each) > 60
    ]

    assert len([each for each in shaped(emoji, "sans").clusters if each.advance]) == 1
    assert colours


def test_an_emoji_in_text_style_takes_the_colour_of_the_text() -> None:
    paints = compose(text("©\ufe0e")).paints

    assert [each.colour for each in paints] == [""]


@pytest.mark.parametrize("area", [AREA, ELLIPSE])
@pytest.mark.parametrize("curve", [0, 120_000, -120_000, 360_000])
@pytest.mark.parametrize("line", SAMPLES)
def test_ink_stays_inside_the_area_however_the_text_is_bent(line: str, curve: int, area: Area) -> None:
    choice = text(line, area=area, curve_mdeg=curve, rules=LARGE)
    left, top, right, bottom = ink_box(as_seen(drawn(side(choice)), 254))

    assert codes(side(choice)) == []
    assert left >= 29
    assert top >= 29
    assert right <= 29 + 802
    assert bottom <= 29 + 402


def test_a_text_is_as_large_as_fits() -> None:
    left, _, right, _ = ink_box(as_seen(drawn(side(text("Grand Tour", rules=LARGE))), 254))

    assert right - left >= 790


def test_a_text_is_no_larger_than_its_greatest_size() -> None:
    choice = text("A", rules=TextRules(max_size_um=5_000))

    assert fitted(compose(choice), choice).size_um == 5_000


def test_an_upward_arc_is_highest_and_a_downward_arc_lowest_in_the_middle() -> None:
    up = compose(text("aaaaaaaaaaaaaaa", curve_mdeg=150_000))
    down = compose(text("aaaaaaaaaaaaaaa", curve_mdeg=-150_000))

    def middle_height(points: tuple[complex, ...]) -> float:
        near = [each.imag for each in points if abs(each.real) < 0.5]
        return sum(near) / len(near)

    assert up.ink is not None
    assert down.ink is not None
    assert middle_height(up.points) < up.ink.middle.imag
    assert middle_height(down.points) > down.ink.middle.imag


def test_joined_letters_are_bent_and_stay_joined_on_an_arc() -> None:
    """Connected strokes overlap on the arc as they do on a line: one piece of ink, not several."""
    word = "ـــــ"

    straight, bent = compose(text(word, font="kufi")), compose(text(word, font="kufi", curve_mdeg=180_000))

    assert straight.ink is not None
    assert bent.ink is not None
    assert bent.ink.height > straight.ink.height * 2


@pytest.mark.parametrize(("align", "edge"), [(Align.START, 0), (Align.END, 2)])
def test_lines_stand_at_the_edge_that_they_are_aligned_to(align: Align, edge: int) -> None:
    box = ink_box(as_seen(drawn(side(text("Ada", "Lovelace", align=align, size_um=6_000))), 254))

    assert abs(box[edge] - (30 if edge == 0 else 830)) <= 2


def test_lines_of_arabic_start_at_the_right() -> None:
    box = ink_box(as_seen(drawn(side(text("مرحبا", align=Align.START, size_um=6_000))), 254))

    assert abs(box[2] - 830) <= 2


def test_a_size_that_does_not_fit_is_an_error_and_no_print_file() -> None:
    one = side(text("A text that is far too long", size_um=20_000))

    assert codes(one) == [("outside_area", "error")]
    with pytest.raises(CannotDraw, match="does not fit"):
        drawn(one)
    assert "<path" in drawn(one, View.PREVIEW).svg


@pytest.mark.parametrize("character", ["𒀀", "\ue000", "한"])
def test_a_character_that_no_font_has_is_named(character: str) -> None:
    (finding,) = RENDERER.look(side(text(f"ab{character}")), lambda _: None)

    assert finding.code == "unknown_glyph"
    assert f"U+{ord(character):04X}" in finding.says
    assert f"U+{ord(character):04X}" in finding.says_zh


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\x07", "\u3164", "\u2800", "\U000e0041"])
def test_a_hidden_character_that_misleads_is_an_error(character: str) -> None:
    assert codes(side(text(f"ab{character}cd"))) == [("hidden_character", "error")]


@pytest.mark.parametrize("character", ["\u200b", "\ufeff", "\u00ad", "\u200f", "\u200d", "\u200c"])
def test_a_hidden_character_that_changes_nothing_is_a_warning_and_is_not_drawn(character: str) -> None:
    assert codes(side(text(f"ab{character}cd"))) == [("hidden_character", "warning")]
    assert drawn(side(text(f"ab{character}cd"))) == drawn(side(text("abcd")))


@pytest.mark.parametrize("words", ["👩‍👩‍👧", "می‌خواهم", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "❤️", "क्‍ष"])
def test_joiners_that_choose_forms_are_no_hidden_characters(words: str) -> None:
    assert "hidden_character" not in [code for code, _ in codes(side(text(words)))]


@pytest.mark.parametrize("font", ["../../etc/passwd", "", "sans'; x", "emoji\x00", "Inter"])
def test_a_font_that_is_not_offered_is_an_error_and_opens_no_file(font: str) -> None:
    assert codes(side(text("Ada", font=font))) == [("unknown_font", "error")]


@pytest.mark.slow
def test_ten_thousand_characters_are_drawn_or_refused_but_never_lost() -> None:
    one = side(text(*["0123456789" * 10] * 100, rules=TextRules(min_size_um=100)))

    assert codes(one) == []
    assert drawn(one).svg.count("Z") > 10_000


def test_stacked_marks_stay_in_the_area() -> None:
    _, top, _, bottom = ink_box(as_seen(drawn(side(text("Z" + "\u0301\u0323" * 30, rules=LARGE))), 254))

    assert top >= 29
    assert bottom <= 29 + 402


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=24))
def test_any_text_is_looked_at_and_shown(words: str) -> None:
    one = side(text(*words.split("\n")))
    RENDERER.look(one, lambda _: None)

    assert drawn(one, View.PREVIEW).svg.endswith("</svg>")


def test_blank_lines_draw_nothing() -> None:
    assert "<path" not in drawn(side(text("", "   "))).svg


def test_the_same_text_has_the_same_number_of_glyphs_in_every_place() -> None:
    assert glyphs("Hello") == 5
    assert glyphs("生日") == 2


def test_a_part_of_a_paragraph_runs_like_the_paragraph() -> None:
    alone, part = shaped("مرحبا Ada", "sans"), shaped("مرحبا Ada", "sans", 0)

    assert alone.clusters[-1].face.face.font == "kufi"
    assert part.clusters[-1].face.face.font == "sans"
