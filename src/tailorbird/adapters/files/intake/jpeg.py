"""JPEG without metadata: segments are taken out, the picture's own data stays as it is."""

from __future__ import annotations

import re
from typing import Final

from tailorbird.adapters.files.intake import exif
from tailorbird.adapters.files.intake.cleaned import Cleaned, Unreadable
from tailorbird.app.ports.files import Removed

_SOI, _EOI, _SOS, _COM, _APP0, _APP1, _APP2, _APP13, _APP14, _APP15 = (
    0xD8, 0xD9, 0xDA, 0xFE, 0xE0, 0xE1, 0xE2, 0xED, 0xEE, 0xEF,
)  # fmt: skip
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_EXIF: Final = b"Exif\x00\x00"
_XMP: Final = b"http://ns.adobe.com/"
_ICC: Final = b"ICC_PROFILE\x00"
_JFIF: Final = b"JFIF\x00"
_JFIF_BYTES: Final = 14
_MOST_SCANS: Final = 100
"""A progressive picture has about ten; each makes the decoder pass over the whole picture again."""
# The next marker within a scan: not a stuffed zero, not a restart, not a filling byte.
_MARKER: Final = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])")


def clean(data: bytes) -> Cleaned:
    """Keep the JFIF header, the Adobe colour transform, the ICC profile, and how the picture is turned."""
    reading = _Reading(data)
    reading.run()
    if reading.turned != 1:
        reading.kept.insert(1, _segment(_APP1, _EXIF + exif.turned_only(reading.turned)))
    return Cleaned(b"".join(reading.kept), frozenset(reading.removed), reading.width_px, reading.height_px)


class _Reading:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.kept: list[bytes] = [b"\xff\xd8"]
        self.removed: set[Removed] = set()
        self.turned = 1
        self.width_px = self.height_px = 0
        self.scans = 0

    def run(self) -> None:
        at = 2
        while True:
            match = re.compile(rb"\xff+([^\x00\xff])").match(self.data, at)
            if match is None:
                raise Unreadable("a segment does not begin where it should")
            code, at = match[1][0], match.end()
            if code == _EOI:
                break
            at = self._segment(code, at)
        if not self.scans or not self.width_px:
            raise Unreadable("it holds no picture")
        self.kept.append(b"\xff\xd9")
        if self.data[at:].strip(b"\x00"):
            self.removed.add(Removed.APPENDED)

    def _segment(self, code: int, at: int) -> int:
        end = at + int.from_bytes(self.data[at : at + 2])
        body = self.data[at + 2 : end]
        if end > len(self.data) or end < at + 2:
            raise Unreadable("it ends within a segment")
        if code in _FRAMES:
            self.height_px, self.width_px = int.from_bytes(body[1:3]), int.from_bytes(body[3:5])
        if code == _COM or _APP0 <= code <= _APP15:
            self._application(code, body)
            return end
        self.kept.append(_segment(code, body))
        return self._scan(end) if code == _SOS else end

    def _scan(self, at: int) -> int:
        """The entropy-coded data up to the next marker."""
        self.scans += 1
        if self.scans > _MOST_SCANS:
            raise Unreadable(f"it has more than {_MOST_SCANS} scans")
        match = _MARKER.search(self.data, at)
        if match is None:
            raise Unreadable("it is cut off")
        self.kept.append(self.data[at : match.start()])
        return match.start()

    def _application(self, code: int, body: bytes) -> None:
        if code == _APP0 and body.startswith(_JFIF) and len(body) >= _JFIF_BYTES:
            self.kept.append(_segment(code, body[: _JFIF_BYTES - 2] + b"\x00\x00"))
            self.removed |= {Removed.CAMERA} if len(body) > _JFIF_BYTES else set()
        elif (code == _APP2 and body.startswith(_ICC)) or (code == _APP14 and body.startswith(b"Adobe")):
            self.kept.append(_segment(code, body))
        elif code == _APP1 and body.startswith(_EXIF):
            turned, told = exif.told_by(body[len(_EXIF) :])
            self.turned = turned if self.turned == 1 else self.turned
            self.removed |= told
        elif code == _APP1 and body.startswith(_XMP):
            self.removed |= exif.told_by_xmp(body)
        else:
            self.removed.add(Removed.DESCRIPTION if code in (_COM, _APP13) else Removed.CAMERA)


def _segment(code: int, body: bytes) -> bytes:
    return bytes((0xFF, code)) + (len(body) + 2).to_bytes(2) + body
