"""What kind of file some bytes are, by how they begin; evidence is named and shown by this alone."""

from __future__ import annotations

_RIFF, _RIFF_KIND = 4, 8
_MAGIC = (
    (b"\xff\xd8\xff", "jpg", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png", "image/png"),
    (b"GIF87a", "gif", "image/gif"),
    (b"GIF89a", "gif", "image/gif"),
    (b"%PDF-", "pdf", "application/pdf"),
)
PICTURES = ("jpg", "png", "gif", "webp")
"""Kinds that a browser shows and that cannot carry a script."""


def extension(data: bytes) -> str:
    """`jpg`, `png`, `gif`, `webp`, `pdf` or `mp4`; `bin` for anything else."""
    for magic, name, _ in _MAGIC:
        if data.startswith(magic):
            return name
    if data[:_RIFF] == b"RIFF" and data[_RIFF_KIND : _RIFF_KIND + 4] == b"WEBP":
        return "webp"
    return "mp4" if data[4:8] == b"ftyp" else "bin"


def media_type(data: bytes) -> str:
    """The media type of a picture or document; `application/octet-stream` for anything else."""
    kind = extension(data)
    known = {name: media for _, name, media in _MAGIC} | {"webp": "image/webp", "mp4": "video/mp4"}
    return known.get(kind, "application/octet-stream")


def file_member(sha256: str, data: bytes | None) -> str:
    """Where a file lies in a bundle, `files/SHA256.EXTENSION`; empty for one that is missing."""
    return f"files/{sha256}.{extension(data)}" if data is not None else ""
