"""The vocabularies: which words and names are barred, doubtful or innocent.

`vocabulary/*.toml` has a file a language, and two of brand names. A section is a kind of screening, a list
in it a tier, and a list is a text of entries between commas. In an entry `(a|b)` are alternatives and `?`
makes the group before it optional; `=` before it asks for its very accents (`=coño` is not `cono`). Entries
match whole words, with the usual endings of their language; those under `inside` match within longer words
too. Entries with a Chinese character match wherever they stand. What lies in a stretch under `innocent` is
not looked at.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property
from typing import Any, Final

from tailorbird.domain.cases.listing_words import ScreenKind
from tailorbird.domain.screening.folding import fold, read_table
from tailorbird.domain.screening.prefixes import pattern_of
from tailorbird.domain.screening.words import HAN, words

_FILES: Final = ("en", "de", "es", "fr", "zh", "other", "brands", "derived_brands")
_KINDS: Final = {
    "offensive": ScreenKind.OFFENSIVE,
    "pinyin": ScreenKind.OFFENSIVE,
    "restricted": ScreenKind.RESTRICTED,
    "brand": ScreenKind.BRAND,
}
_ENDINGS: Final = {
    "en": ("s", "es"),
    "de": ("e", "en", "n", "er", "es", "s"),
    "es": ("s", "es"),
    "fr": ("s", "x", "es"),
    "brands": ("s",),
}
_LEAST_STEM: Final = 4
_HAN: Final = re.compile(f"[{HAN}]")
_GROUP: Final = re.compile(r"\(([^()]*)\)(\??)")
_BETWEEN: Final = re.compile(r",(?![^(]*\))")


class Tier(StrEnum):
    """How surely an entry is barred."""

    REFUSE = "refuse"
    HOLD = "hold"
    ALONE = "alone"
    """Doubtful only where the text is little else, or a cue stands beside it."""
    MILD = "mild"
    """Doubtful only where somebody is called it."""


SEVERITY: Final = {Tier.REFUSE: 3, Tier.HOLD: 2, Tier.ALONE: 1, Tier.MILD: 1}


@dataclass(frozen=True, slots=True)
class Entry:
    """A word, phrase or name. `exact` is how it must have been written, accents and all, if it must."""

    words: tuple[str, ...]
    kind: ScreenKind
    tier: Tier
    language: str
    exact: str = ""

    @property
    def joined(self) -> str:
        """The words without spaces."""
        return "".join(self.words)


@dataclass
class Vocabulary:
    """Everything that is looked up, by the ways in which it is."""

    single: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    """Entries of one word."""
    phrases: dict[tuple[str, str], list[Entry]] = field(default_factory=lambda: defaultdict(list))
    """Entries of several words, by the first two."""
    han: dict[str, Entry] = field(default_factory=dict)
    joined: dict[str, Entry] = field(default_factory=dict)
    """Barred words and names of one script by their letters, the strictest of each: for what is disguised."""
    inside: dict[str, str] = field(default_factory=dict)
    """Stems that are barred within words, and their language."""
    innocent: dict[str, list[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(list))
    innocent_han: set[str] = field(default_factory=set)
    cues: set[str] = field(default_factory=set)
    """Words beside which an ordinary word may be a brand."""
    address: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Words by which somebody is spoken to or of, by language."""
    symbols: dict[str, ScreenKind] = field(default_factory=dict)
    """Signs that are no letters, as folded."""

    def add(self, entry: Entry) -> None:
        """Enter it where it will be looked for."""
        letters = entry.joined
        if _HAN.search(letters):
            if letters not in self.han or SEVERITY[entry.tier] > SEVERITY[self.han[letters].tier]:
                self.han[letters] = entry
            return
        if len(entry.words) == 1:
            self.single[letters].append(entry)
        else:
            self.phrases[entry.words[0], entry.words[1]].append(entry)
        known = self.joined.get(letters)
        stricter = known is None or SEVERITY[entry.tier] > SEVERITY[known.tier]
        if entry.tier in (Tier.REFUSE, Tier.HOLD) and not entry.exact and stricter:
            self.joined[letters] = entry

    @cached_property
    def coarse(self) -> dict[str, str]:
        """The coarsest words, which are told in any disguise, and their language."""
        words = {"shit": "en", "nazi": "de", "hitler": "de", "hure": "de", "puta": "es", "salope": "fr"}
        return self.inside | words

    @cached_property
    def stems(self) -> re.Pattern[str]:
        """Finds what is barred within words."""
        return pattern_of(tuple(sorted(self.inside)))


@cache
def vocabulary() -> Vocabulary:
    """All the lists; read once."""
    found = Vocabulary()
    for name in _FILES:
        table = read_table(name)
        for section, lists in table.items():
            if isinstance(lists, dict):
                _enter(found, table["language"], section, lists)
    return found


def _enter(found: Vocabulary, language: str, section: str, lists: dict[str, Any]) -> None:
    for name, entries in lists.items():
        for entry in _spelled(entries):
            if section == "innocent":
                _enter_innocent(found, entry)
            elif name == "cue":
                found.cues.add(fold(entry).text)
            elif name == "address":
                found.address[language].add(fold(entry).text)
            elif name == "inside":
                found.inside[fold(entry).text.replace(" ", "")] = language
            elif name == "symbols":
                found.symbols[fold(entry).text] = _KINDS[section]
            else:
                for form in _forms(entry, _KINDS[section], Tier(name), language):
                    found.add(form)


def _enter_innocent(found: Vocabulary, entry: str) -> None:
    folded = fold(entry).text
    if _HAN.search(folded):
        found.innocent_han.add(_bare(folded))
    else:
        read = tuple(each.text for each in words(folded))
        found.innocent[read[0]].append(read)


def _forms(entry: str, kind: ScreenKind, tier: Tier, language: str) -> Iterator[Entry]:
    """The entry with the endings of its language."""
    if entry.startswith("="):
        plain = entry[1:]
        exact = unicodedata.normalize("NFC", plain).casefold()
        yield Entry(_cut(plain), kind, tier, language, exact)
        return
    spellings = {entry}
    if language == "de":
        spellings.add(entry.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue"))
    for spelling in spellings:
        read = _cut(spelling)
        yield Entry(read, kind, tier, language)
        last = read[-1]
        if len(last) >= _LEAST_STEM and last.isascii() and last.isalpha():
            for ending in _ENDINGS.get(language, ()):
                yield Entry((*read[:-1], last + ending), kind, tier, language)


def _cut(entry: str) -> tuple[str, ...]:
    folded = fold(entry).text
    if _HAN.search(folded):
        return (_bare(folded),)
    return tuple(each.text for each in words(folded))


def _bare(folded: str) -> str:
    return "".join(character for character in folded if character.isalnum())


def _spelled(entries: str) -> Iterator[str]:
    """Each entry of a list, in every reading of its alternatives."""
    for entry in _BETWEEN.split(entries.replace("\n", " ")):
        if entry.strip():
            yield from _expanded(entry.strip())


def _expanded(entry: str) -> Iterator[str]:
    group = _GROUP.search(entry)
    if group is None:
        yield re.sub(" +", " ", entry).strip()
        return
    for choice in (*group[1].split("|"), *([""] if group[2] else [])):
        yield from _expanded(entry[: group.start()] + choice + entry[group.end() :])
