"""What of a product can be customized: its surfaces, its fields, and the rules between them.

Lengths are whole micrometres (`_um`), angles whole thousandths of a degree (`_mdeg`, clockwise), so that a
document has one canonical form. Places are measured from the surface's upper left corner.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tailorbird.domain.listing.document import FieldKind, Requirement
from tailorbird.domain.money import Money


class Shape(StrEnum):
    """The outline of a printable area."""

    RECTANGLE = "rectangle"
    ELLIPSE = "ellipse"


class Permitted(StrEnum):
    """Whether the buyer may do something with a field."""

    YES = "yes"
    NO = "no"


class Align(StrEnum):
    """Where lines of a text stand in their area."""

    START = "start"
    CENTRE = "centre"
    END = "end"


class Characters(StrEnum):
    """Which characters a text takes; `TextRules.also` adds single ones."""

    ANY = "any"
    LETTERS = "letters"
    """Letters of any script, marks that belong to them, and the space."""
    LETTERS_DIGITS = "letters_digits"
    """The same and digits."""
    DIGITS = "digits"
    BASIC_LATIN = "basic_latin"
    """Printable ASCII."""
    NONE = "none"
    """Only those of `also`."""


class Comparison(StrEnum):
    """How a condition looks at a field."""

    IS = "is"
    IS_NOT = "is_not"
    FILLED = "filled"
    BLANK = "blank"


class Per(StrEnum):
    """What a surcharge is counted by."""

    PIECE = "piece"
    ORDER = "order"
    CHARACTER = "character"
    """Each character of a text beyond `free`; spaces are not counted."""
    LINE = "line"


class Approval(StrEnum):
    """Whether the maker asks for the buyer's word on a proof before it makes anything."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A box on a surface."""

    x_um: int
    y_um: int
    width_um: int
    height_um: int
    shape: Shape = Shape.RECTANGLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Swatch:
    """A colour that is offered. `colour` is `#rrggbb`; `cmyk` in percent, `0,0,0,100`, where the press has
    its own recipe."""

    swatch: str
    label: str
    colour: str
    label_zh: str = ""
    cmyk: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedArtwork:
    """A merchant's own picture that is printed on every piece, beneath what the buyer chooses.

    It lies as a buyer's picture does: scaled (1000: it just fills `area`, and is cut at its edge), turned,
    and moved from the middle of the area.
    """

    file: str
    """A stored file's SHA-256."""
    area: Area
    owner: str = ""
    """Who owns the rights to it, and under which licence it may be printed (amazon-custom.data.rights)."""
    licence: str = ""
    x_um: int = 0
    y_um: int = 0
    scale_permille: int = 1000
    turn_mdeg: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Surface:
    """One side of the product. `picture` shows it: a stored file's SHA-256, or `blank:NAME/SIDE`.

    The printable area is printed with `bleed_um` on each side and cut back to it.
    """

    surface: str
    label: str
    width_um: int
    height_um: int
    area: Area
    label_zh: str = ""
    picture: str = ""
    bleed_um: int = 0
    resolution_dpi: int = 300
    tint: str = ""
    """The choice field whose swatch colours the product itself in previews."""
    ground: str = ""
    """`#rrggbb` of what is printed on, where that is not the product's own colour."""
    artwork: tuple[PlacedArtwork, ...] = ()
    """The merchant's own pictures, in the order in which they are printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRules:
    """What a text may be, and how it is set. Sizes are the font's, in micrometres."""

    max_length: int = 40
    """Characters as a reader counts them (grapheme clusters), line ends left out."""
    max_lines: int = 1
    characters: Characters = Characters.ANY
    also: str = ""
    fonts: tuple[str, ...] = ("sans",)
    """Ids of fonts that are offered; the first is the one unless another is chosen."""
    colours: tuple[Swatch, ...] = ()
    min_size_um: int = 2_000
    max_size_um: int = 20_000
    align: Align = Align.CENTRE
    curve_mdeg: int = 0
    """The arc that the text follows: 0 is straight, 180000 half a circle upward, negative downward."""
    curving: Permitted = Permitted.NO
    """Whether the buyer may bend it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageRules:
    """What picture may be placed, and what may be done with it."""

    formats: tuple[str, ...] = ("image/png", "image/jpeg", "image/webp", "image/svg+xml")
    min_dpi: int = 100
    """Below it the picture is refused."""
    good_dpi: int = 200
    """Below it the buyer is warned."""
    cropping: Permitted = Permitted.YES
    moving: Permitted = Permitted.YES
    background_removal: Permitted = Permitted.YES


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Something about another field. For `is` and `is_not` one of the values has to match."""

    field: str
    comparison: Comparison = Comparison.IS
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One value of a choice. `prices` is what it adds to a piece, one amount a currency."""

    option: str
    label: str
    label_zh: str = ""
    colour: str = ""
    """`#rrggbb` of its swatch."""
    picture: str = ""
    """A stored file's SHA-256."""
    prices: tuple[Money, ...] = ()
    offered_if: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRules:
    """A number with a unit, from `minimum` to `maximum` in steps from the minimum."""

    unit: str
    minimum: Decimal
    maximum: Decimal
    step: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that the buyer decides. `field` is its id, unique in the template.

    `area` is where it lies on its surface; without one it has the surface's printable area. A field whose
    conditions do not all hold is not shown, and takes nothing.
    """

    field: str
    kind: FieldKind
    label: str
    label_zh: str = ""
    help: str = ""
    help_zh: str = ""
    surface: str = ""
    area: Area | None = None
    required: Requirement = Requirement.OPTIONAL
    shown_if: tuple[Condition, ...] = ()
    text: TextRules | None = None
    image: ImageRules | None = None
    options: tuple[Option, ...] = ()
    measure: MeasureRules | None = None
    wish_length: int = 500
    """Characters that a free wish may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Barred:
    """Choices that do not go together: while all conditions hold, the specification does not fit."""

    when: tuple[Condition, ...]
    says: str
    says_zh: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surcharge:
    """What is added to the price while all conditions hold, one amount a currency."""

    label: str
    amounts: tuple[Money, ...]
    label_zh: str = ""
    when: tuple[Condition, ...] = ()
    per: Per = Per.PIECE
    field: str = ""
    """The text whose characters or lines are counted."""
    free: int = 0
    """So many of them cost nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """Everything about a product that a buyer decides."""

    surfaces: tuple[Surface, ...] = ()
    fields: tuple[Field, ...] = ()
    barred: tuple[Barred, ...] = ()
    surcharges: tuple[Surcharge, ...] = ()
    approval: Approval = Approval.NOT_ASKED
    min_quantity: int = 1
    max_quantity: int = 10_000
