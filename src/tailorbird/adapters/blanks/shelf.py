"""Reads `blank.toml` beside the drawings. Its keys are the fields of `Blank`."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final, final

from tailorbird.domain import codec
from tailorbird.domain.catalogue.blank import Blank

FOLDER: Final = Path(__file__).parents[2] / "blanks"


class UnreadableBlank(ValueError):
    """A `blank.toml` that does not say what a blank is; the message names the file and the key."""


@final
class BlankShelf:
    """The blanks that come with Tailorbird, or those of another folder."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder

    @cached_property
    def _blanks(self) -> dict[str, Blank]:
        found = (read_blank(each) for each in sorted(self._folder.glob("*/blank.toml")))
        return {each.blank: each for each in found}

    def all(self) -> Sequence[Blank]:
        """Every blank, in the order of their ids."""
        return tuple(self._blanks.values())

    def blank(self, blank_id: str) -> Blank | None:
        """The blank of that id."""
        return self._blanks.get(blank_id)


@cache
def shelf() -> BlankShelf:
    """The shelf of this process."""
    return BlankShelf()


def read_blank(path: Path) -> Blank:
    """The blank of one file. The folder names it, each surface its drawing. Raises `UnreadableBlank`."""
    name = path.parent.name
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        return codec.read(Blank, {**told, "blank": name, "surfaces": _drawn(name, told)})
    except (tomllib.TOMLDecodeError, codec.UnreadableInput) as problem:
        raise UnreadableBlank(f"{name}/{path.name}: {problem}") from problem


def _drawn(name: str, told: dict[str, Any]) -> list[dict[str, Any]]:
    """The surfaces with the drawings of the same names, coloured by the blank's own choice of colour."""
    tint = told.get("colour", {}).get("field", "")
    return [
        {**each, "picture": f"blank:{name}/{each.get('surface', '')}", "tint": tint}
        for each in told.get("surfaces", [])
    ]
