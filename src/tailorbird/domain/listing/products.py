"""Computers, laptops, towers, game consoles and tablets, told from the things made for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tailorbird.domain.listing.concepts import OBJECTS
from tailorbird.domain.listing.document import ListingDocument
from tailorbird.domain.listing.grammar import Standing
from tailorbird.domain.listing.lexicon import Hit, is_content
from tailorbird.domain.listing.phrase import Phrase, Tongue, read
from tailorbird.domain.listing.signs import Certainty, Sign, SignKind
from tailorbird.domain.listing.text import Joint, TokenKind

_GOODS: Final = frozenset({"carrier", "container", "thing", "accessory", "innocent"})
_PASSED: Final = frozenset({"filler", "spec", "make", "command", "computer", "computer_maybe", "refurbished"})
_STOPS: Final = frozenset({"for", "with", "without", "and"})
_MANY_SPECS: Final = 2
_VERSIONS: Final = frozenset("版款")
"""What makes a thing the description of a version of another."""
_LONGEST_TYPE: Final = 3
"""Letters before the number of a device's type, at most."""


def barred_products(document: ListingDocument, tongue: Tongue) -> Iterator[Sign]:
    """Signs that the listing sells a barred product, by title, category and text; refurbished besides."""
    title = read(document.title, tongue)
    found = [*_in_title(title, "title"), *_by_parts(title)]
    leaf = _leaf(document.category)
    found += _in_title(read(leaf, tongue), "category")
    if not found and not _GOODS & title.concepts:
        for where, text in (("description", document.description), *_numbered(document.bullets)):
            found += [_doubted(sign) for sign in _in_title(read(text, tongue), where)][:1]
    yield from found
    if found:
        yield from _refurbished(document, title, found[0])


def _in_title(phrase: Phrase, where: str) -> Iterator[Sign]:
    worst: tuple[Certainty, Hit] | None = None
    for hit in phrase.find("computer", "computer_maybe"):
        verdict = product_standing(phrase, hit)
        if verdict is Standing.SERVING or (_needs_proof(phrase, hit) and _GOODS & phrase.concepts):
            continue
        sure = verdict is Standing.MEANT and _is_plain(phrase, hit)
        if worst is None or (sure and worst[0] is Certainty.DOUBTFUL):
            worst = (Certainty.SURE if sure else Certainty.DOUBTFUL, hit)
    if worst:
        certainty, hit = worst
        yield Sign(
            kind=SignKind.BARRED_CATEGORY,
            certainty=certainty,
            where=where,
            words=phrase.words(hit),
            language=hit.language,
            reason="the product itself is a computer, tablet or game console"
            if certainty is Certainty.SURE
            else "may be a computer, tablet or game console, or something made for one",
        )


def _by_parts(title: Phrase) -> Iterator[Sign]:
    """A title that lists a computer's parts and names no other goods."""
    specs = list(title.find("spec"))
    if len(specs) >= _MANY_SPECS and not (_GOODS | {"computer", "computer_maybe"}) & title.concepts:
        words = title.text[title.tokens[specs[0].start].start : title.tokens[specs[-1].end - 1].end]
        yield Sign(
            kind=SignKind.BARRED_CATEGORY,
            certainty=Certainty.DOUBTFUL,
            where="title",
            words=words,
            language=title.language,
            reason="lists the parts of a computer and names no other goods",
        )


def product_standing(phrase: Phrase, hit: Hit) -> Standing:
    """Whether a named computer is what is sold, or what the sold thing is for."""
    after = _after(phrase, hit)
    if after is Standing.SERVING:
        return after
    before = _before(phrase, hit)
    if before is not Standing.MEANT:
        return before
    return after


def _after(phrase: Phrase, hit: Hit) -> Standing:
    """What follows in the same phrase: a thing makes the computer its description."""
    specs, unknown, place = 0, False, hit.end
    while place < len(phrase.tokens):
        token, concepts = phrase.tokens[place], phrase.at(place)
        if phrase.breaks(place) or concepts & _STOPS:
            break
        counted = _is_counted(phrase, place, hit.end)
        if concepts & _GOODS and not counted and not _inside_a_word(phrase, place):
            beside = phrase.language in {"es", "fr"}
            detail = "part" in concepts and _spaced(phrase, place - 1)
            return Standing.UNCLEAR if specs >= _MANY_SPECS or beside or detail else Standing.SERVING
        if place == hit.end and concepts & {"trait", "motif"} and phrase.language in {"en", "de"}:
            return Standing.SERVING
        glued = phrase.glued(hit.end - 1, place) and phrase.language == "de"
        if not concepts and is_content(token):
            if glued:
                return Standing.SERVING
            if phrase.language == "zh" and token.joint is Joint.GLUED and place == hit.end:
                return Standing.UNCLEAR
            unknown = unknown or (place == hit.end and not _is_type(phrase, place))
        if "spec" in concepts:
            specs += 1
        place += 1
    if unknown and phrase.language in {"en", "de"} and not specs:
        return Standing.UNCLEAR
    return Standing.MEANT if specs >= _MANY_SPECS else _later_phrases(phrase, place)


def _is_counted(phrase: Phrase, place: int, start: int) -> bool:
    """`10 games`, `5000款游戏`: how many of a thing come along."""
    hit = phrase.hit_at(place)
    first = hit.start if hit else place
    near = (first - 1, first - 2) if phrase.language == "zh" else (first - 1,)
    return any(each >= start and phrase.tokens[each].kind is TokenKind.NUMBER for each in near)


def _is_type(phrase: Phrase, place: int) -> bool:
    """Whether letters and a number make a type of a device: `M2`, `G5`, `RTX4060`."""
    following = place + 1
    if following >= len(phrase.tokens) or len(phrase.tokens[place].text) > _LONGEST_TYPE:
        return False
    token = phrase.tokens[following]
    return token.kind is TokenKind.NUMBER and token.joint is not Joint.APART


def _inside_a_word(phrase: Phrase, place: int) -> bool:
    """Whether a Chinese thing only begins a longer word: 灯 in 灯效, which nothing lists, 礼盒 in 礼盒版."""
    hit = phrase.hit_at(place)
    if hit is None or phrase.language != "zh" or hit.end == len(phrase.tokens):
        return False
    following = phrase.tokens[hit.end]
    if following.text in _VERSIONS and following.joint is Joint.GLUED:
        return True
    unknown = following.kind is TokenKind.HAN and not phrase.at(hit.end)
    return len(hit) == 1 and unknown and following.joint is Joint.GLUED


def _later_phrases(phrase: Phrase, place: int) -> Standing:
    """`MacBook Pro 14, sleeve with name` may be either; `… with case` is still the computer."""
    opened = False
    while place < len(phrase.tokens):
        concepts = phrase.at(place)
        if phrase.breaks(place) and phrase.tokens[place].text != "+":
            opened = True
        elif concepts & _STOPS or phrase.breaks(place):
            opened = False
        elif opened and concepts & {"carrier"} and not concepts & {"part"}:
            return Standing.UNCLEAR
        place += 1
    return Standing.MEANT


def _before(phrase: Phrase, hit: Hit) -> Standing:
    """What precedes: a preposition, or a thing that the computer only describes."""
    linked, opened, found = "", False, Standing.MEANT
    for place in range(hit.start - 1, -1, -1):
        concepts = phrase.at(place)
        if "for" in concepts:
            return Standing.SERVING
        if concepts & {"with", "without"}:
            return Standing.UNCLEAR if _names_goods(phrase, place) else Standing.MEANT
        opened = opened or phrase.breaks(place) or _spaced(phrase, place)
        if concepts & _GOODS and not concepts & {"computer"}:
            if phrase.language in {"es", "fr"} or opened:
                return Standing.SERVING
            beside = phrase.hit_at(place)
            if beside and beside.end < hit.start:
                found = Standing.UNCLEAR
        if linked and concepts & {"trait", "motif", "part"}:
            return Standing.SERVING
        if "of" in concepts:
            linked = "of"
        elif linked and not concepts and phrase.tokens[place].kind is TokenKind.WORD:
            found = Standing.UNCLEAR
    return found


def _spaced(phrase: Phrase, place: int) -> bool:
    """Whether a Chinese phrase ends at the token: a space follows it."""
    following = place + 1 < len(phrase.tokens) and phrase.tokens[place + 1].joint is Joint.APART
    return phrase.language == "zh" and following


def _names_goods(phrase: Phrase, end: int) -> bool:
    return any(OBJECTS & phrase.at(place) for place in range(end))


def _needs_proof(phrase: Phrase, hit: Hit) -> bool:
    """Whether the word means other things too, and nothing in the text speaks of electronics."""
    return "computer" not in hit.concepts and not {"spec", "computer"} & phrase.concepts


def _is_plain(phrase: Phrase, hit: Hit) -> bool:
    """Whether the word alone says that it is a computer, or other words of the text do."""
    if hit.language not in {"en", "zh", "de", "es", "fr"}:
        return False
    return "computer" in hit.concepts or bool({"spec", "refurbished", "computer"} & phrase.concepts)


def _refurbished(document: ListingDocument, title: Phrase, barred: Sign) -> Iterator[Sign]:
    words = ""
    for hit in title.find("refurbished"):
        words, where = title.words(hit), "title"
        break
    if not words and document.condition == "refurbished":
        words, where = document.condition, "condition"
    if words:
        yield Sign(
            kind=SignKind.REFURBISHED,
            certainty=barred.certainty,
            where=where,
            words=words,
            language=title.language if where == "title" else "",
            reason="a barred product that was refurbished",
        )


def _leaf(category: str) -> str:
    for sign in (">", "›", "»", "/", "\\", "|", "："):
        category = category.rsplit(sign, 1)[-1]
    return category.strip()


def _numbered(bullets: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for number, text in enumerate(bullets, start=1):
        yield f"bullets.{number}", text


def _doubted(sign: Sign) -> Sign:
    return Sign(
        kind=sign.kind,
        certainty=Certainty.DOUBTFUL,
        where=sign.where,
        words=sign.words,
        language=sign.language,
        reason="the text names a computer, tablet or game console; the title does not say what is sold",
    )
