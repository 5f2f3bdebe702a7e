"""Reasons of findings can be read in Chinese."""

from __future__ import annotations

import re

import pytest

from tailorbird.app.screening import pictures, texts
from tailorbird.app.screening.chinese import reason_in_chinese
from tailorbird.domain.screening.reasons import every_reason

REASONS = [
    *(english for english, _ in every_reason()),
    texts.NOT_SEEN_YET,
    texts.UNKNOWN_ENTRY,
    texts.NOTHING_FOUND,
    pictures.SEEN,
    pictures.UNREADABLE,
    pictures.NOT_STORED,
    pictures.ADULT,
    pictures.MAYBE_ADULT,
    pictures.GUESSED,
    pictures.ABSENT.format(what="Adult content"),
    pictures.NEAR_COPY.format(name="12"),
    f"{pictures.IN_PICTURE} {next(iter(every_reason()))[0]}",
]


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_a_chinese_one(reason: str) -> None:
    assert not re.search(r"[a-z]{4,}", reason_in_chinese(reason))


def test_joined_reasons_are_read_one_by_one() -> None:
    chinese = reason_in_chinese(f"{pictures.MAYBE_ADULT} {pictures.GUESSED}")
    assert chinese == "此图片可能不适合所有人；制作前由人工查看。图中有无法确定的文字；由人工阅读。"
