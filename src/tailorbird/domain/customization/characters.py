"""Characters as a reader counts them: extended grapheme clusters of Unicode's Annex 29.

Left out are the prepended marks of a few scripts, which nobody sets on goods and which are told as unfit.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from enum import Enum, auto
from functools import lru_cache
from typing import Final

ZWJ: Final = "\u200d"
ZWNJ: Final = "\u200c"


def _ranges(text: str) -> tuple[list[int], list[int]]:
    """Starts and ends of ranges, written `A9 203C 2194-2199`."""
    pairs = [each.partition("-") for each in text.split()]
    return [int(start, 16) for start, _, _ in pairs], [int(end or start, 16) for start, _, end in pairs]


# Extended_Pictographic of Unicode's emoji-data.
_PICTOGRAPHIC: Final = _ranges(
    "A9 AE 203C 2049 2122 2139 2194-2199 21A9-21AA 231A-231B 2328 2388 23CF 23E9-23F3 23F8-23FA 24C2 "
    "25AA-25AB 25B6 25C0 25FB-25FE 2600-2605 2607-2612 2614-2685 2690-2705 2708-2712 2714 2716 271D 2721 "
    "2728 2733-2734 2744 2747 274C 274E 2753-2755 2757 2763-2767 2795-2797 27A1 27B0 27BF 2934-2935 "
    "2B05-2B07 2B1B-2B1C 2B50 2B55 3030 303D 3297 3299 1F000-1F0FF 1F10D-1F10F 1F12F 1F16C-1F171 "
    "1F17E-1F17F 1F18E 1F191-1F19A 1F1AD-1F1E5 1F201-1F20F 1F21A 1F22F 1F232-1F23A 1F23C-1F23F "
    "1F249-1F3FA 1F400-1F53D 1F546-1F64F 1F680-1F6FF 1F774-1F77F 1F7D5-1F7FF 1F80C-1F80F 1F848-1F84F "
    "1F85A-1F85F 1F888-1F88F 1F8AE-1F8FF 1F90C-1F93A 1F93C-1F945 1F947-1FAFF 1FC00-1FFFD"
)
# Marks of category Mc that are letters of their own to a reader.
_STANDING_MARKS: Final = _ranges(
    "102B-102C 1038 1062-1064 1067-106D 1083 1087-108C 108F 109A-109C 1A61 1A63-1A64 AA7B AA7D 11720-11721"
)
# Consonants that a virama joins to the next one (Indic_Conjunct_Break).
_CONSONANTS: Final = _ranges(
    "915-939 958-95F 978-97F 995-9A8 9AA-9B0 9B2 9B6-9B9 9DC-9DD 9DF 9F0-9F1 A95-AA8 AAA-AB0 AB2-AB3 "
    "AB5-AB9 AF9 B15-B28 B2A-B30 B32-B33 B35-B39 B5C-B5D B5F B71 C15-C28 C2A-C39 C58-C5A D15-D3A"
)
_VIRAMAS: Final = frozenset("\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d")
_ALSO_EXTENDING: Final = _ranges("200C FF9E-FF9F 1F3FB-1F3FF E0020-E007F")
_HANGUL_L: Final = _ranges("1100-115F A960-A97C")
_HANGUL_V: Final = _ranges("1160-11A7 D7B0-D7C6")
_HANGUL_T: Final = _ranges("11A8-11FF D7CB-D7FB")
_HANGUL: Final = _ranges("AC00-D7A3")
_FLAG_LETTERS: Final = _ranges("1F1E6-1F1FF")
_TRAILING: Final = 28
"""Each syllable without a final consonant is followed by 27 that have one."""


class _Kind(Enum):
    CONTROL = auto()
    EXTEND = auto()
    SPACING = auto()
    JOINER = auto()
    FLAG = auto()
    L = auto()
    V = auto()
    T = auto()
    LV = auto()
    LVT = auto()
    PICTURE = auto()
    OTHER = auto()


_HANGUL_AFTER: Final = {
    _Kind.L: (_Kind.L, _Kind.V, _Kind.LV, _Kind.LVT),
    _Kind.LV: (_Kind.V, _Kind.T),
    _Kind.V: (_Kind.V, _Kind.T),
    _Kind.LVT: (_Kind.T,),
    _Kind.T: (_Kind.T,),
}
_ATTACHED: Final = (_Kind.EXTEND, _Kind.SPACING, _Kind.JOINER)


def within(character: str, ranges: tuple[list[int], list[int]]) -> int:
    """1 where the character lies in one of the ranges."""
    starts, ends = ranges
    code = ord(character)
    place = bisect_right(starts, code) - 1
    return int(place >= 0 and code <= ends[place])


def is_pictographic(character: str) -> int:
    """1 for characters that are, or may be, emoji."""
    return within(character, _PICTOGRAPHIC)


@lru_cache(maxsize=4096)
def _kind(character: str) -> _Kind:
    if character == ZWJ:
        return _Kind.JOINER
    for ranges, kind in (
        (_ALSO_EXTENDING, _Kind.EXTEND),
        (_FLAG_LETTERS, _Kind.FLAG),
        (_HANGUL_L, _Kind.L),
        (_HANGUL_V, _Kind.V),
        (_HANGUL_T, _Kind.T),
        (_PICTOGRAPHIC, _Kind.PICTURE),
    ):
        if within(character, ranges):
            return kind
    if within(character, _HANGUL):
        return _Kind.LVT if (ord(character) - 0xAC00) % _TRAILING else _Kind.LV
    return _by_category(character)


def _by_category(character: str) -> _Kind:
    match unicodedata.category(character):
        case "Mn" | "Me":
            return _Kind.EXTEND
        case "Mc":
            return _Kind.OTHER if within(character, _STANDING_MARKS) else _Kind.SPACING
        case "Cc" | "Cf" | "Zl" | "Zp":
            return _Kind.CONTROL
        case _:
            return _Kind.SPACING if character in "\u0e33\u0eb3" else _Kind.OTHER


def clusters(text: str) -> tuple[str, ...]:
    """The text cut into what a reader calls characters; a line end is one, `\\r\\n` too."""
    if text.isascii() and "\r" not in text:
        return tuple(text)
    found: list[str] = []
    start = 0
    for place in range(1, len(text)):
        if _breaks(text, start, place):
            found.append(text[start:place])
            start = place
    return (*found, text[start:]) if text else ()


def _breaks(text: str, start: int, place: int) -> int:
    """1 where the cluster that began at `start` ends before `place`."""
    before, after = text[place - 1], text[place]
    left, right = _kind(before), _kind(after)
    if before == "\r" and after == "\n":
        return 0
    if _Kind.CONTROL in (left, right):
        return 1
    if right in _ATTACHED or right in _HANGUL_AFTER.get(left, ()):
        return 0
    cluster = text[start:place]
    if right is _Kind.PICTURE and left is _Kind.JOINER:
        return int(not _is_joinable_picture(cluster))
    if right is _Kind.FLAG and left is _Kind.FLAG:
        return int(len(cluster) > 1)
    return int(not (within(after, _CONSONANTS) and _ends_in_conjunct(cluster)))


def _is_joinable_picture(cluster: str) -> int:
    """1 where the cluster ends in an emoji, what extends it, and a joiner."""
    bare = cluster[:-1]
    while bare and _kind(bare[-1]) is _Kind.EXTEND:
        bare = bare[:-1]
    return int(bool(bare) and _kind(bare[-1]) is _Kind.PICTURE)


def _ends_in_conjunct(cluster: str) -> int:
    """1 where a consonant is followed by a virama and nothing but marks and joiners."""
    virama = 0
    for character in reversed(cluster):
        if within(character, _CONSONANTS):
            return virama
        if _kind(character) not in (_Kind.EXTEND, _Kind.JOINER):
            return 0
        virama |= int(character in _VIRAMAS)
    return 0


def count(text: str) -> int:
    """How many characters a reader sees, line ends left out."""
    return sum(1 for each in clusters(text) if each not in ("\n", "\r", "\r\n"))
