"""Finding entries among the words of a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from tailorbird.domain.cases.listing_words import ScreenKind
from tailorbird.domain.screening.folding import Folded, read_table
from tailorbird.domain.screening.hits import Hit
from tailorbird.domain.screening.vocabulary import Entry, Tier, vocabulary
from tailorbird.domain.screening.words import Word, in_one_breath

_SHORT: Final = 3
_LONGEST_PHRASE: Final = 8
_BESIDE: Final = 2
_BEFORE, _AFTER = 5, 3


def phrase_hits(folded: Folded, read: Sequence[Word]) -> Iterator[Hit]:
    """Every entry that stands in the words, one after the other."""
    for at in range(len(read)):
        yield from _hits_at(folded, read, at)


def uncovered_hits(folded: Folded, read: Sequence[Word]) -> Iterator[Hit]:
    """The same where one of an entry's words was in disguise."""
    near = {
        start
        for at, word in enumerate(read)
        if word.trick
        for start in range(max(0, at - _LONGEST_PHRASE + 1), at + 1)
    }
    for at in sorted(near):
        yield from (hit for hit in _hits_at(folded, read, at) if hit.trick)


def _hits_at(folded: Folded, read: Sequence[Word], at: int) -> Iterator[Hit]:
    known = vocabulary()
    text = read[at].text
    following = read[at + 1].text if at + 1 < len(read) else ""
    single, phrases = known.single.get(text), known.phrases.get((text, following))
    if single is None and phrases is None:
        return
    for entry in (*(single or ()), *(phrases or ())):
        end = at + len(entry.words)
        if _follows(entry.words, folded, read, at) and _weighs(entry, folded, read, at):
            trick = next((each.trick for each in read[at:end] if each.trick), "")
            tier = Tier.HOLD if entry.tier in (Tier.ALONE, Tier.MILD) else entry.tier
            topic = f"{entry.kind.value}/{entry.language}"
            yield Hit(entry.kind, tier, read[at].start, read[end - 1].end, topic, trick)


def innocent_stretches(folded: Folded, read: Sequence[Word]) -> list[tuple[int, int]]:
    """Where the words stand in a name or saying that means no harm."""
    found = []
    for at, word in enumerate(read):
        for phrase in vocabulary().innocent.get(word.text, ()):
            if _follows(phrase, folded, read, at):
                found.append((word.start, read[at + len(phrase) - 1].end))
    return found


def stem_hits(read: Sequence[Word]) -> Iterator[Hit]:
    """What is barred even within a longer word."""
    stems, languages = vocabulary().stems, vocabulary().inside
    for word in read:
        if match := stems.search(word.text):
            topic = f"{ScreenKind.OFFENSIVE.value}/{languages[match[0]]}"
            yield Hit(ScreenKind.OFFENSIVE, Tier.REFUSE, word.start, word.end, topic, word.trick or "inside")


def _follows(phrase: Sequence[str], folded: Folded, read: Sequence[Word], at: int) -> bool:
    end = at + len(phrase)
    if len(phrase) == 1:
        return True
    if end > len(read) or any(read[at + place].text != phrase[place] for place in range(1, len(phrase))):
        return False
    return in_one_breath(folded.text, read[at:end])


def _weighs(entry: Entry, folded: Folded, read: Sequence[Word], at: int) -> bool:
    """Whether the entry counts here: as it is spelled, and for what stands around it."""
    end = at + len(entry.words)
    start_char, end_char = read[at].start, read[end - 1].end
    if entry.exact and folded.written(start_char, end_char) != entry.exact:
        return False
    if len(entry.words) == 1 and len(entry.words[0]) <= _SHORT and _touches_digit(folded.text, read[at]):
        return False
    if entry.tier is Tier.ALONE:
        return _is_alone(folded, read, at, end)
    if entry.tier is Tier.MILD:
        around = (*read[max(0, at - _BEFORE) : at], *read[end : end + _AFTER])
        return any(word.text in vocabulary().address[entry.language] for word in around)
    return True


def _touches_digit(text: str, word: Word) -> bool:
    if word.text.isdigit():
        return False
    return text[max(0, word.start - 1) : word.start].isdigit() or text[word.end : word.end + 1].isdigit()


def _is_alone(folded: Folded, read: Sequence[Word], at: int, end: int) -> bool:
    """Whether the text is little else, or something beside the word makes a brand of it."""
    cues = vocabulary().cues
    beside = (*read[max(0, at - _BESIDE) : at], *read[end : end + _BESIDE])
    if any(word.text in cues for word in beside):
        return True
    if any(mark in folded.original for mark in "®™©"):
        return True
    others = [word for word in (*read[:at], *read[end:]) if not word.text.isdigit()]
    if any("\u3400" <= character <= "\u9fff" for character in folded.text):
        return False
    return all(word.text in _articles() for word in others)


@cache
def _articles() -> frozenset[str]:
    return frozenset(read_table("ordinary")["articles"].split())
