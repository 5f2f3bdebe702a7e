"""Pictures: every honest kind comes in and looks as it did, every dishonest one is refused."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from tailorbird.adapters.files.intake.intake import Intake
from tailorbird.adapters.files.intake.limits import Limits
from tailorbird.app.ports.files import FileFault, FileRefused, Removed
from tests import pictures
from tests.adapters.files.intake.desk import admitted, refused
from tests.pictures import chunk, saved, speckled

SECRET = "Zyxwvutsrq-Leonor"
XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{SECRET} exif:GPSLatitude</x:xmpmeta>".encode()
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def seen(data: bytes) -> bytes:
    """What a viewer shows: pixels, turned as the file asks."""
    with Image.open(io.BytesIO(data)) as picture:
        turned = ImageOps.exif_transpose(picture)
        return (turned if turned.mode == "I;16" else turned.convert("RGBA")).tobytes()


def telling_exif(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x013B] = orientation, SECRET, SECRET
    exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 13.0, 49.0)})
    exif.get_ifd(0x8769)[0x9286] = SECRET.encode()
    return exif


def header(width: int, height: int, depth: int = 8, colour: int = 0, interlaced: int = 0) -> bytes:
    told = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)
    return SIGNATURE + chunk(b"IHDR", told)


HONEST: dict[str, Callable[[], bytes]] = {
    "jpeg": pictures.jpeg,
    "progressive jpeg": lambda: pictures.jpeg(progressive=True),
    "grey jpeg": lambda: saved(speckled("L"), "JPEG"),
    "cmyk jpeg": lambda: saved(speckled("CMYK"), "JPEG"),
    "jpeg with restarts": lambda: saved(speckled(size=(90, 70)), "JPEG", restart_marker_blocks=1),
    "png": lambda: saved(speckled(), "PNG"),
    "16-bit png": lambda: saved(speckled("I;16"), "PNG"),
    "palette png": lambda: saved(speckled("P"), "PNG"),
    "png with alpha": lambda: saved(speckled("RGBA"), "PNG"),
    "interlaced png": lambda: header(1, 1, interlaced=1) + _pixel() + chunk(b"IEND", b""),
    "picture one pixel high": lambda: saved(speckled(size=(3000, 1)), "PNG"),
    "picture one pixel wide": lambda: saved(speckled(size=(1, 3000)), "JPEG"),
    "webp": lambda: saved(speckled(), "WEBP"),
    "lossless webp": lambda: saved(speckled("RGBA"), "WEBP", lossless=True),
    "gif": lambda: saved(speckled("P"), "GIF"),
}


def _pixel() -> bytes:
    return chunk(b"IDAT", zlib.compress(b"\x00\x80"))


@pytest.mark.parametrize("kind", HONEST)
def test_an_honest_picture_is_kept_as_it_looks(kind: str) -> None:
    original = HONEST[kind]()
    kept = admitted(original)
    assert seen(kept.data) == seen(original)
    assert kept.removed == ()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_metadata_goes_and_the_turning_stays(kind: str, orientation: int) -> None:
    original = saved(speckled(), kind, exif=telling_exif(orientation), xmp=XMP)
    kept = admitted(original)
    assert SECRET.encode() in original
    assert SECRET.encode() not in kept.data
    assert {Removed.GPS, Removed.CAMERA} <= set(kept.removed)
    assert seen(kept.data) == seen(original)
    with Image.open(io.BytesIO(kept.data)) as picture:
        assert dict(picture.getexif()) == ({} if orientation == 1 else {0x0112: orientation})


@given(
    st.sampled_from(["JPEG", "PNG", "WEBP"]),
    st.integers(1, 8),
    st.tuples(st.integers(1, 40), st.integers(1, 40)),
    st.sampled_from(["RGB", "L"]),
    st.integers(0, 10**6),
)
def test_taking_out_metadata_never_changes_a_pixel(
    kind: str, orientation: int, size: tuple[int, int], mode: str, seed: int
) -> None:
    original = saved(speckled(mode, size, seed), kind, exif=telling_exif(orientation))
    assert seen(admitted(original).data) == seen(original)


@given(st.sampled_from(sorted(HONEST)), st.data())
def test_no_damaged_picture_breaks_the_desk(kind: str, data: st.DataObject) -> None:
    whole = bytearray(HONEST[kind]())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(whole[: data.draw(st.integers(1, len(whole)))])
    try:
        kept = Intake(Limits()).admit(cut, "")
    except FileRefused:
        return
    assert Intake(Limits()).admit(kept.data, "").data == kept.data


TELLING: dict[str, Callable[[], bytes]] = {
    "jpeg comment": lambda: pictures.jpeg(comment=SECRET.encode()),
    "png text": lambda: _with(chunk(b"tEXt", b"Author\x00" + SECRET.encode())),
    "png packed text": lambda: _with(chunk(b"zTXt", b"Author\x00\x00" + zlib.compress(SECRET.encode()))),
    "png unicode text": lambda: _with(chunk(b"iTXt", b"Author\x00\x00\x00\x00\x00" + SECRET.encode())),
    "png date": lambda: _with(chunk(b"tIME", b"\x07\xea\x03\x02\x0a\x00\x00")),
    "png private part": lambda: _with(chunk(b"prVt", SECRET.encode())),
    "gif comment": lambda: saved(speckled("P"), "GIF", comment=SECRET.encode()),
    "jpeg photoshop block": lambda: _after_start(b"\xff\xed", b"Photoshop 3.0\x00" + SECRET.encode()),
    "jpeg maker's block": lambda: _after_start(b"\xff\xe5", SECRET.encode()),
    "jpeg preview": lambda: _after_start(b"\xff\xe0", b"JFXX\x00\x10" + SECRET.encode()),
    "bytes behind a jpeg": lambda: pictures.jpeg() + SECRET.encode(),
    "an archive behind a png": lambda: pictures.png() + b"PK\x03\x04" + SECRET.encode(),
    "a page behind a gif": lambda: saved(speckled("P"), "GIF") + b"<script>" + SECRET.encode(),
    "bytes behind a webp": lambda: saved(speckled(), "WEBP") + SECRET.encode(),
}


def _with(part: bytes) -> bytes:
    whole = saved(speckled(), "PNG")
    at = whole.index(b"IDAT") - 4
    return whole[:at] + part + whole[at:]


def _after_start(marker: bytes, body: bytes) -> bytes:
    whole = pictures.jpeg()
    return whole[:2] + marker + (len(body) + 2).to_bytes(2) + body + whole[2:]


@pytest.mark.parametrize("kind", TELLING)
def test_what_is_written_beside_the_pixels_goes_and_is_told(kind: str) -> None:
    original = TELLING[kind]()
    kept = admitted(original)
    assert SECRET.encode() not in kept.data
    assert zlib.compress(SECRET.encode()) not in kept.data
    assert kept.removed
    assert seen(kept.data) == seen(original)


def test_colours_stay_as_the_profile_says() -> None:
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind in ("JPEG", "PNG", "WEBP"):
        with Image.open(io.BytesIO(admitted(saved(speckled(), kind, icc_profile=profile)).data)) as picture:
            assert picture.info["icc_profile"] == profile


def animation(kind: str, frames: int) -> bytes:
    first, *more = [speckled(seed=seed) for seed in range(frames)]
    return saved(first, kind, save_all=True, append_images=more, duration=80, loop=0)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_an_animation_stays_one(kind: str) -> None:
    with Image.open(io.BytesIO(admitted(animation(kind, 5)).data)) as picture:
        assert getattr(picture, "n_frames", 1) == 5
        assert picture.info["loop"] == 0


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_an_animation_has_limits_in_frames_and_in_all_its_pixels(kind: str) -> None:
    refused(animation(kind, 5), "5 frames, and 4 is the most", FileFault.SIZE, Limits(frames=4))
    refused(animation(kind, 5), "pixels in all its frames", FileFault.SIZE, Limits(animation_pixels=1900))


def test_a_picture_has_limits_in_pixels_and_along_a_side() -> None:
    wide = saved(speckled(size=(300, 10)), "PNG")
    refused(wide, "300 pixels along one side, and 200 is the most", FileFault.SIZE, Limits(side_px=200))
    refused(wide, "3000 pixels, and 2999 is the most", FileFault.SIZE, Limits(pixels=2999))
    assert admitted(wide, limits=Limits(pixels=3000, side_px=300)).removed == ()


def test_a_bomb_is_refused_by_its_header_before_a_pixel_is_made() -> None:
    packed = zlib.compress(bytes(10_000_000), 9)
    bomb = header(30_000, 29_000) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    assert len(bomb) < 12_000
    refused(bomb, "870000000 pixels", FileFault.SIZE)


def test_a_jpeg_with_endless_scans_is_refused() -> None:
    whole = pictures.jpeg(progressive=True)
    at = whole.rindex(b"\xff\xda")
    refused(whole[:at] + whole[at:-2] * 200 + b"\xff\xd9", "more than 100 scans", FileFault.BROKEN)


def test_a_packed_profile_that_grows_without_end_is_refused() -> None:
    profile = chunk(b"iCCP", b"p\x00\x00" + zlib.compress(bytes(50_000_000), 9))
    whole = pictures.png()
    refused(whole[:33] + profile + whole[33:], "cannot be read", FileFault.BROKEN)


BROKEN: dict[str, Callable[[], bytes]] = {
    "half a jpeg": lambda: pictures.jpeg()[:-200],
    "jpeg without its end": lambda: pictures.jpeg()[:-2],
    "half a png": lambda: pictures.png()[:60],
    "png without its end": lambda: pictures.png()[:-12],
    "png with a wrong checksum": lambda: pictures.png()[:-1] + b"\x00",
    "png of one line too few": lambda: header(4, 4) + _pixel() + chunk(b"IEND", b""),
    "png without a size": lambda: header(0, 4) + _pixel() + chunk(b"IEND", b""),
    "half a webp": lambda: saved(speckled(), "WEBP")[:-30],
    "half a gif": lambda: saved(speckled("P"), "GIF")[:-100],
    "gif without a picture": lambda: b"GIF89a\x01\x00\x01\x00\x00\x00\x00\x3b",
    "words of a png": lambda: SIGNATURE + b"0" * 40,
    "words of a jpeg": lambda: b"\xff\xd8\xff\xe0" + b"0" * 40,
    "words of a webp": lambda: b"RIFF\x0c\x00\x00\x00WEBPVP8 ",
    "start of a jpeg": lambda: b"\xff\xd8\xff",
    "start of a gif": lambda: b"GIF89a",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_picture_is_refused_with_what_to_send(kind: str) -> None:
    assert "send it again" in str(refused(BROKEN[kind](), "cannot be read", FileFault.BROKEN))


def test_a_picture_called_something_else_is_refused_by_its_content() -> None:
    with pytest.raises(FileRefused, match="sent as video/mp4, but its content is image/png"):
        Intake(Limits()).admit(pictures.png(), "video/mp4")
    assert admitted(pictures.png(), "image/jpeg").media_type == "image/png"
