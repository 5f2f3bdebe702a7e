"""Where the samples of a film's track lie in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tailorbird.adapters.files.intake.boxes import Box, within
from tailorbird.adapters.files.intake.cleaned import Unreadable

_MOST: Final = 1_000_000


def sample_places(data: bytearray, table: Box) -> Iterator[tuple[int, int]]:
    """Begin and end of each chunk, by the sample table `stbl`."""
    sizes = _sizes(data, table)
    offsets = _numbers(data, table, b"stco", 4) or _numbers(data, table, b"co64", 8)
    runs = _numbers(data, table, b"stsc", 4, of=3)
    sample = 0
    for chunk, offset in enumerate(offsets, 1):
        count = next((runs[at + 1] for at in range(len(runs) - 3, -1, -3) if runs[at] <= chunk), 0)
        size = sum(sizes[sample : sample + count])
        sample += count
        if offset + size > len(data):
            raise Unreadable("it is cut off")
        yield offset, offset + size


def _sizes(data: bytearray, table: Box) -> list[int]:
    for box in within(data, table, b"stsz"):
        same, count = (
            int.from_bytes(data[box.body + 4 : box.body + 8]),
            int.from_bytes(data[box.body + 8 : box.body + 12]),
        )
        if count > _MOST:
            raise Unreadable("it has too many samples")
        return [same] * count if same else _list(data, box, box.body + 12, count, 4)
    return []


def _numbers(data: bytearray, table: Box, name: bytes, size: int, of: int = 1) -> list[int]:
    for box in within(data, table, name):
        count = int.from_bytes(data[box.body + 4 : box.body + 8]) * of
        return _list(data, box, box.body + 8, count, size)
    return []


def _list(data: bytearray, box: Box, at: int, count: int, size: int) -> list[int]:
    if at + count * size > box.end:
        raise Unreadable("one of its tables is too short")
    return [int.from_bytes(data[each : each + size]) for each in range(at, at + count * size, size)]
