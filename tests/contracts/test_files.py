"""One suite on every store of files: a folder, a bucket, and a bucket that keeps versions."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tailorbird.adapters.files.folder import FolderFiles
from tailorbird.adapters.files.intake.limits import Limits
from tailorbird.adapters.files.s3 import S3Files
from tailorbird.app.ports.files import FileFault, FileRefused, Removed
from tests import pictures
from tests.s3 import PLAIN, VERSIONED

Store = FolderFiles | S3Files
Opener = Callable[[Limits], Store]


@pytest.fixture(params=["folder", PLAIN, VERSIONED])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Opener:
    """Opens the same store anew, with limits."""
    if request.param == "folder":
        return lambda limits: FolderFiles(tmp_path, limits)
    settings = request.getfixturevalue("s3_server").folder_in(request.param)
    return lambda limits: S3Files(settings, limits)


@pytest.fixture
def files(opened: Opener) -> Store:
    return opened(Limits())


def test_what_was_put_in_comes_out_under_the_hash_of_its_bytes(files: Store) -> None:
    stored = files.put(pictures.png(), "image/png", by="ada")
    assert stored.sha256 == hashlib.sha256(pictures.png()).hexdigest()
    assert files.read(stored.sha256) == pictures.png()
    assert files.about(stored.sha256) == stored
    assert (stored.size_bytes, stored.media_type) == (len(pictures.png()), "image/png")


def test_putting_the_same_bytes_again_changes_nothing_but_who_handed_them_in(files: Store) -> None:
    first = files.put(pictures.png(), "image/png", by="ada")
    assert files.put(pictures.png(), "", by="bo") == first
    assert files.put(pictures.png(), "", by="bo") == first
    assert files.uploaders(first.sha256) == {"ada", "bo"}


def test_another_process_finds_the_same(files: Store, opened: Opener) -> None:
    stored = files.put("尺寸 42".encode(), "text/plain", by="ada")
    other = opened(Limits())
    assert other.read(stored.sha256) == "尺寸 42".encode()
    assert other.uploaders(stored.sha256) == {"ada"}


def test_who_uploads_at_the_same_time_loses_nothing(files: Store) -> None:
    parties = [f"party-{each}" for each in range(12)]
    with ThreadPoolExecutor(6) as pool:
        put = [pool.submit(files.put, pictures.png(b"together"), "image/png", each) for each in parties]
    hashes = {each.result().sha256 for each in put}
    assert len(hashes) == 1
    assert files.uploaders(hashes.pop()) == set(parties)


@pytest.mark.parametrize("party", ["acme/ünïts", "a b+c%2F", "甲方", "..", "x" * 100])
def test_a_partys_name_comes_back_as_it_is(files: Store, party: str) -> None:
    stored = files.put(b"a note", "text/plain", by=party)
    assert files.uploaders(stored.sha256) == {party}


def test_metadata_is_gone_from_what_is_kept_and_the_hash_is_that_of_the_rest(files: Store) -> None:
    exif = pictures.speckled().getexif()
    exif[0x010F] = "Zyxwvutsrq cameras"
    exif.get_ifd(0x8825)[1] = "N"
    original = pictures.jpeg(exif=exif)
    stored = files.put(original, "image/jpeg", by="ada")
    kept = files.read(stored.sha256)
    assert kept is not None
    assert hashlib.sha256(kept).hexdigest() == stored.sha256
    assert b"Zyxwvutsrq" in original and b"Zyxwvutsrq" not in kept
    assert stored.removed == (Removed.GPS, Removed.CAMERA)
    assert files.put(original, "image/jpeg", by="bo") == stored


def test_what_the_platform_makes_is_kept_byte_for_byte_and_belongs_to_nobody(files: Store) -> None:
    made = pictures.jpeg(comment=b"proof 7")
    stored = files.put(made, "image/jpeg")
    assert files.read(stored.sha256) == made
    assert files.uploaders(stored.sha256) == frozenset()


@pytest.mark.parametrize(
    ("data", "claimed", "fault", "says"),
    [
        (b"", "image/png", FileFault.EMPTY, "empty"),
        (pictures.png(b"0" * 900), "image/png", FileFault.BYTES, "800 is the most"),
        (b"MZ\x90\x00", "", FileFault.TYPE, "none of these"),
        (pictures.png(), "application/pdf", FileFault.TYPE, "its content is image/png"),
        (pictures.png()[:-20], "image/png", FileFault.BROKEN, "cut off"),
    ],
)
def test_what_is_refused_leaves_nothing(
    opened: Opener, data: bytes, claimed: str, fault: FileFault, says: str
) -> None:
    files = opened(Limits(bytes=800))
    with pytest.raises(FileRefused, match=says) as refused:
        files.put(data, claimed, by="ada")
    assert refused.value.fault is fault
    digest = hashlib.sha256(data).hexdigest()
    assert (files.read(digest), files.uploaders(digest)) == (None, frozenset())


def test_what_the_platform_makes_has_a_limit_of_its_own(opened: Opener) -> None:
    files = opened(Limits(bytes=10, own_bytes=30))
    assert files.put(b"twenty bytes of text", "text/plain").size_bytes == 20
    with pytest.raises(FileRefused, match="30 is the most"):
        files.put(b"some more than thirty bytes of text", "text/plain")


def test_erasing_removes_the_bytes_and_who_handed_them_in_and_may_be_repeated(files: Store) -> None:
    stored = files.put(pictures.png(), "image/png", by="ada")
    files.put(pictures.png(), "image/png", by="bo")
    files.erase(stored.sha256)
    files.erase(stored.sha256)
    assert files.read(stored.sha256) is None
    assert files.about(stored.sha256) is None
    assert files.uploaders(stored.sha256) == frozenset()


def test_erasing_one_file_leaves_every_other(files: Store) -> None:
    gone, stays = files.put(b"one", "", by="ada"), files.put(b"another", "", by="ada")
    files.erase(gone.sha256)
    assert files.read(stays.sha256) == b"another"
    assert files.uploaders(stays.sha256) == {"ada"}


def test_what_was_erased_may_come_again(files: Store) -> None:
    stored = files.put(b"again", "", by="ada")
    files.erase(stored.sha256)
    assert files.put(b"again", "", by="bo") == stored
    assert files.read(stored.sha256) == b"again"
    assert files.uploaders(stored.sha256) == {"bo"}


@pytest.mark.parametrize("name", ["", "..", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + ".by/ada"])
def test_a_name_that_is_no_hash_leads_nowhere(files: Store, name: str) -> None:
    assert files.read(name) is None
    assert files.about(name) is None
    assert files.uploaders(name) == frozenset()
    assert files.font(name) is None
    files.erase(name)


def test_of_a_font_it_is_known_which_characters_it_has(files: Store) -> None:
    import fontpkg  # type: ignore[import-untyped]

    stored = files.put(Path(fontpkg.path("Pacifico")).read_bytes(), "font/ttf", by="wren")
    font = files.font(stored.sha256)
    assert font is not None
    assert font.family == "Pacifico"
    assert "Open Font License" in font.licence
    assert font.lacks("Anna 安娜 & 安") == ("安", "娜")
    assert files.font(files.put(b"no font", "").sha256) is None
