"""Small real pictures for tests, made of nothing but numbers, so that no test uploads a make-believe one."""

from __future__ import annotations

import io
import zlib

from PIL import Image

_SIDE = 8
_SEED = 7


def png(marker: bytes = b"", side: int = _SIDE) -> bytes:
    """A grey PNG of `side` × `side` pixels or more. Its pixels begin with `marker`, stored uncompressed, so
    the marker stands in the file's bytes; another marker is another picture."""
    wide = max(side, len(marker))
    rows = bytearray(b"".join(b"\x00" + bytes(wide) for _ in range(side)))
    rows[1 : 1 + len(marker)] = marker
    head = wide.to_bytes(4) + side.to_bytes(4) + b"\x08\x00\x00\x00\x00"
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(bytes(rows), 0)), chunk(b"IEND", b""))
    )


def chunk(name: bytes, body: bytes) -> bytes:
    """A part of a PNG, with its checksum."""
    return len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4)


def speckled(mode: str = "RGB", size: tuple[int, int] = (24, 16), seed: int = _SEED) -> Image.Image:
    """A picture in which no two corners are alike, so that every turn shows."""
    bands = len(Image.new(mode, (1, 1)).tobytes())
    numbers = bytes(
        (seed * 31 + each * 7 + each * each // 5) % 256 for each in range(size[0] * size[1] * bands)
    )
    return Image.frombytes(mode, size, numbers)


def saved(picture: Image.Image, format_: str, **options: object) -> bytes:
    """The picture's file in this format of Pillow's."""
    out = io.BytesIO()
    picture.save(out, format_, **options)
    return out.getvalue()


def jpeg(seed: int = _SEED, **options: object) -> bytes:
    """A small JPEG; another seed is another picture."""
    return saved(speckled(seed=seed), "JPEG", **options)
