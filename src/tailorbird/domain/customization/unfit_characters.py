"""Characters that nobody sees or that make a text read otherwise than it is written.

They have no place on goods: what a maker cuts, a screener reads and a buyer approves has to be the same.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tailorbird.domain.customization.characters import ZWJ, ZWNJ, is_pictographic, within


class Unfit(StrEnum):
    """Why a character is not taken; also the finding's code."""

    CONTROL = "control_character"
    DIRECTION = "direction_character"
    """Turns the order in which the text is read."""
    INVISIBLE = "invisible_character"
    UNKNOWN = "unknown_character"
    """For private use, or no character yet: every font shows something else."""


@dataclass(frozen=True, slots=True)
class Tabs:
    """Whether tabs are among the characters that a text takes: 1 or 0."""

    taken: int = 0


_DIRECTIONS: Final = ([0x61C, 0x200E, 0x202A, 0x2066], [0x61C, 0x200F, 0x202E, 0x2069])
# Nothing to see, though Unicode calls them letters, marks or symbols.
_BLANKS: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
# Scripts that are written joined, or with signs that joiners shape.
_JOINED: Final = (
    [0x600, 0x840, 0x8A0, 0x1000, 0x1780, 0x1807],
    [0x7FF, 0x85F, 0xDFF, 0x109F, 0x17FF, 0x18AF],
)
_HAN: Final = ([0x3400, 0x4E00, 0xF900, 0x20000], [0x4DBF, 0x9FFF, 0xFAFF, 0x3FFFF])
_EMOJI_STYLES: Final = ([0xFE0E], [0xFE0F])
_HAN_STYLES: Final = ([0xFE00, 0xE0100], [0xFE0D, 0xE01EF])
_TAGS: Final = ([0xE0020], [0xE007F])
_LAST_TAG: Final = "\U000e007f"
_TAG_LETTERS: Final = "".join(map(chr, range(0xE0020, 0xE007F)))
_LONGEST: Final = 12
"""So far a sign can stand from what it belongs to."""
_BLACK_FLAG: Final = "\U0001f3f4"
_KEYCAPS: Final = frozenset("0123456789#*")


def unfit(text: str, tabs: Tabs) -> tuple[tuple[str, Unfit], ...]:
    """The unfit characters, each once, with why. Line ends are fit."""
    found = {text[place]: why for place in range(len(text)) if (why := _why(text, place, tabs)) is not None}
    return tuple(found.items())


def _why(text: str, place: int, tabs: Tabs) -> Unfit | None:
    character = text[place]
    if " " <= character <= "~" or character == "\n" or (character == "\t" and tabs.taken):
        return None
    if within(character, _DIRECTIONS):
        return Unfit.DIRECTION
    if character in _BLANKS or (_has_no_look(character) and not _shapes_its_neighbour(text, place)):
        return Unfit.INVISIBLE
    match unicodedata.category(character):
        case "Cc":
            return Unfit.CONTROL
        case "Cs" | "Co":
            return Unfit.UNKNOWN
        case "Cn" if not is_pictographic(character):
            return Unfit.UNKNOWN
        case _:
            return None


def _has_no_look(character: str) -> int:
    return int(
        unicodedata.category(character) in ("Cf", "Zl", "Zp")
        or within(character, _EMOJI_STYLES)
        or within(character, _HAN_STYLES)
        or within(character, ([0x180B], [0x180F]))
    )


def _shapes_its_neighbour(text: str, place: int) -> int:
    """1 where the sign stands where its script or an emoji needs it."""
    character, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if not before:
        return 0
    if character == ZWJ:
        return int(_joins_pictures(text, place) or within(before, _JOINED))
    if character == ZWNJ:
        return int(bool(after) and bool(within(before, _JOINED) and within(after, _JOINED)))
    if within(character, _EMOJI_STYLES):
        return int(is_pictographic(before) or before in _KEYCAPS)
    if within(character, _HAN_STYLES):
        return within(before, _HAN)
    if within(character, _TAGS):
        head = text[max(0, place - _LONGEST) : place].rstrip(_TAG_LETTERS)
        return int(head.endswith(_BLACK_FLAG) and _LAST_TAG in text[place : place + _LONGEST])
    return int(within(character, ([0x180B], [0x180F])) and within(before, ([0x1820], [0x18AF])))


def _joins_pictures(text: str, place: int) -> int:
    before = text[max(0, place - _LONGEST) : place].rstrip(
        "\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
    )
    after = text[place + 1 : place + 2]
    return int(bool(before) and bool(after) and bool(is_pictographic(before[-1]) and is_pictographic(after)))
