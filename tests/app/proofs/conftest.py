"""A press: a seller whose tag is made to order, on an empty database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tailorbird.adapters.db.database import Database
    from tests.app.proofs.press import Press


@pytest.fixture
def press(sqlite_database: Database, tmp_path: Path) -> Press:
    """The seller's product is public, and ana has designed one."""
    from tests.app.proofs.press import open_press

    return open_press(sqlite_database, tmp_path)
