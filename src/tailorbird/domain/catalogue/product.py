"""A product as its owner keeps it. Each change is a new document; its hash names it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tailorbird.domain import codec
from tailorbird.domain.cases.facts.jewelry import WishKind
from tailorbird.domain.customization.template import Template
from tailorbird.domain.listing.document import AssetKind
from tailorbird.domain.money import Money


class Channel(StrEnum):
    """Under which terms a product is sold."""

    PROGRAMME = "programme"
    """A listing with customising fields, reviewed under `amazon_custom`."""
    JEWELLER = "jeweller"
    """A piece with wishes, under `jewelry`."""
    CUSTOM = "custom"
    """Made for one buyer under `cj_custom`; private until its terms let it be public."""


class Grant(StrEnum):
    """What the owner of a picture or video lets others do with it (cj-custom.II.9)."""

    SHOW_WITH_PRODUCT = "show_with_product"
    PROMOTE = "promote"
    RESELL_LISTING = "resell_listing"
    """Merchants who sell the product may show it in their own shops."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceTier:
    """What one piece costs from so many pieces on."""

    price: Money
    from_quantity: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadTime:
    """Working days from the order to the dispatch."""

    min_days: int
    max_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One version of a product. `variant` is its id, unique in the product.

    `stock` is none for what is made to order, and then `lead` says how long that takes.
    """

    variant: str
    prices: tuple[PriceTier, ...]
    label: str = ""
    label_zh: str = ""
    sku: str = ""
    options: tuple[tuple[str, str], ...] = ()
    """Such as (`size`, `M`), each name once."""
    stock: int | None = None
    lead: LeadTime | None = None
    weight_g: int = 0
    length_mm: int = 0
    width_mm: int = 0
    height_mm: int = 0
    gtin: str = ""
    gtin_exemption: str = ""
    """The category for which the owner is exempt, where it has no GTIN."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """A picture or video of the product, by the SHA-256 of its bytes."""

    file: str
    kind: AssetKind
    owner: str = ""
    licence: str = ""
    grants: tuple[Grant, ...] = ()
    alt: str = ""
    alt_zh: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """Everything that is said of a product. Texts ending in `_zh` are Simplified Chinese."""

    title: str
    channel: Channel
    variants: tuple[Variant, ...]
    title_zh: str = ""
    description: str = ""
    description_zh: str = ""
    category: str = ""
    """A path such as `jewellery/rings`."""
    bullets: tuple[str, ...] = ()
    media: tuple[Medium, ...] = ()
    goods_classes: tuple[str, ...] = ()
    """Such as `battery` or `liquid`, as carriers and customs call them."""
    declarations: tuple[str, ...] = ()
    """Compliance declarations made, by code."""
    condition: str = "new"
    template: Template | None = None
    wishes_also: tuple[WishKind, ...] = ()
    """Jeweller: kinds of wishes that the page offers beyond the terms."""
    wishes_not_offered: tuple[WishKind, ...] = ()
    blank: str = ""
    """The blank on which it is printed, where it is one."""

    def document(self) -> bytes:
        """The canonical bytes: what is stored and hashed."""
        return codec.canonical(self)

    @property
    def hash(self) -> str:
        """SHA-256 of the document."""
        return codec.digest(self.document())
