"""One eye for all tests of a worker: its models are converted once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tailorbird.adapters.vision.eye import Eye


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where converted models are kept."""
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="session")
def eye(models: Path) -> Eye:
    return Eye(models)
