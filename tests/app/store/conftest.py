"""The house with stores, on both databases."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.app.shop import Shop, open_shop

if TYPE_CHECKING:
    from tailorbird.adapters.db.database import Database


@pytest.fixture
def shop(database: Database, tmp_path: Path) -> Shop:
    """Nothing is opened yet."""
    return open_shop(database, tmp_path)
