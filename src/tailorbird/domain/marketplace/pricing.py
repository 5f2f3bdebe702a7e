"""What a quantity of a variant costs by piece, from specification prices and quantity tiers.

1688 says by `quoteType` which governs: 0 and 2 quote by quantity, so the tier of the quantity is
the price; 1 quotes by specification. Offers of type 1 may list tiers as well. Then the first tier
only repeats the lowest specification price, and each specification keeps its own; from the second
tier on the tier's price holds for a specification that costs what the first tier says. For one
that costs more or less, the page leaves open whether the tier replaces its price or is added to a
surcharge: the price is unclear, and both readings are named for the provider to settle.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tailorbird.domain.marketplace.product import (
    MarketplaceProduct,
    PriceTier,
    Quoting,
    Variant,
)
from tailorbird.domain.money import Money

_OPEN: Final = "the price depends on the specification, and none is chosen"


class PriceState(StrEnum):
    """Whether the price of one piece follows from the page."""

    KNOWN = "known"
    UNCLEAR = "unclear"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PiecePrice:
    """The price of one piece. Unclear: `readings` has the lowest and the highest it can be."""

    state: PriceState
    reason: str
    piece: Money | None = None
    readings: tuple[Money, ...] = ()


def piece_price(product: MarketplaceProduct, variant: Variant | None, quantity: int) -> PiecePrice:
    """What one piece costs when this many of this variant are bought."""
    own = variant.price if variant is not None else _common_price(product)
    tiers = sorted(product.price_tiers, key=lambda tier: tier.from_quantity)
    if product.is_unreadable("price_tiers"):
        return _unknown("the page's price tiers could not be read")
    if not tiers:
        return _by_specification(product, own)
    tier = _tier_of(quantity, tiers)
    if tier is None:
        return _unknown(f"the prices begin at {tiers[0].from_quantity} pieces")
    return _price_in(product.quoting, own, tier, tiers[0])


def _by_specification(product: MarketplaceProduct, own: Money | None) -> PiecePrice:
    if own is not None:
        return _known(own, "the specification's price")
    priced = any(variant.price for variant in product.variants)
    return _unknown(_OPEN if priced else "the page has no price that can be read")


def _price_in(quoting: Quoting, own: Money | None, tier: PriceTier, first: PriceTier) -> PiecePrice:
    from_tier = f"the tier from {tier.from_quantity} on"
    if quoting is Quoting.BY_QUANTITY:
        return _known(tier.price, from_tier)
    if own is None:
        return _unknown(_OPEN)
    if tier == first:
        return _known(own, "the specification's price")
    if own == first.price:
        return _known(tier.price, from_tier)
    low, high = sorted((own, tier.price), key=lambda money: money.minor)
    return PiecePrice(
        PriceState.UNCLEAR,
        f"the specification costs {own}, but the page also quotes {tier.price} from "
        f"{tier.from_quantity} pieces",
        readings=(low, high),
    )


def _tier_of(quantity: int, tiers: list[PriceTier]) -> PriceTier | None:
    return next((tier for tier in reversed(tiers) if tier.from_quantity <= quantity), None)


def _common_price(product: MarketplaceProduct) -> Money | None:
    """The price that all variants share; None if they differ or one is unknown."""
    prices = {variant.price for variant in product.variants}
    return prices.pop() if len(prices) == 1 and not product.is_unreadable("variants") else None


def _known(price: Money, reason: str) -> PiecePrice:
    return PiecePrice(PriceState.KNOWN, reason, piece=price)


def _unknown(reason: str) -> PiecePrice:
    return PiecePrice(PriceState.UNKNOWN, reason)
