"""A house with parties and keys on an empty database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tailorbird.adapters.db.database import Database
    from tests.api.stage import Stage


@pytest.fixture
def stage(sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """The house on SQLite, with a clock that stands at a Monday in March 2026."""
    from tests.api.stage import open_stage

    return open_stage(sqlite_database, tmp_path, monkeypatch)
