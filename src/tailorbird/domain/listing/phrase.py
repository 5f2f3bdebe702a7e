"""One text of a listing, read: its language, its tokens and the concepts that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Final

from tailorbird.domain.listing.compounds import apart
from tailorbird.domain.listing.concepts import GRAMMAR
from tailorbird.domain.listing.lexicon import LANGUAGES, OTHER, Hit, lexicon
from tailorbird.domain.listing.spelling import mended
from tailorbird.domain.listing.text import Joint, Token, TokenKind, tokens

_PRICE: Final = re.compile(
    r"[$€£¥￥]\s*\d|\d\s*(?:[$€£¥￥元块]|eur\b|usd\b|gbp\b|dollars?\b|euros?\b)|\+\s*\d", re.IGNORECASE
)
_QUOTED: Final = re.compile(
    r"“[^”“]+”|„[^“”]+[“”]|«[^»]+»|「[^」]+」|『[^』]+』|\"[^\"]+\"|(?<!\w)'[^']+'(?!\w)"
)
_BREAKS: Final = frozenset(",;:|()[]{}/+&!?¿¡•·、。.–—-…~<>*")
_PRIOR: Final = 0.6
_OWN: Final = 0.3


class Tongue(StrEnum):
    """What is known of a listing's language before a text of it is read."""

    EN = "en"
    ZH = "zh"
    DE = "de"
    ES = "es"
    FR = "fr"
    UNKNOWN = ""
    FOREIGN = "foreign"
    """Stated, and none of the five."""

    @classmethod
    def of(cls, tag: str) -> Tongue:
        """The tongue of a BCP 47 tag."""
        primary = re.split(r"[-_]", tag.strip().lower())[0]
        if not primary:
            return cls.UNKNOWN
        return cls(primary) if primary in LANGUAGES else cls.FOREIGN


@dataclass(frozen=True)
class Phrase:
    """A text with its tokens and hits, in the text's order; hits do not overlap."""

    text: str
    language: str
    tokens: tuple[Token, ...]
    hits: tuple[Hit, ...]

    @cached_property
    def _places(self) -> dict[int, Hit]:
        return {place: hit for hit in self.hits for place in range(hit.start, hit.end)}

    @cached_property
    def concepts(self) -> frozenset[str]:
        """Everything that stands somewhere in the text."""
        return frozenset(concept for hit in self.hits for concept in hit.concepts)

    @cached_property
    def names_price(self) -> bool:
        return bool(_PRICE.search(self.text))

    @cached_property
    def _quotes(self) -> tuple[tuple[int, int], ...]:
        return tuple(match.span() for match in _QUOTED.finditer(self.text))

    def hit_at(self, place: int) -> Hit | None:
        """The hit that covers the token."""
        return self._places.get(place)

    def at(self, place: int) -> frozenset[str]:
        """The concepts of the token; none where no entry covers it."""
        hit = self._places.get(place)
        return hit.concepts if hit else frozenset()

    def find(self, *concepts: str) -> Iterator[Hit]:
        """The hits of any of these concepts."""
        wanted = frozenset(concepts)
        return (hit for hit in self.hits if wanted & hit.concepts)

    def words(self, hit: Hit) -> str:
        """The hit's words as they stand in the text."""
        return self.text[self.tokens[hit.start].start : self.tokens[hit.end - 1].end]

    def quoted(self, hit: Hit) -> bool:
        """Whether the hit stands between quotation marks, as words to be depicted do."""
        start, end = self.tokens[hit.start].start, self.tokens[hit.end - 1].end
        return any(left <= start and end <= right for left, right in self._quotes)

    def breaks(self, place: int) -> bool:
        """Whether a mark at the token parts phrases."""
        token = self.tokens[place]
        return token.kind is TokenKind.MARK and token.text in _BREAKS

    def glued(self, first: int, last: int) -> bool:
        """Whether the tokens from `first` to `last` are written as one word."""
        return all(self.tokens[place].joint is Joint.GLUED for place in range(first + 1, last + 1))

    def chunk(self, hit: Hit, *parting: str) -> tuple[int, int]:
        """The tokens around a hit up to the next mark, or word of one of the parting concepts."""
        apart_by = frozenset(parting)
        start, end = hit.start, hit.end
        while start > 0 and not self.breaks(start - 1) and not apart_by & self.at(start - 1):
            start -= 1
        while end < len(self.tokens) and not self.breaks(end) and not apart_by & self.at(end):
            end += 1
        return start, end

    def concepts_within(self, start: int, end: int, but: Hit) -> frozenset[str]:
        """The concepts between two places, leaving one hit out."""
        return frozenset(
            concept
            for hit in self.hits
            if start <= hit.start and hit.end <= end and hit is not but
            for concept in hit.concepts
        )


@lru_cache(maxsize=2048)
def read(text: str, tongue: Tongue) -> Phrase:
    """Read a text of a listing in this tongue. A text may still be in another of the five languages."""
    plain = tokens(text)
    language, certain = _language(plain, tongue)
    seen = mended(apart(plain) if language == "de" else plain, language)
    layers = [lexicon(language).hits(seen)]
    if language != "en":
        layers.append([hit for hit in map(_without_grammar, lexicon("en").hits(seen)) if hit.concepts])
    if tongue in (Tongue.FOREIGN, Tongue.UNKNOWN) or not certain:
        layers.append(lexicon(OTHER).hits(seen))
    return Phrase(text, language, seen, _merged(layers))


def _language(plain: tuple[Token, ...], tongue: Tongue) -> tuple[str, bool]:
    if any(token.kind is TokenKind.HAN for token in plain):
        return "zh", True
    scores = {
        language: _score(language, plain) + _PRIOR * (tongue == language)
        for language in LANGUAGES
        if language != "zh"
    }
    best = max(scores, key=lambda language: scores[language])
    return best, scores[best] > _PRIOR


def _score(language: str, plain: tuple[Token, ...]) -> float:
    seen = apart(plain) if language == "de" else plain
    hits = lexicon(language).hits(seen)
    return sum(len(hit) + _OWN * bool(GRAMMAR & hit.concepts) for hit in hits)


def _without_grammar(hit: Hit) -> Hit:
    return Hit(hit.concepts - GRAMMAR, hit.start, hit.end, hit.language)


def _merged(layers: list[list[Hit]]) -> tuple[Hit, ...]:
    """The longest hits first, and of equals those of the earlier layer."""
    ranked = sorted(
        ((-len(hit), rank, hit.start, hit) for rank, layer in enumerate(layers) for hit in layer),
        key=lambda each: each[:3],
    )
    taken: set[int] = set()
    kept: list[Hit] = []
    for _, _, _, hit in ranked:
        places = range(hit.start, hit.end)
        if not taken.intersection(places):
            taken.update(places)
            kept.append(hit)
    return tuple(sorted(kept, key=lambda hit: hit.start))
