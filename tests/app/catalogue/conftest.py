"""A workshop whose seller keeps products in the catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tailorbird.adapters.db.database import Database
    from tests.app.workshop import Workshop


@pytest.fixture
def workshop(sqlite_database: Database, tmp_path: Path) -> Workshop:
    """A seller with its buyers, on an empty database."""
    from tests.app.workshop import open_workshop

    return open_workshop(sqlite_database, tmp_path)
