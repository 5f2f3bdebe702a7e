"""Facts: what happened, typed, immutable, in the past tense. And the registry that names them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Generic, TypeVar, cast, dataclass_transform, get_type_hints

from tailorbird.domain import codec
from tailorbird.domain.roles import Role


class DataClass(StrEnum):
    """How a stored field is classed (order1688.23)."""

    COMMERCIAL = "commercial"
    PRIVATE = "private"


Private = Annotated[str, DataClass.PRIVATE]
"""The id of private content. The content lies in a store of its own, where it can be erased."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Base of every fact. Fields are commercial data, except those typed `Private`."""

    recorded_by: ClassVar[frozenset[Role]] = frozenset()


T = TypeVar("T")
FactT = TypeVar("FactT", bound=Fact)
FactT_co = TypeVar("FactT_co", bound=Fact, covariant=True)
FACTS: dict[str, type[Fact]] = {}
"""Every fact type by its name."""


class UnknownFact(LookupError):
    """A fact name that no part of the product declares."""


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def fact(*recorded_by: Role) -> Callable[[type[FactT]], type[FactT]]:
    """Declare a fact type and the roles that may record it."""

    def declare(cls: type[FactT]) -> type[FactT]:
        made = dataclass(frozen=True, slots=True, kw_only=True)(cls)
        made.recorded_by = frozenset(recorded_by)
        if made.__name__ in FACTS and FACTS[made.__name__].__module__ != made.__module__:
            raise TypeError(f"Two facts are named {made.__name__}.")
        FACTS[made.__name__] = made
        return made

    return declare


def fact_type(name: str) -> type[Fact]:
    """The fact type of that name; raises `UnknownFact` with the nearest names."""
    try:
        return FACTS[name]
    except KeyError:
        near = sorted(known for known in FACTS if known[:4].lower() == name[:4].lower())
        hint = f" Did you mean {', '.join(near)}?" if near else ""
        raise UnknownFact(f"There is no fact {name!r}.{hint} See docs/terms.md for the list.") from None


def read_fact(name: str, body: dict[str, Any]) -> Fact:
    """Build the named fact from plain data; a field that it does not have is an error."""
    return read_fields(fact_type(name), body)


def read_fields(kind: type[T], body: dict[str, Any]) -> T:
    """Build a dataclass from plain data; unknown and missing fields are errors that name them."""
    name = kind.__name__
    known = {each.name for each in fields(cast(Any, kind))}
    if extra := sorted(set(body) - known):
        raise codec.UnreadableInput(
            f"{name} has no field {', '.join(extra)}; it has {', '.join(sorted(known)) or 'none'}."
        )
    needed = {
        each.name
        for each in fields(cast(Any, kind))
        if each.default is MISSING and each.default_factory is MISSING
    }
    if missing := sorted(needed - set(body)):
        raise codec.UnreadableInput(f"{name} needs {', '.join(missing)}.")
    return codec.read(kind, body)


def data_classes(kind: type[Fact]) -> dict[str, DataClass]:
    """Each field's class; what is not `Private` is commercial."""
    if kind.__name__ not in _CLASSED:
        hints = get_type_hints(kind, include_extras=True)
        _CLASSED[kind.__name__] = {
            each.name: DataClass.PRIVATE if _is_private(hints[each.name]) else DataClass.COMMERCIAL
            for each in fields(kind)
        }
    return _CLASSED[kind.__name__]


_CLASSED: dict[str, dict[str, DataClass]] = {}


def _is_private(hint: Any) -> bool:
    if DataClass.PRIVATE in getattr(hint, "__metadata__", ()):
        return True
    return any(_is_private(part) for part in getattr(hint, "__args__", ()))


@dataclass(frozen=True, slots=True)
class Recorded(Generic[FactT_co]):
    """A fact in its case: which one it is, when it happened, who recorded it, and what caused it."""

    seq: int
    fact: FactT_co
    at: datetime
    by: Role
    party: str = ""
    cause: str = ""
    """`deadline:KEY` or `fact:SEQ` or `decision:NO`; empty when a party simply recorded it."""
    staff: str = ""
    """The member of the party's staff who did it; empty where the party's own key did."""

    @property
    def name(self) -> str:
        return type(self.fact).__name__
