"""Trouble with what the product runs on: one line with what to do, and never a trace."""

from __future__ import annotations

import os
import socket
import subprocess
from pathlib import Path

import pytest

from tailorbird.app.ports.files import FilesUnavailable
from tailorbird.cli.trouble import Told, explained
from tests.cli.test_terms_and_bundles import TAILORBIRD


def ended(folder: Path, *arguments: str, **settings: str) -> tuple[int, str]:
    """Exit status and error output of a process of its own."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("TAILORBIRD_")}
    env |= {"TAILORBIRD_VAR": str(folder), **settings}
    done = subprocess.run([TAILORBIRD, *arguments], env=env, capture_output=True, timeout=60, check=False)
    return done.returncode, done.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "settings", "says"),
    [
        (("case", "list"), {}, "Run `tailorbird migrate`"),
        (("worker", "--once"), {}, "Run `tailorbird migrate`"),
        (("migrate",), {"TAILORBIRD_DATABASE_URL": "nonsense"}, "Write sqlite:///PATH or postgresql://"),
        (
            ("case", "list"),
            {"TAILORBIRD_DATABASE_URL": "postgresql://x@127.0.0.1:1/x"},
            "The database cannot be reached",
        ),
        (("migrate",), {"TAILORBIRD_VAR": "/dev/null/x"}, "TAILORBIRD_VAR says where things lie"),
        (("worker", "--once"), {"TAILORBIRD_WEBHOOK_NETWORKS": "x"}, "TAILORBIRD_WEBHOOK_NETWORKS"),
        (("serve", "--port", "8199"), {"TAILORBIRD_WORKERS": "x"}, "TAILORBIRD_WORKERS is 'x'"),
    ],
)
def test_it_is_told_in_a_line(
    tmp_path: Path, arguments: tuple[str, ...], settings: dict[str, str], says: str
) -> None:
    status, told = ended(tmp_path / "var", *arguments, **settings)
    assert status not in (0, None), told
    assert says in told
    assert "Traceback" not in told
    assert len(told.strip().splitlines()) == 1, told


def test_a_storage_of_files_that_does_not_answer_is_told_with_what_it_says() -> None:
    told = explained(
        FilesUnavailable("The storage did not answer. Start it, or mend TAILORBIRD_S3_ENDPOINT.")
    )
    assert told == Told("The storage did not answer. Start it, or mend TAILORBIRD_S3_ENDPOINT.")


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    file = tmp_path / "x.sqlite3"
    file.write_bytes(b"no database, but some text " * 100)
    status, told = ended(tmp_path, "case", "list", TAILORBIRD_DATABASE_URL=f"sqlite:///{file}")
    assert (status, "is no SQLite database" in told) == (1, True), told


def test_a_port_in_use_is_told_and_not_shared(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        status, told = ended(tmp_path, "serve", "--port", str(taken.getsockname()[1]))
    assert status == 1
    assert "Nothing can listen on" in told
