"""Clauses, terms, walkthroughs and bundles on the command line."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tailorbird.adapters.terms import shelf
from tests.cli.conftest import Run
from tests.cli.test_rule import one_line

TAILORBIRD = Path(sys.executable).with_name("tailorbird")


def test_every_clause_of_the_sources_is_listed_for_machines(run: Run) -> None:
    listed = json.loads(run("clauses", "--json").out)
    assert {frozenset(each) for each in listed} == {
        frozenset(("id", "package", "version", "state", "questions", "examples", "reason"))
    }
    built = [each for each in listed if each["package"] in ("order1688", "jewelry")]
    assert len(built) == 60
    assert {each["state"] for each in built} == {"runs", "shown"}
    planned = [each for each in listed if each["state"] == "planned"]
    assert planned and all(each["reason"] for each in planned)


def test_a_package_is_shown_in_both_languages(run: Run) -> None:
    assert "order1688.12.7" in run("terms", "show", "order1688").out
    assert "出口" in run("terms", "show", "order1688@1", "--zh").out
    assert "order1688@1" in run("terms", "list").out
    assert "There are no terms" in one_line(run("terms", "show", "nonsense"))
    assert "There are no terms" in one_line(run("terms", "seal", "nonsense@1"))


def test_a_sealed_package_that_was_edited_is_told_with_its_name(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = shelf.folder_of("order1688@1")
    copy = tmp_path / "order1688" / "v1"
    shutil.copytree(real.path, copy)
    folder = shelf.PackageFolder("order1688", "1", copy)
    shelf.seal(folder)
    (copy / "fees.py").write_text("# other terms\n", encoding="utf-8")
    monkeypatch.setattr(shelf, "folders", lambda: iter((folder,)))
    ran = run("terms", "show", "order1688")
    assert ran.status == 3
    assert "order1688@1 were edited after they were sealed" in one_line(ran)


def test_a_walkthrough_that_there_is_not_names_those_that_there_are(run: Run) -> None:
    assert "There are: amazon-custom" in one_line(run("walkthrough", "nonsense"))
    assert "order1688" in run("walkthrough").out.splitlines()


def test_a_reader_that_has_read_enough_gets_no_trace() -> None:
    told = subprocess.run(
        f"'{TAILORBIRD}' terms show order1688 | head -1", shell=True, capture_output=True, check=False
    )
    assert told.stdout.startswith(b"#")
    assert b"Traceback" not in told.stderr


def test_a_walkthrough_is_one_document_and_its_bundle_verifies(run: Run, tmp_path: Path) -> None:
    document = json.loads(run("walkthrough", "order1688-open", "--json").out)
    assert {"facts", "decisions", "entries", "deadlines", "statements"} <= set(document)
    assert document["balanced"] is True


def test_what_is_no_bundle_is_told_and_ends_with_an_error(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "bundle.zip"
    file.write_bytes(b"nonsense")
    assert run("verify", file).status != 0
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("facts.json", "[]")
    assert run("verify", file).status != 0
    assert run("verify", tmp_path / "none.zip").status == 2
