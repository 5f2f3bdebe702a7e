"""Words that sellers mistype: one letter too many, too few, swapped with the next, or a wrong vowel.

Only the words that decide are mended, and only where they are long, the slip is inside the word and
the word as typed is none that the vocabularies know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Final

from tailorbird.domain.listing.concepts import DECIDING
from tailorbird.domain.listing.lexicon import lexicon
from tailorbird.domain.listing.text import Token, TokenKind

_LEAST: Final = 7
_VOWELS: Final = str.maketrans("aeiouy", "aaaaaa")
_WORDS_OF_THEIR_OWN: Final = frozenset(
    {"contract", "contrat", "contrato", "kontrakt", "potage", "expresso", "expreso", "mobilier", "pontage"}
)


def mended(read: Sequence[Token], language: str) -> tuple[Token, ...]:
    """The tokens, with every slip in a deciding word of the language or of English put right."""
    return tuple(
        replace(token, text=_mended(token.text, language)) if _is_open(token) else token for token in read
    )


def _is_open(token: Token) -> bool:
    return token.kind is TokenKind.WORD and len(token.text) >= _LEAST - 1


@lru_cache(maxsize=8192)
def _mended(word: str, language: str) -> str:
    if word in _WORDS_OF_THEIR_OWN or any(lexicon(each).knows(word) for each in (language, "en")):
        return word
    for each in (language, "en"):
        index = _slips(each)
        for key in _keys(word):
            if key in index:
                return index[key]
    return word


def _keys(word: str) -> Iterator[str]:
    """How a mistyped word is looked up: as it stands, and by its consonants."""
    yield word
    yield word.translate(_VOWELS) + "~"
    yield from (short + "+" for short in _shorter(word))


def _shorter(word: str) -> Iterator[str]:
    return (word[:place] + word[place + 1 :] for place in range(1, len(word) - 1))


@cache
def _slips(language: str) -> dict[str, str]:
    """Every slip in a deciding word, and the word meant."""
    found: dict[str, str] = {}
    for meant in sorted(lexicon(language).single_words(DECIDING)):
        if len(meant) < _LEAST or not meant.isalpha():
            continue
        found.setdefault(meant + "+", meant)
        found.setdefault(meant.translate(_VOWELS) + "~", meant)
        for short in _shorter(meant):
            found.setdefault(short, meant)
        for place in range(1, len(meant) - 2):
            swapped = meant[:place] + meant[place + 1] + meant[place] + meant[place + 2 :]
            found.setdefault(swapped, meant)
    return found
