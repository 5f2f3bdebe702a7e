"""What comes of taking metadata out of a picture or film, told before anything is decoded."""

from __future__ import annotations

from dataclasses import dataclass

from tailorbird.app.ports.files import Removed


class Unreadable(ValueError):
    """The bytes do not have the form that they begin with; the message says where it breaks."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The bytes without what they said about their maker. Sizes are those that the file states."""

    data: bytes
    removed: frozenset[Removed]
    width_px: int
    height_px: int
    frames: int = 1
