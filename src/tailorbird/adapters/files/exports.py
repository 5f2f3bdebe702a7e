"""A folder of exports: `tailorbird.app.ports.exports.ExportFolder`."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final, final

_CASE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
_NAME: Final = re.compile(r"[\w][\w.() -]{0,149}")
_NAME_BYTES: Final = 200
_NEW: Final = ".new-"


@final
class FolderExports:
    """One folder a case under `root`."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def write(self, case_id: str, name: str, data: bytes) -> None:
        """Lay the file down whole; a press that looks into the folder sees the old one or the new one."""
        if not _NAME.fullmatch(name) or name.rstrip(" .") != name or len(name.encode()) > _NAME_BYTES:
            raise ValueError(
                f"{name!r} cannot be a file's name here; use letters, digits, spaces, . _ - ( )."
            )
        folder = self._folder(case_id)
        folder.mkdir(parents=True, exist_ok=True)
        handle, new = tempfile.mkstemp(dir=folder, prefix=_NEW)
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            Path(new).chmod(0o440)
            Path(new).replace(folder / name)
        except OSError:
            Path(new).unlink(missing_ok=True)
            raise

    def names(self, case_id: str) -> Sequence[str]:
        """What lies there for the case, in alphabetical order."""
        folder = self._folder(case_id)
        if not folder.is_dir():
            return ()
        return tuple(sorted(each.name for each in folder.iterdir() if not each.name.startswith(_NEW)))

    def erase(self, case_id: str) -> None:
        """Remove the case's folder with everything in it."""
        folder = self._folder(case_id)
        if folder.exists():
            shutil.rmtree(folder)

    def _folder(self, case_id: str) -> Path:
        if not _CASE.fullmatch(case_id):
            raise ValueError(f"{case_id!r} is no case's id.")
        return self._root / case_id
