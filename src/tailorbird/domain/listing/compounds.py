"""Cutting German compounds into their parts; the last part is the head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from tailorbird.domain.listing.lexicon import lexicon
from tailorbird.domain.listing.text import Joint, Token, TokenKind

_LINKS: Final = ("", "s", "n", "en", "es", "er", "e", "ns")
_LEAST: Final = 7
_LEAST_PART: Final = 3
_LEAST_ALONE: Final = 4
"""Letters that the last part of a compound has at least where it alone is known."""
_LEAST_FIRST: Final = 5
"""Letters that the first part has at least where it alone is known."""


def apart(read: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with every compound that the German vocabulary can see through cut into its parts."""
    return tuple(part for token in read for part in _cut(token))


def _cut(token: Token) -> Iterator[Token]:
    width = token.end - token.start
    lengths = parts(token.text) if token.kind is TokenKind.WORD and width == len(token.text) else ()
    if len(lengths) <= 1:
        yield token
        return
    start = 0
    for length in lengths:
        joint = token.joint if start == 0 else Joint.GLUED
        text = token.text[start : start + length]
        yield Token(text, token.kind, token.start + start, token.start + start + length, joint)
        start += length


@lru_cache(maxsize=8192)
def parts(word: str) -> tuple[int, ...]:
    """The lengths of the compound's parts, links counted with the part before; one if it is no compound."""
    if len(word) < _LEAST or _known(word):
        return (len(word),)
    whole = _all_known(word)
    if whole:
        return whole
    for cut in range(_LEAST_PART, len(word) - _LEAST_ALONE + 1):
        if _known(word[cut:]):
            return (cut, len(word) - cut)
    for cut in range(len(word) - _LEAST_PART, _LEAST_FIRST - 1, -1):
        if _modifier(word[:cut]):
            return (cut, len(word) - cut)
    return (len(word),)


def _all_known(word: str) -> tuple[int, ...]:
    if _known(word):
        return (len(word),)
    for cut in range(len(word) - _LEAST_PART, _LEAST_PART - 1, -1):
        if _modifier(word[:cut]):
            rest = _all_known(word[cut:])
            if rest:
                return (cut, *rest)
    return ()


def _modifier(part: str) -> bool:
    return any(
        part.endswith(link) and len(part) - len(link) >= _LEAST_PART and _known(part[: len(part) - len(link)])
        for link in _LINKS
    )


def _known(part: str) -> bool:
    return lexicon("de").knows(part) or (len(part) >= _LEAST_ALONE and part in lexicon("en").words)
