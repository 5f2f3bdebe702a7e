"""Examples as YAML that a lawyer could write. `docs/terms.md` explains the form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

from tailorbird.app.examples import Asked, Example
from tailorbird.domain.roles import Role

_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([+-]\d{2}:\d{2}|Z)?")
_TOP = {"title", "terms", "zone", "currency", "parameters", "facts", "ask", "notes"}
_ASK = {"at", "question", "by", "expect", "after", "with"}


class UnreadableExample(ValueError):
    """An example file that is not in the form; the message says where and what to write."""


class _Loader(yaml.SafeLoader):
    """YAML without its own reading of dates: an instant is read in the file's zone."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in items if tag != "tag:yaml.org,2002:timestamp"]
    for first, items in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_examples(path: Path) -> tuple[Example, ...]:
    """Every case of a file; one file may tell several, as YAML documents."""
    try:
        documents = list(yaml.load_all(path.read_text(encoding="utf-8"), Loader=_Loader))
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as problem:
        raise UnreadableExample(f"{path.name} is not YAML: {problem}") from problem
    found = tuple(
        _example(document, f"{path.name} #{number}")
        for number, document in enumerate(documents, 1)
        if document is not None
    )
    if not found:
        raise UnreadableExample(f"{path.name} tells no case; write title, terms, facts and ask.")
    return found


def _example(document: Any, source: str) -> Example:
    if not isinstance(document, dict):
        raise UnreadableExample(f"{source}: expected title, terms, facts and ask at the top.")
    if extra := sorted(set(document) - _TOP):
        raise UnreadableExample(
            f"{source}: {', '.join(extra)} is not known; there are {', '.join(sorted(_TOP))}."
        )
    for needed in ("title", "terms", "ask"):
        if needed not in document:
            raise UnreadableExample(f"{source}: {needed} is missing.")
    for listed in ("facts", "ask"):
        if not isinstance(document.get(listed) or [], list):
            raise UnreadableExample(f"{source}: {listed} is a list, each item on a line that begins with -.")
    if not isinstance(document.get("parameters") or {}, dict):
        raise UnreadableExample(f"{source}: parameters are names with their values.")
    zone = _zone(str(document.get("zone", "UTC")), source)
    terms = document["terms"]
    facts = tuple(_fact(item, zone, source) for item in document.get("facts") or ())
    return Example(
        title=str(document["title"]),
        zone=zone,
        currency=str(document.get("currency", "CNY")),
        terms=tuple(terms) if isinstance(terms, list) else (str(terms),),
        parameters=document.get("parameters") or {},
        facts=facts,
        asks=tuple(_asked(item, zone, source, len(facts)) for item in document["ask"]),
        source=source,
        notes=str(document.get("notes", "")),
    )


def _zone(name: str, source: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as problem:
        raise UnreadableExample(f"{source}: there is no time zone {name!r}.") from problem


def _fact(item: Any, zone: ZoneInfo, source: str) -> dict[str, Any]:
    if not isinstance(item, dict) or not {"at", "fact", "by"} <= set(item):
        raise UnreadableExample(f"{source}: a fact needs at, fact and by: {item!r}.")
    _role(item["by"], source)
    return {
        key: _instant(value, zone, source) if key == "at" else _inner(value, zone)
        for key, value in item.items()
    }


def _asked(item: Any, zone: ZoneInfo, source: str, facts: int) -> Asked:
    if not isinstance(item, dict) or not {"at", "question", "expect"} <= set(item):
        raise UnreadableExample(f"{source}: a question needs at, question and expect: {item!r}.")
    if not isinstance(item["expect"], dict) or not isinstance(item.get("with", {}), dict):
        raise UnreadableExample(f"{source}: expect and with are names with their values: {item!r}.")
    after = item.get("after", facts)
    if not isinstance(after, int) or not 0 <= after <= facts:
        raise UnreadableExample(f"{source}: after is how many facts were told, 0 to {facts}.")
    return Asked(
        at=_instant(item["at"], zone, source),
        question=str(item["question"]),
        by=_role(item.get("by", "buyer"), source),
        inputs=_inputs(item, zone),
        expect={key: _expected(value, zone) for key, value in item["expect"].items()},
        facts_before=after,
    )


def _inputs(item: Mapping[str, Any], zone: ZoneInfo) -> dict[str, Any]:
    """The question's inputs: beside its other keys, or under `with` where a name would collide."""
    beside = {key: value for key, value in item.items() if key not in _ASK}
    return {key: _inner(value, zone) for key, value in (beside | item.get("with", {})).items()}


def _role(name: str, source: str) -> Role:
    try:
        return Role(name)
    except (ValueError, TypeError) as problem:
        known = ", ".join(Role)
        raise UnreadableExample(f"{source}: {name!r} is no role; there are {known}.") from problem


def _instant(value: Any, zone: ZoneInfo, source: str) -> datetime:
    if isinstance(value, str) and _INSTANT.fullmatch(value):
        return _moment(value, zone)
    raise UnreadableExample(f"{source}: {value!r} is no instant; write it as in 2026-03-02 10:00.")


def _moment(written: str, zone: ZoneInfo) -> datetime:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as problem:
        raise UnreadableExample(f"{written} is no instant: {problem}.") from problem
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _inner(value: Any, zone: ZoneInfo) -> Any:
    """Values as they stand, but instants with the file's zone, written out."""
    if isinstance(value, str) and _INSTANT.fullmatch(value):
        return _moment(value, zone).isoformat()
    if isinstance(value, Mapping):
        return {key: _inner(item, zone) for key, item in value.items()}
    if isinstance(value, list):
        return [_inner(item, zone) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _expected(value: Any, zone: ZoneInfo) -> Any:
    """Expected values: instants become instants, so that they compare whatever their zone."""
    if isinstance(value, str) and _INSTANT.fullmatch(value):
        return _moment(value, zone)
    if isinstance(value, Mapping):
        return {key: _expected(item, zone) for key, item in value.items()}
    return [_expected(item, zone) for item in value] if isinstance(value, list) else value
