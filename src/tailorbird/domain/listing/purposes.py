"""Fields that customise nothing, and warranties: cues that the label, a value or the help offers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tailorbird.domain.listing.concepts import (
    CONNECTIVES,
    CUSTOMISING,
    EVIDENCE,
    LOOKS,
    MAKING,
    OBJECTS,
    ONLY_IN_LABELS,
    PURPOSELESS,
)
from tailorbird.domain.listing.grammar import Standing, borne, head_after, head_before, made, standing
from tailorbird.domain.listing.lexicon import Hit, is_content
from tailorbird.domain.listing.phrase import Phrase
from tailorbird.domain.listing.setting import Setting, sign
from tailorbird.domain.listing.signs import Certainty, Sign, SignKind
from tailorbird.domain.listing.text import TokenKind

_SPAN: Final = re.compile(
    r"\d+\s*-?\s*(?:years?|yrs?|months?|jahre?n?|monate?n?|años?|meses|ans?\b|mois|年|个月)"
    r"|[一二两三四五六十半](?:年|个月)"
    r"|\b(?:life-?time|for life|à vie|a vie|de por vida|lebenslange?[nrs]?)\b|终身",
    re.IGNORECASE,
)
_SHORT: Final = 3
"""Words of a label that names nothing but notes, at most."""
_NOT_MADE: Final = frozenset({"delivery", "gift_message", "tip", "elsewhere", "accept"})
"""Printing or engraving in the same phrase does not make these part of the product."""


_WORDED: Final = frozenset({"contact", "gift_message", "delivery"})
"""What can be words on a thing as well: an address on a stamp, a date on a frame."""


_OF_THE_PRODUCT: Final = frozenset({"notes", "gift_message"})
"""What can stand on the product: a comment on a stamp, a greeting on a card that is itself the product."""


def warranties(setting: Setting, where: str, phrase: Phrase, surcharge: int) -> Iterator[Sign]:
    """Warranties, guarantees and protection plans that the text offers."""
    for hit in phrase.find("warranty"):
        certainty = _certainty(setting, where, phrase, hit, surcharge)
        if certainty:
            reason = "offers a warranty, guarantee or protection plan"
            yield sign(SignKind.WARRANTY, certainty, where, phrase, hit, reason)
            return
    for hit in phrase.find("warranty_maybe"):
        if standing(phrase, hit) is not Standing.MEANT or (_in_value(where) and setting.designs):
            continue
        offered = bool(_SPAN.search(phrase.text)) or phrase.names_price or surcharge > 0
        spans = bool(_SPAN.search(phrase.text)) or (not _in_value(where) and lasting(setting))
        if spans or offered or is_head(phrase, hit) or "add" in phrase.concepts or setting.adds:
            certainty = Certainty.SURE if spans else Certainty.DOUBTFUL
            yield sign(SignKind.WARRANTY, certainty, where, phrase, hit, "may offer cover or repair")
            return


def periods(setting: Setting) -> Iterator[Sign]:
    """Values that are nothing but periods, under a label that asks no age or date: cover, or a service."""
    if not CUSTOMISING & setting.label.concepts and lasting(setting):
        where, phrase, _ = setting.values()[-1]
        hit = next(phrase.find("span"))
        reason = "offers periods, as cover is sold"
        certainty = Certainty.SURE if setting.is_opted_for else Certainty.DOUBTFUL
        yield sign(SignKind.WARRANTY, certainty, where, phrase, hit, reason)


def lasting(setting: Setting) -> bool:
    """Whether some of the field's values are periods of years or months, and the rest no more than none."""
    values = [phrase for _, phrase, _ in setting.values()]
    spans = [each for each in values if _is_period(each)]
    return bool(spans) and all(each in spans or {"deny", "number"} & each.concepts for each in values)


def _is_period(phrase: Phrase) -> bool:
    content = [place for place in range(len(phrase.tokens)) if is_content(phrase.tokens[place])]
    numbered = {"number"} & phrase.concepts or any(each.kind is TokenKind.NUMBER for each in phrase.tokens)
    known = {"span", "number", "add", "polite"}
    told = all(known & phrase.at(place) or phrase.at(place) <= {"filler"} for place in content)
    return "span" in phrase.concepts and bool(numbered) and told


def is_head(phrase: Phrase, hit: Hit) -> bool:
    """Whether the hit is the head of the whole text: its last word, or in French and Spanish its first."""
    content = [place for place in range(len(phrase.tokens)) if is_content(phrase.tokens[place])]
    first = phrase.language in {"es", "fr"}
    return bool(content) and (hit.start <= content[0] if first else hit.end > content[-1])


def purposeless(setting: Setting, where: str, phrase: Phrase, surcharge: int) -> Iterator[Sign]:
    """What customises nothing: wrapping, gift notes, delivery, contact, notes, coupons, tips, surveys."""
    in_value = _in_value(where)
    for hit in phrase.find(*PURPOSELESS):
        for concept in sorted(hit.concepts & PURPOSELESS.keys()):
            certainty = _purposeless(setting, where, phrase, hit, concept, surcharge)
            if certainty:
                reason = f"asks for {PURPOSELESS[concept]}"
                yield sign(SignKind.NO_PURPOSE, certainty, where, phrase, hit, reason)
    if in_value:
        return
    for hit in phrase.find("notes_maybe"):
        customises = (MAKING | LOOKS | {"trait", "part"}) & phrase.concepts
        if standing(phrase, hit) is Standing.MEANT and _content(phrase) <= _SHORT and not customises:
            yield sign(SignKind.NO_PURPOSE, Certainty.DOUBTFUL, where, phrase, hit, "may ask for notes only")


def quantities(setting: Setting, where: str, phrase: Phrase) -> Iterator[Sign]:
    """A label that asks how many to send, not how many of something the design shows."""
    for hit in phrase.find("quantity"):
        certainty = _quantity(setting, phrase, hit)
        if certainty:
            yield sign(SignKind.NO_PURPOSE, certainty, where, phrase, hit, "asks for a quantity")
            return


def pieces(setting: Setting) -> Iterator[Sign]:
    """Values that are nothing but numbers of pieces (`2 pcs`, `5 Stück`), unless the label asks a size."""
    if setting.designs or {"quantity", "trait", "part"} & setting.label.concepts:
        return
    values = setting.values()
    counted = [each for each in values if _is_pieces(each[1])]
    if values and len(counted) == len(values):
        where, phrase, _ = counted[0]
        hit = next(phrase.find("counted", "quantity"))
        yield sign(SignKind.NO_PURPOSE, Certainty.SURE, where, phrase, hit, "offers numbers of pieces")


def _purposeless(
    setting: Setting, where: str, phrase: Phrase, hit: Hit, concept: str, surcharge: int
) -> Certainty | None:
    if (_in_value(where) and concept in ONLY_IN_LABELS) or _on_the_product(setting, phrase, concept):
        return None
    if concept == "contact" and "reach" in phrase.concepts and not made(phrase, hit):
        return Certainty.SURE if _contacts_asked(setting) else None
    if concept == "contact" and not _contacts_asked(setting, phrase):
        return None
    if concept == "contact" and "trait" in phrase.concepts and "reach" not in phrase.concepts:
        return Certainty.DOUBTFUL if standing(phrase, hit) is not Standing.SERVING else None
    if concept in _WORDED and borne(phrase, hit):
        return None if concept == "contact" else Certainty.DOUBTFUL
    if concept in _NOT_MADE and made(phrase, hit) and not phrase.quoted(hit):
        served = LOOKS | {"carrier"}
        return None if served & head_after(phrase, hit) else Certainty.DOUBTFUL
    return _certainty(setting, where, phrase, hit, surcharge)


def _on_the_product(setting: Setting, phrase: Phrase, concept: str) -> bool:
    """Whether what the words ask for is put on the product, by the help or by the words themselves."""
    told = setting.help.concepts
    if concept in _WORDED and MAKING & told and not {"paper", "reach"} & told:
        return concept != "contact" or "reach" not in phrase.concepts
    if concept in _OF_THE_PRODUCT:
        return any(setting.is_own(phrase, each) for each in phrase.find(*OBJECTS))
    return concept == "survey" and bool((MAKING | {"trait"}) & phrase.concepts)


def _contacts_asked(setting: Setting, phrase: Phrase | None = None) -> bool:
    """Whether the field can ask how to reach the buyer: in words, or by values that are ways to."""
    told = {"contact", "contact_maybe", "affirm", "deny", "call"}
    if setting.field.values and not any(told & each.concepts for _, each, _ in setting.values()):
        return False
    made_of_it = phrase is not None and MAKING & phrase.concepts and "reach" not in phrase.concepts
    return phrase is None or not (setting.bears_contacts or made_of_it)


def _certainty(setting: Setting, where: str, phrase: Phrase, hit: Hit, surcharge: int) -> Certainty | None:
    how = standing(phrase, hit)
    if how is Standing.SERVING:
        return None
    if _in_value(where) and setting.designs:
        offered = phrase.names_price or surcharge > 0 or bool(EVIDENCE & phrase.concepts)
        return (
            Certainty.SURE if offered and how is Standing.MEANT else Certainty.DOUBTFUL if offered else None
        )
    wrapping = "wrap" in hit.concepts and "hue" in head_after(phrase, hit) | head_before(phrase, hit)
    return Certainty.SURE if how is Standing.MEANT or wrapping else Certainty.DOUBTFUL


def _quantity(setting: Setting, phrase: Phrase, hit: Hit) -> Certainty | None:
    glued = hit.start > 0 and phrase.glued(hit.start - 1, hit.start) and phrase.language == "de"
    if phrase.quoted(hit) or (glued and not {"order", "buy", "counted", "wrap"} & phrase.at(hit.start - 1)):
        return None
    start, end = phrase.chunk(hit)
    around = phrase.concepts_within(start, end, hit)
    if MAKING & around:
        return None
    if "buy" in around:
        return Certainty.SURE
    if (LOOKS | {"trait", "part"}) & around:
        return None
    if any(hit is not each and "upon" in each.concepts for each in phrase.hits if start <= each.start < end):
        return None
    goods = [
        each
        for each in phrase.hits
        if start <= each.start < end and each is not hit and OBJECTS & each.concepts and not _counts(each)
    ]
    own = [each for each in goods if setting.is_own(phrase, each) or "thing" in each.concepts]
    if goods:
        return Certainty.SURE if own else Certainty.DOUBTFUL
    unknown = [
        place
        for place in range(start, end)
        if is_content(phrase.tokens[place])
        and not (hit.start <= place < hit.end)
        and not phrase.at(place) & (CONNECTIVES | {"quantity"})
    ]
    if unknown and phrase.language != "zh":
        return None
    return Certainty.DOUBTFUL if len(unknown) > 1 else Certainty.SURE


def _counts(hit: Hit) -> bool:
    return "counted" in hit.concepts


def _is_pieces(phrase: Phrase) -> bool:
    content = [place for place in range(len(phrase.tokens)) if is_content(phrase.tokens[place])]
    numbered = any(token.kind is TokenKind.NUMBER for token in phrase.tokens)
    counts = [place for place in content if phrase.at(place) & {"counted", "quantity"}]
    return numbered and bool(content) and len(counts) == len(content)


def _content(phrase: Phrase) -> int:
    return sum(is_content(token) for token in phrase.tokens)


def _in_value(where: str) -> bool:
    return ".values." in where
