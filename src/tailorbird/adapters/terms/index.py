"""The index of the sources' clauses, beside the packages."""

from __future__ import annotations

import tomllib
from pathlib import Path

import tailorbird_terms
from tailorbird.app.sources import SourceClause, read_index


def index() -> tuple[tuple[SourceClause, ...], dict[str, str]]:
    """Every clause that the sources state, and why those of a package wait."""
    path = Path(tailorbird_terms.__file__).parent / "sources.toml"
    return read_index(tomllib.loads(path.read_text(encoding="utf-8")))
