"""What a merchant asks for when it puts a design on a blank."""

from __future__ import annotations

from dataclasses import dataclass

from tailorbird.domain.catalogue.product import Channel
from tailorbird.domain.customization.template import Approval, Area
from tailorbird.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """The merchant's own picture on a surface. Without `area` it lies in the whole printable area.

    It is scaled (1000: it just fills its area, and is cut at its edge), turned clockwise in thousandths of
    a degree, and moved from the middle of the area in micrometres. `owner` and `licence` say who owns the
    rights to the picture and by what right it is printed: they stay on record with the product
    (amazon-custom.data.rights).
    """

    surface: str
    file: str
    """SHA-256 of a file that you uploaded: PNG, JPEG, WebP or SVG."""
    owner: str = ""
    licence: str = ""
    area: Area | None = None
    x_um: int = 0
    y_um: int = 0
    scale_permille: int = 1000
    turn_mdeg: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDesign:
    """A design on a blank.

    `open_fields` are the blank's fields that buyers fill themselves; the others of its surfaces are closed.
    What a piece costs is given by currency, as the whole price or as the margin on what the maker asks.
    Without `colours` or `sizes` all of them are offered. Texts left empty are those of the blank.
    """

    title: str
    title_zh: str = ""
    description: str = ""
    description_zh: str = ""
    bullets: tuple[str, ...] = ()
    placements: tuple[Placement, ...] = ()
    open_fields: tuple[str, ...] = ()
    prices: tuple[Money, ...] = ()
    margins: tuple[Money, ...] = ()
    colours: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    approval: Approval = Approval.NOT_ASKED
    channel: Channel = Channel.PROGRAMME
    declarations: tuple[str, ...] = ()
    gtin_exemption: str = ""
    """The category for which you are exempt from trade numbers."""
    list_in: str = ""
    """The currency in which it is put under review at once, such as USD; empty: it stays a draft."""
