"""The words of a text by which products are found, English and Chinese alike, and their near spellings.

Both sides are cut in the same way: what is kept of a product, and what somebody looks for. Chinese has no
spaces, so that each character and each pair of neighbours is a word.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

LONGEST_WORD: Final = 40
_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUN: Final = re.compile(rf"(?P<han>[{_HAN}]+)|(?P<other>(?:(?![{_HAN}])[^\W_])+)")
_STOP: Final = frozenset(
    "a an and are as at be by for from in is it my of on or that the this to with you your".split()  # noqa: SIM905
)
_STOP_ZH: Final = frozenset("的了和与在是")
_GRAM: Final = 3
_SHORT, _LONG = 4, 8


def words_of(text: str) -> tuple[str, ...]:
    """Every word under which a text is kept, in order, repeated as often as it stands there."""
    return tuple(_cut(text, singles=1))


def forms_of(text: str) -> dict[str, str]:
    """Each word of the text that is not Chinese, with how it is written there, but for case and accents."""
    runs = (run["other"] for run in _RUN.finditer(folded(text)))
    return {_stem(each[:LONGEST_WORD]): each[:LONGEST_WORD] for each in runs if each}


def asked_words(text: str) -> tuple[str, ...]:
    """The words that somebody looks for, each once. Of a longer run of Chinese only the pairs count."""
    found = tuple(dict.fromkeys(_cut(text, singles=0)))
    wanted = tuple(each for each in found if each not in _STOP and each not in _STOP_ZH)
    return wanted or found


def last_word(text: str) -> str:
    """The word at the end of an unfinished text, as it was typed but for case and accents; a whole run of
    Chinese. Empty where it ends otherwise."""
    runs = list(_RUN.finditer(folded(text)))
    return runs[-1].group() if runs and runs[-1].end() == len(folded(text)) else ""


def is_chinese(word: str) -> int:
    """1 for a word of Chinese characters."""
    found = _RUN.fullmatch(word)
    return int(found is not None and found["han"] is not None)


def folded(text: str) -> str:
    """Small letters without accents; full-width forms as ordinary ones."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(each for each in apart if not unicodedata.combining(each))
    return unicodedata.normalize("NFC", kept)


def _cut(text: str, singles: int) -> Iterator[str]:
    for run in _RUN.finditer(folded(text)):
        if run["han"]:
            yield from _of_run(run["han"], singles)
        else:
            yield _stem(run["other"][:LONGEST_WORD])


def _of_run(run: str, singles: int) -> Iterator[str]:
    if singles or len(run) == 1:
        yield from run
    for one, other in itertools.pairwise(run):
        yield one + other


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    """English plurals as singulars: `rings` and `ring` are one word."""
    if len(word) > _SHORT and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > _SHORT and word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    if len(word) >= _SHORT and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def grams_of(word: str) -> tuple[str, ...]:
    """The beginnings and neighbourhoods of letters by which near spellings are sought."""
    marked = f"^{word}$"
    inner = {marked[start : start + _GRAM] for start in range(len(marked) - _GRAM + 1)}
    return tuple(sorted(inner | set(beginnings_of(word))))


def beginnings_of(word: str) -> tuple[str, ...]:
    """The marks by which words are found that begin so."""
    return (f"^{word[:1]}", f"^{word[:2]}")


def most_slips(word: str) -> int:
    """So many slips of the finger are forgiven in a word of this length."""
    if len(word) < _GRAM or is_chinese(word) or word.isdigit():
        return 0
    return 2 if len(word) >= _LONG else 1


def slips_between(one: str, other: str, most: int) -> int:
    """How many letters were left out, added, replaced or swapped with a neighbour; `most` + 1 for more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        above, row = row, [place]
        for column, wanted in enumerate(other, 1):
            cost = min(above[column] + 1, row[-1] + 1, above[column - 1] + (letter != wanted))
            if place > 1 and column > 1 and letter == other[column - 2] and one[place - 2] == wanted:
                cost = min(cost, before[column - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before = above
    return min(row[-1], most + 1)
