"""The files of an order's archive: which of them the order names, and which it misses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from tailorbird.domain.customization.amazon_leaf import FileName, Findings, shorten
from tailorbird.domain.customization.imported import (
    ArchivedFile,
    Attention,
    FilePurpose,
    ImportedFile,
    Sanitation,
    WarningCode,
)

SVG: Final = "image/svg+xml"


@dataclass
class _Kept:
    file: ArchivedFile
    named: FileName | None = None


class Archive:
    """Finds files by the names that the order uses, and reports what is missing, unfit or left over."""

    def __init__(self, files: Sequence[ArchivedFile], findings: Findings) -> None:
        self._kept = [_Kept(file) for file in files]
        self._findings = findings

    def named(self, name: FileName) -> str:
        """The SHA-256 of the file that the order names; empty, and reported, where it is not there."""
        if not name.name:
            if name.purpose is FilePurpose.UPLOAD:
                self._missing(name, f"The upload is not in the archive, but only at {shorten(name.url)}")
            return ""
        kept = self._found(name.name)
        if kept is None:
            self._missing(name, f"The file {shorten(name.name)!r} is not in the archive")
            return ""
        if kept.named is None or name.purpose is FilePurpose.UPLOAD:
            kept.named = name
        if not kept.file.media_type.startswith("image/"):
            said = kept.file.media_type or ("an unknown type" if kept.file.data else "empty")
            text = f"The file {shorten(name.name)!r} should be an image, but its content is {said}."
            self._findings.warn(WarningCode.FILE_UNFIT, name.where, text, Attention.PERSON)
        return kept.file.sha256

    def imported(self, source: ArchivedFile | None) -> tuple[ImportedFile, ...]:
        """All files, the order's own data first; what nothing names is reported."""
        order = () if source is None else (_imported(source, FilePurpose.ORDER, None),)
        for kept in self._kept:
            if kept.named is None:
                text = f"Nothing in the order names the file {shorten(kept.file.name)!r}; see what it is for."
                self._findings.warn(WarningCode.FILE_UNNAMED, kept.file.name, text, Attention.PERSON)
            if kept.file.media_type == SVG:
                text = "A drawing from outside may hold scripts; it is kept, and not to be shown as it is."
                self._findings.warn(WarningCode.SVG_UNSANITISED, kept.file.name, text)
        return (
            *order,
            *(
                _imported(kept.file, kept.named.purpose if kept.named else FilePurpose.UNNAMED, kept.named)
                for kept in self._kept
            ),
        )

    def _found(self, name: str) -> _Kept | None:
        """The file of exactly that name, or the only one that has it as last part, or but for case."""
        for key in (str, _last, _last_folded):
            wanted = key(name)
            found = [kept for kept in self._kept if key(kept.file.name) == wanted]
            if len(found) == 1:
                return found[0]
        return None

    def _missing(self, name: FileName, said: str) -> None:
        text = f"{said}. Ask the buyer or the marketplace for it."
        self._findings.warn(WarningCode.FILE_MISSING, name.where, text, Attention.PERSON)


def _last(name: str) -> str:
    return PurePosixPath(name).name


def _last_folded(name: str) -> str:
    return _last(name).casefold()


def _imported(file: ArchivedFile, purpose: FilePurpose, named: FileName | None) -> ImportedFile:
    return ImportedFile(
        name=file.name,
        buyer_filename=named.buyer_filename if named else "",
        sha256=file.sha256,
        media_type=file.media_type,
        data=file.data,
        purpose=purpose,
        sanitation=Sanitation.UNSANITISED if file.media_type == SVG else Sanitation.NOT_NEEDED,
        url=named.url if named else "",
    )
