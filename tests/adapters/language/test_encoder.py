"""The meaning of short texts, across English and Chinese."""

from __future__ import annotations

import struct

import pytest

from tailorbird.adapters.language.encoder import Encoder
from tailorbird.app.ports.language import LanguageAbsent

ENCODER = Encoder()


def like(one: str, other: str) -> float:
    numbers = [struct.unpack("<512f", ENCODER.meaning(text)) for text in (one, other)]
    return float(sum(a * b for a, b in zip(*numbers, strict=True)))


def test_a_meaning_has_512_numbers_of_length_1() -> None:
    assert like("a silver ring", "a silver ring") == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize(
    ("asked", "meant", "other"),
    [
        ("戒指", "Silver ring with an engraved name", "Ceramic mug with your photo"),
        ("coffee cup", "定制照片马克杯", "刻字银戒指"),
        ("bag for groceries", "帆布手提袋", "手机壳"),
    ],
)
def test_what_means_the_same_is_nearer_in_whatever_language(asked: str, meant: str, other: str) -> None:
    assert like(asked, meant) > 0.3
    assert like(asked, meant) > like(asked, other) + 0.1


@pytest.mark.parametrize("text", ["", "   ", "···", "🦢", "a" * 5_000, "\u200b"])
def test_any_text_has_a_meaning(text: str) -> None:
    assert len(ENCODER.meaning(text)) == 4 * 512


def test_a_missing_model_is_told_with_what_to_install() -> None:
    with pytest.raises(LanguageAbsent, match="Install"):
        Encoder("no_such_package_here").meaning("ring")
