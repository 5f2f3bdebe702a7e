"""A buyer's text: its lines and characters, and whether the field takes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from tailorbird.domain.customization.characters import clusters, count
from tailorbird.domain.customization.choices import DesignFinding
from tailorbird.domain.customization.findings import finding
from tailorbird.domain.customization.template import Characters, Field, TextRules
from tailorbird.domain.customization.unfit_characters import Tabs, unfit

MOST_PARTS: Final = 12
"""Code points of one character: a family of four with skin tones has eleven."""
_SHOWN: Final = 10
"""So many characters are named in a finding."""
_LINE_END: Final = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Composing would replace them by characters that look otherwise, in names above all.
_KEEP_AS_IS: Final = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
_RIGHT_TO_LEFT: Final = frozenset(("R", "AL"))
_OFFERED: Final = {
    Characters.ANY: ("", ""),
    Characters.LETTERS: ("Letters and the space are made.", "可制作字母、汉字和空格。"),
    Characters.LETTERS_DIGITS: ("Letters, digits and the space are made.", "可制作字母、汉字、数字和空格。"),
    Characters.DIGITS: ("Digits are made.", "可制作数字。"),
    Characters.BASIC_LATIN: (
        "Letters from A to Z, digits and the signs of an English keyboard are made.",
        "可制作英文字母、数字和英文键盘上的符号。",
    ),
    Characters.NONE: ("These are made: {also}", "可制作：{also}"),
}


def one_form(text: str) -> str:
    """The text in the one form in which it is kept: line ends are `\\n`, letters and their accents are put
    together (NFC) unless that would change how they look."""
    pieces = _KEEP_AS_IS.split(_LINE_END.sub("\n", text))
    return "".join(
        piece if number % 2 else unicodedata.normalize("NFC", piece) for number, piece in enumerate(pieces)
    )


def came_apart(text: str) -> int:
    """1 where letters and accents came apart, so that the one form is not what was sent."""
    return int(one_form(text) != _LINE_END.sub("\n", text))


def lines_of(text: str) -> tuple[str, ...]:
    """The lines as they are set."""
    return tuple(one_form(text).split("\n"))


def counted_characters(text: str) -> int:
    """Characters that a price counts: spaces and line ends are free."""
    return sum(1 for each in clusters(one_form(text)) if not each.isspace())


def counted_lines(text: str) -> int:
    """Lines that a price counts: blank ones are free."""
    return sum(1 for each in lines_of(text) if each.strip())


def text_findings(asked: Field, rules: TextRules, text: str) -> tuple[DesignFinding, ...]:
    """Everything about the text that keeps it from being made, or that the buyer should know."""
    told = one_form(text)
    return (
        *length_findings(asked.field, told, rules.max_length),
        *_line_findings(asked.field, told, rules.max_lines),
        *hidden_findings(asked.field, told, Tabs()),
        *_class_findings(asked.field, told, rules),
        *_space_findings(asked.field, told),
        *_direction_findings(asked.field, told),
    )


def wish_findings(asked: Field, text: str) -> tuple[DesignFinding, ...]:
    """The same of a free wish, which may be any text of its length."""
    told = one_form(text)
    return (
        *length_findings(asked.field, told, asked.wish_length),
        *hidden_findings(asked.field, told, Tabs(1)),
    )


def length_findings(field_id: str, text: str, most: int) -> Iterator[DesignFinding]:
    """Too many characters, or one of too many parts."""
    number = count(text)
    if number > most:
        yield finding(field_id, "too_long", count=number, most=most)
    if any(len(each) > MOST_PARTS for each in clusters(text)):
        yield finding(field_id, "too_many_marks", most=MOST_PARTS)


def _line_findings(field_id: str, text: str, most: int) -> Iterator[DesignFinding]:
    number = text.count("\n") + 1
    if number > most:
        yield finding(field_id, "too_many_lines", count=number, most=most)


def hidden_findings(field_id: str, text: str, tabs: Tabs) -> Iterator[DesignFinding]:
    """Characters that nobody sees or that turn the text round, by their numbers."""
    by_reason: dict[str, list[str]] = {}
    for character, why in unfit(text, tabs):
        by_reason.setdefault(why.value, []).append(character)
    for code, characters in by_reason.items():
        yield finding(field_id, code, characters=_named(characters))


def _class_findings(field_id: str, text: str, rules: TextRules) -> Iterator[DesignFinding]:
    hidden = {character for character, _ in unfit(text, Tabs())}
    strange = [
        each
        for each in dict.fromkeys(text)
        if each != "\n"
        and each not in hidden
        and each not in rules.also
        and not _taken(each, rules.characters)
    ]
    if strange:
        says, says_zh = _OFFERED[rules.characters]
        also = rules.also if rules.characters is Characters.NONE else ""
        if rules.also and not also:
            says, says_zh = f"{says} Also {{also}}", f"{says_zh}以及 {{also}}"
        yield finding(
            field_id,
            "character_not_offered",
            characters=_shown(strange),
            offered=says.format(also=rules.also),
            offered_zh=says_zh.format(also=rules.also),
        )


def _taken(character: str, characters: Characters) -> bool:
    category = unicodedata.category(character)
    letter = category[0] in "LM" or character == " " or category == "Cf"
    match characters:
        case Characters.ANY:
            return True
        case Characters.LETTERS:
            return letter
        case Characters.LETTERS_DIGITS:
            return letter or category == "Nd"
        case Characters.DIGITS:
            return category == "Nd"
        case Characters.BASIC_LATIN:
            return character.isascii() and character.isprintable()
        case Characters.NONE:
            return False


def _space_findings(field_id: str, text: str) -> Iterator[DesignFinding]:
    if text.strip() and any(line != line.strip() for line in (text, *text.split("\n"))):
        yield finding(field_id, "outer_spaces")


def _direction_findings(field_id: str, text: str) -> Iterator[DesignFinding]:
    directions = {unicodedata.bidirectional(each) for each in text}
    if directions & _RIGHT_TO_LEFT and "L" in directions:
        yield finding(field_id, "mixed_direction")


def _named(characters: Sequence[str]) -> str:
    """As `U+202E`, since they cannot be shown."""
    named = [f"U+{ord(each):04X}" for each in characters[:_SHOWN]]
    return ", ".join(named) + (" …" if len(characters) > _SHOWN else "")


def _shown(characters: Sequence[str]) -> str:
    """As they are; a mark that needs a letter stands on a circle."""
    shown = [f"◌{each}" if unicodedata.category(each).startswith("M") else each for each in characters]
    return " ".join(shown[:_SHOWN]) + (" …" if len(shown) > _SHOWN else "")
