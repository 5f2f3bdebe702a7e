"""A buyer's entries as typed choices: what is drawn, priced and made.

A specification keeps each choice as an `Entry`: the text, option or number in `value`, an upload in `file`,
and everything else by name in `detail`. The names are those of `Detail`; a number is a whole number in
micrometres, thousandths of a degree or permille, written in digits.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tailorbird.domain.customization.template import Align, Area, Field, Option, Permitted, Swatch


class Detail(StrEnum):
    """Names of the details of an entry that a template's fields understand."""

    FONT = "font"
    COLOUR = "colour"
    """A swatch's id."""
    SIZE_UM = "size_um"
    """The font's size; without it the text is as large as fits."""
    ALIGN = "align"
    CURVE_MDEG = "curve_mdeg"
    X_UM = "x_um"
    """A picture's centre, from the middle of its field's area."""
    Y_UM = "y_um"
    SCALE_PERMILLE = "scale_permille"
    """1000: the picture just fills its area."""
    TURN_MDEG = "turn_mdeg"
    CROP_PERMILLE = "crop_permille"
    """`left,top,width,height` of the part that is kept, each in permille of the picture."""
    BACKGROUND = "background"
    """`removed` where the picture's background is to go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChoice:
    """A text as it is to be set. `size_um` is none where it is as large as fits."""

    field: Field
    area: Area
    lines: tuple[str, ...]
    font: str
    colour: Swatch | None
    align: Align
    curve_mdeg: int
    size_um: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Crop:
    """The part of a picture that is kept, in permille of its width and height."""

    left: int = 0
    top: int = 0
    width: int = 1000
    height: int = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageChoice:
    """A picture as it is to be placed: cropped, scaled, turned, then moved from the middle of its area."""

    field: Field
    area: Area
    file: str
    crop: Crop
    x_um: int
    y_um: int
    scale_permille: int
    turn_mdeg: int
    background_removed: Permitted


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionChoice:
    """One of the offered values."""

    field: Field
    option: Option


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureChoice:
    """A number in the field's unit."""

    field: Field
    number: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class WishChoice:
    """A free wish, as the buyer wrote it."""

    field: Field
    text: str


Choice = TextChoice | ImageChoice | OptionChoice | MeasureChoice | WishChoice


class Severity(StrEnum):
    """What a finding about a specification means for ordering it."""

    ERROR = "error"
    """It cannot be ordered so."""
    WARNING = "warning"
    """It can be, once the buyer has been told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignFinding:
    """Something about one field of a specification: what is wrong, and what to do.

    `code` names the rule in lower case (`too_long`, `low_resolution`, `unknown_glyph`, `outside_area`, …).
    `says` quotes nothing that the buyer wrote, beyond the single characters in question.
    """

    field: str
    code: str
    severity: Severity
    says: str
    says_zh: str
    next_step: str = ""
    next_step_zh: str = ""
