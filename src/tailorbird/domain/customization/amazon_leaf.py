"""What the tree and the list of an Amazon Custom order have in common: leaves, places, findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from tailorbird.domain import codec
from tailorbird.domain.customization.imported import (
    Attention,
    FilePurpose,
    OrderFault,
    OrderWarning,
    UnknownPart,
    UnreadableOrder,
    WarningCode,
)
from tailorbird.domain.customization.specification import EntryKind
from tailorbird.domain.money import Money, MoneyError, exponent

MAX_LEAVES: Final = 400
"""More parts than any product has; beyond, the file is refused."""
MAX_FINDINGS: Final = 1000
"""Likewise with what is reported: beyond, nobody reads it, and it is no order's file."""
_SHOWN: Final = 200
_MOST_DIGITS: Final = 24
_MOST_MAGNITUDE: Final = 15

Node = Mapping[str, object]


class Need(StrEnum):
    """Whether the order says that a choice had to be made."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a node lies: its surface and the containers on the way, each with all of its names."""

    surface: tuple[str, ...] = ()
    surface_index: int | None = None
    containers: tuple[tuple[str, ...], ...] = ()
    geometry: tuple[tuple[str, str], ...] = ()

    @property
    def surface_name(self) -> str:
        return self.surface[0] if self.surface else ""

    @property
    def area(self) -> str:
        return " / ".join(names[0] for names in self.containers)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileName:
    """A file that the order names. `detail` is under which name the entry keeps it, if it does."""

    name: str
    purpose: FilePurpose
    where: str
    buyer_filename: str = ""
    url: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One choice as the tree or the list states it. `other_values` are further names of the value."""

    where: str
    place: Place
    name: str
    label: str
    kind: EntryKind
    value: str
    other_values: tuple[str, ...] = ()
    detail: Mapping[str, str] = field(default_factory=dict)
    files: tuple[FileName, ...] = ()
    need: Need = Need.UNSTATED

    @property
    def shown(self) -> str:
        """The value; for a colour without a name its code."""
        if self.kind is EntryKind.COLOUR and not self.value.strip():
            return self.detail.get("colour", "") or self.value
        return self.value

    @property
    def blank(self) -> bool:
        return not self.shown.strip()

    def with_detail(self, more: Mapping[str, str]) -> Leaf:
        return replace(self, detail={**self.detail, **more})


class Findings:
    """Collects, during one reading, what cannot be understood or relied on."""

    def __init__(self) -> None:
        self.warnings: list[OrderWarning] = []
        self.unknown: list[UnknownPart] = []
        self.files: list[FileName] = []
        """Files that are named outside leaves."""

    def warn(self, code: WarningCode, where: str, text: str, attention: Attention = Attention.NOTE) -> None:
        self.add(OrderWarning(code, where, text, attention))

    def add(self, warning: OrderWarning) -> None:
        if len(self.warnings) >= MAX_FINDINGS:
            raise too_many()
        self.warnings.append(warning)

    def not_known(self, path: str, kind: str, content: object) -> None:
        if len(self.unknown) >= MAX_FINDINGS:
            raise too_many()
        self.unknown.append(UnknownPart(path, shorten(kind), shorten(json_text(content))))


def too_many() -> UnreadableOrder:
    return UnreadableOrder(
        OrderFault.TOO_MANY_PARTS,
        f"The order has more than {MAX_LEAVES} parts, or more than {MAX_FINDINGS} odd ones.",
        "Check that the file is the marketplace's own, and enter the order by hand if it is.",
    )


def shorten(text: str) -> str:
    """At most 200 characters, with a sign where something was cut off."""
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def json_text(value: object) -> str:
    """A value as it is shown to people: a text as itself, anything else as canonical JSON."""
    return value if isinstance(value, str) else codec.canonical(value).decode()


def scalar(value: object) -> str | None:
    """A text or number as text; none for anything else. Numbers are written out, without final zeros."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    if isinstance(value, int) or abs(value.adjusted()) > _MOST_MAGNITUDE:
        return str(value)
    written = format(value, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


def is_empty(value: object) -> bool:
    """Whether there is nothing in a part: null, an empty text, list or object."""
    return value is None or value in ("", [], {})


def names_of(node: Node) -> tuple[str, ...]:
    """Label and name of a node, as far as it has them, the buyer's words first."""
    found = (scalar(node.get("label")), scalar(node.get("name")))
    return tuple(dict.fromkeys(text for text in found if text and text.strip()))


def inside(path: str, key: str | int) -> str:
    """The path of a part within the part at `path`."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    step = key if key.replace("_", "a").isalnum() else f'["{key}"]'
    return f"{path}{step}" if step.startswith("[") else f"{path}.{step}" if path else step


def flattened(name: str, value: object) -> Iterator[tuple[str, str]]:
    """The scalars within a value under dotted names: `position.x`."""
    if isinstance(value, Mapping):
        for key in sorted(value):
            yield from flattened(f"{name}.{key}", value[key])
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from flattened(f"{name}.{index}", each)
    elif value is not None:
        yield name, scalar(value) or json_text(value)


def need_of(node: Node) -> Need:
    """What the node itself says on whether it has to be filled."""
    for key in ("isRequired", "required"):
        if isinstance(node.get(key), bool):
            return Need.REQUIRED if node[key] else Need.OPTIONAL
    return Need.UNSTATED


def price_details(node: Node, where: str, findings: Findings) -> dict[str, str]:
    """The surcharge that a node states, as `price_delta`; what cannot be read is kept and reported."""
    details: dict[str, str] = {}
    for key in ("additionalCost", "priceDelta"):
        cost = node.get(key)
        if is_empty(cost):
            continue
        money = _money(cost)
        if money is not None:
            details["price_delta"] = str(money)
        elif not _plainly_nothing(cost):
            details["price_delta_unread"] = json_text(cost)
            text = f"The surcharge {shorten(json_text(cost))} is no exact amount of a currency."
            findings.warn(WarningCode.PRICE_UNREADABLE, inside(where, key), text, Attention.PERSON)
    return details


def _plainly_nothing(cost: object) -> bool:
    amount = cost.get("amount") if isinstance(cost, Mapping) else cost
    return not isinstance(amount, bool) and isinstance(amount, int | Decimal) and amount == 0


def _money(cost: object) -> Money | None:
    """An exact amount; none where amount or currency is missing or unfit, or has too many decimals."""
    if not isinstance(cost, Mapping):
        return None
    amount, currency = cost.get("amount"), cost.get("currency", cost.get("currencyCode"))
    if not isinstance(currency, str):
        return None
    try:
        if isinstance(amount, str):
            return Money.parse(f"{currency} {amount.strip()}")
        if isinstance(amount, bool) or not isinstance(amount, int | Decimal):
            return None
        exact = Decimal(amount)
        if len(exact.as_tuple().digits) > _MOST_DIGITS or abs(exact.adjusted()) > _MOST_MAGNITUDE:
            return None
        minor = exact.scaleb(exponent(currency))
        return Money(int(minor), currency) if minor == minor.to_integral_value() else None
    except MoneyError:
        return None


def type_in(value: object) -> str:
    """The type that a part states of itself, if it does."""
    return (scalar(value.get("type")) or "") if isinstance(value, Mapping) else ""


def unknown_leaf(where: str, place: Place, names: Iterable[str], content: object, kind: str) -> Leaf:
    """A part that nobody understands, kept whole."""
    first = next(iter(names), "")
    return Leaf(
        where=where,
        place=place,
        name=first,
        label=first,
        kind=EntryKind.UNKNOWN,
        value="" if is_empty(content) else json_text(content),
        detail={"type": kind} if kind else {},
    )
