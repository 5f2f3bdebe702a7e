"""Films and HEIC pictures, built box by box: what says where and when is blanked, and nothing moves."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailorbird.adapters.files.intake.intake import Intake
from tailorbird.adapters.files.intake.limits import Limits
from tailorbird.app.ports.files import FileFault, FileRefused, Removed
from tests.adapters.files.intake.desk import admitted, refused

SECRET = b"+52.3702+004.8952/Zyxwvutsrq"
FRAMES = b"the pictures of the film"


def box(name: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return (len(body) + 8).to_bytes(4) + name + body


def track(handler: bytes, offset: int, sizes: list[int], *more: bytes) -> bytes:
    table = box(
        b"stbl",
        box(b"stsz", struct.pack(f">III{len(sizes)}I", 0, 0, len(sizes), *sizes)),
        box(b"stsc", struct.pack(">IIIII", 0, 1, 1, len(sizes), 1)),
        box(b"stco", struct.pack(">III", 0, 1, offset)),
    )
    media = box(
        b"mdia",
        box(b"mdhd", bytes(4), struct.pack(">IIII", 3_800_000_000, 3_800_000_000, 600, 600), bytes(4)),
        box(b"hdlr", bytes(8), handler, bytes(12), b"handler\x00"),
        box(b"minf", table),
    )
    size = struct.pack(">II", 640 << 16, 360 << 16)
    head = box(b"tkhd", bytes(4), struct.pack(">II", 3_800_000_000, 3_800_000_000), bytes(64), size)
    return box(b"trak", head, media, *more)


def film(*notes: bytes, brand: bytes = b"isom", tracks: bytes = b"", data: bytes = FRAMES) -> bytes:
    start = box(b"ftyp", brand, bytes(4), brand)
    pictures = box(b"mdat", data)
    shown = track(b"vide", len(start) + 8, [len(FRAMES)])
    dated = box(b"mvhd", bytes(4), struct.pack(">II", 3_800_000_000, 3_800_000_000), bytes(88))
    return start + pictures + box(b"moov", dated, shown, tracks, *notes)


NOTES = {
    "place of an iPhone": box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(SECRET), 0), SECRET)),
    "place of an Android": box(b"udta", box(b"loci", bytes(4), SECRET)),
    "keys of QuickTime": box(
        b"meta", box(b"keys", b"com.apple.quicktime.location.ISO6709"), box(b"ilst", box(b"data", SECRET))
    ),
    "packet of XMP": box(b"uuid", bytes.fromhex("be7acfcb97a942e89c71999491e3afac"), b"exif:GPS", SECRET),
}


@pytest.mark.parametrize("kind", NOTES)
@pytest.mark.parametrize("brand", [b"isom", b"qt  "])
def test_a_place_is_blanked_and_nothing_moves(kind: str, brand: bytes) -> None:
    original = film(NOTES[kind], brand=brand)
    kept = admitted(original)
    assert SECRET not in kept.data
    assert len(kept.data) == len(original)
    assert kept.data.index(FRAMES) == original.index(FRAMES)
    assert set(kept.removed) == {Removed.GPS, Removed.CAMERA}


def test_notes_of_one_track_and_at_the_end_of_the_file_go_too() -> None:
    tracks = track(b"soun", 0, [], box(b"udta", box(b"name", SECRET)))
    kept = admitted(film(tracks=tracks) + box(b"meta", SECRET))
    assert SECRET not in kept.data


def test_when_it_was_taken_is_blanked() -> None:
    kept = admitted(film())
    assert (3_800_000_000).to_bytes(4) not in kept.data
    assert kept.removed == (Removed.CAMERA,)


def test_a_track_of_places_goes_with_its_samples() -> None:
    start = len(box(b"ftyp", b"isom", bytes(4), b"isom")) + 8 + len(FRAMES)
    original = film(tracks=track(b"meta", start, [10, len(SECRET) - 10]), data=FRAMES + SECRET)
    kept = admitted(original)
    assert SECRET not in kept.data
    assert FRAMES in kept.data
    assert Removed.GPS in kept.removed


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (film()[:-20], "cut off"),
        (box(b"ftyp", b"isom", bytes(4)) + box(b"mdat", FRAMES), "no index"),
        (box(b"ftyp", b"isom", bytes(4)) + box(b"moov", box(b"cmov", b"x")), "compressed"),
        (film(tracks=track(b"meta", 10**6, [10])), "cut off"),
        (film(box(b"free") * 10_001), "more than 10000 parts"),
        (box(b"ftyp", b"isom", bytes(4)) + box(b"moov", box(b"mvhd", bytes(4))), "too short"),
    ],
)
def test_a_film_that_cannot_be_played_is_refused(data: bytes, says: str) -> None:
    refused(data, says, FileFault.BROKEN)


# HEIC


def heic(
    exif: bytes = SECRET, size: tuple[int, int] = (4032, 3024), method: int = 0, more: bytes = b""
) -> bytes:
    start = box(b"ftyp", b"heic", bytes(4), b"mif1", b"heic")
    entries = b"".join(
        box(b"infe", b"\x02\x00\x00\x00", struct.pack(">HH", item, 0), kind, b"\x00")
        for item, kind in ((1, b"hvc1"), (2, b"Exif"), (3, b"mime"))
    )
    spatial = box(b"ispe", bytes(4), struct.pack(">II", *size))

    def meta(at: int) -> bytes:
        places = b"".join(
            struct.pack(">HHHHII", item, method, 0, 1, offset, length)
            for item, offset, length in (
                (1, at, len(FRAMES)),
                (2, at + len(FRAMES), len(exif)),
                (3, at + len(FRAMES) + len(exif), len(SECRET)),
            )
        )
        return box(
            b"meta",
            bytes(4),
            box(b"iinf", bytes(4), struct.pack(">H", 3), entries),
            box(b"iloc", b"\x01\x00\x00\x00\x44\x00", struct.pack(">H", 3), places),
            box(b"iprp", box(b"ipco", spatial)),
        )

    at = len(start) + len(meta(0)) + 8
    return start + meta(at) + box(b"mdat", FRAMES, exif, SECRET) + more


EXIF = b"\x00\x00\x00\x06Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x88\x25\x00\x04\x00\x00\x00\x01" + SECRET


@pytest.mark.parametrize("exif", [EXIF, EXIF[:4] + EXIF[10:], SECRET])
def test_the_exif_of_a_heic_picture_is_blanked_where_it_lies(exif: bytes) -> None:
    original = heic(exif, more=box(b"moov", SECRET))
    kept = admitted(original, "image/heic")
    assert SECRET not in kept.data
    assert kept.data.index(FRAMES) == original.index(FRAMES)
    assert Removed.CAMERA in kept.removed


def test_where_a_heic_picture_was_taken_is_told_as_taken_out() -> None:
    assert Removed.GPS in admitted(heic(EXIF)).removed


def test_a_heic_picture_has_limits_though_it_is_not_decoded() -> None:
    refused(heic(size=(20_000, 20_000)), "400000000 pixels", FileFault.SIZE)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (heic()[:-9], "cut off"),
        (heic(method=2), "in other items"),
        (heic(method=1), "in other items"),
        (box(b"ftyp", b"heic", bytes(4), b"mif1"), "names no picture"),
        (heic().replace(b"ispe", b"none"), "how large"),
        (heic().replace(b"iloc", b"none"), "where its items lie"),
        (heic().replace(b"infe\x02", b"infe\x00"), "no types"),
    ],
)
def test_a_heic_picture_whose_notes_cannot_be_found_is_refused(data: bytes, says: str) -> None:
    refused(data, says, FileFault.BROKEN)


@given(st.sampled_from([film(*NOTES.values()), heic(EXIF)]), st.data())
def test_no_damaged_container_breaks_the_desk(whole: bytes, data: st.DataObject) -> None:
    hurt = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        hurt[data.draw(st.integers(12, len(hurt) - 1))] = data.draw(st.integers(0, 255))
    try:
        kept = Intake(Limits()).admit(bytes(hurt[: data.draw(st.integers(20, len(hurt)))]), "")
    except FileRefused:
        return
    assert Intake(Limits()).admit(kept.data, "").data == kept.data
