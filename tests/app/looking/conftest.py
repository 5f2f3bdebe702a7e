"""A gallery for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tailorbird.adapters.db.database import Database
    from tests.app.looking.gallery import Gallery


@pytest.fixture
def hung(sqlite_database: Database) -> Gallery:
    """An empty gallery."""
    from tests.app.looking.gallery import gallery

    return gallery(sqlite_database)
