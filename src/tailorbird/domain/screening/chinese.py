"""Finding Chinese entries: anywhere in the characters, whatever is put between them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from tailorbird.domain.screening.hits import Hit
from tailorbird.domain.screening.vocabulary import Entry, Tier, vocabulary
from tailorbird.domain.screening.words import HAN

_HAN: Final = re.compile(f"[{HAN}]")
_BREAKS: Final = frozenset(",;!?:\n()[]{}，。；！？：、（）「」《》【】…")
_WIDEST: Final = 3
_AROUND: Final = 3


@dataclass(frozen=True, slots=True)
class Stream:
    """The letters, digits and characters of a text without what stands between them.

    A break that ends a sentence stays, as a line end. `places` is where each stood in the folded text.
    """

    text: str
    places: tuple[int, ...]

    def torn(self, start: int, end: int, folded: str) -> bool:
        """Whether white space stands within."""
        first, last = self.places[start], self.places[end - 1]
        return any(character.isspace() for character in folded[first:last])

    def loose(self, start: int, end: int) -> bool:
        """Whether anything stands within."""
        return self.places[end - 1] - self.places[start] > end - 1 - start


def has_han(folded: str) -> bool:
    """Whether a Chinese character stands in the text."""
    return _HAN.search(folded) is not None


def stream_of(folded: str) -> Stream:
    """What Chinese entries are looked for in."""
    letters: list[str] = []
    places: list[int] = []
    skipped = 0
    for place, character in enumerate(folded):
        if character.isalnum():
            if skipped > _WIDEST:
                letters.append("\n")
                places.append(place)
            letters.append(character)
            places.append(place)
            skipped = 0
        elif character in _BREAKS:
            letters.append("\n")
            places.append(place)
        else:
            skipped += 1
    return Stream("".join(letters), tuple(places))


def han_hits(folded: str, stream: Stream) -> Iterator[Hit]:
    """Every Chinese entry; one torn by white space is never sure."""
    for start, entry in _found(stream.text):
        end = start + len(entry.joined)
        if not _weighs(entry, stream.text, start, end):
            continue
        tier = Tier.HOLD if entry.tier in (Tier.ALONE, Tier.MILD) else entry.tier
        trick = "apart" if stream.loose(start, end) else ""
        if stream.torn(start, end, folded) and not _is_spaced(folded, stream, start, end):
            tier = Tier.HOLD
        topic = f"{entry.kind.value}/{entry.language}"
        yield Hit(entry.kind, tier, stream.places[start], stream.places[end - 1] + 1, topic, trick)


def innocent_han(stream: Stream) -> list[tuple[int, int]]:
    """Where characters stand in a word that means no harm, in the folded text."""
    text = stream.text
    return [
        (stream.places[start], stream.places[start + length - 1] + 1)
        for start, character in enumerate(text)
        for length in _innocent_lengths().get(character, ())
        if start + length <= len(text) and text[start : start + length] in vocabulary().innocent_han
    ]


def _found(text: str) -> Iterator[tuple[int, Entry]]:
    entries, lengths = vocabulary().han, _lengths()
    for start, character in enumerate(text):
        for length in lengths.get(character, ()):
            entry = entries.get(text[start : start + length])
            if entry is not None and start + length <= len(text):
                yield start, entry


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    return _by_first(set(vocabulary().han))


@cache
def _innocent_lengths() -> dict[str, tuple[int, ...]]:
    return _by_first(vocabulary().innocent_han)


def _by_first(entries: set[str]) -> dict[str, tuple[int, ...]]:
    """The lengths of the entries that begin with each character."""
    found: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        found[entry[0]].add(len(entry))
    return {first: tuple(sorted(lengths)) for first, lengths in found.items()}


def _is_spaced(folded: str, stream: Stream, start: int, end: int) -> bool:
    """Whether every character stands apart from the next: no accident."""
    return all(stream.places[at + 1] - stream.places[at] > 1 for at in range(start, end - 1))


def _weighs(entry: Entry, text: str, start: int, end: int) -> bool:
    """Whether the entry counts here, for what stands around it."""
    if entry.joined[0].isascii() and start and text[start - 1].isascii() and text[start - 1].isalnum():
        return False
    if entry.tier is Tier.ALONE:
        rest = (text[:start] + text[end:]).strip("\n0123456789")
        around = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        return not rest or any(cue in part for cue in _han_cues() for part in around)
    if entry.tier is Tier.MILD:
        return any(word in text for word in vocabulary().address[entry.language])
    return True


@cache
def _han_cues() -> frozenset[str]:
    return frozenset(cue for cue in vocabulary().cues if has_han(cue))
