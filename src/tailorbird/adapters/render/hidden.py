"""Characters that a reader does not see. None of them is drawn, and the buyer is told."""

from __future__ import annotations

import unicodedata
from typing import Final

from tailorbird.adapters.render.graphemes import EMOJI_STYLE, TEXT_STYLE, ZWJ, ZWNJ, is_pictograph

_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_FILLERS: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800\u17b4\u17b5\u180e")
_HARMLESS: Final = frozenset("\u200b\u200e\u200f\u061c\u2060\ufeff\u00ad\u034f\u2061\u2062\u2063\u2064")
_STYLES: Final = (EMOJI_STYLE, TEXT_STYLE)
_TAGS: Final = range(0xE0020, 0xE0080)
_BLACK_FLAG: Final = "\U0001f3f4"
# Scripts in which U+200C and U+200D choose the forms of letters.
_JOINING: Final = (range(0x0600, 0x08FF), range(0x0900, 0x0DFF), range(0x1780, 0x18AF), range(0xFB50, 0xFEFD))


def visible(text: str) -> str:
    """The text without its hidden characters; what joins emoji or letters legitimately stays."""
    return "".join(each for place, each in enumerate(text) if not _is_hidden(text, place))


def misleading(text: str) -> tuple[str, ...]:
    """Hidden characters that change what the text says or how it runs, each once."""
    return _distinct(text, "misleading")


def needless(text: str) -> tuple[str, ...]:
    """Hidden characters that change nothing that is printed, each once."""
    return _distinct(text, "needless")


def _distinct(text: str, which: str) -> tuple[str, ...]:
    found = (
        each
        for place, each in enumerate(text)
        if _is_hidden(text, place) and ("needless" if _is_harmless(each) else "misleading") == which
    )
    return tuple(dict.fromkeys(found))


def _is_harmless(character: str) -> bool:
    return character in _HARMLESS or character in (ZWJ, ZWNJ, *_STYLES)


def _is_hidden(text: str, place: int) -> bool:
    character = text[place]
    if character in (ZWJ, ZWNJ):
        return not _joins(text, place)
    if character in _STYLES:
        return place == 0 or text[place - 1] in _STYLES
    if ord(character) in _TAGS:
        return not _in_flag(text, place)
    if character in _TURNING or character in _FILLERS or character in _HARMLESS:
        return True
    category = unicodedata.category(character)
    return category in {"Cc", "Cf", "Zl", "Zp"} and not _shapes(character)


def _shapes(character: str) -> bool:
    """Format characters that are seen: Arabic number signs and the like."""
    return "\u0600" <= character <= "\u0605" or character in "\u06dd\u070f\u08e2"


def _joins(text: str, place: int) -> bool:
    """Whether a joiner stands between parts of an emoji, or after a letter whose form it chooses."""
    before = text[place - 1] if place else ""
    after = text[place + 1] if place + 1 < len(text) else ""
    if before and any(ord(before) in each for each in _JOINING):
        return True
    if text[place] == ZWNJ or not before or not after:
        return False
    part = before in _STYLES or unicodedata.category(before) == "Sk" or is_pictograph(before)
    return part and is_pictograph(after)


def _in_flag(text: str, place: int) -> bool:
    while place and ord(text[place]) in _TAGS:
        place -= 1
    return text[place] == _BLACK_FLAG
