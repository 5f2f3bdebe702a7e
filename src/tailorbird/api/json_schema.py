"""JSON Schemas of bodies and answers, made from the dataclasses that read and write them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, cast, get_args, get_type_hints

import msgspec

from tailorbird.api.schema_names import (
    REF,
    full_name,
    names_given_by_msgspec,
    names_of,
    renamed,
    with_parts,
)
from tailorbird.domain.cases.fact import DataClass
from tailorbird.domain.money import MAX_MINOR, Money

_CURRENCY: Final = {"type": "string", "pattern": "^[A-Z]{3}$"}
MONEY: Final[dict[str, Any]] = {
    "type": "object",
    "description": "An amount in whole minor units of its ISO 4217 currency: 102000 is CNY 1,020.00.",
    "properties": {
        "currency": _CURRENCY,
        "minor": {"type": "integer", "minimum": -MAX_MINOR, "maximum": MAX_MINOR},
    },
    "required": ["currency", "minor"],
    "additionalProperties": False,
}
MONEY_GIVEN: Final[dict[str, Any]] = {
    "description": "An amount: minor units, or as a text such as CNY 1,020.00.",
    "anyOf": [
        {"$ref": "#/components/schemas/Money"},
        {"type": "string", "pattern": "^[A-Z]{3} [0-9]{1,12}$", "examples": ["CNY 1,020.00"]},
    ],
    "examples": ["CNY 1,020.00", {"currency": "CNY", "minor": 102000}],
}
_AS = "The part in which you act, where you play several in this case."
_HAPPENED_AT = "When it happened, where that was before now; an instant with its offset."
_AT = "The instant that is judged; now where it is left out, and never before the last fact."
_FORMATS: Final = {datetime: "date-time", Decimal: "decimal", date: "date"}


@dataclass(frozen=True, slots=True)
class _Command:
    kind: type[Any]
    extras: dict[str, Any]
    description: str


def _part(roles: Iterable[str]) -> dict[str, Any]:
    return {"enum": sorted(roles), "description": _AS}


def _instant(description: str) -> dict[str, Any]:
    return {"type": "string", "format": "date-time", "description": description}


class Components:
    """Schemas that are gathered while an API is built, and named in its description.

    A reference to a class is by its full name until `completed`: only when all are known is it clear which
    share a name.
    """

    def __init__(self) -> None:
        self._given: dict[type[Any], None] = {}
        self._shown: dict[type[Any], None] = {}
        self._commands: dict[str, _Command] = {}
        self._inline: dict[str, dict[str, Any]] = {"Money": MONEY, "MoneyGiven": MONEY_GIVEN}

    def given(self, kind: type[Any]) -> dict[str, Any]:
        """A reference to the schema of what is sent."""
        self._given[kind] = None
        return {"$ref": REF.format(name=full_name(kind))}

    def shown(self, kind: type[Any]) -> dict[str, Any]:
        """A reference to the schema of what is answered."""
        self._shown[kind] = None
        return {"$ref": REF.format(name=full_name(kind))}

    def command(self, name: str, kind: type[Any], roles: Iterable[str], description: str) -> dict[str, Any]:
        """A reference to the schema of a command: the fields of `kind`, with `as` and `happened_at`."""
        extras = {"as": _part(roles), "happened_at": _instant(_HAPPENED_AT)}
        return self._extended(name, kind, extras, description)

    def question(self, name: str, kind: type[Any], roles: Iterable[str], description: str) -> dict[str, Any]:
        """A reference to the schema of a question: its inputs, with `as` and `at`."""
        return self._extended(name, kind, {"as": _part(roles), "at": _instant(_AT)}, description)

    def _extended(
        self, name: str, kind: type[Any], extras: dict[str, Any], description: str
    ) -> dict[str, Any]:
        if both := set(extras) & {each.name for each in fields(cast(Any, kind))}:
            raise TypeError(f"{kind.__name__}.{both.pop()} has the name of a field of every such call.")
        self._commands[name] = _Command(kind, extras, description)
        return {"$ref": REF.format(name=name)}

    def named(self, name: str, schema: dict[str, Any]) -> dict[str, Any]:
        """A reference to a schema that is written by hand."""
        self._inline[name] = schema
        return {"$ref": REF.format(name=name)}

    def completed(self, description: dict[str, Any]) -> dict[str, Any]:
        """The description with every schema, and every reference under the name of its schema."""
        names = self._names()
        schemas = {**description["components"]["schemas"], **self._schemas(names)}
        whole = {**description, "components": {**description["components"], "schemas": schemas}}
        return cast("dict[str, Any]", renamed(whole, {full_name(kind): name for kind, name in names.items()}))

    def _names(self) -> dict[type[Any], str]:
        bodies = (command.kind for command in self._commands.values())
        return names_of(with_parts([*self._given, *self._shown, *bodies]))

    def _schemas(self, names: Mapping[type[Any], str]) -> dict[str, Any]:
        """Every schema by name."""
        bodies = dict.fromkeys(command.kind for command in self._commands.values())
        given = _schemas([*self._given, *bodies], "MoneyGiven", names)
        for kind in (*self._given, *bodies):
            given[names[kind]]["additionalProperties"] = False
        commands = {
            name: _command_schema(given[names[command.kind]], command)
            for name, command in self._commands.items()
        }
        only_bodies = {names[kind] for kind in bodies} - {names[kind] for kind in self._given}
        kept = {name: schema for name, schema in given.items() if name not in only_bodies}
        shown = _schemas(self._shown, "Money", names)
        return dict(sorted({**shown, **kept, **commands, **self._inline}.items()))


def _command_schema(base: dict[str, Any], command: _Command) -> dict[str, Any]:
    return {
        "type": "object",
        "description": command.description,
        "properties": {**base["properties"], **command.extras},
        "required": base["required"],
        "additionalProperties": False,
    }


def _schemas(kinds: Iterable[type[Any]], money: str, names: Mapping[type[Any], str]) -> dict[str, Any]:
    """The schemas of the classes and of what they are made of, by their names."""

    def hook(kind: type) -> dict[str, Any]:
        if kind is Money:
            return {"$ref": REF.format(name=money)}
        raise TypeError(f"{kind.__name__} has no schema")

    kinds = list(kinds)
    _, components = msgspec.json.schema_components(kinds, schema_hook=hook, ref_template=REF)
    by_msgspec = names_given_by_msgspec(with_parts(kinds))
    new = {name: names[kind] for name, kind in by_msgspec.items()}
    made = {new.get(name, name): renamed(schema, new) for name, schema in components.items()}
    for kind in by_msgspec.values():
        if is_dataclass(kind):
            _refine(kind, made.get(names[kind], {}))
    return made


def _refine(kind: type[Any], schema: dict[str, Any]) -> None:
    """Add what msgspec leaves out: formats of instants and decimals, and which texts are private."""
    properties = schema.get("properties", {})
    for name, hint in get_type_hints(kind, include_extras=True).items():
        if name not in properties:
            continue
        if formats := [_FORMATS[part] for part in _parts(hint) if part in _FORMATS]:
            _put_format(properties[name], formats[0])
        if DataClass.PRIVATE in _parts(hint):
            properties[name]["description"] = "Private text: kept apart from the case, and erasable."


def _parts(hint: Any) -> list[Any]:
    return [hint, *getattr(hint, "__metadata__", ()), *(p for arg in get_args(hint) for p in _parts(arg))]


def _put_format(schema: dict[str, Any], name: str) -> None:
    for part in (schema, *schema.get("anyOf", ())):
        if part.get("type") == "string":
            part["format"] = name
