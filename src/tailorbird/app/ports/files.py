"""Files by content: evidence, photographs, documents, designs. A file's name is the SHA-256 of its bytes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

MAX_FILE_BYTES: Final = 15_000_000


class Removed(StrEnum):
    """What was taken out of an upload before it was kept."""

    GPS = "gps"
    """Where it was taken."""
    CAMERA = "camera"
    """With what, when and how it was taken; previews inside count too."""
    DESCRIPTION = "description"
    """Titles, comments, keywords, authors, the programs that worked on it."""
    APPENDED = "appended"
    """Bytes behind the end, which no viewer shows."""
    EDITOR = "editor"
    """What a drawing program notes for itself."""
    TABLES = "tables"
    """Parts of a font that setting a text does not need."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What is known of a stored file. `removed` is told by `put` alone."""

    sha256: str
    size_bytes: int
    media_type: str
    removed: tuple[Removed, ...] = ()


@dataclass(frozen=True, slots=True)
class FontFile:
    """What a font says of itself, and the characters (code points) that it has glyphs for."""

    family: str
    style: str
    licence: str
    characters: frozenset[int]

    def lacks(self, text: str) -> tuple[str, ...]:
        """The characters without a glyph, each once, in the text's order. White space needs none."""
        missing = (each for each in text if not each.isspace() and ord(each) not in self.characters)
        return tuple(dict.fromkeys(missing))


class FileFault(StrEnum):
    """Why a file is not taken in."""

    EMPTY = "empty"
    BYTES = "bytes"
    """More bytes than are taken."""
    TYPE = "type"
    """Not of a type that is taken, or sent as another one than it is."""
    BROKEN = "broken"
    """Damaged, cut off, or not readable as what it is."""
    SIZE = "size"
    """Too many pixels, frames, elements or glyphs to be worked with safely."""
    UNSAFE = "unsafe"
    """Holds what could run, fetch or hide something."""
    LICENCE = "licence"
    """A font whose maker forbids embedding."""


class FileRefused(ValueError):
    """A file that is not taken in. Says why and what to send, in English and in Chinese."""

    def __init__(self, says: str, says_zh: str = "", fault: FileFault = FileFault.TYPE) -> None:
        super().__init__(says)
        self.says_zh = says_zh or says
        self.fault = fault


class FilesUnavailable(RuntimeError):
    """The storage did not answer, or refused. Nothing was kept or removed half: repeating is safe."""


class Files(Protocol):
    """Content-addressed storage. Writing the same bytes again changes nothing.

    Every call may raise `FilesUnavailable`.
    """

    def put(self, data: bytes, media_type: str, by: str = "") -> StoredFile:
        """Keep a file; raises `FileRefused`. `by` is the party that hands it in, if one does.

        What a party hands in is judged, and what it says about its maker is taken out, so the hash is that
        of what is kept; the same upload comes to the same hash again. What the platform itself makes
        (without `by`) is kept byte for byte, has no uploaders, and is told apart by that.
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


class Fonts(Protocol):
    """Stored fonts, read. Every store of files is one."""

    def font(self, sha256: str) -> FontFile | None:
        """The font of that hash; none where there is no such file, or where it is no font."""
        ...
