"""MP4 and QuickTime without metadata: what says where, when and with what is blanked, nothing moves."""

from __future__ import annotations

from typing import Final

from tailorbird.adapters.files.intake.boxes import Box, blank, boxes, within
from tailorbird.adapters.files.intake.cleaned import Cleaned, Unreadable
from tailorbird.adapters.files.intake.samples import sample_places
from tailorbird.app.ports.files import Removed

_NOTES: Final = frozenset((b"udta", b"meta", b"uuid"))
_CONTAINERS: Final = frozenset((b"moov", b"trak", b"mdia", b"moof", b"traf", b"edts", b"mvex"))
_DATED: Final = frozenset((b"mvhd", b"tkhd", b"mdhd"))
_SEEN: Final = frozenset(
    (b"vide", b"soun", b"subt", b"sbtl", b"text", b"clcp", b"tmcd", b"hint", b"pict", b"auxv")
)
"""Tracks that are shown or heard, or tell time; others are notes by the camera, such as where it went."""
_PLACES: Final = (b"\xa9xyz", b"loci", b"location", b"GPS", b"gps")
_DEEPEST: Final = 8


def clean(data: bytes) -> Cleaned:
    """The film with the same length. A film without an index cannot be played, and is refused."""
    copy, removed = bytearray(data), set[Removed]()
    top = boxes(copy, 0, len(copy))
    films = [each for each in top if each.name == b"moov"]
    if not films:
        raise Unreadable("it has no index (moov), as when recording was cut off")
    for film in films:
        if within(copy, film, b"cmov"):
            raise Unreadable("its index is compressed")
        for track in within(copy, film, b"trak"):
            if _is_notes(copy, track):
                _blank_samples(copy, track)
                removed |= {Removed.CAMERA, Removed.GPS}
    removed |= _blank_notes(copy, top, 0)
    size = max(
        (_size(copy, each) for film in films for each in within(copy, film, b"trak", b"tkhd")), default=(0, 0)
    )
    return Cleaned(bytes(copy), frozenset(removed), *size)


def _blank_notes(data: bytearray, found: list[Box], depth: int) -> set[Removed]:
    removed: set[Removed] = set()
    for box in found:
        if box.name in _NOTES:
            content = bytes(data[box.body : box.end])
            if content.strip(b"\x00"):
                removed.add(Removed.CAMERA)
            if any(place in content for place in _PLACES):
                removed.add(Removed.GPS)
            blank(data, box)
        elif box.name in _DATED:
            removed |= _undate(data, box)
        elif box.name in _CONTAINERS and depth < _DEEPEST:
            removed |= _blank_notes(data, boxes(data, box.body, box.end), depth + 1)
    return removed


def _undate(data: bytearray, box: Box) -> set[Removed]:
    """Blank when it was made and changed: two numbers behind version and flags."""
    end = box.body + 4 + (16 if data[box.body] == 1 else 8)
    if end > box.end:
        raise Unreadable("one of its headers is too short")
    dated = any(data[box.body + 4 : end])
    data[box.body + 4 : end] = bytes(end - box.body - 4)
    return {Removed.CAMERA} if dated else set()


def _is_notes(data: bytearray, track: Box) -> bool:
    handlers = {bytes(data[each.body + 8 : each.body + 12]) for each in within(data, track, b"mdia", b"hdlr")}
    return not handlers & _SEEN


def _blank_samples(data: bytearray, track: Box) -> None:
    """Blank what the track refers to, then the track itself."""
    for table in within(data, track, b"mdia", b"minf", b"stbl"):
        for start, end in sample_places(data, table):
            data[start:end] = bytes(end - start)
    blank(data, track)


def _size(data: bytearray, header: Box) -> tuple[int, int]:
    """Width and height, the last two numbers of the header, each with a fraction of 16 bits."""
    return (
        int.from_bytes(data[header.end - 8 : header.end - 4]) >> 16,
        int.from_bytes(data[header.end - 4 : header.end]) >> 16,
    )
