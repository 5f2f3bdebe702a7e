"""The folder of files: named by content, told by content, whole or not there."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tailorbird.adapters.files.folder import FolderFiles
from tailorbird.adapters.files.sniff import media_type_of
from tailorbird.app.ports.files import FileRefused, FilesUnavailable
from tests import pictures

PNG = pictures.png()


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"\xff\xd8\xff\xe0rest", "image/jpeg"),
        (PNG, "image/png"),
        (b"GIF89a" + b"0" * 9, "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"%PDF-1.7\n%\xe2\xe3", "application/pdf"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "image/heic"),
        (b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2", "video/mp4"),
        (b"\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00qt  ", "video/quicktime"),
        ("Größe 42，白色\n".encode(), "text/plain"),
        (b'{"a": [1, 2]}', "application/json"),
        (b"{ not json", "text/plain"),
        (b"MZ\x90\x00", None),
        (b"PK\x03\x04", None),
        (b"<svg onload='x'>", None),
        ("\ufeff  <html>".encode(), None),
        (b"\x00\x00\x00\x18ftypnone\x00\x00\x00\x00none", None),
        (b"RIFF\x00\x00\x00\x00WAVE", None),
        (b"\x00\x01\x00\x00\x00\x11", "font/ttf"),
        (b"OTTO\x00\x0b", "font/otf"),
        (b"wOF2\x00\x01", "font/woff2"),
        (b"ttcf\x00\x01", None),
    ],
)
def test_a_file_is_what_its_content_says(data: bytes, media_type: str | None) -> None:
    assert media_type_of(data) == media_type


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_characters="<", exclude_categories=["Cs", "Cc"]), min_size=1))
def test_what_was_put_in_comes_out_under_its_hash(tmp_path: Path, text: str) -> None:
    files, data = FolderFiles(tmp_path), text.encode()
    stored = files.put(data, "text/plain" if media_type_of(data) == "text/plain" else "")
    assert stored.sha256 == hashlib.sha256(data).hexdigest()
    assert files.read(stored.sha256) == data
    assert files.about(stored.sha256) == stored


def test_a_file_lies_beside_the_note_of_who_handed_it_in_and_can_only_be_read(tmp_path: Path) -> None:
    stored = FolderFiles(tmp_path).put(PNG, "image/png", by="ada")
    lying = {path.name: path for path in tmp_path.rglob("*") if path.is_file()}
    assert set(lying) == {stored.sha256, stored.sha256 + ".by"}
    assert lying[stored.sha256].stat().st_mode & 0o777 == 0o440


def test_a_file_that_was_changed_on_disk_is_no_longer_given_out(tmp_path: Path) -> None:
    files = FolderFiles(tmp_path)
    stored = files.put(PNG, "")
    path = next(path for path in tmp_path.rglob(stored.sha256))
    path.chmod(0o600)
    path.write_bytes(PNG + b"more")
    assert files.read(stored.sha256) is None
    assert files.about(stored.sha256) is None


DRAWING = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><text>Noa</text></svg>'


def test_a_drawing_of_the_platforms_own_is_kept_as_it_is_where_it_is_called_one(tmp_path: Path) -> None:
    files = FolderFiles(tmp_path)
    for media_type in ("", "image/png", "text/plain"):
        with pytest.raises(FileRefused):
            files.put(DRAWING, media_type)
    kept = files.put(DRAWING, "image/svg+xml")
    assert files.read(kept.sha256) == DRAWING
    assert files.about(kept.sha256) == kept
    assert (kept.media_type, files.uploaders(kept.sha256)) == ("image/svg+xml", frozenset())


def test_a_drawing_of_a_party_is_kept_as_what_is_left_of_it(tmp_path: Path) -> None:
    drawing = DRAWING.replace(b"<svg ", b"<svg viewBox='0 0 9 9' ")
    kept = FolderFiles(tmp_path).put(drawing, "image/svg+xml", by="ada")
    assert FolderFiles(tmp_path).read(kept.sha256) == (
        b'<svg viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg"><text>Noa</text></svg>'
    )


def test_what_is_called_a_drawing_and_is_none_is_not_kept_as_one(tmp_path: Path) -> None:
    for by in ("", "ada"):
        with pytest.raises(FileRefused):
            FolderFiles(tmp_path).put(b"<html><script>", "image/svg+xml", by=by)


def test_a_full_disk_keeps_neither_the_file_nor_the_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(FilesUnavailable, match=r"No space left on device.*nothing was kept"):
        FolderFiles(tmp_path).put(PNG, "image/png", by="ada")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
