"""Sentences of the terms in the reader's language, with money and instants printed for a reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from tailorbird.domain.money import Money
from tailorbird.domain.terms.package import Package


class Language(StrEnum):
    """The languages that terms and pages are written in."""

    EN = "en"
    ZH = "zh"


def language_of(accept: str) -> Language:
    """The reader's language by an Accept-Language header or a tag such as zh-Hans; English by default."""
    best, weight = Language.EN, 0.0
    for part in accept.split(","):
        tag, _, quality = part.strip().partition(";q=")
        primary = tag.strip().lower().partition("-")[0]
        if primary not in (each.value for each in Language):
            continue
        rank = _weight(quality)
        if rank > weight:
            best, weight = Language(primary), rank
    return best


def _weight(quality: str) -> float:
    try:
        return float(quality) if quality else 1.0
    except ValueError:
        return 0.0


class Speaker:
    """Prints sentences of these packages in one language and time zone.

    `name_of` tells what a party is called; without it parties are called by their ids.
    """

    def __init__(
        self,
        packages: Iterable[Package],
        language: Language,
        zone: ZoneInfo,
        name_of: Callable[[str], str] = str,
    ) -> None:
        self._messages: dict[str, str] = {}
        for package in packages:
            for english, chinese in package.messages_zh.items():
                self._messages.setdefault(english, chinese)
        self.language = language
        self.zone = zone
        self.name_of = name_of

    def sentence(self, says: Mapping[str, Any] | None) -> str:
        """A stored `Says` as a sentence; empty where there is none."""
        if says is None:
            return ""
        template = says["template"]
        if self.language is Language.ZH:
            template = self._messages.get(template, template)
        return str(template.format(**{name: self.value(value) for name, value in says["values"]}))

    def value(self, value: Any) -> str:
        """A stored value as a reader wants it: an amount, an instant in the case's zone, a word."""
        if isinstance(value, dict) and set(value) == {"currency", "minor"}:
            return str(Money(value["minor"], value["currency"]))
        if isinstance(value, str) and (instant := read_instant(value)):
            return self.instant(instant)
        return str(value)

    def instant(self, at: datetime) -> str:
        """`2026-03-09 08:30 CST`, or `2026年3月9日 08:30`; seconds where they matter."""
        local = at.astimezone(self.zone)
        # A deadline that is inclusive passes one microsecond later; nobody reads microseconds.
        time = f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
        if self.language is Language.ZH:
            return f"{local.year}年{local.month}月{local.day}日 {time}"
        return f"{local:%a} {local.day} {local:%b %Y} {time}"


_INSTANT_LENGTH = len("2026-03-09T08:30:00Z")


def read_instant(text: str) -> datetime | None:
    """An instant as the codec writes it; none for any other text."""
    if len(text) < _INSTANT_LENGTH or not text.endswith("Z") or text[10] != "T":
        return None
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except ValueError:
        return None
