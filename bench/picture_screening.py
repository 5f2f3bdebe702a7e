"""Screening of pictures: how long it takes to look at one, to read it, and to free it of its background."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image

from bench.measure import Measured, in_turn, per_second
from bench.photographs import photographs
from bench.report import Finding
from tailorbird.adapters.vision.eye import Eye

_LOOKED_AT: Final = 6
_DOUBTFUL: Final = 500
_LIMIT: Final = "decoding the same photographs to 640 pixels, and nothing else"


def measure(rounds: int, _seconds: float) -> list[Finding]:
    """Pictures a second in one process, each model loaded before."""
    photos = photographs(_LOOKED_AT)
    some = photos[:: len(photos) // _LOOKED_AT][:_LOOKED_AT]
    with tempfile.TemporaryDirectory(prefix="tailorbird-bench-") as home:
        eye = Eye(Path(home))
        looks: dict[str, Callable[[bytes], object]] = {
            "fit for everybody": eye.adult_permille,
            "reading texts": eye.texts,
            "impressions of whole and windows": eye.impressions,
            "taking the background away": eye.without_background,
        }
        findings = [_finding(name, look, some, rounds) for name, look in looks.items()]
        begun = time.perf_counter()
        doubted = sum(eye.adult_permille(each) >= _DOUBTFUL for each in photos)
        took_ms = (time.perf_counter() - begun) * 1000 / len(photos)
    told = f"{doubted} of {len(photos)} photographs of clothes at .5 or above ({took_ms:.0f} ms each)"
    first = findings[0]
    findings[0] = Finding(
        first.name, first.unit, first.limit_says, first.measured, notes=(*first.notes, told)
    )
    return findings


def _finding(name: str, look: Callable[[bytes], object], some: list[bytes], rounds: int) -> Finding:
    begun = time.perf_counter()
    look(some[0])
    first_ms = (time.perf_counter() - begun) * 1000
    measured: Measured = in_turn(
        lambda: per_second(lambda: [look(each) for each in some], 1) * len(some),
        lambda: per_second(lambda: [_decoded(each) for each in some], 3) * len(some),
        rounds,
    )
    notes = (f"{1000 / measured.thing.median:.0f} ms a picture; the first, with loading, {first_ms:.0f} ms",)
    return Finding(f"looking at a picture: {name}", "pictures/s", _LIMIT, measured, notes=notes)


def _decoded(picture: bytes) -> object:
    with Image.open(BytesIO(picture)) as image:
        image.draft("RGB", (640, 640))
        small = image.convert("RGB")
        small.thumbnail((640, 640))
        return small
