"""Files by content: evidence, photographs, documents. A file's name is the SHA-256 of its bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

MAX_FILE_BYTES: Final = 15_000_000


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

    def put(self, data: bytes, media_type: str, by: str = "") -> StoredFile:
        """Keep the bytes; raises `FileRefused`. `by` is the party that hands them in, if one does.

        An SVG drawing is kept only without `by`: nobody uploads markup that may run scripts.
        """
        ...

    def read(self, sha256: str) -> bytes | None:
        """The bytes, or none where there are none of that hash."""
        ...

    def about(self, sha256: str) -> StoredFile | None: ...

    def uploaders(self, sha256: str) -> frozenset[str]:
        """The parties that handed the bytes in."""
        ...

    def erase(self, sha256: str) -> None:
        """Remove the bytes, and who handed them in; of a file that is gone nothing is left to remove."""
        ...
