"""The members of an untrusted ZIP archive, in memory, within limits; nothing is ever written to a path."""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Final

from tailorbird.app.ports.files import MAX_FILE_BYTES
from tailorbird.domain.customization.imported import OrderFault, UnreadableOrder

MAX_ARCHIVE_BYTES: Final = 40_000_000
MAX_MEMBERS: Final = 200
MAX_MEMBER_BYTES: Final = MAX_FILE_BYTES
MAX_INFLATED_BYTES: Final = 60_000_000
MAX_RATIO: Final = 200
"""Inflated to compressed bytes of a member; real pictures barely compress, and JSON by ten to thirty."""
_RATIO_COUNTS_FROM: Final = 1_000_000
_MAX_NAME: Final = 255
_DRIVE: Final = re.compile(r"[A-Za-z]:")
_CENTRAL_RECORD: Final = b"PK\x01\x02"
_ENCRYPTED: Final = 0x1
_UTF8_NAME: Final = 0x800
_TAKEN: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    OverflowError,
    IndexError,
)
_AGAIN: Final = "Download the order's ZIP file from the marketplace again, and hand it in unchanged."


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the archive under its full name there."""

    name: str
    data: bytes = field(repr=False)


def members(data: bytes) -> tuple[Member, ...]:
    """The files of the archive in its order; raises `UnreadableOrder` for what is unsafe or broken."""
    _judge_whole(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            names = _names(infos)
            _judge_sizes(infos)
            return tuple(Member(name, _read(archive, info)) for name, info in zip(names, infos, strict=True))
    except _BROKEN as problem:
        raise UnreadableOrder(
            OrderFault.BROKEN, f"The ZIP archive is broken: {str(problem)[:200] or 'it ends early'}.", _AGAIN
        ) from problem


def _judge_whole(data: bytes) -> None:
    if not data:
        raise UnreadableOrder(OrderFault.EMPTY, "The file is empty.", _AGAIN)
    if len(data) > MAX_ARCHIVE_BYTES:
        raise UnreadableOrder(
            OrderFault.TOO_LARGE,
            f"The archive has {len(data)} bytes, and {MAX_ARCHIVE_BYTES} is the most.",
            "Hand in one order's file at a time.",
        )
    if not zipfile.is_zipfile(io.BytesIO(data)):
        raise UnreadableOrder(OrderFault.NOT_AN_ARCHIVE, "The file is no ZIP archive.", _AGAIN)
    # Counted before the archive's own list is read, which could be made to fill the memory.
    if data.count(_CENTRAL_RECORD) > MAX_MEMBERS:
        raise UnreadableOrder(
            OrderFault.TOO_MANY_MEMBERS,
            f"The archive has more than {MAX_MEMBERS} files, or an archive in it.",
            "Hand in one order's file at a time, as the marketplace gave it.",
        )


def _names(infos: list[zipfile.ZipInfo]) -> list[str]:
    names: list[str] = []
    for info in infos:
        name = _name(info)
        if name in names:
            raise UnreadableOrder(
                OrderFault.DUPLICATE_NAME, f"The archive has two files of the name {name!r}.", _AGAIN
            )
        names.append(name)
    return names


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name, which may have folders but never leads out of its own archive."""
    if stat.S_ISLNK(info.external_attr >> 16):
        raise _unsafe(info.orig_filename)
    name = _decoded(info)
    parts = name.split("/")
    odd = any(char < " " or char in "\\\x7f" or "\ud800" <= char <= "\udfff" for char in name)
    leads_out = bool({"", ".", ".."} & set(parts)) or _DRIVE.match(name) is not None
    if odd or leads_out or len(name) > _MAX_NAME:
        raise _unsafe(name)
    return name


def _decoded(info: zipfile.ZipInfo) -> str:
    # Python takes names that are not said to be UTF-8 for code page 437; many writers mean UTF-8.
    name = info.orig_filename
    if info.flag_bits & _UTF8_NAME or name.isascii():
        return name
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def _unsafe(name: str) -> UnreadableOrder:
    return UnreadableOrder(
        OrderFault.UNSAFE_NAME, f"The archive names a file {name[:80]!r}, which is not safe to take.", _AGAIN
    )


def _judge_sizes(infos: list[zipfile.ZipInfo]) -> None:
    for info in infos:
        shown = info.filename[:80]
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableOrder(
                OrderFault.ENCRYPTED, f"The file {shown!r} is encrypted.", "Hand it in without a password."
            )
        if info.compress_type not in _TAKEN:
            raise UnreadableOrder(
                OrderFault.COMPRESSION_UNKNOWN,
                f"The file {shown!r} is packed by method {info.compress_type}, which is not taken.",
                "Hand in the archive as the marketplace gave it, or pack it anew by the usual method.",
            )
        too_dense = info.file_size > MAX_RATIO * max(info.compress_size, 1)
        if info.file_size > MAX_MEMBER_BYTES or (too_dense and info.file_size > _RATIO_COUNTS_FROM):
            raise _too_far(f"The file {shown!r} inflates from {info.compress_size} to {info.file_size} bytes")
    inflated = sum(info.file_size for info in infos)
    if inflated > MAX_INFLATED_BYTES:
        raise _too_far(f"The archive inflates to {inflated} bytes")


def _too_far(said: str) -> UnreadableOrder:
    return UnreadableOrder(
        OrderFault.INFLATES_TOO_FAR,
        f"{said}; the most is {MAX_MEMBER_BYTES} for a file and {MAX_INFLATED_BYTES} for all.",
        "Hand in the archive as the marketplace gave it; send larger pictures one by one.",
    )


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as file:
        data = file.read(info.file_size + 1)
    if len(data) != info.file_size:
        raise zipfile.BadZipFile(f"{info.filename[:80]!r} has not the size that it states")
    return data
