"""Boxes of the ISO base media format (HEIC, MP4, QuickTime): where each lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tailorbird.adapters.files.intake.cleaned import Unreadable

_HEAD: Final = 8
_LONG_HEAD: Final = 16
_MOST_BOXES: Final = 10_000


@dataclass(frozen=True, slots=True)
class Box:
    """A box: its four letters, where it begins, where its content begins, where it ends."""

    name: bytes
    start: int
    body: int
    end: int


def boxes(data: bytes | bytearray, start: int, end: int) -> list[Box]:
    """The boxes that follow one another from `start` to `end`. A terminating zero of QuickTime is no box."""
    found: list[Box] = []
    while start + _HEAD <= end:
        size, name, body = (
            int.from_bytes(data[start : start + 4]),
            bytes(data[start + 4 : start + 8]),
            start + 8,
        )
        if size == 1:
            size, body = int.from_bytes(data[start + 8 : start + 16]), start + _LONG_HEAD
        stop = end if size == 0 else start + size
        if stop > end or stop < body:
            raise Unreadable("it is cut off, or one of its parts is damaged")
        if len(found) >= _MOST_BOXES:
            raise Unreadable(f"it has more than {_MOST_BOXES} parts")
        found.append(Box(name, start, body, stop))
        start = stop
    return found


def within(data: bytes | bytearray, outer: Box, *path: bytes) -> list[Box]:
    """The boxes at this path inside `outer`."""
    found = [outer]
    for name in path:
        found = [each for box in found for each in boxes(data, box.body, box.end) if each.name == name]
    return found


def blank(data: bytearray, box: Box) -> None:
    """Turn the box into free space of the same length, so that nothing else moves."""
    data[box.start + 4 : box.start + 8] = b"free"
    data[box.body : box.end] = bytes(box.end - box.body)
