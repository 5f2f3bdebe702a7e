"""Walkthrough scripts, YAML files of the package `tailorbird.walkthroughs`."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import yaml

from tailorbird.app.ports.files import Files
from tailorbird.app.ports.parties import Party
from tailorbird.app.walkthrough.script import Script, Step
from tailorbird.domain.roles import Role

FOLDER: Final = Path(__file__).parents[2] / "walkthroughs"
PICTURES: Final = Path(__file__).parents[2] / "demo" / "data"
_INSTANT: Final = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2})?")
_BEFORE_NOW: Final = re.compile(r"-(?P<count>\d+)(?P<unit>[dhm])")
"""An instant counted back from now, such as `-3h`: for a case that is to be still open."""
_FILE_MARK: Final = "file:"
_BYTES_MARK: Final = "bytes:"
"""What a step hands in as it is, such as an order's archive; told in base64, and put nowhere."""
_MEDIA_TYPES: Final = {".jpg": "image/jpeg", ".png": "image/png", ".txt": "text/plain"}


class UnknownWalkthrough(LookupError):
    """A walkthrough that there is not; the message names those that there are."""


def names() -> tuple[str, ...]:
    """Every walkthrough, the plain one of each package first."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


def read_script(name: str, files: Files) -> Script:
    """The script; its pictures and documents are put among the files, and named by their hash."""
    path = FOLDER / f"{name}.yaml"
    if not path.is_file():
        raise UnknownWalkthrough(f"There is no walkthrough {name!r}. There are: {', '.join(names())}.")
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    zone = ZoneInfo(told["zone"])

    def put(reference: str) -> str:
        source = PICTURES / reference
        return files.put(source.read_bytes(), _MEDIA_TYPES[source.suffix]).sha256

    common = yaml.safe_load((FOLDER / "parties" / "cast.yaml").read_text(encoding="utf-8"))
    cast = {key: common[key] for key in told["cast"]}
    return Script(
        name=name,
        title=told["title"],
        title_zh=told["title_zh"],
        zone=zone,
        parties=tuple(_party(party_id, about) for party_id, about in cast.items()),
        steps=tuple(_step(each, zone, put) for each in told["steps"]),
    )


def _party(party_id: str, about: dict[str, Any]) -> Party:
    return Party(
        id=party_id,
        name=about["name"],
        roles=frozenset(Role(role) for role in about["roles"]),
        legal_name=about.get("legal_name", ""),
        registration=about.get("registration", ""),
        country=about.get("country", ""),
        email=about.get("email", ""),
        language=about.get("language", "en"),
        settings=about.get("settings", {}),
    )


def _step(told: dict[str, Any], zone: ZoneInfo, put: Callable[[str], str]) -> Step:
    return Step(
        at=_instant(told["at"], zone),
        do=told["do"],
        by=told.get("by", ""),
        role=Role(told["as"]) if "as" in told else None,
        body={key: _value(value, zone, put) for key, value in told.get("with", {}).items()},
        case=told.get("case", "main"),
        expect=told.get("expect", {}),
        note=told.get("note", ""),
    )


def _instant(value: object, zone: ZoneInfo) -> datetime:
    if isinstance(value, str) and (before := _BEFORE_NOW.fullmatch(value)):
        unit = {"d": "days", "h": "hours", "m": "minutes"}[before["unit"]]
        return datetime.now(UTC).replace(microsecond=0) - timedelta(**{unit: int(before["count"])})
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _value(value: Any, zone: ZoneInfo, put: Callable[[str], str]) -> Any:
    if isinstance(value, str) and value.startswith(_FILE_MARK):
        return put(value.removeprefix(_FILE_MARK))
    if isinstance(value, str) and value.startswith(_BYTES_MARK):
        return b64encode((PICTURES / value.removeprefix(_BYTES_MARK)).read_bytes()).decode()
    if isinstance(value, datetime) or (isinstance(value, str) and _INSTANT.fullmatch(value)):
        return _instant(value, zone).isoformat()
    if isinstance(value, dict):
        return {key: _value(item, zone, put) for key, item in value.items()}
    return [_value(item, zone, put) for item in value] if isinstance(value, list) else value
