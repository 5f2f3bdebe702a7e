"""Numbers that name a person or an account: bank cards, IBANs, identity cards, passports, plates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from tailorbird.domain.cases.listing_words import ScreenKind
from tailorbird.domain.screening.hits import Hit
from tailorbird.domain.screening.personal import checksums
from tailorbird.domain.screening.vocabulary import Tier

_FEW_DIGITS: Final = re.compile(r"\d[ \-.·]?[\dx]|[:=]|密码")
_CARD: Final = re.compile(r"(?<![\w.])\d(?:[ \-.]?\d){12,18}(?![\w])")
_CARD_GROUPS: Final = re.compile(
    r"\d{4}(?:[ \-.]\d{4}){3}|\d{13,19}|\d{4}[ \-.]\d{6}[ \-.]\d{5}|(?:\d{4}[ \-.]){4}\d{1,3}"
)
_ISSUERS: Final = re.compile(r"4|5[1-5]|2[2-7]|3[47]|6(?:011|2|4[4-9]|5)|35|30|36|38")
_IBAN: Final = re.compile(r"(?<!\w)[a-z]{2}\d{2}(?:[ \-]?[a-z0-9]){11,30}(?!\w)")
_CHINESE: Final = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:18|19|20)\d{2}(?:0\d|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dx](?![\dx])"
)
_FRENCH: Final = re.compile(r"(?<!\d)[12](?:[ .]?\d){14}(?!\d)")
_SPANISH: Final = re.compile(r"(?<!\w)(?:\d{8}|[xyz]-?\d{7})[ \-]?[a-z](?!\w)")
_AMERICAN: Final = re.compile(r"(?<![\d\-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d\-])")
_BRITISH: Final = re.compile(r"(?<!\w)[a-ceghj-prtw-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[a-d](?!\w)")
_GERMAN_TAX: Final = re.compile(r"(?<!\d)[1-9]\d(?: ?\d){9}(?!\d)")
_PLATE: Final = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
    r"[a-hj-np-z] ?[·.\-]? ?[a-z0-9]{5,6}(?!\w)"
)
_CUED: Final = re.compile(
    r"(?:\b(?:passport|reisepass|passnummer|ausweis(?:nummer|nr)?|personalausweis|"
    r"pasaporte|passeport|dni|nie|nif|ssn|"
    r"social security|steuer-?id|id card|identity card|national id|carte d'identite|secu|"
    r"numero de securite sociale|"
    r"account (?:no|number)|kontonummer|konto-?nr|kto|driving licence|"
    r"driver'?s? licen[sc]e|fuhrerschein-?nr)\b|护照|身份证|"
    r"银行卡|卡号|账号|驾驶证|社保)(?:\s*(?:no|nr|number|numero|num|号码?|n°|nº|#)\.?)?\s*[:：#.=]?\s*"
    r"([a-z]{0,3}[ \-]?\d[\da-z \-]{4,20}\d[\da-z]?|\d{6,})"
)
_SECRET: Final = re.compile(
    r"\b(?:password|passwort|kennwort|contrasena|mot de passe|"
    r"pin(?: code)?)\b\s*[:=]\s*\S{4,}|密码\s*[:：]?\s*\w{4,}"
)


def _is_card(text: str) -> bool:
    digits = re.sub(r"\D", "", text)
    return bool(_CARD_GROUPS.fullmatch(text) and _ISSUERS.match(digits)) and checksums.luhn(digits)


_CHECKED: Final[tuple[tuple[str, re.Pattern[str], Callable[[str], bool], Tier], ...]] = (
    ("card", _CARD, _is_card, Tier.REFUSE),
    ("iban", _IBAN, checksums.iban, Tier.REFUSE),
    ("identity", _CHINESE, checksums.chinese_identity, Tier.REFUSE),
    ("identity", _FRENCH, checksums.french_insurance, Tier.REFUSE),
    ("identity", _SPANISH, checksums.spanish_identity, Tier.HOLD),
    ("identity", _AMERICAN, lambda _: True, Tier.HOLD),
    ("identity", _BRITISH, lambda _: True, Tier.HOLD),
    ("identity", _GERMAN_TAX, checksums.german_tax, Tier.HOLD),
    ("plate", _PLATE, lambda _: True, Tier.HOLD),
)


def number_hits(folded: str) -> Iterator[Hit]:
    """Numbers that check out, and numbers that a word before them calls personal."""
    if _FEW_DIGITS.search(folded) is None:
        return
    for topic, pattern, checks, tier in _CHECKED:
        for match in pattern.finditer(folded):
            text = match[0] if pattern is _CARD else re.sub(r"[ \-.]", "", match[0])
            if checks(text):
                yield _hit(topic, tier, *match.span())
    for match in _CUED.finditer(folded):
        yield _hit("identity", Tier.REFUSE, *match.span())
    for match in _SECRET.finditer(folded):
        yield _hit("secret", Tier.HOLD, *match.span())


def _hit(topic: str, tier: Tier, start: int, end: int) -> Hit:
    return Hit(ScreenKind.PERSONAL_DATA, tier, start, end, f"personal_data/{topic}")
