"""Requests that no single word shows: what is asked for together, and what is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tailorbird.domain.listing.concepts import LOOKS, MAKING
from tailorbird.domain.listing.lexicon import Hit
from tailorbird.domain.listing.phrase import Phrase
from tailorbird.domain.listing.purposes import lasting
from tailorbird.domain.listing.setting import Setting, sign
from tailorbird.domain.listing.signs import Certainty, Sign, SignKind


@dataclass(frozen=True, slots=True)
class _Request:
    """Concepts that come to a request when they stand together without what excludes it."""

    together: tuple[str, str]
    without: frozenset[str]
    reason: str


_MADE: Final = MAKING | LOOKS | {"command"}
_REQUESTS: Final = (
    _Request(("need", "moment"), _MADE | {"part"}, "asks by when the buyer needs it"),
    _Request(("order", "tell"), _MADE | {"trait"}, "asks for notes on the order"),
    _Request(("anything", "tell"), _MADE | {"trait"}, "asks for notes"),
    _Request(("recipient", "paper"), _MADE, "asks for a note that goes with the gift"),
    _Request(("write", "paper"), _MADE, "asks for a note that goes with the gift"),
    _Request(("speed", "send"), _MADE, "asks how fast to send"),
    _Request(("contact_maybe", "reach"), _MADE, "asks how to reach the buyer"),
    _Request(("wrap_verb", "gift"), _MADE, "asks for gift wrap or packaging"),
)


def cover(setting: Setting, where: str, phrase: Phrase) -> Iterator[Sign]:
    """A promise to mend or replace what breaks; surely sold where it costs or lasts."""
    for hit in phrase.find("mend"):
        broken = [each for each in phrase.find("breaks") if each is not hit]
        if broken and not _MADE & phrase.concepts and not phrase.quoted(hit):
            sold = phrase.names_price or lasting(setting)
            certainty = Certainty.SURE if sold else Certainty.DOUBTFUL
            reason = "promises to mend or replace what breaks"
            yield sign(SignKind.WARRANTY, certainty, where, phrase, hit, reason)
            return


def requested(where: str, phrase: Phrase) -> Iterator[Sign]:
    """The first request without purpose that words of the text make together."""
    for request in _REQUESTS:
        one = [hit for hit in phrase.find(request.together[0]) if not phrase.quoted(hit)]
        other = [hit for hit in phrase.find(request.together[1]) if not phrase.quoted(hit)]
        pair = [(left, right) for left in one for right in other if left is not right]
        if pair and not request.without & phrase.concepts:
            left, right = pair[0]
            both = Hit(
                left.concepts | right.concepts,
                min(left.start, right.start),
                max(left.end, right.end),
                left.language,
            )
            yield sign(SignKind.NO_PURPOSE, Certainty.SURE, where, phrase, both, request.reason)
            return
