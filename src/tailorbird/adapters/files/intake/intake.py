"""Where uploads are judged: told by content, held against the limits, cleaned, and only then kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final

from tailorbird.adapters.files.intake import movie, refusals
from tailorbird.adapters.files.intake.cleaned import Unreadable
from tailorbird.adapters.files.intake.fonts import clean_font
from tailorbird.adapters.files.intake.limits import Limits
from tailorbird.adapters.files.intake.pictures import RASTER, clean_picture
from tailorbird.adapters.files.intake.svg import clean_drawing
from tailorbird.adapters.files.sniff import ALLOWED, FONTS, SVG, media_type_of, type_as_kept
from tailorbird.app.ports.files import Removed

_ANYTHING: Final = ("", "application/octet-stream", "application/x-www-form-urlencoded")
_FILMS: Final = frozenset(("video/mp4", "video/quicktime"))


@dataclass(frozen=True, slots=True)
class Admitted:
    """What is kept of a file that was handed in."""

    data: bytes
    media_type: str
    removed: tuple[Removed, ...] = ()


@final
class Intake:
    """Judges by these limits. Admitting what was admitted changes nothing."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def admit(self, data: bytes, claimed: str) -> Admitted:
        """What a party hands in, as it will be kept. Raises `FileRefused`."""
        if len(data) > self._limits.bytes:
            raise refusals.too_many_bytes(len(data), self._limits.bytes)
        found = _judged(data, claimed, type_as_kept(data))
        kept, removed = self._cleaned(data, found)
        if len(kept) > self._limits.bytes:
            raise refusals.too_many_bytes(len(kept), self._limits.bytes)
        kind = media_type_of(kept) or found
        return Admitted(kept, kind, tuple(each for each in Removed if each in removed))

    def own(self, data: bytes, claimed: str) -> Admitted:
        """What the platform itself makes or brings in, byte for byte. A drawing has to be called one."""
        if len(data) > self._limits.own_bytes:
            raise refusals.too_many_bytes(len(data), self._limits.own_bytes)
        kind = type_as_kept(data)
        return Admitted(data, _judged(data, claimed, None if kind == SVG and claimed != SVG else kind))

    def _cleaned(self, data: bytes, found: str) -> tuple[bytes, frozenset[Removed]]:
        if found in RASTER:
            cleaned = clean_picture(data, found, self._limits)
            return cleaned.data, cleaned.removed
        if found == SVG:
            return clean_drawing(data, self._limits)
        if found in FONTS:
            return clean_font(data, found, self._limits)
        if found in _FILMS:
            try:
                cleaned = movie.clean(data)
            except (Unreadable, IndexError) as problem:
                raise refusals.broken(found, str(problem)) from problem
            return cleaned.data, cleaned.removed
        return data, frozenset()


def _judged(data: bytes, claimed: str, found: str | None) -> str:
    """The type by content, where it is one that is taken and not sent as another."""
    if not data:
        raise refusals.empty()
    if found is None:
        raise refusals.unknown_type(ALLOWED)
    family = claimed.partition(";")[0].strip().lower()
    told = (
        "font/" if family.startswith("application/") and "font" in family else family.partition("/")[0] + "/"
    )
    if family not in (*_ANYTHING, found) and not found.startswith(told):
        raise refusals.mislabelled(family, found)
    return found
