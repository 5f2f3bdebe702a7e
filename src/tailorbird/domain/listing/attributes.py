"""Whether anything speaks for a field's customising: a trait, material, colour, place, person or measure.

`vocabulary/attributes.toml` lists, per language, the words that such fields are made of. It is broad on
purpose: it decides only whether a field in which nothing else was found is passed or shown to a person.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from tailorbird.domain.listing.concepts import CUSTOMISING
from tailorbird.domain.listing.lexicon import forms
from tailorbird.domain.listing.phrase import Phrase
from tailorbird.domain.listing.text import TokenKind, fold

_KNOWN: Final = CUSTOMISING | {"material", "hue", "command", "upon"}
_MEASURE: Final = re.compile(
    r"\d\s*(?:[\"″'′]|(?:cm|mm|m|in|inch|inches|ft|ml|cl|l|oz|g|kg|lbs?|pt|px|dpi|w|v|k|ct)\b)"
    r"|\d\s*(?:厘米|毫米|寸|克|升|码|号)"
    r"|\b\d+(?:[.,]\d+)?\s*[x×*]\s*\d|\b(?:x{0,4}[sl]|m|a[2-6]|o/?s)\b",
    re.IGNORECASE,
)
_LEAST_TAIL: Final = 4
"""Letters that the last part of a compound has at least."""


@dataclass(frozen=True, slots=True)
class _Attributes:
    words: frozenset[str]
    tails: tuple[str, ...]
    """German words that end compounds: Henkelfarbe, Bezugsstoff."""
    signs: tuple[str, ...]
    """Chinese words, which stand anywhere in a text."""


def names_attribute(phrase: Phrase) -> bool:
    """Whether the text names something that the product has or shows."""
    return bool(_KNOWN & phrase.concepts) or _names_listed(phrase)


def speaks_for_customising(label: Phrase, help_text: Phrase, values: tuple[Phrase, ...]) -> bool:
    """Whether label, help or values say what the field changes of the product."""
    if any(map(names_attribute, (label, help_text))):
        return True
    telling = [each for each in values if _tells(each)]
    return len(telling) * 2 >= len(values) > 0


def _tells(value: Phrase) -> bool:
    return names_attribute(value) or bool(_MEASURE.search(value.text)) or _is_number(value)


def _is_number(value: Phrase) -> bool:
    kinds = {token.kind for token in value.tokens}
    return TokenKind.NUMBER in kinds and not kinds & {TokenKind.WORD, TokenKind.HAN}


def _names_listed(phrase: Phrase) -> bool:
    if any(token.kind is TokenKind.HAN for token in phrase.tokens):
        folded = fold(phrase.text)
        if any(sign in folded for sign in _attributes().signs):
            return True
    words = (token.text for token in phrase.tokens if token.kind is TokenKind.WORD)
    return any(_is_listed(word, phrase.language) for word in words)


@lru_cache(maxsize=8192)
def _is_listed(word: str, language: str) -> bool:
    known = _attributes()
    readings = (*forms(word, language), *forms(word, "en"))
    compounded = language == "de" and any(form.endswith(known.tails) for form in readings)
    return compounded or any(form in known.words for form in readings)


@cache
def _attributes() -> _Attributes:
    source = files(__package__).joinpath("vocabulary").joinpath("attributes.toml")
    table: dict[str, str] = tomllib.loads(source.read_text(encoding="utf-8"))
    lists = {
        language: [fold(word) for word in map(str.strip, text.replace("\n", " ").split(",")) if word]
        for language, text in table.items()
    }
    return _Attributes(
        words=frozenset(word for language, found in lists.items() if language != "zh" for word in found),
        tails=tuple(word for word in lists["de"] if len(word) >= _LEAST_TAIL),
        signs=tuple(lists["zh"]),
    )
