"""What a marketplace says of a product. What it does not say, or says unreadably, stays None."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from tailorbird.domain.marketplace.hosts import Marketplace
from tailorbird.domain.money import Money

HIGHEST_RATING: Final = Decimal(5)
"""Ratings of sellers are kept on a scale from zero to this."""


class ListingStatus(StrEnum):
    """Whether the product is on sale."""

    LISTED = "listed"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


class Quoting(StrEnum):
    """How the marketplace prices a quantity of a product with tiers (1688's `quoteType`)."""

    BY_QUANTITY = "by_quantity"
    BY_SPECIFICATION = "by_specification"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Attribute:
    """A property and its value, in the marketplace's language and, where given, in English."""

    name: str
    name_en: str | None
    value: str
    value_en: str | None


@dataclass(frozen=True, slots=True)
class Score:
    """One of the seller's ratings under the marketplace's own name for it."""

    name: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class SellerInfo:
    """Who sells. `rating` is the marketplace's overall one, `medal_level` 1688's medal."""

    id: str | None
    name: str | None
    rating: Decimal | None = None
    medal_level: int | None = None
    scores: tuple[Score, ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """One specification that can be bought. `price` is what it costs now, before any tier."""

    id: str
    spec_id: str | None
    attributes: tuple[Attribute, ...]
    price: Money | None
    stock: int | None
    list_price: Money | None = None
    weight_g: int | None = None

    def named(self, identifier: str) -> bool:
        """Whether the identifier, a SKU's or a specification's, means this variant."""
        return identifier in (self.id, self.spec_id)

    @property
    def label(self) -> str:
        """The variant in words, in English where the marketplace gives it: `White, M`."""
        values = [attribute.value_en or attribute.value for attribute in self.attributes]
        return ", ".join(values) or self.id


@dataclass(frozen=True, slots=True)
class PriceTier:
    """The price of one piece from a quantity on."""

    from_quantity: int
    price: Money


@dataclass(frozen=True, slots=True)
class Size:
    """The parcel's measures."""

    length_cm: Decimal
    width_cm: Decimal
    height_cm: Decimal


@dataclass(frozen=True, slots=True)
class Freight:
    """What the marketplace says of sending the product within its country."""

    fee: Money | None = None
    free: bool | None = None
    ships_from: str | None = None
    dispatch_within_hours: int | None = None
    delivery_days: int | None = None


@dataclass(frozen=True, slots=True)
class MadeToOrder:
    """The product is made after the order. `wording` is where the page says so."""

    wording: str
    lead_time_days: int | None = None


@dataclass(frozen=True, slots=True)
class Presale:
    """The product is sold ahead of time. A deposit's parts are None where the page is silent."""

    wording: str
    deposit: bool
    deposit_percent: Decimal | None = None
    deposit_amount: Money | None = None
    balance_within_days: int | None = None


@dataclass(frozen=True, slots=True)
class MarketplaceProduct:
    """A product as its marketplace describes it.

    `unreadable` names fields that were there but could not be read; they are unknown, and nothing
    may be concluded from their absence.
    """

    marketplace: Marketplace
    product_id: str
    title: str
    url: str
    currency: str | None
    status: ListingStatus
    seller: SellerInfo
    title_en: str | None = None
    images: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()
    price_tiers: tuple[PriceTier, ...] = ()
    quoting: Quoting = Quoting.UNKNOWN
    min_order_quantity: int | None = None
    batch_number: int | None = None
    freight: Freight = Freight()
    weight_g: int | None = None
    size: Size | None = None
    made_to_order: MadeToOrder | None = None
    presale: Presale | None = None
    brand: str | None = None
    categories: tuple[str, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    unreadable: tuple[str, ...] = ()

    def variant(self, identifier: str) -> Variant | None:
        """The variant of this SKU or specification."""
        return next((item for item in self.variants if item.named(identifier)), None)

    def weight_of(self, variant: Variant | None) -> int | None:
        """Grams of one piece: the variant's own weight, else the product's."""
        own = variant.weight_g if variant is not None else None
        return own if own is not None else self.weight_g

    def is_unreadable(self, field: str) -> bool:
        """Whether this field, or the list as a whole, could not be read."""
        return field in self.unreadable
