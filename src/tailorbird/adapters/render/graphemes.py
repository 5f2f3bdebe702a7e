"""Characters as a reader counts them, and which of them are emoji."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

ZWJ: Final = "\u200d"
ZWNJ: Final = "\u200c"
TEXT_STYLE: Final = "\ufe0e"
EMOJI_STYLE: Final = "\ufe0f"
_KEYCAP: Final = "\u20e3"
_FLAGS: Final = range(0x1F1E6, 0x1F200)
_SKINS: Final = range(0x1F3FB, 0x1F400)
_TAGS: Final = range(0xE0020, 0xE0080)
_PICTURES: Final = range(0x1F000, 0x1FB00)
_VARIATIONS: Final = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
# Unicode's characters with Emoji_Presentation below U+1F000.
_SHOWN_AS_EMOJI: Final = frozenset(
    "⌚⌛⏩⏪⏫⏬⏰⏳◽◾☔☕♈♉♊♋♌♍♎♏♐♑♒♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓❔❕❗➕➖➗➰➿⬛⬜⭐⭕"
)


def clusters(text: str) -> Iterator[str]:
    """The text in grapheme clusters: a base with its marks, an emoji sequence, a flag."""
    begun = ""
    for character in text:
        if begun and not _continues(begun, character):
            yield begun
            begun = ""
        begun += character
    if begun:
        yield begun


def _continues(cluster: str, character: str) -> bool:
    code = ord(character)
    if unicodedata.category(character) in {"Mn", "Me", "Mc"} or character in (ZWJ, ZWNJ):
        return True
    if code in _SKINS or code in _TAGS or any(code in each for each in _VARIATIONS):
        return True
    if cluster[-1] == ZWJ:
        return is_pictograph(character)
    return code in _FLAGS and len(cluster) == 1 and ord(cluster) in _FLAGS


def is_pictograph(character: str) -> bool:
    """Whether the character can be a part of an emoji sequence."""
    return ord(character) in _PICTURES or unicodedata.category(character) == "So"


def is_emoji(cluster: str) -> bool:
    """Whether the cluster is shown as an emoji, in colour."""
    first = cluster[0]
    if TEXT_STYLE in cluster:
        return False
    if EMOJI_STYLE in cluster or (_KEYCAP in cluster and first in "0123456789#*"):
        return True
    return ord(first) in _PICTURES or first in _SHOWN_AS_EMOJI


def needed(cluster: str) -> str:
    """The characters of the cluster for which a font must have a glyph."""
    return "".join(each for each in cluster if not is_invisible(each))


def is_invisible(character: str) -> bool:
    """Whether a character only joins or chooses forms."""
    code = ord(character)
    return character in (ZWJ, ZWNJ) or code in _TAGS or any(code in each for each in _VARIATIONS)
