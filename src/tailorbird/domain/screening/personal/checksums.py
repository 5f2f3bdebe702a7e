"""Check digits by which a number is told from a row of digits."""

from __future__ import annotations

from typing import Final

_CHINESE_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_SPANISH_LETTERS: Final = "trwagmyfpdxbnjzsqvhlcke"
_IBAN_COUNTRIES: Final = {
    15: "no",
    16: "be",
    18: "dk fi nl",
    19: "si",
    20: "at ee lt lu",
    21: "ch hr li lv",
    22: "bg de gb ie",
    23: "gi ae il",
    24: "ad cz es ro se sk sa",
    25: "pt",
    26: "is tr",
    27: "fr gr it mc sm",
    28: "cy hu pl",
    31: "mt",
}
"""By the length of their IBANs."""
_DOUBLED: Final = 9


def luhn(digits: str) -> bool:
    """Whether the digits of a bank card check out."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - _DOUBLED if value > _DOUBLED else value
    return total % 10 == 0


def iban(text: str) -> bool:
    """Whether letters and digits in lower case are an IBAN (ISO 13616)."""
    if text[:2] not in _IBAN_COUNTRIES.get(len(text), ""):
        return False
    moved = text[4:] + text[:4]
    return int("".join(str(int(sign, 36)) for sign in moved)) % 97 == 1


def chinese_identity(text: str) -> bool:
    """Whether 17 digits and a digit or `x` are a Chinese identity number (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(text, _CHINESE_WEIGHTS, strict=False))
    return "10x98765432"[total % 11] == text[17]


def spanish_identity(text: str) -> bool:
    """Whether eight digits (or `x`, `y`, `z` and seven) and a letter are a Spanish DNI or NIE."""
    digits = text[:-1].translate(str.maketrans("xyz", "012"))
    return _SPANISH_LETTERS[int(digits) % 23] == text[-1]


def french_insurance(digits: str) -> bool:
    """Whether fifteen digits are a French social security number."""
    return 97 - int(digits[:13]) % 97 == int(digits[13:])


def german_tax(digits: str) -> bool:
    """Whether eleven digits are a German tax id (ISO 7064 MOD 11,10)."""
    product = 10
    for digit in digits[:10]:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return (11 - product) % 10 == int(digits[10])
