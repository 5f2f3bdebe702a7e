"""Files by content: evidence, photographs, documents. A file's name is the SHA-256 of its bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What is known of a stored file."""

    sha256: str
    size_bytes: int
    media_type: str


class FileRefused(ValueError):
    """A file that is not taken in: too large, empty, or not of an allowed type. Says what to send."""


class Files(Protocol):
    """Content-addressed storage. Writing the same bytes again changes nothing."""

    def put(self, data: bytes, media_type: str) -> StoredFile:
        """Keep the bytes; raises `FileRefused`."""
        ...

    def read(self, sha256: str) -> bytes | None:
        """The bytes, or none where there are none of that hash."""
        ...

    def about(self, sha256: str) -> StoredFile | None: ...
