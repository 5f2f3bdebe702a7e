"""A folder of files named by the SHA-256 of their bytes, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import final

from tailorbird.adapters.files.intake.fonts import read_font
from tailorbird.adapters.files.intake.intake import Intake
from tailorbird.adapters.files.intake.limits import Limits
from tailorbird.adapters.files.names import is_name
from tailorbird.adapters.files.sniff import type_as_kept
from tailorbird.app.ports.files import FilesUnavailable, FontFile, StoredFile


@final
class FolderFiles:
    """Files lie in `ab/cd/abcd…`; who handed one in lies beside it, in `abcd….by`."""

    def __init__(self, root: Path, limits: Limits | None = None) -> None:
        self._root = root
        self._intake = Intake(limits or Limits())

    def put(self, data: bytes, media_type: str, by: str = "") -> StoredFile:
        """Keep the bytes as the intake admits them. `media_type` is what the sender claims."""
        admitted = self._intake.admit(data, media_type) if by else self._intake.own(data, media_type)
        digest = hashlib.sha256(admitted.data).hexdigest()
        path = self._path(digest)
        with _told():
            # Who handed it in is written first: no file of a party is ever without its owner.
            noted = bool(by) and by not in self.uploaders(digest)
            if noted:
                self._note(path, by)
            try:
                if not path.exists():
                    self._write(path, admitted.data)
            except OSError:
                if noted:
                    self._take_back(path, by)
                raise
        return StoredFile(digest, len(admitted.data), admitted.media_type, admitted.removed)

    def read(self, sha256: str) -> bytes | None:
        """The bytes; none where there are none, or where they are no longer those of that name."""
        if not is_name(sha256):
            return None
        with _told():
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

    def font(self, sha256: str) -> FontFile | None:
        """The font of that name."""
        data = self.read(sha256)
        return read_font(data) if data is not None else None

    def uploaders(self, sha256: str) -> frozenset[str]:
        """The parties that handed the bytes in."""
        if not is_name(sha256):
            return frozenset()
        with _told():
            try:
                told = self._noted(self._path(sha256)).read_text(encoding="utf-8")
            except FileNotFoundError:
                return frozenset()
        return frozenset(told.split("\n")) - {""}

    def erase(self, sha256: str) -> None:
        """Remove the bytes, and who handed them in. What is not there is gone already."""
        if not is_name(sha256):
            return
        path = self._path(sha256)
        with _told():
            path.unlink(missing_ok=True)
            self._noted(path).unlink(missing_ok=True)

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
        path.parent.mkdir(parents=True, exist_ok=True)
        # One short line is appended in one write, which other processes' lines do not tear.
        with self._noted(path).open("ab", buffering=0) as out:
            out.write(f"{by}\n".encode())

    def _take_back(self, path: Path, by: str) -> None:
        """Nothing is kept, so nobody is on record; unless somebody else's note came in meanwhile."""
        noted = self._noted(path)
        if not path.exists() and noted.read_bytes() == f"{by}\n".encode():
            noted.unlink(missing_ok=True)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        says = problem.strerror or str(problem)
        raise FilesUnavailable(
            f"The folder of files cannot be used ({says}); nothing was kept. Try again; if it stays so, tell "
            "the operator, who finds room or rights for it."
        ) from problem
