"""Amounts, instants and words of a letter, printed in the reader's language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_datetime, get_timezone_name
from babel.numbers import format_currency, format_decimal

from tailorbird.app.reading.language import Language
from tailorbird.domain.cases.custom_words import PlannedDate, PriceTier
from tailorbird.domain.cases.store_words import BilledLine, LineQuantity, RuledLine
from tailorbird.domain.money import Money, exponent
from tailorbird.domain.roles import Role
from tailorbird.domain.time.bound import Last

TEMPLATES: Final = Path(__file__).parent / "templates"
FOLDERS: Final = {Language.EN: "en", Language.ZH: "zh-Hans"}
_LOCALES: Final = {Language.EN: Locale("en"), Language.ZH: Locale("zh", script="Hans")}
_PATTERNS: Final = {
    Language.EN: ("EEE d MMM y, HH:mm", "{at} ({zone})"),
    Language.ZH: ("y年M月d日（EEE）HH:mm", "{at}（{zone}）"),
}
_BOUNDS: Final = {
    (Language.EN, Last.INSIDE): "until {at}",
    (Language.EN, Last.OUTSIDE): "before {at}",
    (Language.ZH, Last.INSIDE): "截至{at}（含）",
    (Language.ZH, Last.OUTSIDE): "{at}之前",
}
_UTC_NAMES: Final = frozenset(("UTC", "Etc/UTC", "Etc/UCT", "Zulu", "Etc/Zulu"))


@dataclass(frozen=True, slots=True)
class Words:
    """What fields, parts and words of closed lists are called in one language."""

    labels: Mapping[str, str]
    roles: Mapping[str, str]
    words: Mapping[str, str]


@cache
def words_of(language: Language) -> Words:
    """The words of a language, from its `words.toml`."""
    read = tomllib.loads((TEMPLATES / FOLDERS[language] / "words.toml").read_text(encoding="utf-8"))
    return Words(read["labels"], read["roles"], read.get("words", {}))


@dataclass(frozen=True, slots=True)
class Figures:
    """Prints values for a reader of one language, with instants in one zone."""

    language: Language
    zone: ZoneInfo

    def money(self, amount: Money) -> str:
        """`CNY 1,020.00`: the code, and the decimals that the books have."""
        places = exponent(amount.currency)
        pattern = "¤¤\N{NO-BREAK SPACE}#,##0" + ("." + "0" * places if places else "")
        return format_currency(
            Decimal(amount.number),
            amount.currency,
            pattern,
            locale=_LOCALES[self.language],
            currency_digits=False,
        )

    def instant(self, at: datetime) -> str:
        """Date, time and the zone's name; seconds only where they are not zero."""
        pattern, frame = _PATTERNS[self.language]
        local = at.astimezone(self.zone)
        if local.second:
            pattern += ":ss"
        printed = format_datetime(local, pattern, locale=_LOCALES[self.language])
        return frame.format(at=printed, zone=self.zone_name(local))

    def zone_name(self, local: datetime) -> str:
        """Such as China Standard Time."""
        if self.zone.key in _UTC_NAMES:
            return "UTC"
        return get_timezone_name(local, locale=_LOCALES[self.language])

    def bound(self, until: datetime, last: Last) -> str:
        """Until when, and whether that instant is still in time."""
        return _BOUNDS[self.language, last].format(at=self.instant(until))

    def role(self, role: Role) -> str:
        return words_of(self.language).roles[role.value]

    def value(self, value: object) -> str:  # noqa: PLR0911 - one line a type
        """A field's value; empty for what says nothing, such as an empty text."""
        match value:
            case Money():
                return self.money(value)
            case datetime():
                return self.instant(value)
            case Role():
                return self.role(value)
            case Enum():
                word = str(value.value)
                return words_of(self.language).words.get(word, word.replace("_", " "))
            case Decimal():
                return format_decimal(value, locale=_LOCALES[self.language], decimal_quantization=False)
            case tuple() | list():
                separator = "；" if self.language is Language.ZH else "; "
                return separator.join(text for text in map(self.value, value) if text)
            case int() if not isinstance(value, bool) and value:
                return format_decimal(value, locale=_LOCALES[self.language])
            case str():
                return " ".join(value.split())
        return self.line(value) if is_dataclass(value) else ""

    def line(self, value: Any) -> str:
        """A line of a table: its words, amounts and clause, such as `goods CNY 1,000.00 [order1688.6]`."""
        match value:
            case PriceTier(from_quantity=quantity, unit_price=price):
                return f"{self.value(quantity)}+: {self.money(price)}"
            case LineQuantity(line=name, quantity=quantity):
                return f"{name} × {self.value(quantity)}"
            case RuledLine(line=name, quantity=quantity, amount=amount):
                return f"{name} × {self.value(quantity)} {self.value(amount)}".rstrip()
            case BilledLine(text=text, quantity=quantity, amount=amount):
                return f"{text} × {self.value(quantity)} {self.money(amount)}"
            case PlannedDate(milestone=milestone, by=by):
                return f"{milestone}: {self.instant(by)}"
        shown = [getattr(value, each.name) for each in fields(value)]
        parts = [
            self.value(each)
            for each in shown
            if isinstance(each, Money | Enum) and not isinstance(each, Role)
        ]
        clause = getattr(value, "clause", "")
        return " ".join([*(part for part in parts if part), *([f"[{clause}]"] if clause else [])])
