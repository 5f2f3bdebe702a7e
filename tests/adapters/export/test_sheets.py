"""What is laid on sheets keeps its order, loses nothing, and fits."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from tailorbird.adapters.export.sheets import (
    HEIGHT,
    TableHead,
    heading,
    lay,
    pages_of,
    paragraphs,
    rows,
    sheet_html,
    subheading,
    width_of,
    wrap,
)

HEAD = TableHead(("No. 序号", "Text 内容"), (8, 60))
texts = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=400)


@given(texts, st.integers(4, 60))
def test_wrapping_keeps_every_letter_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width_of(line) <= width for line in lines)


def test_a_long_word_is_broken_and_short_ones_are_not() -> None:
    assert wrap("the quick brown fox", 10) == ["the quick", "brown fox"]
    assert wrap("abcdefghijkl", 5) == ["abcde", "fghij", "kl"]
    assert wrap("货物已清关", 4) == ["货物", "已清", "关"]


@given(st.lists(st.tuples(st.sampled_from(["p", "row"]), texts), max_size=40))
def test_sheets_keep_everything_in_order_and_are_not_overfilled(parts: list[tuple[str, str]]) -> None:
    blocks = [heading("Begin", "begin")]
    for kind, text in parts:
        blocks += rows(HEAD, [("1", text)]) if kind == "row" else paragraphs(text)
    sheets = lay(blocks)
    assert [block for sheet in sheets for block in sheet.blocks] == blocks
    assert all(sheet.height <= HEIGHT for sheet in sheets)
    shown = "".join(unescape(re.sub(r"<[^>]*>", "", sheet_html(sheet))) for sheet in sheets)
    letters = "".join("".join(text.split()) for _, text in parts)
    assert len("".join(shown.split())) >= len(letters)


def test_a_row_higher_than_a_sheet_goes_on_on_the_next() -> None:
    sheets = lay(rows(HEAD, [("1", "word " * 2000)]))
    assert len(sheets) > 1
    assert all(sheet_html(sheet).count("<thead>") == 1 for sheet in sheets)


@given(st.integers(0, 70), st.integers(1, 12))
def test_a_heading_is_never_left_alone_at_the_foot(before: int, lines: int) -> None:
    filler = [block for _ in range(before) for block in paragraphs("x")]
    text = "\n".join(["y"] * lines)
    for sheet in lay([*filler, heading("Money", "money"), subheading("Held", "held"), *paragraphs(text)]):
        assert not sheet.blocks[-1].heads


def test_a_section_that_begins_a_sheet_begins_one() -> None:
    sheets = lay([*paragraphs("x"), heading("Money", "money", begins_sheet="yes"), *paragraphs("y")])
    assert pages_of(sheets, 3) == {"money": 5}
