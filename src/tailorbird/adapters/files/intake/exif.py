"""EXIF, read for two things alone: how a picture is turned, and what is given away by keeping it."""

from __future__ import annotations

import struct
from typing import Final

from tailorbird.app.ports.files import Removed

_ORIENTATION: Final = 0x0112
_GPS: Final = 0x8825
_SHORT: Final = 3
_MOST_ENTRIES: Final = 1000
_UPRIGHT: Final = 1


def told_by(tiff: bytes) -> tuple[int, frozenset[Removed]]:
    """The orientation (1 to 8; 1 is upright), and what the block says beyond it."""
    entries = _first_directory(tiff)
    turned = entries.get(_ORIENTATION, _UPRIGHT)
    turned = turned if 1 <= turned <= 8 else _UPRIGHT  # noqa: PLR2004 - as the standard numbers them
    if tiff == turned_only(turned):
        return turned, frozenset()
    return turned, frozenset((Removed.CAMERA, Removed.GPS) if _GPS in entries else (Removed.CAMERA,))


def turned_only(orientation: int) -> bytes:
    """A block that says nothing but how the picture is turned."""
    return b"MM\x00*\x00\x00\x00\x08" + struct.pack(">HHHIHHI", 1, _ORIENTATION, _SHORT, 1, orientation, 0, 0)


def _first_directory(tiff: bytes) -> dict[int, int]:
    """Tags of the first directory with their values as short numbers, as far as they can be read."""
    order = {b"II*\x00": "<", b"MM\x00*": ">"}.get(tiff[:4])
    if order is None or len(tiff) < 8:  # noqa: PLR2004 - the header's length
        return {}
    at = struct.unpack_from(order + "I", tiff, 4)[0]
    if at + 2 > len(tiff):
        return {}
    count = min(struct.unpack_from(order + "H", tiff, at)[0], _MOST_ENTRIES)
    found: dict[int, int] = {}
    for start in range(at + 2, at + 2 + count * 12, 12):
        if start + 12 > len(tiff):
            break
        tag, kind, _, value = struct.unpack_from(order + "HHIH", tiff, start)
        found.setdefault(tag, value if kind == _SHORT or tag == _GPS else 0)
    return found


def told_by_xmp(data: bytes) -> frozenset[Removed]:
    """What an XMP packet gives away."""
    with_place = b"GPS" in data or b"gps" in data
    return frozenset((Removed.DESCRIPTION, Removed.GPS) if with_place else (Removed.DESCRIPTION,))
