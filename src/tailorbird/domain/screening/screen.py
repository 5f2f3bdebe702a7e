"""Screening one text: everything that is found in it, and what follows for the setting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from tailorbird.domain.cases.listing_words import ScreenKind, ScreenResult
from tailorbird.domain.screening.chinese import han_hits, has_han, innocent_han, stream_of
from tailorbird.domain.screening.disguises import apart_hits, backward_hits, laid_bare, masked_hits
from tailorbird.domain.screening.finding import Setting, TextFinding
from tailorbird.domain.screening.folding import Folded, fold
from tailorbird.domain.screening.hits import Hit
from tailorbird.domain.screening.personal import personal_hits
from tailorbird.domain.screening.personal.contacts import CONTACTS
from tailorbird.domain.screening.phrases import innocent_stretches, phrase_hits, stem_hits, uncovered_hits
from tailorbird.domain.screening.reasons import reason_for
from tailorbird.domain.screening.vocabulary import Tier, vocabulary
from tailorbird.domain.screening.words import Word, words

_NEVER_REFUSED: Final = {
    Setting.WISH: frozenset({ScreenKind.PERSONAL_DATA, ScreenKind.BRAND}),
    Setting.IN_PICTURE: frozenset({ScreenKind.PERSONAL_DATA, ScreenKind.BRAND}),
}


def screen_text(text: str, setting: Setting) -> tuple[TextFinding, ...]:
    """What of the text is refused or waits for a person, from left to right; nothing where it passes.

    Places are in characters of `text` as it was written. Findings of one kind do not overlap.
    """
    folded = fold(text)
    judged = [(hit, result) for hit in _hits(folded) if (result := _result(hit, setting))]
    return tuple(
        _finding(folded, hit, result)
        for hit, result in sorted(
            _strictest(judged), key=lambda each: (each[0].start, each[0].end, each[0].kind)
        )
    )


def _hits(folded: Folded) -> Iterator[Hit]:
    read = words(folded.text)
    harmless = innocent_stretches(folded, read)
    for hit in _word_hits(folded, read):
        if not any(start <= hit.start and hit.end <= end for start, end in harmless):
            yield hit
    if has_han(folded.text):
        stream = stream_of(folded.text)
        harmless_han = innocent_han(stream)
        for hit in han_hits(folded.text, stream):
            if not any(_belongs(hit, start, end) for start, end in harmless_han):
                yield hit
    yield from personal_hits(folded.text)
    yield from _symbol_hits(folded)


def _belongs(hit: Hit, start: int, end: int) -> bool:
    """Whether the hit is part of the word there, or begins within it: the cut was at the wrong place."""
    return start < hit.start < end or (start == hit.start and hit.end <= end)


def _symbol_hits(folded: Folded) -> Iterator[Hit]:
    for symbol, kind in vocabulary().symbols.items():
        at = folded.text.find(symbol)
        if at >= 0:
            yield Hit(kind, Tier.HOLD, at, at + len(symbol), f"{kind.value}/symbol")


def _word_hits(folded: Folded, read: tuple[Word, ...]) -> Iterator[Hit]:
    """As it stands, then as it reads once its disguises are taken off."""
    yield from phrase_hits(folded, read)
    yield from stem_hits(read)
    yield from backward_hits(read)
    for bare in laid_bare(folded.text, read):
        yield from uncovered_hits(folded, bare)
        yield from stem_hits(tuple(word for word in bare if word.trick))
    yield from masked_hits(folded.text)
    yield from apart_hits(folded.text, read)


def _result(hit: Hit, setting: Setting) -> ScreenResult | None:
    """What a hit means in the setting; none where it belongs there."""
    if setting is Setting.CONTACT_TAG and hit.topic.partition("/")[2] in CONTACTS:
        return None
    if hit.tier is not Tier.REFUSE or hit.kind in _NEVER_REFUSED.get(setting, ()):
        return ScreenResult.HOLD
    if setting is Setting.IN_PICTURE and hit.trick:
        return ScreenResult.HOLD
    return ScreenResult.REFUSE


def _strictest(judged: Iterable[tuple[Hit, ScreenResult]]) -> list[tuple[Hit, ScreenResult]]:
    """Of hits of one kind that overlap, the one that weighs most, then the longest."""
    kept: list[tuple[Hit, ScreenResult]] = []
    ends: dict[ScreenKind, int] = {}
    order = sorted(judged, key=lambda each: (each[0].kind, each[0].start, -each[0].end))
    for hit, result in order:
        if kept and kept[-1][0].kind is hit.kind and hit.start < ends[hit.kind]:
            before = kept[-1]
            if _weight(hit, result) > _weight(*before):
                kept[-1] = (hit, result)
            ends[hit.kind] = max(ends[hit.kind], hit.end)
            continue
        kept.append((hit, result))
        ends[hit.kind] = hit.end
    return kept


def _weight(hit: Hit, result: ScreenResult) -> tuple[bool, int]:
    return result is ScreenResult.REFUSE, hit.end - hit.start


def _finding(folded: Folded, hit: Hit, result: ScreenResult) -> TextFinding:
    start, end = folded.span(hit.start, hit.end)
    reason, reason_zh = reason_for(hit.kind, result, hit.topic)
    rule = f"{hit.topic}:{hit.trick}" if hit.trick else hit.topic
    return TextFinding(hit.kind, result, start, end, reason, reason_zh, rule)
