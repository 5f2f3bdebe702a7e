"""Parameters: the amounts, periods and lists of a terms package, apart from its code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from tailorbird.domain.money import Money, MoneyError, Rounding


class Kind(StrEnum):
    """What a parameter is, which says how its value is read and printed."""

    RATE = "rate"
    AMOUNT = "amount"
    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    COUNT = "count"
    WORDS = "words"
    TABLE = "table"
    TEXT = "text"
    ROUNDING = "rounding"
    CHOICE = "choice"


class ParameterError(ValueError):
    """A parameter that is missing or cannot be read; the message names it and what was expected."""


_CHINESE_UNITS = {Kind.HOURS: "小时", Kind.DAYS: "天", Kind.WORKING_DAYS: "个工作日"}
_CHINESE_ROUNDINGS = {
    Rounding.HALF_UP: "四舍五入",
    Rounding.HALF_EVEN: "四舍六入五成双",
    Rounding.DOWN: "舍去尾数",
    Rounding.UP: "进位",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value, as written (`raw`) and as read (`value`), with what it means for a reader."""

    name: str
    kind: Kind
    raw: Any
    value: Any
    says: str = ""
    choices: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The value as it stands in the published text."""
        match self.kind:
            case Kind.RATE:
                return f"{(self.value * 100).normalize():f} %"
            case Kind.HOURS | Kind.DAYS | Kind.WORKING_DAYS:
                unit = self.kind.value.replace("_", " ")
                return f"{self.value} {unit if self.value != 1 else unit[:-1]}"
            case Kind.WORDS:
                return ", ".join(word.replace("_", " ") for word in self.value)
            case Kind.TABLE:
                return "; ".join(f"{key} {value}" for key, value in self.value.items())
            case Kind.ROUNDING:
                return str(self.value).replace("_", " ")
            case _:
                return str(self.value)

    def shown_zh(self, words: Mapping[str, str]) -> str:
        """The value as it stands in the Chinese text; `words` has the Chinese of listed words."""
        match self.kind:
            case Kind.HOURS | Kind.DAYS | Kind.WORKING_DAYS:
                return f"{self.value} {_CHINESE_UNITS[self.kind]}"
            case Kind.WORDS:
                return "、".join(words.get(word, word) for word in self.value)
            case Kind.TABLE:
                told = ((words.get(key, key), words.get(str(at), at)) for key, at in self.value.items())
                return "；".join(f"{key} {value}" for key, value in told)
            case Kind.ROUNDING:
                return _CHINESE_ROUNDINGS[self.value]
            case Kind.CHOICE | Kind.TEXT:
                return words.get(self.value, self.value)
            case _:
                return self.shown


def _natural(raw: Any) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or raw < 0:
        raise ValueError("expected a whole number, zero or more")
    return raw


def _words(raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list) or not all(isinstance(word, str) for word in raw):
        raise ValueError("expected a list of words")
    return tuple(raw)


def _table(raw: Any) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise ValueError("expected a table of names and values")
    return dict(raw)


def _text(raw: Any) -> str:
    if not isinstance(raw, str) or not raw:
        raise ValueError("expected a text")
    return raw


def _rate(raw: Any) -> Decimal:
    if not isinstance(raw, str):
        raise ValueError('expected a rate written as a text, such as "0.001"')
    rate = Decimal(raw)
    if not 0 <= rate <= 1:
        raise ValueError("expected a rate between 0 and 1")
    return rate


def _amount(raw: Any) -> Money:
    amount = Money.parse(_text(raw))
    if amount.minor < 0:
        raise ValueError("expected an amount of zero or more")
    return amount


_READERS = {
    Kind.RATE: _rate,
    Kind.AMOUNT: _amount,
    Kind.HOURS: _natural,
    Kind.DAYS: _natural,
    Kind.WORKING_DAYS: _natural,
    Kind.COUNT: _natural,
    Kind.WORDS: _words,
    Kind.TABLE: _table,
    Kind.TEXT: _text,
    Kind.CHOICE: _text,
    Kind.ROUNDING: Rounding,
}


def _read(name: str, entry: Mapping[str, Any]) -> Parameter:
    try:
        kind = Kind(entry["kind"])
        value = _READERS[kind](entry["value"])
    except (KeyError, ValueError, InvalidOperation, MoneyError) as problem:
        raise ParameterError(f"The parameter {name} cannot be read: {problem}.") from problem
    choices = tuple(entry.get("choices", ()))
    if kind is Kind.CHOICE and value not in choices:
        raise ParameterError(f"The parameter {name} must be one of {', '.join(choices)}, not {value}.")
    return Parameter(name, kind, entry["value"], value, entry.get("says", ""), choices)


@dataclass(frozen=True, slots=True)
class Parameters:
    """The parameters of one version of a package. Reading one as the wrong kind is an error."""

    items: Mapping[str, Parameter]

    @classmethod
    def read(cls, table: Mapping[str, Mapping[str, Any]]) -> Parameters:
        """From a data file: each name has `kind`, `value` and, for the reader, `says`."""
        return cls({name: _read(name, entry) for name, entry in table.items()})

    def changed(self, values: Mapping[str, Any]) -> Parameters:
        """A new set with some values replaced; an unknown name is an error."""
        if unknown := sorted(set(values) - set(self.items)):
            known = ", ".join(sorted(self.items))
            raise ParameterError(f"There is no parameter {', '.join(unknown)}. There are: {known}.")
        changed = {
            name: _read(
                name,
                {
                    "kind": self.items[name].kind,
                    "value": raw,
                    "says": self.items[name].says,
                    "choices": self.items[name].choices,
                },
            )
            for name, raw in values.items()
        }
        return replace(self, items={**self.items, **changed})

    def raw(self) -> dict[str, Any]:
        """Every value as written; what a seal covers."""
        return {name: item.raw for name, item in self.items.items()}

    def _get(self, name: str, *kinds: Kind) -> Any:
        item = self.items.get(name)
        if item is None or item.kind not in kinds:
            raise ParameterError(f"There is no parameter {name} of kind {kinds[0]}.")
        return item.value

    def rate(self, name: str) -> Decimal:
        """A share between 0 and 1."""
        value: Decimal = self._get(name, Kind.RATE)
        return value

    def amount(self, name: str) -> Money:
        value: Money = self._get(name, Kind.AMOUNT)
        return value

    def hours(self, name: str) -> timedelta:
        return timedelta(hours=self._get(name, Kind.HOURS))

    def days(self, name: str) -> int:
        """Calendar days, or working days where the parameter says so."""
        value: int = self._get(name, Kind.DAYS, Kind.WORKING_DAYS)
        return value

    def count(self, name: str) -> int:
        value: int = self._get(name, Kind.COUNT)
        return value

    def words(self, name: str) -> tuple[str, ...]:
        value: tuple[str, ...] = self._get(name, Kind.WORDS)
        return value

    def table(self, name: str) -> Mapping[str, Any]:
        value: Mapping[str, Any] = self._get(name, Kind.TABLE)
        return value

    def text(self, name: str) -> str:
        """A text, or the value of a choice."""
        value: str = self._get(name, Kind.TEXT, Kind.CHOICE)
        return value

    def rounding(self, name: str) -> Rounding:
        value: Rounding = self._get(name, Kind.ROUNDING)
        return value

    def offers(self, name: str) -> bool:
        """Whether there is a parameter of that name."""
        return name in self.items
