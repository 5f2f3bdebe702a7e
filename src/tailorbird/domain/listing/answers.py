"""Options whose values come to yes or no."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from tailorbird.domain.listing.concepts import LOOKS, MAKING, PURPOSELESS
from tailorbird.domain.listing.document import FieldKind
from tailorbird.domain.listing.lexicon import LANGUAGES, OTHER, Hit, is_content
from tailorbird.domain.listing.phrase import Phrase, Tongue, read
from tailorbird.domain.listing.setting import Setting, sign
from tailorbird.domain.listing.signs import Certainty, Sign, SignKind
from tailorbird.domain.listing.text import TokenKind

_TICKS: Final = frozenset("✓✔☑√✅👍⭕")
_CROSSES: Final = frozenset("✗✘×❌☒✖👎❎")
_FEW: Final = 3
"""Values of a field that is yes or no, a third such as "perhaps" included."""
_PAIR: Final = 2
_LETTERS: Final = frozenset("yj")


class Pole(StrEnum):
    """Which answer a value gives."""

    YES = "yes"
    NO = "no"


class Weight(StrEnum):
    """How plainly it gives it."""

    PLAIN = "plain"
    """`Yes please (+$4)`, `No thanks`"""
    WEAK = "weak"
    """`With`, `None`, `Add`, `Y`: an answer only beside its opposite."""
    OF = "of"
    """`Without frame`, `Yes, in gold`: an answer about something that it names."""


@dataclass(frozen=True, slots=True)
class _Answer:
    pole: Pole
    weight: Weight
    word: str
    about: tuple[str, ...]
    concepts: frozenset[str]
    leading: frozenset[str]
    """The concepts of the answering word alone."""
    where: str
    text: str
    language: str


def yes_or_no(setting: Setting, others: Sequence[Sign]) -> Iterator[Sign]:
    """A sign where the field's values, or what its label asks to be written, come to yes or no."""
    field, label = setting.field, setting.label
    path = f"fields.{field.field}"
    for phrase, where in ((label, f"{path}.label"), (read(field.help, setting.tongue), f"{path}.help")):
        for hit in phrase.find("ask_yes_no"):
            if field.kind is not FieldKind.IMAGE and not _is_depicted(phrase, hit.end):
                reason = "asks for yes or no"
                yield sign(SignKind.YES_NO, Certainty.SURE, where, phrase, hit, reason)
                return
    pair = _asked_pair(setting.label)
    if pair and field.kind is not FieldKind.IMAGE:
        reason = "asks for yes or no"
        yield sign(SignKind.YES_NO, Certainty.SURE, f"{path}.label", label, pair, reason)
        return
    found = _from_values(setting)
    if found:
        yield found
        return
    sure = any(each.certainty is Certainty.SURE for each in others)
    if not field.values and field.kind is FieldKind.TEXT and not sure:
        first = next(iter(label.hits), None)
        if first and "want" in first.concepts and first.start <= 1:
            reason = "a question that yes or no answers"
            yield sign(SignKind.YES_NO, Certainty.DOUBTFUL, f"{path}.label", label, first, reason)


def _asked_pair(label: Phrase) -> Hit | None:
    """`…: oui, non` at the label's end: yes and no, with nothing but a mark or `or` between them."""
    if MAKING & label.concepts or "wording" in label.concepts:
        return None
    given = [hit for hit in label.find("affirm", "deny") if "weak_answer" not in hit.concepts]
    for one, other in pairwise(given):
        between = label.tokens[one.end : other.start]
        joined = len(between) == 1 and (label.breaks(one.end) or "and" in label.at(one.end))
        opposed = ("deny" in one.concepts) != ("deny" in other.concepts)
        rest = [token for token in label.tokens[other.end :] if is_content(token)]
        parted = one.start == 0 or label.breaks(one.start - 1)
        if joined and opposed and parted and not rest:
            return Hit(one.concepts | other.concepts, one.start, other.end, one.language)
    return None


def _is_depicted(phrase: Phrase, end: int) -> bool:
    """`Yes/no sign: wording`: the words are what a sign or poster shows."""
    return any(
        {"carrier", "motif"} & phrase.at(place) for place in range(end, min(end + 2, len(phrase.tokens)))
    )


def _from_values(setting: Setting) -> Sign | None:
    prior = setting.label.language if setting.label.language in LANGUAGES else "en"
    best: Sign | None = None
    for language in (prior, *(each for each in LANGUAGES if each != prior), OTHER):
        found = _in_language(setting, language)
        if found and found.certainty is Certainty.SURE:
            return found
        best = best or found
    return best


def _in_language(setting: Setting, language: str) -> Sign | None:
    values = setting.field.values
    tongue = Tongue.FOREIGN if language == OTHER else Tongue(language)
    answers = [
        _answer(
            read(each.label or each.value, tongue),
            f"fields.{setting.field.field}.values.{each.value}",
            setting,
        )
        for each in values
    ]
    given = [each for each in answers if each]
    certainty, reason = _judge(given, len(values), setting)
    if certainty is None and len(values) == _PAIR:
        certainty, reason = _echoed(given, [read(each.label or each.value, tongue) for each in values])
    if certainty is None and len(values) == _PAIR and len(given) == 1 and _alone(given[0]):
        certainty, reason = Certainty.DOUBTFUL, "one of two values is yes or no"
    if certainty is None:
        return None
    shown = next((each for each in given if each.pole is Pole.YES), given[0])
    foreign = language == OTHER
    return Sign(
        kind=SignKind.YES_NO,
        certainty=Certainty.DOUBTFUL if foreign else certainty,
        where=shown.where,
        words=shown.text,
        language="" if foreign else language,
        reason=reason,
    )


def _judge(given: Sequence[_Answer], count: int, setting: Setting) -> tuple[Certainty | None, str]:
    yes = [each for each in given if each.pole is Pole.YES]
    no = [each for each in given if each.pole is Pole.NO]
    bare_yes = [each for each in yes if each.weight is not Weight.OF]
    bare_no = [each for each in no if each.weight is not Weight.OF]
    plain = [each for each in (*bare_yes, *bare_no) if each.weight is Weight.PLAIN]
    if bare_yes and bare_no:
        if count > _FEW:
            return (Certainty.DOUBTFUL, "yes and no among more values") if plain else (None, "")
        return _opposites(plain, bare_yes, bare_no, setting), "the values come to yes and no"
    if bare_yes and len(bare_yes) == count and plain:
        return Certainty.SURE, "the only value is yes"
    if not yes or not no or count > _FEW:
        return None, ""
    if count == _FEW and "wording" in setting.label.concepts:
        return None, ""
    return _about(yes, no, count)


def _opposites(
    plain: Sequence[_Answer], yes: Sequence[_Answer], no: Sequence[_Answer], setting: Setting
) -> Certainty:
    if plain:
        return Certainty.SURE
    words = {each.word for each in (*yes, *no)}
    if any(len(word) == 1 and word.isascii() for word in words):
        return Certainty.SURE if words & _LETTERS else Certainty.DOUBTFUL
    return Certainty.SURE


def _about(yes: Sequence[_Answer], no: Sequence[_Answer], count: int) -> tuple[Certainty | None, str]:
    """Values such as `with gift wrap` and `without gift wrap`, or `yes, in gold` and `no`."""
    concepts = frozenset().union(*(each.concepts for each in (*yes, *no)))
    with_or_without = all({"with", "without", "add"} & each.leading for each in yes)
    if with_or_without:
        bare = any(each.weight is not Weight.OF for each in no)
        same = {each.about for each in yes} == {each.about for each in no}
        if not (bare or same) or count != _PAIR:
            return None, ""
        if PURPOSELESS.keys() & concepts and same:
            return Certainty.SURE, "with or without what customises nothing"
        if same and (MAKING | LOOKS | {"trait"}) & concepts and "part" not in concepts:
            return Certainty.SURE, "with or without a customisation"
        return (Certainty.DOUBTFUL, "with or without a customisation") if MAKING & concepts else (None, "")
    plainly = [each for each in (*yes, *no) if each.weight is Weight.PLAIN]
    if plainly and count == _PAIR:
        return Certainty.SURE, "the values come to yes and no"
    return Certainty.DOUBTFUL, "the values begin with yes and no"


def _alone(answer: _Answer) -> bool:
    """Whether a value is an answer and nothing else, so that the other one may be its opposite."""
    return answer.weight is Weight.PLAIN and not answer.about and "none" not in answer.word


def _echoed(given: Sequence[_Answer], values: Sequence[Phrase]) -> tuple[Certainty | None, str]:
    """`Engrave` and `Don't engrave`, 刻 and 不刻: one value denies the other."""
    for no in given:
        for other in values:
            said = tuple(token.text for token in other.tokens)
            verbal = MAKING & other.concepts or (other.language == "zh" and no.word.startswith("不"))
            same = no.about == said or (other.language == "zh" and no.about == said[: len(no.about)])
            if no.pole is Pole.NO and no.about and same and verbal:
                plain = other.language == "zh" or "without" not in no.leading
                return Certainty.SURE if plain else Certainty.DOUBTFUL, "one value denies the other"
    return None, ""


def _only_polite(hit: Hit) -> bool:
    return "polite" in hit.concepts and not {"affirm", "deny"} & hit.concepts


def _numbered(phrase: Phrase, hit: Hit) -> bool:
    """`1 an`: a number of years, no answer."""
    before = phrase.tokens[hit.start - 1] if hit.start else None
    unsure = "weak_answer" in hit.concepts or len(phrase.words(hit)) <= _PAIR
    return before is not None and before.kind is TokenKind.NUMBER and unsure


def _answer(phrase: Phrase, where: str, setting: Setting) -> _Answer | None:
    symbol = phrase.text.strip()
    marks = frozenset(symbol.replace("\ufe0f", ""))
    if marks and (marks <= _TICKS or marks <= _CROSSES):
        pole = Pole.YES if marks <= _TICKS else Pole.NO
        return _Answer(
            pole, Weight.PLAIN, symbol, (), frozenset(), frozenset(), where, symbol, phrase.language
        )
    content = [place for place in range(len(phrase.tokens)) if is_content(phrase.tokens[place])]
    hit = next(
        (found for place in content if (found := phrase.hit_at(place)) is None or not _only_polite(found)),
        None,
    )
    if hit is None or not {"affirm", "deny"} & hit.concepts or _numbered(phrase, hit):
        return None
    pole = Pole.NO if "deny" in hit.concepts else Pole.YES
    label_words = {token.text for token in setting.label.tokens}
    rest = [place for place in content if place >= hit.end]
    named = [
        place
        for place in rest
        if not {"polite", "affirm", "deny"} & phrase.at(place)
        and phrase.tokens[place].text not in label_words
    ]
    about = tuple(
        phrase.tokens[place].text
        for place in rest
        if "polite" not in phrase.at(place) or MAKING & phrase.at(place)
    )
    concepts = hit.concepts.union(*(phrase.at(place) for place in rest))
    word = " ".join(phrase.tokens[place].text for place in range(hit.start, hit.end))
    weak = "weak_answer" in hit.concepts or (len(word) == 1 and word.isascii())
    after_mark = bool(rest) and phrase.breaks(hit.end)
    weight = Weight.WEAK if weak else Weight.PLAIN
    if named or (weak and about):
        weight = Weight.PLAIN if after_mark and not weak else Weight.OF
    return _Answer(pole, weight, word, about, concepts, hit.concepts, where, symbol, phrase.language)
