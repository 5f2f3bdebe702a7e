"""WebP without metadata: RIFF chunks that are shown stay, all others go."""

from __future__ import annotations

from typing import Final

from tailorbird.adapters.files.intake import exif
from tailorbird.adapters.files.intake.cleaned import Cleaned, Unreadable
from tailorbird.app.ports.files import Removed

_FRAME_PARTS: Final = frozenset((b"ALPH", b"VP8 ", b"VP8L"))
_KEPT: Final = frozenset((b"ICCP", b"ANIM")) | _FRAME_PARTS
_EXIF_FLAG: Final = 0x08
_XMP_FLAG: Final = 0x04
_HEAD: Final = 12
_FRAME_HEAD: Final = 16
_EXIF_PREFIX: Final = b"Exif\x00\x00"


def clean(data: bytes) -> Cleaned:
    """Keep canvas, colours, animation and pictures, and how the picture is turned."""
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data):
        raise Unreadable("it is cut off")
    removed = {Removed.APPENDED} if data[end:].strip(b"\x00") else set()
    kept: list[tuple[bytes, bytes]] = []
    turned = 1
    for name, body in _chunks(data, _HEAD, end):
        if name == b"EXIF":
            turned, told = exif.told_by(body.removeprefix(_EXIF_PREFIX))
            removed |= told
        elif name == b"XMP ":
            removed |= exif.told_by_xmp(body)
        elif name == b"ANMF":
            kept.append((name, _frame(body)))
        elif name in _KEPT or name == b"VP8X":
            kept.append((name, body))
        else:
            removed.add(Removed.DESCRIPTION)
    return Cleaned(_written(kept, turned), frozenset(removed), *_size(kept), _frames(kept))


def _chunks(data: bytes, at: int, end: int) -> list[tuple[bytes, bytes]]:
    found = []
    while at < end:
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        if at + 8 + size > end:
            raise Unreadable("it ends within a part")
        found.append((data[at : at + 4], data[at + 8 : at + 8 + size]))
        at += 8 + size + size % 2
    return found


def _frame(body: bytes) -> bytes:
    parts = [each for each in _chunks(body, _FRAME_HEAD, len(body)) if each[0] in _FRAME_PARTS]
    return body[:_FRAME_HEAD] + b"".join(_packed(*each) for each in parts)


def _packed(name: bytes, body: bytes) -> bytes:
    return name + len(body).to_bytes(4, "little") + body + b"\x00" * (len(body) % 2)


def _written(kept: list[tuple[bytes, bytes]], turned: int) -> bytes:
    extended = bool(kept) and kept[0][0] == b"VP8X"
    if extended:
        flags = kept[0][1][0] & ~(_EXIF_FLAG | _XMP_FLAG) | (_EXIF_FLAG if turned != 1 else 0)
        kept = [(b"VP8X", bytes((flags,)) + kept[0][1][1:]), *kept[1:]]
        if turned != 1:
            kept.append((b"EXIF", exif.turned_only(turned)))
    body = b"WEBP" + b"".join(_packed(*each) for each in kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _size(kept: list[tuple[bytes, bytes]]) -> tuple[int, int]:
    """Width and height, of the canvas or of the only picture."""
    name, body = kept[0] if kept else (b"", b"")
    if name == b"VP8X" and len(body) == 10:  # noqa: PLR2004 - its length in the standard
        return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
    if name == b"VP8L" and body[:1] == b"\x2f":
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if name == b"VP8 " and body[3:6] == b"\x9d\x01\x2a":
        return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF
    raise Unreadable("it holds no picture")


def _frames(kept: list[tuple[bytes, bytes]]) -> int:
    return max(sum(1 for name, _ in kept if name == b"ANMF"), 1)
