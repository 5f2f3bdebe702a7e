"""How much an upload may be, by environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

from tailorbird.app.ports.files import MAX_FILE_BYTES

# Beyond it Pillow warns of a decompression bomb, so nobody sets the limit higher.
_MOST_PIXELS: Final = 89_478_485
_PREFIX: Final = "TAILORBIRD_UPLOAD_"


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is taken in from a party; `own_bytes` is for files that the platform makes.

    `animation_pixels` is frames times width times height, `nodes` and `depth` are of a drawing's elements
    with every reference played out, `glyphs` of a font.
    """

    bytes: int = MAX_FILE_BYTES
    pixels: int = 40_000_000
    side_px: int = 30_000
    frames: int = 200
    animation_pixels: int = 400_000_000
    drawing_bytes: int = 3_000_000
    nodes: int = 20_000
    depth: int = 40
    glyphs: int = 65_535
    own_bytes: int = 64_000_000

    @classmethod
    def from_environment(cls, env: Mapping[str, str]) -> Limits:
        """Every limit may be set, as `TAILORBIRD_UPLOAD_` and its name; raises `ValueError` that names it."""
        most = {"bytes": MAX_FILE_BYTES, "pixels": _MOST_PIXELS, "glyphs": 65_535}
        found: dict[str, int] = {}
        for each in fields(cls):
            name = _PREFIX + each.name.upper()
            told = env.get(name, "").strip()
            if not told:
                continue
            if not told.isdecimal() or not 0 < int(told) <= most.get(each.name, 2**40):
                bound = f" of up to {most[each.name]}" if each.name in most else ""
                raise ValueError(f"{name} is {told!r}; write a whole number{bound}, such as {each.default}.")
            found[each.name] = int(told)
        return cls(**found)
