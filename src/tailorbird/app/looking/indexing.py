"""Keeping stored pictures in the index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tailorbird.app.house import House
from tailorbird.app.ports.pictures import Indexed
from tailorbird.app.ports.vision import UnreadablePicture


@dataclass(frozen=True, slots=True)
class Indexing:
    """What of the pictures is in the index now, and which cannot be found: not stored, or not readable."""

    kept: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def index_pictures(house: House, scope: str, subject: str, files: Iterable[str]) -> Indexing:
    """The subject is found by exactly these pictures from now on. Those that are in the index already cost
    nothing. Raises `VisionAbsent`; what was done until then stays."""
    wanted = tuple(dict.fromkeys(files))
    there = house.pictures.files(scope, subject)
    for gone in sorted(there.difference(wanted)):
        house.pictures.forget(Indexed(scope, subject, gone))
    kept: list[str] = []
    left_out: list[str] = []
    for file in wanted:
        (kept if file in there or _added(house, Indexed(scope, subject, file)) else left_out).append(file)
    return Indexing(tuple(kept), tuple(left_out))


def _added(house: House, indexed: Indexed) -> int:
    picture = house.files.read(indexed.file)
    if picture is None:
        return 0
    try:
        house.pictures.add(indexed, house.vision.impressions(picture))
    except UnreadablePicture:
        return 0
    return 1
