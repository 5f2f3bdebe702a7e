"""The vocabularies: per language, which words and phrases stand for which concept, and finding them.

`vocabulary/*.toml` has a file a language. Each concept is a text of entries between commas. In an
entry `(a|b)` are alternatives and `?` makes the group, word, space or hyphen before it optional.
Words are matched with the usual endings of their language, whatever their case and accents. German
entries of several words match compounds too: `geschenk verpackung` also finds Geschenkverpackung.
Where entries overlap, the longest one counts, so `free text` under another concept takes `free` away.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from tailorbird.domain.listing.text import Token, TokenKind, cut

LANGUAGES: Final = ("en", "zh", "de", "es", "fr")
OTHER: Final = "other"
"""The vocabulary of a few words of further languages; what it shows is never sure."""

_ENDINGS: Final = {
    "en": ("s", "es"),
    "de": ("e", "en", "n", "er", "es", "s", "em", "ern"),
    "es": ("s", "es"),
    "fr": ("s", "x", "e", "es"),
}
_GROUP: Final = re.compile(r"\(([^()]*)\)(\??)")
_OPTIONAL_GAP: Final = re.compile(r"([ -])\?")
_OPTIONAL_WORD: Final = re.compile(r"([\w'-]+)\?")
_LEAST_STEM: Final = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found: the tokens from `start` up to but without `end` stand for `concepts`."""

    concepts: frozenset[str]
    start: int
    end: int
    language: str

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(slots=True)
class _Node:
    below: dict[str, _Node] = field(default_factory=dict)
    concepts: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The entries of one language."""

    language: str
    root: _Node
    words: frozenset[str]

    def hits(self, read: Sequence[Token]) -> list[Hit]:
        """What stands in the tokens, from left to right, the longest entry at each place."""
        found: list[Hit] = []
        at = 0
        while at < len(read):
            end, concepts = self._longest(read, at)
            if end > at:
                found.append(Hit(frozenset(concepts), at, end, self.language))
            at = max(end, at + 1)
        return found

    def knows(self, word: str) -> bool:
        """Whether the word, in any of its forms, occurs in an entry."""
        return any(form in self.words for form in forms(word, self.language))

    def single_words(self, concepts: Set[str]) -> frozenset[str]:
        """The entries of one word that stand for one of the concepts."""
        return frozenset(word for word, node in self.root.below.items() if concepts & node.concepts)

    def _longest(self, read: Sequence[Token], at: int) -> tuple[int, set[str]]:
        best: tuple[int, set[str]] = (at, set())
        open_nodes = [self.root]
        for place in range(at, len(read)):
            open_nodes = self._below(open_nodes, read[place].text)
            if not open_nodes:
                break
            concepts = {concept for node in open_nodes for concept in node.concepts}
            if concepts:
                best = (place + 1, concepts)
        return best

    def _below(self, open_nodes: Sequence[_Node], word: str) -> list[_Node]:
        """Where the word leads. In German an entry that has the very word goes before those of its
        stem: `Buche` is no form of `Buch`."""
        exact = [node.below[word] for node in open_nodes if word in node.below]
        stems = forms(word, self.language)[1:]
        if exact and self.language == "de":
            return exact
        return exact + [node.below[stem] for node in open_nodes for stem in stems if stem in node.below]


@lru_cache(maxsize=16384)
def forms(word: str, language: str) -> tuple[str, ...]:
    """The word itself and what is left of it without a usual ending of its language."""
    found = [word]
    for ending in _ENDINGS.get(language, ()):
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            found.append(word[: -len(ending)])
    if language == "en" and word.endswith("ies"):
        found.append(word[:-3] + "y")
    return tuple(found)


@cache
def lexicon(language: str) -> Lexicon:
    """The vocabulary of one of `LANGUAGES`, or of `OTHER`; read once."""
    source = files(__package__).joinpath("vocabulary").joinpath(f"{language}.toml")
    table: dict[str, str] = tomllib.loads(source.read_text(encoding="utf-8"))
    root = _Node()
    words: set[str] = set()
    for concept, entries in table.items():
        for entry in filter(None, map(str.strip, entries.replace("\n", " ").split(","))):
            for spelling in _spellings(entry, language):
                phrase = cut(spelling)
                words.update(word for word in phrase if len(word) >= _LEAST_STEM)
                _enter(root, phrase, concept)
    return Lexicon(language, root, frozenset(words))


def _enter(root: _Node, phrase: Sequence[str], concept: str) -> None:
    node = root
    for word in phrase:
        node = node.below.setdefault(word, _Node())
    node.concepts.add(concept)


def _spellings(entry: str, language: str) -> Iterator[str]:
    written = entry
    if language != "zh" and "?" in entry:
        written = _OPTIONAL_WORD.sub(r"(\1|)", _OPTIONAL_GAP.sub(r"(\1|)", entry))
    for spelling in _expanded(written):
        yield spelling
        if language == "de" and not spelling.isascii():
            yield spelling.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")


def _expanded(entry: str) -> Iterator[str]:
    """Every reading of an entry's alternatives, the innermost group first."""
    group = _GROUP.search(entry) if "(" in entry else None
    if group is None:
        yield entry
        return
    for choice in (*group[1].split("|"), *([""] if group[2] else [])):
        yield from _expanded(entry[: group.start()] + choice + entry[group.end() :])


def is_content(token: Token) -> bool:
    """Whether the token is a word or a Chinese character."""
    return token.kind in (TokenKind.WORD, TokenKind.HAN)
