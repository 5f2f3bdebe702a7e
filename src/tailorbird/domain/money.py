"""Money: whole minor units of one ISO 4217 currency, and the roundings that the terms may name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal
from enum import StrEnum
from typing import Final, NoReturn

# Exponents other than 2 in ISO 4217; every other currency has two decimal places.
_EXPONENTS: Final = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF"), 0),
    **dict.fromkeys(("UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}
_CODE: Final = re.compile(r"[A-Z]{3}")
_TEXT: Final = re.compile(r"(?P<sign>-?)(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<part>\d+))?")
MAX_MINOR: Final = 10**15
"""Amounts are bounded so that they fit a 64-bit column with room to add; larger input is an error."""


NO_CURRENCY: Final = "XXX"
"""ISO 4217's code for a transaction without a currency: of a case in which no money is involved."""


class MoneyError(ValueError):
    """An amount or currency that cannot be used; the message says what to write instead."""


class Rounding(StrEnum):
    """How a fraction of a minor unit becomes a whole one. A clause or parameter names the rule it uses."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    DOWN = "down"
    UP = "up"


_DECIMAL_ROUNDING: Final = {
    Rounding.HALF_UP: ROUND_HALF_UP,
    Rounding.HALF_EVEN: ROUND_HALF_EVEN,
    Rounding.DOWN: ROUND_DOWN,
    Rounding.UP: ROUND_UP,
}


def exponent(currency: str) -> int:
    """Decimal places of the currency's minor unit: 2 for CNY, 0 for JPY, 3 for KWD."""
    return _EXPONENTS.get(currency, 2)


class Money:
    """An amount in one currency, in minor units. Immutable; arithmetic between currencies is an error.

    A plain class and not a dataclass, so that the codec writes it in one form and reads the human
    form (`CNY 1,020.00`) too.
    """

    __slots__ = ("currency", "minor")
    minor: int
    currency: str

    def __init__(self, minor: int, currency: str) -> None:
        if isinstance(minor, bool) or not isinstance(minor, int):
            raise MoneyError(f"An amount is a whole number of minor units, not {minor!r}.")
        if abs(minor) > MAX_MINOR:
            raise MoneyError(f"The amount {minor} is beyond the largest that can be booked.")
        if not _CODE.fullmatch(currency):
            raise MoneyError(f"A currency is three capital letters such as CNY, not {currency!r}.")
        object.__setattr__(self, "minor", minor)
        object.__setattr__(self, "currency", currency)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("Money does not change; make another.")

    @classmethod
    def zero(cls, currency: str) -> Money:
        return cls(0, currency)

    @classmethod
    def parse(cls, text: str) -> Money:
        """Read `CNY 1,020.00` or `1020.00 CNY`. More decimals than the currency has are an error."""
        first, _, second = text.strip().partition(" ")
        code, number = (first, second) if _CODE.fullmatch(first) else (second.strip(), first)
        match = _TEXT.fullmatch(number.strip())
        if match is None or not _CODE.fullmatch(code):
            raise MoneyError(f"{text!r} is not an amount; write it as in CNY 1,020.00.")
        part, places = match["part"] or "", exponent(code)
        if len(part) > places:
            raise MoneyError(f"{text!r} has more than the {places} decimals of {code}.")
        minor = int(match["whole"].replace(",", "") + part.ljust(places, "0"))
        return cls(-minor if match["sign"] else minor, code)

    def times(self, rate: Decimal, rounding: Rounding) -> Money:
        """The amount times an exact rate, rounded to the minor unit by the named rule."""
        exact = Decimal(self.minor) * rate
        return Money(int(exact.to_integral_value(_DECIMAL_ROUNDING[rounding])), self.currency)

    def convert(self, rate: Decimal, currency: str, rounding: Rounding) -> Money:
        """The amount in another currency, at `rate` units of it for one major unit of this."""
        scale = Decimal(10) ** (exponent(currency) - exponent(self.currency))
        exact = Decimal(self.minor) * rate * scale
        return Money(int(exact.to_integral_value(_DECIMAL_ROUNDING[rounding])), currency)

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise MoneyError(f"{self} and {other} are of different currencies; exchange one first.")

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def __mul__(self, count: int) -> Money:
        return Money(self.minor * count, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        self._same(other)
        return self.minor < other.minor

    def __le__(self, other: Money) -> bool:
        self._same(other)
        return self.minor <= other.minor

    def __gt__(self, other: Money) -> bool:
        return other < self

    def __ge__(self, other: Money) -> bool:
        return other <= self

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self.minor == other.minor and self.currency == other.currency

    def __hash__(self) -> int:
        return hash((self.minor, self.currency))

    def __bool__(self) -> bool:
        return self.minor != 0

    @property
    def number(self) -> str:
        """The amount in major units as plain digits: `1020.00`."""
        places = exponent(self.currency)
        sign, digits = "-" if self.minor < 0 else "", str(abs(self.minor)).rjust(places + 1, "0")
        return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"

    def __str__(self) -> str:
        whole, dot, part = self.number.partition(".")
        return f"{self.currency} {int(whole):,}{dot}{part}" if whole != "-0" else f"{self.currency} -0.{part}"

    def __repr__(self) -> str:
        return f"Money({self.minor}, {self.currency!r})"


def total(amounts: Iterable[Money], currency: str) -> Money:
    """The sum; zero of the stated currency when there is nothing to add."""
    result = Money.zero(currency)
    for amount in amounts:
        result += amount
    return result


def smaller(first: Money, second: Money) -> Money:
    """The smaller of two amounts of one currency."""
    return first if first <= second else second
