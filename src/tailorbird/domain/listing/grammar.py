"""Who does what to what: whether a cue in a phrase means itself, or serves another word.

English, German and Chinese put the head of a compound last (`warranty card holder`), French and
Spanish first (`porte-carte de garantie`). A cue that only describes a head that bears or shows
something, or that is itself engraved or printed, is not an offer.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from tailorbird.domain.listing.concepts import BEARERS, LOOKS, MAKING, OBJECTS
from tailorbird.domain.listing.lexicon import Hit, is_content
from tailorbird.domain.listing.phrase import Phrase

_HEADS_LAST: Final = frozenset({"en", "de", "zh"})
_SERVED: Final = BEARERS | LOOKS | MAKING
_LINKS: Final = frozenset({"of", "for"})
_REACH: Final = 8
"""Tokens that a phrase is followed at most."""


class Standing(StrEnum):
    """How a cue stands in its phrase."""

    MEANT = "meant"
    SERVING = "serving"
    """It describes, or is worked into, something else."""
    UNCLEAR = "unclear"


def standing(phrase: Phrase, hit: Hit) -> Standing:
    """Whether the cue means itself."""
    if phrase.quoted(hit):
        shown = _SERVED | {"trait"}
        return Standing.SERVING if shown & phrase.concepts else Standing.UNCLEAR
    if made(phrase, hit):
        return Standing.SERVING
    after, before = head_after(phrase, hit), head_before(phrase, hit)
    if (after | before) & _SERVED:
        return Standing.SERVING
    if (after | before) & {"trait"} or after & OBJECTS:
        return Standing.UNCLEAR
    return Standing.MEANT


def made(phrase: Phrase, hit: Hit) -> bool:
    """Whether the cue's words are engraved, printed or otherwise worked into the product."""
    first = next((each for each in phrase.hits if each.concepts - {"polite"}), None)
    if first and "command" in first.concepts and first is not hit and first.start <= 1:
        start, end = phrase.chunk(hit)
        return first.end <= start or first.start >= start
    start, end = phrase.chunk(hit, "and", "with", "without")
    return bool(MAKING & phrase.concepts_within(start, end, hit))


def head_after(phrase: Phrase, hit: Hit) -> frozenset[str]:
    """The concepts of the head that the cue describes, where heads come last; `carrier` for an unknown
    last part of a German compound."""
    if phrase.language not in _HEADS_LAST and hit.language not in _HEADS_LAST:
        return frozenset()
    head: frozenset[str] = frozenset()
    place, links = hit.end, 0
    while place < min(len(phrase.tokens), hit.end + _REACH):
        concepts = phrase.at(place)
        if phrase.breaks(place) or concepts & {"for", "with", "without", "and", "want", "reach"}:
            break
        if "of" in concepts and phrase.language != "zh":
            links += 1
            if phrase.language != "en" or links > 1:
                break
        token = phrase.tokens[place]
        if concepts & (_SERVED | OBJECTS | {"trait"}):
            head = concepts
        elif not concepts and is_content(token) and _compounded(phrase, hit, place):
            head = BEARERS
        place += 1
    return head


def _compounded(phrase: Phrase, hit: Hit, place: int) -> bool:
    """Whether the token belongs to the same German compound as the hit."""
    return phrase.language == "de" and phrase.glued(hit.end - 1, place)


def borne(phrase: Phrase, hit: Hit) -> bool:
    """Whether a thing that bears words follows as their place: `address for the stamp`."""
    linked = False
    for place in range(hit.end, min(len(phrase.tokens), hit.end + _REACH)):
        concepts = phrase.at(place)
        if "reach" in concepts:
            return False
        linked = linked or bool({"for", "upon"} & concepts)
        if linked and concepts & BEARERS:
            return True
    return False


def head_before(phrase: Phrase, hit: Hit) -> frozenset[str]:
    """The concepts of a head that the cue complements: `holder for …`, `motif du …`, `housse …`."""
    place, linked = hit.start - 1, False
    beside = phrase.language not in _HEADS_LAST
    while place >= max(0, hit.start - _REACH):
        concepts = phrase.at(place)
        if phrase.breaks(place) or concepts & {"with", "without", "and", "want", "add"}:
            break
        if concepts & _LINKS:
            linked = True
        elif concepts & (_SERVED | {"trait"}):
            if linked or (beside and concepts & BEARERS):
                return concepts
            break
        place -= 1
    return frozenset()
