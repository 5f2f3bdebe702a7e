"""Other products as options, and free items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from tailorbird.domain.listing.attributes import names_attribute
from tailorbird.domain.listing.concepts import BEARERS, CUSTOMISING, EVIDENCE, LOOKS, MAKING, OBJECTS, SOLD
from tailorbird.domain.listing.grammar import Standing, head_after, head_before, made, standing
from tailorbird.domain.listing.lexicon import Hit, is_content
from tailorbird.domain.listing.phrase import Phrase
from tailorbird.domain.listing.setting import Setting, sign
from tailorbird.domain.listing.signs import Certainty, Sign, SignKind
from tailorbird.domain.listing.text import TokenKind

_OFFERED: Final = frozenset({"add", "with"})
_JOINTS: Final = frozenset("+&＋➕")
_OTHER_OFFER: Final = frozenset({"delivery", "wrap", "gift_message", "warranty"})
"""Free of charge or not, these have a rule of their own."""


def bundled(setting: Setting, where: str, phrase: Phrase, surcharge: int) -> Iterator[Sign]:
    """The first product in the text that is offered besides the listing's own."""
    if any(_free(phrase, hit) is Certainty.SURE for hit in phrase.find("free", "free_maybe")):
        return
    best: tuple[Certainty, Hit] | None = None
    for hit in phrase.find(*SOLD):
        if _own(setting, phrase, hit):
            continue
        in_value = ".values." in where
        certainty = _value(setting, phrase, hit, surcharge) if in_value else _label(setting, phrase, hit)
        if certainty and (best is None or certainty is Certainty.SURE):
            best = (certainty, hit)
            if certainty is Certainty.SURE:
                break
    if best:
        yield sign(SignKind.BUNDLING, best[0], where, phrase, best[1], "offers another product")


def _label(setting: Setting, phrase: Phrase, hit: Hit) -> Certainty | None:
    how = _sold_standing(phrase, hit)
    if how is Standing.SERVING:
        return None
    offered = _offered(phrase, hit) or phrase.names_price or "want" in phrase.concepts
    if offered:
        if "part" in hit.concepts:
            return Certainty.DOUBTFUL if "add" in phrase.concepts else None
        return Certainty.SURE if how is Standing.MEANT else Certainty.DOUBTFUL
    beside = how is Standing.MEANT and not {"part", "trait", "material"} & phrase.concepts
    if beside and setting.declines:
        return Certainty.SURE if setting.is_opted_for else Certainty.DOUBTFUL
    if beside and "claim" in phrase.concepts:
        return Certainty.DOUBTFUL
    passes = {"part", "trait", "material"} & hit.concepts or len(phrase.hits) > 1
    return None if passes else Certainty.DOUBTFUL


def _value(setting: Setting, phrase: Phrase, hit: Hit, surcharge: int) -> Certainty | None:
    how = _sold_standing(phrase, hit)
    if how is Standing.SERVING or {"free", "free_maybe"} & setting.label.concepts:
        return None
    offered = _offered(phrase, hit) or phrase.names_price or surcharge > 0
    if setting.designs:
        return Certainty.DOUBTFUL if _offered(phrase, hit) and "part" not in hit.concepts else None
    if "part" in hit.concepts and not setting.adds:
        return Certainty.DOUBTFUL if "add" in phrase.concepts else None
    if how is Standing.UNCLEAR:
        return Certainty.DOUBTFUL
    if setting.adds or offered or EVIDENCE & setting.label.concepts:
        return Certainty.SURE
    traits = [each for _, each, _ in setting.values() if names_attribute(each)]
    if len(traits) * 2 > len(setting.field.values):
        return None
    return None if _own_kind(setting) else Certainty.DOUBTFUL


def combinations(setting: Setting, others: Sequence[Sign]) -> Iterator[Sign]:
    """Values of which one is another and something more: `board`, `board + oil`. Sure where the rest is
    goods sold by themselves, doubtful where nothing is known of it."""
    if any(each.kind is SignKind.BUNDLING and each.certainty is Certainty.SURE for each in others):
        return
    values = setting.values()
    alone = {frozenset(_said(phrase)) - {""} for _, phrase, _ in values}
    for where, phrase, _ in values:
        for hit, first, rest in _joined(phrase):
            if frozenset(first) not in alone and not _names_own(setting, phrase, hit):
                continue
            concepts = frozenset(concept for place in rest for concept in phrase.at(place))
            beside = Phrase(phrase.text, phrase.language, phrase.tokens[hit.end :], ())
            if CUSTOMISING & concepts or {"material", "hue"} & concepts or names_attribute(beside):
                continue
            certainty = Certainty.SURE if SOLD & concepts else Certainty.DOUBTFUL
            reason = "offers the product with something more"
            yield sign(SignKind.BUNDLING, certainty, where, phrase, hit, reason)
            return


def _joined(phrase: Phrase) -> Iterator[tuple[Hit, list[str], list[int]]]:
    """Every joint of a value, what stands before it, and the places of the words after it."""
    for place, token in enumerate(phrase.tokens):
        joins = token.text in _JOINTS or {"and", "with"} & phrase.at(place)
        before = [each.text for each in phrase.tokens[:place] if is_content(each)]
        rest = range(place + 1, len(phrase.tokens))
        after = [at for at in rest if phrase.tokens[at].kind is not TokenKind.MARK]
        words = [at for at in after if is_content(phrase.tokens[at])]
        if joins and before and words and phrase.tokens[after[0]].kind is not TokenKind.NUMBER:
            yield Hit(frozenset({"add"}), place, words[0] + 1, phrase.language), before, words


def _said(phrase: Phrase) -> list[str]:
    """The words of a value without `only`."""
    return [
        token.text
        for place, token in enumerate(phrase.tokens)
        if is_content(token) and "alone" not in phrase.at(place)
    ]


def _names_own(setting: Setting, phrase: Phrase, joint: Hit) -> bool:
    """Whether the value begins with the listing's own product."""
    return any(setting.is_own(phrase, each) for each in phrase.hits if each.end <= joint.start)


def _own_kind(setting: Setting) -> bool:
    """Whether the label names the product or a part of it, so that its values are makes of that."""
    return any(
        _own(setting, setting.label, hit) or "part" in hit.concepts for hit in setting.label.find(*OBJECTS)
    )


def _sold_standing(phrase: Phrase, hit: Hit) -> Standing:
    """As any cue stands, but a trait of the thing (`cable colour`) customises, and so it serves."""
    if phrase.quoted(hit):
        return standing(phrase, hit)
    after, before = head_after(phrase, hit), head_before(phrase, hit)
    if (after | before) & (LOOKS | MAKING | {"trait"}):
        return Standing.SERVING
    if made(phrase, hit):
        return Standing.UNCLEAR if "add" in phrase.concepts or phrase.names_price else Standing.SERVING
    return Standing.MEANT


def _offered(phrase: Phrase, hit: Hit) -> bool:
    start, end = phrase.chunk(hit)
    if start > 0 and phrase.tokens[start - 1].text in _JOINTS:
        return True
    if start > 1 and phrase.tokens[start - 1].text == ":" and {"add", "addon"} & phrase.at(start - 2):
        return True
    return any(
        "add" in each.concepts or ("with" in each.concepts and each.start < hit.start)
        for each in phrase.hits
        if each is not hit and start <= each.start < end
    )


def _own(setting: Setting, phrase: Phrase, hit: Hit) -> bool:
    return setting.is_own(phrase, hit)


def additions(setting: Setting) -> Iterator[Sign]:
    """A label that adds something which nothing shows to be part of the product: a person looks."""
    label = setting.label
    again = _again(setting)
    if again:
        where, reason = f"fields.{setting.field.field}.label", "offers the product once more"
        yield sign(SignKind.BUNDLING, Certainty.SURE, where, label, again, reason)
        return
    for hit in label.find("add", "addon"):
        others = [each for each in label.hits if each is not hit]
        if CUSTOMISING & label.concepts or not setting.field.values or not _names_more(label, hit):
            return
        if not any(CUSTOMISING & each.concepts for each in others):
            where = f"fields.{setting.field.field}.label"
            reason = "adds something that may be another product"
            yield sign(SignKind.BUNDLING, Certainty.DOUBTFUL, where, label, hit, reason)
        return


def _again(setting: Setting) -> Hit | None:
    """`A second mug`, `spare strap`: the listing's own product or a part of it, one more of it."""
    label = setting.label
    if (MAKING | LOOKS | {"trait"}) & label.concepts:
        return None
    for more in label.find("further"):
        for hit in label.find(*OBJECTS):
            beside = more.end <= hit.start and not any(map(label.breaks, range(more.end, hit.start)))
            spare = "spare" in more.concepts and {"part", "carrier"} <= hit.concepts
            if beside and (spare or _own(setting, label, hit)) and hit is not more:
                return Hit(more.concepts | hit.concepts, more.start, hit.end, hit.language)
    return None


def _names_more(label: Phrase, hit: Hit) -> bool:
    return any(
        is_content(token) and not label.at(place)
        for place, token in enumerate(label.tokens)
        if place >= hit.end
    )


def free_items(setting: Setting, where: str, phrase: Phrase, surcharge: int) -> Iterator[Sign]:
    """Items that the text offers free of charge."""
    in_value = ".values." in where
    for hit in phrase.find("free", "free_maybe"):
        certainty = _free(phrase, hit)
        if certainty and in_value and setting.designs:
            certainty = Certainty.DOUBTFUL if _OFFERED & phrase.concepts else None
        if certainty:
            yield sign(SignKind.FREE_PROMOTION, certainty, where, phrase, hit, "offers a free item")
            return


def _free(phrase: Phrase, hit: Hit) -> Certainty | None:
    start, end = phrase.chunk(hit)
    around = phrase.concepts_within(start, end, hit)
    if _OTHER_OFFER & around:
        return None
    if phrase.quoted(hit):
        return None if (MAKING | LOOKS | BEARERS | {"trait"}) & phrase.concepts else Certainty.DOUBTFUL
    weak = "free" not in hit.concepts
    goods = bool((SOLD | {"thing"}) & around)
    asked = bool({"want", "claim"} & phrase.concepts)
    repeated = sum(1 for _ in phrase.find("free", "free_maybe")) > 1
    if (MAKING | LOOKS) & around:
        return Certainty.DOUBTFUL if goods and not weak and asked else None
    if "trait" in around:
        return None if weak else Certainty.DOUBTFUL
    if weak:
        return Certainty.SURE if goods or asked or repeated else Certainty.DOUBTFUL
    return Certainty.SURE
