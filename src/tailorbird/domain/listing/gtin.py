"""Numbers of trade items (GTIN): read, checked, and compared with a seller's own company prefixes.

amazon-custom.misuse.manufacturer-upc: a customized item carries the seller's own GS1 number and not the
manufacturer's. Ranges are those of the GS1 General Specifications, "GS1 Prefixes".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from stdnum import ean

_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９", "0123456789")
_DIGITS: Final = re.compile(r"[0-9]+")
_DASHES: Final = frozenset("-‐‑‒–—―−－")
_INVISIBLE: Final = frozenset("\u200b\u200e\u200f\ufeff")
_LENGTHS: Final = (8, 12, 13, 14)
_CANONICAL: Final = 14
_EIGHT: Final = 8
_UPC: Final = 12
_SHORT_PREFIX, _LONG_PREFIX = 4, 12
_SHORT_UPC_PREFIX, _LONG_UPC_PREFIX = 6, 11
_SHORTENED: Final = "00000"
"""What stands before a GTIN-8 when it is written as an EAN, with 13 digits."""


class GtinForm(StrEnum):
    """As which number it was written."""

    GTIN_8 = "gtin_8"
    UPC_A = "gtin_12"
    UPC_E = "upc_e"
    GTIN_13 = "gtin_13"
    GTIN_14 = "gtin_14"


class GtinRange(StrEnum):
    """What GS1 gives out the number's range for."""

    PRODUCT = "product"
    RESTRICTED = "restricted"
    """For use within a shop, a company or a region: anybody may use it there, nobody owns it."""
    COUPON = "coupon"
    REFUND = "refund"
    SERIAL = "serial"
    """Newspapers and journals (ISSN)."""
    BOOK = "book"
    """Books and sheet music (ISBN, ISMN)."""


class Ownership(StrEnum):
    """Whose number it is, as far as a seller's company prefixes tell."""

    OWN = "own"
    ANOTHERS = "anothers"
    UNKNOWN = "unknown"


class GtinFaultReason(StrEnum):
    """Why a text is no GTIN."""

    EMPTY = "empty"
    NOT_DIGITS = "not_digits"
    LENGTH = "length"
    CHECK_DIGIT = "check_digit"


@dataclass(frozen=True, slots=True)
class Gtin:
    """A number whose check digit is right. `digits` is the canonical form, 14 digits."""

    digits: str
    form: GtinForm
    range: GtinRange

    @property
    def can_be_own(self) -> bool:
        """Whether GS1 gives numbers of this range to companies for their products at all."""
        return self.range is GtinRange.PRODUCT

    @property
    def shortened(self) -> bool:
        """Whether it is a GTIN-8, which GS1 gives out one by one and not by company prefix."""
        return self.digits[1:].startswith(_SHORTENED)


@dataclass(frozen=True, slots=True)
class GtinFault:
    """Why a text is no GTIN, what its check digit would have to be, and what to write instead."""

    reason: GtinFaultReason
    detail: str
    next_step: str
    right_check_digit: str = ""


def read_gtin(text: str) -> Gtin | GtinFault:
    """The number that a text states: GTIN-8, -12 (UPC-A), -13 (EAN), -14 or UPC-E.

    Spaces and dashes may part the digits, which may be full-width ones.
    """
    number = _compact(text)
    if not number:
        return GtinFault(
            GtinFaultReason.EMPTY, "There is no number.", "Write the GTIN, or state an exemption."
        )
    if not _DIGITS.fullmatch(number):
        odd = next(char for char in number if not ("0" <= char <= "9"))
        return GtinFault(
            GtinFaultReason.NOT_DIGITS,
            f"{odd!r} is no digit; a GTIN has digits only.",
            "Write the number below the bars, and nothing else.",
        )
    if len(number) not in _LENGTHS:
        return _wrong_length(number)
    expanded = _expanded(number)
    if expanded is not None and _is_right(expanded):
        return _gtin(expanded, GtinForm.UPC_E)
    if not _is_right(number):
        return _wrong_check_digit(number, expanded)
    return _gtin(number, _FORMS[len(number)])


def belongs_to(gtin: Gtin, prefixes: Sequence[str]) -> Ownership:
    """Whose the number is, by the seller's own company prefixes as GS1 states them.

    Without prefixes, or with one that cannot be read, nothing is known of a number that matches none.
    A GTIN-8 counts as own only where the whole of it is among the prefixes. A number of a range that is
    not for companies' products is nobody's own.
    """
    if not gtin.can_be_own:
        return Ownership.ANOTHERS
    if own_prefix(gtin, prefixes) is not None:
        return Ownership.OWN
    readable = [each for each in map(company_prefix, prefixes) if each is not None]
    if not readable or len(readable) < len(prefixes) or gtin.shortened:
        return Ownership.UNKNOWN
    return Ownership.ANOTHERS


def own_prefix(gtin: Gtin, prefixes: Sequence[str]) -> str | None:
    """The longest of the prefixes that the number begins with; none where there is no such one.

    A UPC company prefix of 6 to 11 digits counts with and without the 0 that EAN numbers put before it.
    """
    if not gtin.can_be_own:
        return None
    found: list[tuple[int, str]] = []
    for written in prefixes:
        prefix = company_prefix(written)
        if prefix is None:
            continue
        if gtin.shortened:
            matching = [prefix] if len(prefix) == _EIGHT and prefix[:-1] == gtin.digits[6:-1] else []
        else:
            matching = [each for each in _ways(prefix) if gtin.digits[1:].startswith(each)]
        found += [(len(each), written) for each in matching]
    return max(found, key=lambda each: each[0], default=(0, None))[1]


def company_prefix(text: str) -> str | None:
    """The digits of a company prefix, 4 to 12 of them; none where the text is not one."""
    digits = _compact(text)
    fits = _DIGITS.fullmatch(digits) and _SHORT_PREFIX <= len(digits) <= _LONG_PREFIX
    return digits if fits else None


def _ways(prefix: str) -> tuple[str, ...]:
    """The beginnings, in an EAN's 13 digits, that the prefix stands for."""
    if _SHORT_UPC_PREFIX <= len(prefix) <= _LONG_UPC_PREFIX:
        return (prefix, f"0{prefix}")
    return (prefix,)


def _compact(text: str) -> str:
    kept = (char for char in text if not (char.isspace() or char in _DASHES or char in _INVISIBLE))
    return "".join(kept).translate(_FULL_WIDTH)


def _is_right(number: str) -> bool:
    return ean.is_valid(number)


def _gtin(number: str, form: GtinForm) -> Gtin:
    digits = number.zfill(_CANONICAL)
    if digits[1:].startswith(_SHORTENED):
        return Gtin(digits, form, _range_of_8(digits[-_EIGHT:]))
    return Gtin(digits, form, _range(int(digits[1:4])))


def _range(prefix: int) -> GtinRange:
    """The range by the first three of an EAN's 13 digits."""
    for first, last, kind in _RANGES:
        if first <= prefix <= last:
            return kind
    return GtinRange.PRODUCT


def _range_of_8(digits: str) -> GtinRange:
    """A GTIN-8 has prefixes of its own; those with 0 and 2 are for use within shops."""
    return GtinRange.RESTRICTED if digits[0] in "02" else GtinRange.PRODUCT


_FORMS: Final = {
    8: GtinForm.GTIN_8,
    12: GtinForm.UPC_A,
    13: GtinForm.GTIN_13,
    14: GtinForm.GTIN_14,
}
_RANGES: Final = (
    (20, 29, GtinRange.RESTRICTED),
    (40, 49, GtinRange.RESTRICTED),
    (50, 59, GtinRange.COUPON),
    (200, 299, GtinRange.RESTRICTED),
    (977, 977, GtinRange.SERIAL),
    (978, 979, GtinRange.BOOK),
    (980, 980, GtinRange.REFUND),
    (981, 984, GtinRange.COUPON),
    (990, 999, GtinRange.COUPON),
)


def _expanded(number: str) -> str | None:
    """The UPC-A of a UPC-E, which leaves out zeros by a rule in its last digit but one.

    Only numbers with 0 in front are ever shortened so; GTIN-8 with 0 are for use within shops.
    """
    if len(number) != _EIGHT or number[0] != "0":
        return None
    body, rule, check = number[1:6], number[6], number[7]
    if rule in "012":
        middle = f"{body[:2]}{rule}0000{body[2:]}"
    elif rule == "3":
        middle = f"{body[:3]}00000{body[3:]}"
    elif rule == "4":
        middle = f"{body[:4]}00000{body[4]}"
    else:
        middle = f"{body}0000{rule}"
    return f"0{middle}{check}"


def _wrong_length(number: str) -> GtinFault:
    padded = number.zfill(_UPC)
    lost_zeros = _EIGHT < len(number) < _UPC and _is_right(padded)
    guess = (
        f"With the zeros in front that spreadsheets drop it would be right: {padded}."
        if lost_zeros
        else "Write all digits below the bars; of a UPC-E all eight."
    )
    return GtinFault(
        GtinFaultReason.LENGTH,
        f"The number has {len(number)} digits; a GTIN has 8, 12, 13 or 14.",
        f"Compare it with the certificate of GS1. {guess}",
    )


def _wrong_check_digit(number: str, expanded: str | None) -> GtinFault:
    right = ean.calc_check_digit((expanded or number)[:-1])
    return GtinFault(
        GtinFaultReason.CHECK_DIGIT,
        f"The last digit is {number[-1]}, and by the others it has to be {right}.",
        "Compare each digit with the certificate of GS1; one of them, or two neighbours, may be wrong.",
        right,
    )
