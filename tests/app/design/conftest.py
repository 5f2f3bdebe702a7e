"""The stand on an empty database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tailorbird.adapters.db.database import Database
    from tests.app.design.stand import Stand


@pytest.fixture
def stand(sqlite_database: Database) -> Stand:
    """Designs of the mug, with Ada as the buyer."""
    from tests.app.design.stand import Stand

    return Stand(sqlite_database.designs)
