"""The command line, run in this process: its exit status and what it printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tailorbird.adapters.db.database import Database
    from tests.api.stage import Stage


@dataclass(frozen=True)
class Ran:
    """What a command came to."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    from tailorbird.cli import main

    def go(*arguments: object) -> Ran:
        capsys.readouterr()
        status = main.run([str(each) for each in arguments])
        told = capsys.readouterr()
        return Ran(status, told.out, told.err)

    return go


@pytest.fixture
def stage(sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """The house of the API's tests, which the commands find as theirs."""
    from tailorbird.cli import cases, exporting, parties
    from tests.api.stage import open_stage

    stage = open_stage(sqlite_database, tmp_path, monkeypatch)
    for module in (cases, exporting, parties):
        monkeypatch.setattr(module, "house", lambda: stage.house)
    return stage
