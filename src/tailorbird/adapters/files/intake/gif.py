"""GIF without metadata: frames, timing and looping stay, comments and applications' notes go."""

from __future__ import annotations

from typing import Final

from tailorbird.adapters.files.intake import exif
from tailorbird.adapters.files.intake.cleaned import Cleaned, Unreadable
from tailorbird.app.ports.files import Removed

_TRAILER: Final = 0x3B
_TIMING, _APPLICATION = 0xF9, 0xFF
_LOOPING: Final = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_SCREEN_BYTES: Final = 13
_TABLE: Final = 0x80


def clean(data: bytes) -> Cleaned:
    """The frames as they are. A missing trailer is put back; a block that ends early is refused."""
    at = _after_table(data, _SCREEN_BYTES, 10)
    kept, frames = [data[:at]], 0
    removed: set[Removed] = set()
    while at < len(data) and data[at] != _TRAILER:
        match data[at]:
            case 0x2C:
                end = _after_blocks(data, _after_table(data, at + 10, at + 9) + 1)
                kept.append(data[at:end])
                frames += 1
            case 0x21:
                end = _after_blocks(data, at + 2)
                if _is_kept(data, at):
                    kept.append(data[at:end])
                else:
                    removed |= exif.told_by_xmp(data[at:end])
            case _:
                raise Unreadable("a block does not begin where it should")
        at = end
    if not frames:
        raise Unreadable("it holds no picture")
    if data[at + 1 :].strip(b"\x00"):
        removed.add(Removed.APPENDED)
    width, height = int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    return Cleaned(b"".join((*kept, b"\x3b")), frozenset(removed), width, height, frames)


def _is_kept(data: bytes, at: int) -> bool:
    label = data[at + 1]
    return label == _TIMING or (label == _APPLICATION and data[at + 3 : at + 14] in _LOOPING)


def _after_table(data: bytes, at: int, flags_at: int) -> int:
    """Behind a colour table that may begin here."""
    if at > len(data):
        raise Unreadable("it is cut off")
    flags = data[flags_at]
    end = at + (3 << (flags & 7) + 1 if flags & _TABLE else 0)
    if end > len(data):
        raise Unreadable("it is cut off")
    return end


def _after_blocks(data: bytes, at: int) -> int:
    """Behind a row of sub-blocks."""
    while True:
        if at >= len(data):
            raise Unreadable("it is cut off")
        size = data[at]
        at += 1 + size
        if not size:
            return at
