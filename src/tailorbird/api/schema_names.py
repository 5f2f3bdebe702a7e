"""What the schemas of classes are called in the API's description: by the class alone where that is clear,
and with the subject of its module before it where classes of one name differ."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from typing import Any, Final, cast, get_args, get_type_hints

REF: Final = "#/components/schemas/{name}"
_PREFIX: Final = REF.format(name="")


def with_parts(kinds: Iterable[type[Any]]) -> tuple[type[Any], ...]:
    """The dataclasses, and the dataclasses and enumerations that their fields are made of."""
    found: dict[type[Any], None] = {}
    waiting: list[Any] = list(kinds)
    while waiting:
        hint = waiting.pop()
        if not isinstance(hint, type):
            waiting += get_args(hint)
        elif hint not in found and is_dataclass(hint):
            found[hint] = None
            waiting += get_type_hints(hint).values()
        elif hint not in found and issubclass(hint, Enum):
            found[hint] = None
        else:
            waiting += get_args(hint)
    return tuple(found)


def full_name(kind: type[Any]) -> str:
    """A name that no other class has: its module and its own."""
    return re.sub(r"[^a-zA-Z0-9.\-_]", "_", f"{kind.__module__}.{kind.__qualname__}")


def names_of(kinds: Iterable[type[Any]]) -> dict[type[Any], str]:
    """Each class's name in the description. Classes of one name and one shape share it; where the shapes
    differ, each has as much of its module before the name as tells it from the others."""
    namesakes: dict[str, list[type[Any]]] = defaultdict(list)
    for kind in sorted(set(kinds), key=full_name):
        namesakes[kind.__name__].append(kind)
    return {kind: name for same in namesakes.values() for kind, name in _told_apart(same, set(namesakes))}


def _told_apart(same: Sequence[type[Any]], plain_names: Set[str]) -> Iterable[tuple[type[Any], str]]:
    shapes = [_shape(kind) for kind in same]
    if all(shape == shapes[0] for shape in shapes):
        return [(kind, kind.__name__) for kind in same]
    return [(kind, _name_of_its_own(kind, same, plain_names)) for kind in same]


def _name_of_its_own(kind: type[Any], same: Sequence[type[Any]], plain_names: Set[str]) -> str:
    parts = len(kind.__module__.split("."))
    for length in range(1, parts + 1):
        name = _subject(kind, length) + kind.__name__
        others = {_subject(each, length) + each.__name__ for each in same if each is not kind}
        if name not in others | plain_names:
            return name
    return full_name(kind)


def _subject(kind: type[Any], length: int) -> str:
    """The last parts of the module's path, such as MarketplaceProduct."""
    return "".join(word.title() for part in kind.__module__.split(".")[-length:] for word in part.split("_"))


def _shape(kind: type[Any]) -> object:
    if issubclass(kind, Enum):
        return [member.value for member in kind]
    hints = get_type_hints(kind, include_extras=True)
    return [
        (each.name, hints[each.name], each.default is MISSING and each.default_factory is MISSING)
        for each in fields(cast(Any, kind))
    ]


def names_given_by_msgspec(kinds: Collection[type[Any]]) -> dict[str, type[Any]]:
    """The classes by the names that msgspec gives to their schemas when it is asked for these together."""
    plain: dict[str, list[type[Any]]] = defaultdict(list)
    for kind in kinds:
        plain[kind.__name__].append(kind)
    return {
        name if len(same) == 1 else full_name(kind): kind for name, same in plain.items() for kind in same
    }


def renamed(value: Any, names: Mapping[str, str]) -> Any:
    """The schema or description with every reference under its new name; names not told stay."""
    if isinstance(value, dict):
        return {
            key: _reference(item, names) if key == "$ref" else renamed(item, names)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [renamed(item, names) for item in value]
    return value


def _reference(value: Any, names: Mapping[str, str]) -> Any:
    if not isinstance(value, str) or not value.startswith(_PREFIX):
        return value
    name = value.removeprefix(_PREFIX)
    return _PREFIX + names.get(name, name)
