"""Reading the fields of one object, noting by name each that is there but cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_CEILING, Decimal
from typing import Any, Final, TypeGuard

from tailorbird.adapters.marketplaces.document import Document
from tailorbird.domain.marketplace.product import Size
from tailorbird.domain.money import Money, MoneyError, exponent

_LONGEST_TEXT: Final = 2_000
_MOST_ITEMS: Final = 2_000
_EXACT_IN_JAVASCRIPT: Final = 2**53 - 1
_LARGEST: Final = Decimal(10**12)
_DIGITS: Final = re.compile(r"[0-9]{1,25}", re.ASCII)
_WHOLE: Final = re.compile(r"[0-9]{1,12}", re.ASCII)
_NUMBER: Final = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?", re.ASCII)
_AMOUNT: Final = re.compile(r"(?P<whole>[0-9,]{1,20})(?:\.(?P<part>[0-9]{1,9}))?", re.ASCII)
_CURRENCY: Final = re.compile(r"[A-Z]{3}", re.ASCII)
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")
_PICTURE: Final = re.compile(r"(?:https?:)?//[^\s\"'<>\\]+|[\w\-][\w\-./ ]*", re.ASCII)


class Fields:
    """One object of a captured page. `notes` gathers the domain's names of unreadable fields.

    Each reader takes the page's key and the name of the field that it fills.
    """

    def __init__(self, data: Document, notes: list[str], prefix: str = "") -> None:
        self._data = data
        self._prefix = prefix
        self.notes = notes

    def has(self, key: str) -> bool:
        """Whether the page says anything under this key."""
        return self._data.get(key) not in (None, "")

    def note(self, field: str) -> None:
        """Mark a field as there but unreadable."""
        name = self._prefix + field
        if name not in self.notes:
            self.notes.append(name)

    def text(self, key: str, field: str) -> str | None:
        """A text with single white space; nothing where it is missing or blank."""
        value = self._data.get(key)
        if value is None:
            return None
        if not _storable(value):
            self.note(field)
            return None
        return " ".join(value.split()) or None

    def texts(self, key: str, field: str) -> tuple[str, ...]:
        """Short texts from a list, or from one text with commas."""
        value = self._data.get(key)
        written = value.split(",") if isinstance(value, str) else value
        if written is None:
            return ()
        if not isinstance(written, list) or not all(_storable(item) for item in written):
            self.note(field)
            return ()
        return tuple(item.strip() for item in written if item.strip())

    def identifier(self, key: str, field: str) -> str | None:
        """An id as text. A number too large to survive JavaScript may be rounded: unreadable.

        Marketplaces give the exact form beside the number, as `idOfStr` or alike.
        """
        for exact in (f"{key}OfStr", f"{key}Str", f"{key}_str", key):
            value = self._data.get(exact)
            if isinstance(value, str) and _DIGITS.fullmatch(value.strip()):
                return value.strip()
        value = self._data.get(key)
        if value is None or value == "":
            return None
        if _whole(value) and 0 < value <= _EXACT_IN_JAVASCRIPT:
            return str(value)
        self.note(field)
        return None

    def integer(self, key: str, field: str, least: int = 0) -> int | None:
        """A whole number of at least `least`."""
        value = self._data.get(key)
        if value is None or value == "":
            return None
        number = _integral(value)
        if number is None or not least <= number < _LARGEST:
            self.note(field)
            return None
        return number

    def decimal(self, key: str, field: str, most: Decimal | None = None) -> Decimal | None:
        """An exact number from zero to `most`."""
        value = self._data.get(key)
        if value is None or value == "":
            return None
        number: Decimal | None = None
        if _whole(value) or isinstance(value, Decimal):
            number = Decimal(value)
        elif isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
            number = Decimal(value.strip())
        if number is None or not 0 <= number <= (most if most is not None else _LARGEST):
            self.note(field)
            return None
        return number

    def money(self, key: str, field: str, currency: str | None) -> Money | None:
        """A price in major units, as text or number. Zero and part cents are not prices."""
        value = self._data.get(key)
        if value is None or value == "":
            return None
        found = _money(_as_text(value), currency) if currency is not None else None
        if found is None:
            self.note(field)
        return found

    def minor_money(self, key: str, field: str, currency: str | None) -> Money | None:
        """A price in whole minor units, such as fen."""
        value = self._data.get(key)
        if value is None or value == "":
            return None
        found = None
        if currency is not None and _WHOLE.fullmatch(_as_text(value)) and int(value) > 0:
            found = Money(int(value), currency)
        if found is None:
            self.note(field)
        return found

    def currency(self, key: str, field: str) -> str | None:
        """An ISO 4217 code."""
        value = self.text(key, field)
        if value is None or _CURRENCY.fullmatch(value):
            return value
        self.note(field)
        return None

    def grams(self, key: str, field: str, *, kilograms: bool) -> int | None:
        """A weight in whole grams, rounded up; zero means that none is stated."""
        value = self.decimal(key, field)
        grams = value * 1000 if value is not None and kilograms else value
        return int(grams.to_integral_value(ROUND_CEILING)) or None if grams is not None else None

    def size(self, length: str, width: str, height: str) -> Size | None:
        """The parcel's measures in centimetres, if all three are stated."""
        sides = [self.decimal(key, "size") for key in (length, width, height)]
        known = [side for side in sides if side]
        return Size(known[0], known[1], known[2]) if len(known) == len(sides) else None

    def child(self, key: str, field: str) -> Fields:
        """An object within; an empty one where there is none."""
        value = self._data.get(key)
        if value is not None and not isinstance(value, dict):
            self.note(field)
        return Fields(value if isinstance(value, dict) else {}, self.notes, self._prefix)

    def children(self, key: str, field: str, wrapper: str | None = None) -> list[Fields]:
        """The objects of a list: bare, inside a wrapping object, or a single one without a list."""
        value = self._data.get(key)
        if isinstance(value, dict):
            value = value.get(wrapper, value) if wrapper is not None else value
            value = [value] if isinstance(value, dict) and value else value
        if value in (None, "", {}):
            return []
        if not isinstance(value, list) or len(value) > _MOST_ITEMS:
            self.note(field)
            return []
        if not all(isinstance(item, dict) for item in value):
            self.note(field)
        return [
            Fields(item, self.notes, f"{self._prefix}{field}[{place}].")
            for place, item in enumerate(value)
            if isinstance(item, dict)
        ]

    def pictures(self, key: str, field: str = "images") -> tuple[str, ...]:
        """Addresses or relative paths of pictures, from a list or a text with semicolons."""
        value = self._data.get(key)
        if value is None:
            return ()
        written = value.split(";") if isinstance(value, str) else value
        if not isinstance(written, list) or len(written) > _MOST_ITEMS:
            self.note(field)
            return ()
        return self.kept_pictures(written, field)

    def kept_pictures(self, written: Iterable[object], field: str = "images") -> tuple[str, ...]:
        """Those that are addresses or paths that stay below their folder; each once."""
        kept: list[str] = []
        for item in written:
            picture = item.strip() if isinstance(item, str) else None
            if picture == "":
                continue
            if picture is None or not _PICTURE.fullmatch(picture) or ".." in picture:
                self.note(field)
            else:
                kept.append(f"https:{picture}" if picture.startswith("//") else picture)
        return tuple(dict.fromkeys(kept))

    def value(self, key: str) -> Any:
        """What stands under the key, unread."""
        return self._data.get(key)


def _storable(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and len(value) <= _LONGEST_TEXT and _UNSTORABLE.search(value) is None


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _integral(value: object) -> int | None:
    if isinstance(value, str):
        return int(value) if _WHOLE.fullmatch(value.strip()) else None
    if isinstance(value, Decimal):
        return int(value) if abs(value) < _LARGEST and value == int(value) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    if _whole(value):
        return str(value)
    if isinstance(value, Decimal) and abs(value.adjusted()) < len(str(_LARGEST)):
        return format(value, "f")
    return ""


def _money(written: str, currency: str) -> Money | None:
    match = _AMOUNT.fullmatch(written)
    if match is None:
        return None
    places = exponent(currency)
    part = match["part"] or ""
    # Zeros behind the minor unit say nothing; any other digit there is not a price.
    if part[places:].strip("0"):
        return None
    shown = f"{match['whole']}.{part[:places]}" if part[:places] else match["whole"]
    try:
        return Money.parse(f"{currency} {shown}") or None
    except MoneyError:
        return None
