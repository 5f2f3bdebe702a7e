"""Opening databases: one process may hold several, and the settings follow the environment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tailorbird.adapters.db import open_database
from tailorbird.adapters.db.database import Database
from tailorbird.adapters.db.start import configure
from tests.contracts.stored import opening, read_headers, write


def test_two_databases_are_open_at_once_under_two_names(sqlite_database: Database, tmp_path: Path) -> None:
    other = open_database(f"sqlite:///{tmp_path}/other.sqlite3", "other")
    other.migrate()
    write(other.storage, opening("TB-1"))
    assert sorted(read_headers(other.storage, ["TB-1"])) == ["TB-1"]
    assert read_headers(sqlite_database.storage, ["TB-1"]) == {}
    other.close()


def test_opening_another_database_under_the_same_name_leaves_the_first(
    sqlite_database: Database, tmp_path: Path
) -> None:
    write(sqlite_database.storage, opening("TB-1"))
    other = open_database(f"sqlite:///{tmp_path}/other.sqlite3")
    other.migrate()
    assert read_headers(other.storage, ["TB-1"]) == {}
    again = open_database(f"sqlite:///{tmp_path}/tailorbird.sqlite3")
    assert sorted(read_headers(again.storage, ["TB-1"])) == ["TB-1"]


def test_processes_that_start_together_migrate_once(tmp_path: Path) -> None:
    script = (
        "import sys; from tailorbird.adapters.db import open_database; open_database(sys.argv[1]).migrate()"
    )
    command = [sys.executable, "-W", "error", "-c", script, f"sqlite:///{tmp_path}/new.sqlite3"]
    started = [subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE) for _ in range(3)]
    assert [each.communicate()[1] for each in started] == [b"", b"", b""]
    assert [each.returncode for each in started] == [0, 0, 0]


def test_a_setting_is_written_in_capitals() -> None:
    with pytest.raises(ValueError, match="in capitals"):
        configure(debug="yes")


def _settings(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start Django in a process of its own; print a few settings."""
    script = (
        "from tailorbird.adapters.db.start import setup; setup()\n"
        "from django.conf import settings as s\n"
        "print(s.SECURE_HSTS_SECONDS > 0, s.CSRF_COOKIE_SECURE, s.ALLOWED_HOSTS, s.DEBUG, s.MEDIA_ROOT)"
    )
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("TAILORBIRD_")}
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        cwd=tmp_path,
        env={**inherited, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_any_environment_it_runs_on_one_machine(tmp_path: Path) -> None:
    found = _settings(tmp_path)
    assert found.stdout.split() == [
        "False",
        "False",
        "['localhost',",
        "'127.0.0.1',",
        "'[::1]']",
        "False",
        str(tmp_path / "var" / "media"),
    ], found.stderr
    assert (tmp_path / "var" / "secret.key").exists()


def test_production_is_strict(tmp_path: Path) -> None:
    lacking = _settings(tmp_path, TAILORBIRD_ENV="production")
    assert "TAILORBIRD_SECRET_KEY is not set" in lacking.stderr
    found = _settings(
        tmp_path, TAILORBIRD_ENV="production", TAILORBIRD_SECRET_KEY="k", TAILORBIRD_HOSTS="shop.example"
    )
    assert found.stdout.split()[:3] == ["True", "True", "['shop.example']"], found.stderr
