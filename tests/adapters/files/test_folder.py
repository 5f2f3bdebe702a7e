"""The folder of files: named by content, told by content, whole or not there."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tailorbird.adapters.files.folder import FolderFiles
from tailorbird.adapters.files.sniff import media_type_of
from tailorbird.app.ports.files import FileRefused

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


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


def test_putting_the_same_bytes_again_changes_nothing_but_who_handed_them_in(tmp_path: Path) -> None:
    files = FolderFiles(tmp_path)
    first = files.put(PNG, "image/png", by="ada")
    assert files.put(PNG, "", by="bo") == first
    assert files.put(PNG, "", by="bo") == first
    assert files.uploaders(first.sha256) == {"ada", "bo"}
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 2


@pytest.mark.parametrize(
    ("data", "claimed", "says"),
    [
        (b"", "image/png", "empty"),
        (PNG + b"0" * 100, "image/png", "the most"),
        (b"MZ\x90\x00", "", "none of these"),
        (PNG, "application/pdf", "its content is image/png"),
    ],
)
def test_what_is_refused_says_what_to_send(tmp_path: Path, data: bytes, claimed: str, says: str) -> None:
    with pytest.raises(FileRefused, match=says):
        FolderFiles(tmp_path, most_bytes=100).put(data, claimed)
    assert list(tmp_path.rglob("*")) == []


def test_a_file_that_was_changed_on_disk_is_no_longer_given_out(tmp_path: Path) -> None:
    files = FolderFiles(tmp_path)
    stored = files.put(PNG, "")
    path = next(path for path in tmp_path.rglob(stored.sha256))
    path.chmod(0o600)
    path.write_bytes(PNG + b"more")
    assert files.read(stored.sha256) is None
    assert files.about(stored.sha256) is None


@pytest.mark.parametrize("name", ["", "..", "../../etc/passwd", "A" * 64, "0" * 63])
def test_a_name_that_is_no_hash_leads_nowhere(tmp_path: Path, name: str) -> None:
    files = FolderFiles(tmp_path)
    assert files.read(name) is None
    assert files.about(name) is None
    assert files.uploaders(name) == frozenset()


DRAWING = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><text>Noa</text></svg>'


def test_a_drawing_is_kept_only_where_the_platform_itself_hands_it_in(tmp_path: Path) -> None:
    files = FolderFiles(tmp_path)
    for media_type, by in (("image/svg+xml", "ada"), ("", ""), ("image/png", ""), ("text/plain", "")):
        with pytest.raises(FileRefused):
            files.put(DRAWING, media_type, by=by)
    kept = files.put(DRAWING, "image/svg+xml")
    assert kept.media_type == "image/svg+xml"
    assert files.about(kept.sha256) == kept
    assert files.uploaders(kept.sha256) == frozenset()


def test_what_is_called_a_drawing_and_is_none_is_not_kept_as_one(tmp_path: Path) -> None:
    files = FolderFiles(tmp_path)
    with pytest.raises(FileRefused):
        files.put(b"<html><script>", "image/svg+xml")
    with pytest.raises(FileRefused):
        FolderFiles(tmp_path, 20).put(DRAWING, "image/svg+xml")
