"""What the eye does once numpy, Pillow and OpenCV are there. Each model loads when it is first used."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PIL import Image

from tailorbird.adapters.vision import adult, background, decoding, features, points, reading
from tailorbird.adapters.vision.runtime import Lazily
from tailorbird.adapters.vision.windows import shows_something, windows
from tailorbird.app.ports.vision import Box, Impression, SeenText

# Windows of 0.4 keep more pixels than the network takes.
_LOOKED_AT_PX: Final = 720
_BOXED_AT_PX: Final = 1600
_ADULT_AT_PX: Final = 640
_READ_AT_PX: Final = 1280
_CUT_OUT_AT_PX: Final = 4096


class Sight:
    """See the port."""

    def __init__(self, kept: Path) -> None:
        self._network = Lazily(lambda: features.load_network(kept))
        self._adult = Lazily(adult.load)
        self._reader = Lazily(reading.Reader)
        self._cutter = Lazily(background.load)
        self._points = points.PointMatcher()

    def impressions(self, picture: bytes) -> tuple[Impression, ...]:
        """See the port."""
        whole = decoding.flat(decoding.opened(picture, _LOOKED_AT_PX))
        parts: list[tuple[Box | None, Image.Image]] = [(None, whole)]
        for box in windows():
            part = decoding.cut(whole, box)
            if shows_something(part):
                parts.append((box, part))
        return self._impressions(parts)

    def impression(self, picture: bytes, box: Box | None = None) -> Impression:
        """See the port."""
        whole = decoding.flat(decoding.opened(picture, _BOXED_AT_PX if box else _LOOKED_AT_PX))
        (made,) = self._impressions([(box, decoding.cut(whole, box))])
        return made

    def matching_points(self, one: bytes, other: bytes, box: Box | None = None) -> int:
        """See the port."""
        return self._points.shared(one, other, box)

    def adult_permille(self, picture: bytes) -> int:
        """See the port. What is transparent is looked at on white and on black."""
        return adult.permille(self._adult(), _on_grounds(picture, _ADULT_AT_PX))

    def texts(self, picture: bytes) -> tuple[SeenText, ...]:
        """See the port. What is transparent is read on white and on black, lest a text hide in it."""
        reader = self._reader()
        found = [text for each in _on_grounds(picture, _READ_AT_PX) for text in reader.texts(each)]
        return tuple(dict.fromkeys(found))

    def without_background(self, picture: bytes) -> bytes:
        """See the port."""
        return background.without(self._cutter(), decoding.opened(picture, _CUT_OUT_AT_PX))

    def _impressions(self, parts: list[tuple[Box | None, Image.Image]]) -> tuple[Impression, ...]:
        rows = features.by_network(self._network(), [part for _, part in parts])
        return tuple(
            Impression(
                row.astype("<f4").tobytes(),
                features.by_colours(part).astype("<f4").tobytes(),
                features.by_hash(part),
                box,
            )
            for row, (box, part) in zip(rows, parts, strict=True)
        )


def _on_grounds(picture: bytes, longest_px: int) -> list[Image.Image]:
    image = decoding.opened(picture, longest_px)
    if image.mode == "RGB":
        return [image]
    return [decoding.flat(image, decoding.WHITE), decoding.flat(image, decoding.BLACK)]
