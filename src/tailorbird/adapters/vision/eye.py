"""The eye: `tailorbird.app.ports.vision.Vision`."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, final

from tailorbird.adapters.vision.runtime import Lazily
from tailorbird.adapters.vision.versions import names
from tailorbird.app.ports.vision import Box, Impression, SeenText, VisionAbsent

if TYPE_CHECKING:
    from tailorbird.adapters.vision.sight import Sight


@final
class Eye:
    """Looks with models that are installed with Tailorbird; `kept` is where converted ones are kept.

    Making one loads nothing. It may be used from several threads.
    """

    def __init__(self, kept: Path) -> None:
        self._kept = kept
        self._sight = Lazily(self._open)

    @property
    def name(self) -> str:
        """See the port."""
        return names()

    def impressions(self, picture: bytes) -> Sequence[Impression]:
        """See the port."""
        return self._sight().impressions(picture)

    def impression(self, picture: bytes, box: Box | None = None) -> Impression:
        """See the port."""
        return self._sight().impression(picture, box)

    def matching_points(self, one: bytes, other: bytes, box: Box | None = None) -> int:
        """See the port."""
        return self._sight().matching_points(one, other, box)

    def adult_permille(self, picture: bytes) -> int:
        """See the port."""
        return self._sight().adult_permille(picture)

    def texts(self, picture: bytes) -> Sequence[SeenText]:
        """See the port."""
        return self._sight().texts(picture)

    def without_background(self, picture: bytes) -> bytes:
        """See the port."""
        return self._sight().without_background(picture)

    def _open(self) -> Sight:
        try:
            made: Sight = import_module("tailorbird.adapters.vision.sight").Sight(self._kept)
        except ImportError as problem:
            raise VisionAbsent(
                f"Looking at pictures needs a library that cannot be loaded ({problem}); install it."
            ) from problem
        return made
