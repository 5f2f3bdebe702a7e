"""Words of a bundle's index, in English and Chinese, and how stored values read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from tailorbird.app.bundle import CaseBundle, PrivateItem, PrivateState
from tailorbird.domain.money import Money
from tailorbird.domain.terms.package import Package

_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})")
_MONEY = {"currency", "minor"}


@cache
def _chinese() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("tailorbird.adapters.export").joinpath("zh.toml").read_text(encoding="utf-8"))


def spaced(name: str) -> str:
    """`OrderPaid` or `service_fee` as words: Order paid, Service fee."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name.replace("_", " "))
    return words[:1].upper() + words[1:].lower()


def both(kind: str, name: str) -> str:
    """A word of a list in English, and in Chinese where there is one: `Order paid 买方付款`."""
    chinese = _chinese()[kind].get(name, "")
    return f"{spaced(name)} {chinese}".rstrip()


@dataclass(frozen=True, slots=True)
class Wording:
    """How the values of one case read: instants in its zone, private ids as what they stand for."""

    zone: ZoneInfo
    private: Mapping[str, PrivateItem]
    packages: Mapping[str, Package]

    @classmethod
    def of(cls, bundle: CaseBundle) -> Wording:
        return cls(
            ZoneInfo(bundle.header.zone),
            {each.id: each for each in bundle.private},
            {each.ref: each for each in bundle.packages},
        )

    def instant(self, at: datetime | str) -> str:
        """Local date and time to the second, or finer where it is, with the offset from UTC."""
        made = datetime.fromisoformat(at) if isinstance(at, str) else at
        local = made.astimezone(self.zone)
        fraction = f".{local.microsecond:06d}" if local.microsecond else ""
        offset = f"{local:%z}"
        return f"{local:%Y-%m-%d %H:%M:%S}{fraction} {offset[:3]}:{offset[3:]}"

    def value(self, value: Any) -> str:
        """A stored value as a reader sees it."""
        if isinstance(value, dict):
            if set(value) == _MONEY:
                return str(Money(value["minor"], value["currency"]))
            return ", ".join(f"{spaced(name)}: {self.value(item)}" for name, item in value.items())
        if isinstance(value, list):
            return "; ".join(self.value(item) for item in value) or "–"
        if isinstance(value, bool):
            return "yes 是" if value else "no 否"
        if isinstance(value, str) and value in self.private:
            return self.private_text(self.private[value])
        if isinstance(value, str) and _INSTANT.fullmatch(value):
            return self.instant(value)
        return "–" if value is None or value == "" else str(value)

    def private_text(self, item: PrivateItem) -> str:
        """The text where it is shown; otherwise that it is withheld or erased, with its digest."""
        if item.content is not None and item.state is PrivateState.SHOWN:
            return item.content.text
        return f"[{both('states', item.state.value)}; SHA-256 {item.digest or '–'}]"

    def body(self, body: Mapping[str, Any]) -> str:
        """A fact's fields, one a line; empty ones are left out."""
        filled = {name: item for name, item in body.items() if item not in (None, "", [], {})}
        return "\n".join(f"{spaced(name)}: {self.value(item)}" for name, item in filled.items())

    def sentence(self, says: Mapping[str, Any] | None, package: str) -> tuple[str, str]:
        """A stored reason in English and Chinese; empty texts where there is none."""
        if not says:
            return "", ""
        template = says["template"]
        found = self.packages.get(package)
        chinese = found.messages_zh.get(template, "") if found is not None else ""
        values = {name: self.value(item) for name, item in says["values"]}
        return _filled(template, values), _filled(chinese, values)


def _filled(template: str, values: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda match: values.get(match[1], match[0]), template)
