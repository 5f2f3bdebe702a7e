"""Whether a text can be seen on what it is printed on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tailorbird.domain.customization.choices import Choice, DesignFinding, TextChoice
from tailorbird.domain.customization.findings import finding
from tailorbird.domain.customization.template import Surface

_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")
_BLACK: Final = "#000000"
_ENOUGH: Final = 1.6
"""Below this ratio of luminances a print is hardly seen on cloth or ceramic. Black on white has 21."""
_DARK: Final = 0.04045
"""Up to here sRGB is linear."""


def faint_texts(surface: Surface, tint: str, choices: tuple[Choice, ...]) -> Iterator[DesignFinding]:
    """A warning for each text whose colour is nearly that of the surface: its `ground`, or else the tint.

    Where neither is known nothing is said.
    """
    ground = surface.ground or tint
    if not _COLOUR.fullmatch(ground):
        return
    for choice in choices:
        if not isinstance(choice, TextChoice) or not "".join(choice.lines).strip():
            continue
        colour = choice.colour.colour if choice.colour is not None else _BLACK
        if _COLOUR.fullmatch(colour) and contrast(colour, ground) < _ENOUGH:
            label = choice.colour.label if choice.colour is not None else "Black"
            yield finding(choice.field.field, "low_contrast", colour=label)


def contrast(one: str, other: str) -> float:
    """The ratio of the two colours' luminances, 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= _DARK else float(((part + 0.055) / 1.055) ** 2.4)
