"""PNG without metadata: chunks that change how it looks stay, all others go."""

from __future__ import annotations

import zlib
from typing import Final

from tailorbird.adapters.files.intake import exif
from tailorbird.adapters.files.intake.cleaned import Cleaned, Unreadable
from tailorbird.app.ports.files import Removed

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_KEPT: Final = frozenset(
    (
        *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"bKGD"),
        *(b"hIST", b"pHYs", b"cICP", b"mDCV", b"cLLI", b"acTL", b"fcTL", b"fdAT"),
    )
)
_TEXTS: Final = frozenset((b"tEXt", b"zTXt", b"iTXt"))
_IHDR_BYTES: Final = 13
_AROUND: Final = 12
"""Length, name and checksum of a chunk."""


def clean(data: bytes) -> Cleaned:
    """Every kept chunk is whole, by its own checksum. An orientation stays as one tag of eXIf."""
    at, kept, frames = len(_SIGNATURE), [_SIGNATURE], 0
    removed: set[Removed] = set()
    width = height = 0
    turned = 1
    while True:
        name, body = _chunk(data, at)
        at += len(body) + _AROUND
        if not width and (name != b"IHDR" or len(body) != _IHDR_BYTES):
            raise Unreadable("it does not begin with its header")
        if name == b"IHDR":
            width, height = int.from_bytes(body[:4]), int.from_bytes(body[4:8])
        if name == b"eXIf":
            turned, told = exif.told_by(body)
            removed |= told
        elif name not in _KEPT:
            removed |= _told_by(name, body)
        else:
            frames += name == b"fcTL"
            kept.append(_packed(name, body))
        if name == b"IEND":
            break
    if turned != 1:
        kept.insert(2, _packed(b"eXIf", exif.turned_only(turned)))
    if data[at:]:
        removed.add(Removed.APPENDED)
    return Cleaned(b"".join(kept), frozenset(removed), width, height, max(frames, 1))


def _chunk(data: bytes, at: int) -> tuple[bytes, bytes]:
    size, name = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
    body, told = data[at + 8 : at + 8 + size], data[at + 8 + size : at + _AROUND + size]
    if len(told) != 4:  # noqa: PLR2004 - a checksum's length
        raise Unreadable("it is cut off")
    if zlib.crc32(name + body) != int.from_bytes(told):
        raise Unreadable(f"its part {name.decode('latin-1')} is damaged")
    return name, body


def _packed(name: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4)


def _told_by(name: bytes, body: bytes) -> frozenset[Removed]:
    if name in _TEXTS:
        return exif.told_by_xmp(body)
    return frozenset((Removed.CAMERA if name == b"tIME" else Removed.DESCRIPTION,))
