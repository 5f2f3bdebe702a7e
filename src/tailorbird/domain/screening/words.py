"""Cutting a folded text into words and numbers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

HAN: Final = "\u3400-\u9fff"
_WORD: Final = re.compile(rf"(?:(?![{HAN}])[^\W\d_])+|\d+")
_SENTENCE_ENDS: Final = re.compile(r"[.!?;:,][ \n]|[。！？；]")
_WIDEST_GAP: Final = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word or number, and where it stands in the folded text. `trick` says how it was laid bare, if so."""

    text: str
    start: int
    end: int
    trick: str = ""


def words(folded: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The words and numbers of the folded text, or of a part of it; Chinese characters are no words."""
    last = len(folded) if end is None else end
    return tuple(Word(match[0], *match.span()) for match in _WORD.finditer(folded, start, last))


def in_one_breath(folded: str, read: Sequence[Word]) -> bool:
    """Whether the words can belong to one phrase, each near the next and in the same sentence."""
    return all(
        after.start - word.end <= _WIDEST_GAP and not _SENTENCE_ENDS.match(folded, word.end)
        for word, after in itertools.pairwise(read)
    )
