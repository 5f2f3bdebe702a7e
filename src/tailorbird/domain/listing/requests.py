"""Requests that no single word shows: what is asked for together, and what is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tailorbird.domain.listing.attributes import speaks_for_customising
from tailorbird.domain.listing.concepts import BEARERS, LOOKS, MAKING, OBJECTS
from tailorbird.domain.listing.document import FieldKind
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


_NAMED: Final = BEARERS | {"innocent"}
"""What a label names where it says no more than the thing that bears the choice."""
_MADE: Final = MAKING | LOOKS | {"command"}
_ARRIVING: Final = frozenset({"need", "send", "delivery", "reach", "speed"})
_BETWEEN: Final = 2
"""Words between a message and the shop that it is for, at most."""
_REQUESTS: Final = (
    _Request(("need", "moment"), _MADE | {"part"}, "asks by when the buyer needs it"),
    _Request(("order", "tell"), _MADE | {"trait"}, "asks for notes on the order"),
    _Request(("anything", "tell"), _MADE | {"trait"}, "asks for notes"),
    _Request(("recipient", "paper"), _MADE, "asks for a note that goes with the gift"),
    _Request(("write", "paper"), _MADE, "asks for a note that goes with the gift"),
    _Request(("speed", "send"), _MADE, "asks how fast to send"),
    _Request(("contact_maybe", "reach"), _MADE, "asks how to reach the buyer"),
    _Request(("wrap_verb", "gift"), _MADE, "asks for gift wrap or packaging"),
    _Request(("found", "shop"), _MADE | {"trait"}, "asks how the buyer came to the shop"),
    _Request(("call", "trouble"), _MADE | {"trait"}, "asks how to reach the buyer"),
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


def unexplained(setting: Setting) -> Iterator[Sign]:
    """A text or choice in which nothing speaks for customising: a person looks at what it is for."""
    field, label = setting.field, setting.label
    if field.kind not in (FieldKind.TEXT, FieldKind.CHOICE) or setting.bears_contacts:
        return
    values = tuple(phrase for _, phrase, _ in setting.values())
    own = any(setting.is_own(label, hit) for hit in label.find(*OBJECTS))
    named = own or _NAMED & label.concepts
    if not label.tokens or named or speaks_for_customising(label, setting.help, values):
        return
    whole = Hit(frozenset(), 0, len(label.tokens), label.language)
    where, reason = f"fields.{field.field}.label", "nothing says what it changes"
    yield sign(SignKind.NO_PURPOSE, Certainty.DOUBTFUL, where, label, whole, reason)


def awaited(setting: Setting, where: str) -> Iterator[Sign]:
    """A question of when, whose help speaks of sending or arriving: `When is the party?`."""
    label, told = setting.label, setting.help.concepts
    for hit in label.find("moment"):
        made = (_MADE | {"trait"}) & (label.concepts | told)
        if _ARRIVING & told and not made:
            reason = "asks by when the buyer needs it"
            yield sign(SignKind.NO_PURPOSE, Certainty.SURE, where, label, hit, reason)
            return


def to_shop(where: str, phrase: Phrase) -> Iterator[Sign]:
    """A message for the shop: `a word for the seller`, 给店家的留言."""
    if _MADE & phrase.concepts:
        return
    for shop in phrase.find("shop"):
        if shop.start == 0 or phrase.quoted(shop):
            continue
        near = range(max(0, shop.start - _BETWEEN), shop.start)
        led = any({"for", "of"} & phrase.at(place) for place in near)
        for message in phrase.find("message"):
            after = phrase.language == "zh" and 0 <= message.start - shop.end <= 1
            before = 0 < shop.start - message.end <= _BETWEEN + 1
            if message is not shop and led and (after or before):
                first, last = sorted((shop, message), key=lambda hit: hit.start)
                both = Hit(shop.concepts | message.concepts, first.start, last.end, shop.language)
                reason = "asks for a message to the shop"
                yield sign(SignKind.NO_PURPOSE, Certainty.SURE, where, phrase, both, reason)
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
