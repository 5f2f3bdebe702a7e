"""Full addresses: a street with its number together with a postcode. A street alone may stand on a door."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tailorbird.domain.cases.listing_words import ScreenKind
from tailorbird.domain.screening.hits import Hit
from tailorbird.domain.screening.vocabulary import Tier

_DIGIT: Final = re.compile(r"\d")
_REACH: Final = 60
_GERMAN_STREET: Final = re.compile(
    r"(?:strasse|str\.|str|weg|gasse|allee|platz|ring|damm|ufer|chaussee|stieg|steig)\s\d{1,4}\s?[a-z]?\b"
)
_ENGLISH_STREET: Final = re.compile(
    r"\b\d{1,5}[a-z]?,? (?:[a-z']{2,20} ){1,3}(?:street|st|road|rd|avenue|ave|lane|ln|"
    r"drive|dr|close|court|ct|way|place|"
    r"boulevard|blvd|terrace|crescent|gardens|grove|square|hill|row)\b"
)
_FRENCH_STREET: Final = re.compile(
    r"\b\d{1,4}(?: ?bis| ?ter)?,? (?:rue|avenue|av|boulevard|bd|place|chemin|impasse|"
    r"allee|quai|route|cours)\b [\w' \-]{2,40}?\b"
)
_SPANISH_STREET: Final = re.compile(
    r"\b(?:calle|c/|avenida|avda|av|plaza|paseo|camino|carrera|ronda|"
    r"travesia)\.? ?[\w' \-]{2,40}?,? ?(?:n[ºo°]? ?)?\d{1,4}\b"
)
_FIVE_DIGITS: Final = re.compile(r"\b(?:d-|f-|e-)?\d{5}\b(?:,? ?[a-z]{2,})?")
_FOUR_DIGITS: Final = re.compile(r"\b(?:a-|ch-)?[1-9]\d{3} [a-z]{3,}")
_UK_CODE: Final = re.compile(r"\b[a-z]{1,2}\d[a-z\d]? ?\d[abd-hjlnp-uw-z]{2}\b")
_ZIP: Final = re.compile(r"\b[a-z]{2},? \d{5}(?:-\d{4})?\b")
_CHINESE: Final = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}(?:省|自治区))?\s?[\u4e00-\u9fff]{1,8}(?:市|州|"
    r"盟)?\s?[\u4e00-\u9fff]{1,8}[市区县镇]\s?"
    r"[\u4e00-\u9fffa-z0-9]{1,20}(?:路|街|道|巷|弄|胡同|大道)\s?\d{1,5}\s?(?:号|弄)"
)
_CHINESE_HOME: Final = re.compile(r"\d{1,3}\s?(?:号楼|栋|幢)\s?(?:\d{1,2}\s?单元\s?)?\d{2,4}\s?[室号房]")
_PAIRS: Final = (
    (_GERMAN_STREET, (_FIVE_DIGITS, _FOUR_DIGITS)),
    (_ENGLISH_STREET, (_UK_CODE, _ZIP)),
    (_FRENCH_STREET, (_FIVE_DIGITS, _FOUR_DIGITS)),
    (_SPANISH_STREET, (_FIVE_DIGITS,)),
)


def address_hits(folded: str) -> Iterator[Hit]:
    """Streets that have a postcode near them, and Chinese addresses down to the house."""
    if _DIGIT.search(folded) is None:
        return
    for street, codes in _PAIRS:
        for match in street.finditer(folded):
            after = match.end()
            found = [code.search(folded, after, after + _REACH) for code in codes]
            ends = [each.end() for each in found if each]
            before = [code.search(folded, max(0, match.start() - _REACH), match.start()) for code in codes]
            starts = [each.start() for each in before if each]
            if ends or starts:
                yield _hit(min((*starts, match.start())), max((*ends, after)))
    for pattern in (_CHINESE, _CHINESE_HOME) if "号" in folded or "室" in folded else ():
        for match in pattern.finditer(folded):
            yield _hit(*match.span())


def _hit(start: int, end: int) -> Hit:
    return Hit(ScreenKind.PERSONAL_DATA, Tier.HOLD, start, end, "personal_data/address")
