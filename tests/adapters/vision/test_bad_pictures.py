"""Broken, huge, animated, mislabelled and hostile pictures: a clear error, and never a wrong word."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tailorbird.adapters.vision import decoding
from tailorbird.adapters.vision.eye import Eye
from tailorbird.app.ports.vision import Box, UnreadablePicture
from tests.adapters.vision.photographs import jpeg, noise, photographs, png

PHOTO = photographs(1)[0]
SMALL = {"JPEG": jpeg(noise(40, 30)), "PNG": png(noise(40, 30))}


def _png_that_claims(width: int, height: int) -> bytes:
    """A PNG with a header of this size and next to nothing in it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MZ\x90\x00 a program",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        PHOTO[: len(PHOTO) // 3],
        b"\xff\xd8\xff\xe0" + b"\0" * 400,
        png(noise(60, 60))[:900],
        b"%PDF-1.7 not a picture",
    ],
    ids=["empty", "program", "drawing", "cut off", "hollow", "cut off png", "pdf"],
)
def test_what_is_no_whole_picture_is_refused_with_a_next_step(eye: Eye, data: bytes) -> None:
    for look in (eye.impressions, eye.impression, eye.adult_permille, eye.texts, eye.without_background):
        with pytest.raises(UnreadablePicture, match="Send"):
            look(data)
    with pytest.raises(UnreadablePicture, match="Send"):
        eye.matching_points(data, PHOTO)
    with pytest.raises(UnreadablePicture, match="Send"):
        eye.matching_points(PHOTO, data)


@pytest.mark.parametrize(("width", "height"), [(9_000, 9_000), (60_000, 60_000), (2**31 - 1, 2)])
def test_a_picture_that_claims_to_be_huge_is_never_decoded(eye: Eye, width: int, height: int) -> None:
    with pytest.raises(UnreadablePicture, match=r"Send a (smaller|larger) one"):
        eye.impression(_png_that_claims(width, height))


def test_a_large_jpeg_is_decoded_small(eye: Eye) -> None:
    huge = jpeg(Image.new("RGB", (7_000, 6_500), "navy"), quality=30)
    assert eye.impression(huge).box is None


def test_a_picture_of_a_few_pixels_is_refused(eye: Eye) -> None:
    with pytest.raises(UnreadablePicture, match="nothing can be made out below 8"):
        eye.impression(png(Image.new("RGB", (7, 900))))


def test_of_an_animation_the_first_frame_counts(eye: Eye) -> None:
    first, second = noise(64, 64, 1), noise(64, 64, 2)
    for kind in ("GIF", "WEBP"):
        moving, still = BytesIO(), BytesIO()
        first.save(moving, kind, save_all=True, append_images=[second], lossless=True)
        first.save(still, kind, lossless=True)
        assert eye.impression(moving.getvalue()).hash == eye.impression(still.getvalue()).hash


def test_what_a_file_is_called_does_not_matter(eye: Eye) -> None:
    webp = BytesIO()
    Image.open(BytesIO(PHOTO)).convert("RGB").save(webp, "WEBP", quality=90)
    assert (eye.impression(webp.getvalue()).hash ^ eye.impression(PHOTO).hash).bit_count() <= 6


def test_other_formats_are_refused_though_they_could_be_opened(eye: Eye) -> None:
    for kind in ("TIFF", "BMP", "PPM"):
        data = BytesIO()
        noise(40, 40).save(data, kind)
        with pytest.raises(UnreadablePicture, match="PNG, JPEG, WebP or GIF"):
            eye.impression(data.getvalue())


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16", "RGBA"])
def test_every_kind_of_colours_is_taken(eye: Eye, mode: str) -> None:
    image = Image.new("I;16", (60, 60), 40_000) if mode == "I;16" else noise(60, 60).convert(mode)
    data = jpeg_in(mode, image)
    assert len(eye.impressions(data)) >= 1


def jpeg_in(mode: str, image: Image.Image) -> bytes:
    written = BytesIO()
    image.save(written, "JPEG" if mode == "CMYK" else "PNG")
    return written.getvalue()


def test_a_picture_is_looked_at_upright(eye: Eye) -> None:
    upright = Image.open(BytesIO(PHOTO)).convert("RGB")
    lying = upright.transpose(Image.Transpose.ROTATE_90)
    told = Image.Exif()
    told[0x0112] = 6
    written = BytesIO()
    lying.save(written, "JPEG", exif=told.tobytes(), quality=92)
    assert (eye.impression(written.getvalue()).hash ^ eye.impression(PHOTO).hash).bit_count() <= 6


def test_a_box_of_one_permille_has_a_pixel() -> None:
    image = noise(40, 30)
    assert min(decoding.cut(image, Box(999, 999, 1, 1)).size) >= 1
    assert decoding.cut(image, Box(0, 0, 1000, 1000)).size == (40, 30)


@settings(max_examples=150)
@given(
    st.sampled_from(sorted(SMALL)),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=12),
)
def test_damage_anywhere_is_a_picture_or_a_clear_error(kind: str, hits: list[tuple[float, int]]) -> None:
    data = bytearray(SMALL[kind])
    for where, value in hits:
        data[min(len(data) - 1, int(where * len(data)))] = value
    try:
        opened = decoding.opened(bytes(data), 64)
    except UnreadablePicture as problem:
        assert "Send" in str(problem)
    else:
        assert max(opened.size) <= 64
