"""Ten thousand characters are read in a time that grows as they do, whatever they are."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tailorbird.domain.screening.finding import Setting
from tailorbird.domain.screening.screen import screen_text

LENGTH = 10_000
PATTERNS = (
    "a",
    "1",
    "a.",
    "a ",
    "1 ",
    "1a",
    "f*",
    "a@",
    "a.b-",
    "s h i t ",
    "u",
    "草",
    "strasse 1 ",
    "1 rue de la ",
    "calle a ",
    "sha bi ",
    "one ",
    "+",
    "傻 ",
    "@",
    "a-",
    "微信",
    "北京市",
    "1-",
    "b1",
    "\u200b",
    "&",
    "号1路",
)


def seconds(text: str) -> float:
    """The least of three runs."""
    spent = []
    for _ in range(3):
        begun = time.process_time()
        screen_text(text, Setting.PRODUCT_TEXT)
        spent.append(time.process_time() - begun)
    return min(spent)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_no_pattern_takes_quadratic_time(pattern: str) -> None:
    screen_text(pattern * 10, Setting.PRODUCT_TEXT)
    half, whole = ((pattern * LENGTH)[:length] for length in (LENGTH // 2, LENGTH))
    # A quadratic search takes four times as long for twice the text, and ten seconds for all of it.
    assert seconds(whole) < max(1.5, seconds(half) * 3.5)


@settings(max_examples=20, deadline=None)
@given(st.text(alphabet="ab1 .@*-草傻", min_size=1, max_size=8))
def test_a_repeated_text_is_read_in_time(pattern: str) -> None:
    begun = time.process_time()
    screen_text((pattern * LENGTH)[:LENGTH], Setting.PRODUCT_TEXT)
    assert time.process_time() - begun < 5
