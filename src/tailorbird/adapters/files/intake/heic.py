"""HEIC without metadata: its Exif and XMP items are blanked where they lie. The picture is not decoded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tailorbird.adapters.files.intake import exif
from tailorbird.adapters.files.intake.boxes import Box, blank, boxes, within
from tailorbird.adapters.files.intake.cleaned import Cleaned, Unreadable
from tailorbird.app.ports.files import Removed

_FULL: Final = 4
"""Bytes of version and flags."""
_TYPES: Final = (b"Exif", b"mime", b"uri ")
_NOTHING: Final = b"\x00\x00\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00"
"""An Exif item without a tag. A picture's turning is no matter of Exif here, but of its own property."""


def clean(data: bytes) -> Cleaned:
    """The same bytes with the items blanked; a container whose items cannot be found is refused."""
    copy, removed = bytearray(data), set[Removed]()
    top = boxes(copy, 0, len(copy))
    meta = next((each for each in top if each.name == b"meta"), None)
    if meta is None:
        raise Unreadable("it names no picture")
    inner = Box(meta.name, meta.start, meta.body + _FULL, meta.end)
    told = _typed_items(copy, inner)
    for item, (start, end) in _places(copy, inner, frozenset(told)):
        old = bytes(copy[start:end])
        new = _NOTHING.ljust(end - start, b"\x00") if told[item] == b"Exif" else b" " * (end - start)
        if len(new) != end - start:
            new = bytes(end - start)
        if old != new:
            copy[start:end] = new
            removed |= exif.told_by(old[10:] if old[4:8] == b"Exif" else old[4:])[1] or {Removed.CAMERA}
    for each in top:
        if each.name in (b"moov", b"uuid", b"udta"):
            blank(copy, each)
            removed.add(Removed.CAMERA)
    sizes = [
        (int.from_bytes(copy[at + 4 : at + 8]), int.from_bytes(copy[at + 8 : at + 12]))
        for at in (each.body for each in within(copy, inner, b"iprp", b"ipco", b"ispe"))
    ]
    if not sizes:
        raise Unreadable("it does not say how large it is")
    width, height = max(sizes, key=lambda size: size[0] * size[1])
    return Cleaned(bytes(copy), frozenset(removed), width, height)


def _typed_items(data: bytearray, meta: Box) -> dict[int, bytes]:
    """The items that may hold metadata, by id, with their types."""
    found: dict[int, bytes] = {}
    for info in within(data, meta, b"iinf"):
        wide = data[info.body] > 0
        for entry in boxes(data, info.body + _FULL + (4 if wide else 2), info.end):
            version, at = data[entry.body], entry.body + _FULL
            if entry.name != b"infe" or version < 2:  # noqa: PLR2004 - older entries have no types
                raise Unreadable("its items have no types")
            size = 2 if version == 2 else 4  # noqa: PLR2004 - as the standard has it
            kind = bytes(data[at + size + 2 : at + size + 6])
            if kind in _TYPES:
                found[int.from_bytes(data[at : at + size])] = kind
    return found


@dataclass
class _Cursor:
    data: bytearray
    at: int
    end: int

    def number(self, size: int) -> int:
        if self.at + size > self.end:
            raise Unreadable("it does not say where its items lie")
        self.at += size
        return int.from_bytes(self.data[self.at - size : self.at])


def _places(data: bytearray, meta: Box, items: frozenset[int]) -> list[tuple[int, tuple[int, int]]]:
    """Where these items lie in the file."""
    found: list[tuple[int, tuple[int, int]]] = []
    inside = next(iter(within(data, meta, b"idat")), None)
    for box in within(data, meta, b"iloc"):
        read = _Cursor(data, box.body, box.end)
        version = read.number(1)
        read.number(3)
        sizes, bases = read.number(1), read.number(1)
        wide = 4 if version == 2 else 2  # noqa: PLR2004 - as the standard has it
        for _ in range(read.number(wide)):
            item = read.number(wide)
            method = read.number(2) & 15 if version else 0
            read.number(2)
            base = read.number(bases >> 4)
            for _ in range(read.number(2)):
                read.number(bases & 15 if version else 0)
                start, size = base + read.number(sizes >> 4), read.number(sizes & 15)
                if item in items:
                    found.append((item, _place(data, inside if method == 1 else None, method, start, size)))
    if items - {item for item, _ in found}:
        raise Unreadable("it does not say where its items lie")
    return found


def _place(data: bytearray, inside: Box | None, method: int, start: int, size: int) -> tuple[int, int]:
    if method > 1 or (method == 1 and inside is None):
        raise Unreadable("its items lie in other items")
    begin, limit = (inside.body, inside.end) if inside is not None else (0, len(data))
    if not size or begin + start + size > limit:
        raise Unreadable("it is cut off")
    return begin + start, begin + start + size
