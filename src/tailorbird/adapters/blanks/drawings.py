"""Drawings of blanks by `blank:NAME/SIDE`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

_BLANKS: Final = Path(__file__).parents[2] / "blanks"
_PREFIX: Final = "blank:"


@cache
def _known() -> dict[str, Path]:
    """Every drawing that lies here, by its name."""
    return {f"{_PREFIX}{each.parent.name}/{each.stem}": each for each in _BLANKS.glob("*/*.svg")}


def blank_drawing(name: str) -> bytes | None:
    """The drawing as SVG, or none where no blank has such a side."""
    found = _known().get(name)
    return found.read_bytes() if found is not None else None
