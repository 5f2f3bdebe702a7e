"""The press's folder: by case and name, whole or not there, and nothing left after erasing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tailorbird.adapters.files.exports import FolderExports

CASE = "TB-2026-0001"


@pytest.fixture
def exports(tmp_path: Path) -> FolderExports:
    return FolderExports(tmp_path / "exports")


def test_what_is_written_lies_under_the_case_by_name(exports: FolderExports, tmp_path: Path) -> None:
    exports.write(CASE, "front.pdf", b"front")
    exports.write(CASE, "背面 (2).png", b"back")
    exports.write("TB-2026-0002", "front.pdf", b"other")
    assert exports.names(CASE) == ("front.pdf", "背面 (2).png")
    assert (tmp_path / "exports" / CASE / "front.pdf").read_bytes() == b"front"


def test_writing_again_replaces(exports: FolderExports, tmp_path: Path) -> None:
    exports.write(CASE, "front.pdf", b"one")
    exports.write(CASE, "front.pdf", b"two")
    assert exports.names(CASE) == ("front.pdf",)
    assert (tmp_path / "exports" / CASE / "front.pdf").read_bytes() == b"two"


def test_erasing_leaves_not_even_a_folder_and_may_be_repeated(exports: FolderExports, tmp_path: Path) -> None:
    exports.write(CASE, "front.pdf", b"front")
    exports.write("TB-2026-0002", "front.pdf", b"other")
    exports.erase(CASE)
    exports.erase(CASE)
    assert exports.names(CASE) == ()
    assert [each.name for each in (tmp_path / "exports").iterdir()] == ["TB-2026-0002"]


@pytest.mark.parametrize("case", ["", ".", "..", "../other", "/etc", "a/b", "a\x00b", ".hidden", "a" * 200])
def test_what_is_no_case_leads_nowhere(exports: FolderExports, tmp_path: Path, case: str) -> None:
    for act in (
        lambda: exports.write(case, "a.pdf", b"x"),
        lambda: exports.names(case),
        lambda: exports.erase(case),
    ):
        with pytest.raises(ValueError, match="no case's id"):
            act()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["", "..", "../a.pdf", "/a", "a/b", "a\\b", ".new-x", "a\n", "a. ", "字" * 90]
)
def test_what_is_no_file_name_is_refused(exports: FolderExports, tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="cannot be a file's name"):
        exports.write(CASE, name, b"x")
    assert list(tmp_path.iterdir()) == []


def test_what_fails_half_way_leaves_nothing(
    exports: FolderExports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    exports.write(CASE, "front.pdf", b"old")
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        exports.write(CASE, "front.pdf", b"new")
    monkeypatch.undo()
    assert exports.names(CASE) == ("front.pdf",)
    assert [each.read_bytes() for each in (tmp_path / "exports" / CASE).iterdir()] == [b"old"]
