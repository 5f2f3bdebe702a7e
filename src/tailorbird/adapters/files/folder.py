"""A folder of files named by the SHA-256 of their bytes, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import Final, final

from tailorbird.adapters.files.sniff import ALLOWED, SVG, media_type_of, type_as_kept
from tailorbird.app.ports.files import MAX_FILE_BYTES, FileRefused, StoredFile

_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_ANYTHING: Final = ("", "application/octet-stream", "application/x-www-form-urlencoded")


@final
class FolderFiles:
    """Files lie in `ab/cd/abcd…`; who handed one in lies beside it, in `abcd….by`."""

    def __init__(self, root: Path, most_bytes: int = MAX_FILE_BYTES) -> None:
        self._root = root
        self._most_bytes = most_bytes

    def put(self, data: bytes, media_type: str, by: str = "") -> StoredFile:
        """Keep the bytes. `media_type` is what the sender claims; what the content says counts.

        A drawing in SVG is kept only where the platform itself hands it in: nobody uploads one.
        """
        found = SVG if _is_own_drawing(data, media_type, by) else self._judge(data, media_type)
        if len(data) > self._most_bytes:
            raise FileRefused(
                f"The file has {len(data)} bytes, and {self._most_bytes} is the most. Make it smaller."
            )
        digest = hashlib.sha256(data).hexdigest()
        path = self._path(digest)
        if not path.exists():
            self._write(path, data)
        if by and by not in self.uploaders(digest):
            self._note(path, by)
        return StoredFile(digest, len(data), found)

    def read(self, sha256: str) -> bytes | None:
        """The bytes; none where there are none, or where they are no longer those of that name."""
        if not _SHA256.fullmatch(sha256):
            return None
        try:
            data = self._path(sha256).read_bytes()
        except FileNotFoundError:
            return None
        return data if hashlib.sha256(data).hexdigest() == sha256 else None

    def about(self, sha256: str) -> StoredFile | None:
        """What is known of the file of that name."""
        data = self.read(sha256)
        media_type = type_as_kept(data) if data is not None else None
        if data is None or media_type is None:
            return None
        return StoredFile(sha256, len(data), media_type)

    def uploaders(self, sha256: str) -> frozenset[str]:
        """The parties that handed the bytes in."""
        if not _SHA256.fullmatch(sha256):
            return frozenset()
        try:
            told = self._noted(self._path(sha256)).read_text(encoding="utf-8")
        except FileNotFoundError:
            return frozenset()
        return frozenset(told.split("\n")) - {""}

    def erase(self, sha256: str) -> None:
        """Remove the bytes, and who handed them in. What is not there is gone already."""
        if not _SHA256.fullmatch(sha256):
            return
        path = self._path(sha256)
        path.unlink(missing_ok=True)
        self._noted(path).unlink(missing_ok=True)

    def _judge(self, data: bytes, claimed: str) -> str:
        if not data:
            raise FileRefused("The file is empty. Send the file's bytes.")
        found = media_type_of(data)
        if found is None:
            raise FileRefused(f"The content is none of these types: {', '.join(ALLOWED)}.")
        family = claimed.partition(";")[0].strip().lower()
        if family not in (*_ANYTHING, found) and family.partition("/")[0] != found.partition("/")[0]:
            raise FileRefused(
                f"The file is sent as {family}, but its content is {found}. Send it as what it is."
            )
        return found

    def _path(self, digest: str) -> Path:
        return self._root / digest[:2] / digest[2:4] / digest

    @staticmethod
    def _noted(path: Path) -> Path:
        return path.with_name(path.name + ".by")

    def _write(self, path: Path, data: bytes) -> None:
        """Write beside the place, then move into it: a reader sees all of it or nothing."""
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            Path(name).chmod(0o440)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise

    def _note(self, path: Path, by: str) -> None:
        # One short line is appended in one write, which other processes' lines do not tear.
        with self._noted(path).open("ab", buffering=0) as out:
            out.write(f"{by}\n".encode())


def _is_own_drawing(data: bytes, claimed: str, by: str) -> bool:
    return not by and claimed == SVG and type_as_kept(data) == SVG
