"""The photographs that pictures are measured on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from bench.shop import CannotMeasure

_SETTING: Final = "TAILORBIRD_BENCH_PHOTOS"
_BESIDE: Final = Path(__file__).parents[2] / "shared" / "data" / "photos"


def photographs(least: int) -> list[bytes]:
    """Every photograph of the folder that TAILORBIRD_BENCH_PHOTOS names, or that lies beside the project."""
    folder = Path(os.environ.get(_SETTING) or _BESIDE)
    found = [each.read_bytes() for each in sorted(folder.rglob("*.jpg"))]
    if len(found) < least:
        raise CannotMeasure(
            f"{folder} has {len(found)} photographs; name a folder with {least} or more by {_SETTING}."
        )
    return found
