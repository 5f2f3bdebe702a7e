"""Looking at pictures: what is alike, what is written in them, whether they are fit to be shown.

Everything loads when it is first used. `VisionAbsent` is raised where a model cannot be loaded: whoever asks
holds the picture for a person then, and never lets it pass.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

WHOLE: Final = 1000
"""All of a picture's width or height."""


class VisionAbsent(RuntimeError):
    """A model is missing or cannot run here; the message says which and what to install."""


class UnreadablePicture(ValueError):
    """Bytes that are no picture which could be looked at; the message says what to send."""


class UnfitBox(ValueError):
    """Numbers that are no part of a picture; the message says which fit."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a picture, in permille of its width and height. Raises `UnfitBox`."""

    left: int
    top: int
    width: int
    height: int

    def __post_init__(self) -> None:
        inside = min(self.left, self.top) >= 0 and min(self.width, self.height) >= 1
        if not inside or max(self.left + self.width, self.top + self.height) > WHOLE:
            raise UnfitBox(
                "A box is left, top, width and height in permille of the picture: none below 0, width and "
                "height at least 1, and no edge beyond 1000."
            )


@dataclass(frozen=True, slots=True)
class Impression:
    """What a picture looks like as numbers, all little-endian.

    `network` are float32 of length 1 by which content is compared, `colours` a float32 histogram, `hash` 64
    bits by which near copies are told. `box` is the window of the picture from which they come; none: all.
    """

    network: bytes
    colours: bytes
    hash: int
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class SeenText:
    """A text in a picture, where it stands, and how sure the reading is, in permille."""

    text: str
    box: Box
    sure_permille: int


class Vision(Protocol):
    """The eye of the house. Pictures are the bytes of PNG, JPEG, WebP or GIF (its first frame)."""

    @property
    def name(self) -> str:
        """Names models and versions, such as stands on record for a comparison."""
        ...

    def impressions(self, picture: bytes) -> Sequence[Impression]:
        """Of the whole picture first, then of windows of it: for what is kept to be found, and for what is
        looked for without a box."""
        ...

    def impression(self, picture: bytes, box: Box | None = None) -> Impression:
        """Of the picture or of one box in it: for what is looked for there."""
        ...

    def matching_points(self, one: bytes, other: bytes, box: Box | None = None) -> int:
        """Points that both pictures share in one consistent geometry (SIFT inliers), of `one` in the box
        only; none where the pictures, laid over each other so, differ in the middle. From about 15 on they
        show the same thing."""
        ...

    def adult_permille(self, picture: bytes) -> int:
        """How likely it is that the picture is not fit for everybody, 0 to 1000."""
        ...

    def texts(self, picture: bytes) -> Sequence[SeenText]:
        """What is written in the picture."""
        ...

    def without_background(self, picture: bytes) -> bytes:
        """The picture as PNG with a transparent background."""
        ...
