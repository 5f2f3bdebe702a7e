"""Drawing a specification: one SVG, from which preview, proof and print file are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from tailorbird.domain.customization.choices import Choice, DesignFinding
from tailorbird.domain.customization.template import Surface

ReadFile = Callable[[str], bytes | None]
"""`(sha256, blank:NAME/SIDE or cut:SHA256)`: the bytes of a stored file, of a blank's drawing, or of the
picture of that hash without its background; none where there are none."""

CUT: Final = "cut:"
"""Asked for before a picture's hash where the choice says that its background is removed."""


class View(StrEnum):
    """What a drawing shows."""

    PREVIEW = "preview"
    """The product with the design on it."""
    PROOF = "proof"
    """The same with the printable area's outline."""
    PRINT = "print"
    """The design alone, printable area and bleed."""


class Colours(StrEnum):
    """The colours of a print file."""

    RGB = "rgb"
    CMYK = "cmyk"
    """With an output intent; text and lines in pure colours keep them."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """One side of a design as SVG that holds everything: glyphs are outlines, pictures are inside.

    `width_um` and `height_um` are of the whole drawing, for `PRINT` with the bleed. `svg` has neither
    scripts, links nor references to other files.
    """

    svg: str
    width_um: int
    height_um: int
    bleed_um: int = 0


@dataclass(frozen=True, slots=True)
class Side:
    """What is drawn: a surface, the choices on it, and the product's own colour (`#rrggbb`) if one is
    chosen."""

    surface: Surface
    choices: tuple[Choice, ...]
    tint: str = ""


@dataclass(frozen=True, slots=True)
class TicketLine:
    """One line of a work ticket: what it says, and a swatch (`#rrggbb`) if it names a colour."""

    label: str
    value: str
    swatch: str = ""


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a maker's work ticket holds. `code` is what its QR code says."""

    title: str
    case: str
    code: str
    quantity: int
    specification_hash: str
    lines: tuple[TicketLine, ...]
    drawings: tuple[Drawing, ...]
    language: str = "en"
    sides: tuple[str, ...] = ()
    """What the drawings are called, in their order; one without a name is called by its number."""


@dataclass(frozen=True, slots=True)
class FontFace:
    """A font that texts can be set in."""

    font: str
    label: str
    label_zh: str
    licence: str
    scripts: tuple[str, ...]
    """ISO 15924 codes that it is made for; other characters are set in the fallbacks."""


class CannotDraw(RuntimeError):
    """A drawing that cannot be made; the message says what to change."""


class Renderer(Protocol):
    """Pure: the same input gives the same bytes."""

    def fonts(self) -> Sequence[FontFace]:
        """Every font, its ids those of `TextRules.fonts`."""
        ...

    def look(self, side: Side, read: ReadFile) -> tuple[DesignFinding, ...]:
        """What would go wrong at the press: low resolution, unknown glyphs, text outside its area, …"""
        ...

    def draw(self, side: Side, view: View, read: ReadFile) -> Drawing:
        """The side as SVG. A preview shows what it can; a proof or print file raises `CannotDraw` where it
        would not show what was asked for (an unknown glyph, text outside its area, a missing picture)."""
        ...

    def picture(self, drawing: Drawing, width_px: int) -> bytes:
        """The drawing as PNG, without metadata."""
        ...

    def print_png(self, drawing: Drawing, dpi: int) -> bytes:
        """The drawing as PNG at this resolution, which the file states."""
        ...

    def print_pdf(self, drawing: Drawing, colours: Colours) -> bytes:
        """One page with trim and bleed boxes, glyphs as outlines, of a drawing for `PRINT`. Raises
        `CannotDraw` for any other."""
        ...

    def ticket(self, ticket: Ticket) -> bytes:
        """The maker's work ticket as PDF."""
        ...


BlankPictures = Mapping[str, bytes]
"""Drawings of blanks by `blank:NAME/SIDE`."""
