"""What a product costs: the price of a piece of one version, at a quantity, in a currency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tailorbird.domain.catalogue.product import PriceTier, Product, Variant
from tailorbird.domain.money import Money


class NoPriceReason(StrEnum):
    """Why there is no price."""

    VARIANT = "no_such_variant"
    CURRENCY = "no_such_currency"
    QUANTITY = "no_such_quantity"


@dataclass(frozen=True, slots=True)
class NoPrice:
    """There is no such price. `known` are the variants, currencies or least quantities that there are."""

    reason: NoPriceReason
    known: tuple[str, ...]
    says: str
    says_zh: str


def tiers_by_currency(prices: Sequence[PriceTier]) -> Mapping[str, tuple[PriceTier, ...]]:
    """The tiers of each currency, as they stand."""
    found: dict[str, tuple[PriceTier, ...]] = {}
    for tier in prices:
        found[tier.price.currency] = (*found.get(tier.price.currency, ()), tier)
    return found


def variant_of(product: Product, variant: str) -> Variant | NoPrice:
    """The version of that name; without a name the only one, or the first."""
    if not variant and product.variants:
        return product.variants[0]
    found = next((each for each in product.variants if each.variant == variant), None)
    known = tuple(each.variant for each in product.variants)
    return found or NoPrice(
        NoPriceReason.VARIANT,
        known,
        f"There is no version {variant!r}; there are {', '.join(known) or 'none'}.",
        f"没有款式“{variant}”；现有：{'、'.join(known) or '无'}。",
    )


def price_at(product: Product, variant: str, quantity: int, currency: str) -> Money | NoPrice:
    """What one piece costs when so many of this version are ordered, in this currency."""
    found = variant_of(product, variant)
    if isinstance(found, NoPrice):
        return found
    sets = tiers_by_currency(found.prices)
    if currency not in sets:
        known = tuple(sorted(sets))
        return NoPrice(
            NoPriceReason.CURRENCY,
            known,
            f"{product.title} has no price in {currency}; there are {', '.join(known) or 'none'}.",
            f"该商品没有 {currency} 价格；现有：{'、'.join(known) or '无'}。",
        )
    reached = [tier for tier in sets[currency] if tier.from_quantity <= quantity]
    if not reached:
        least = str(min(tier.from_quantity for tier in sets[currency]))
        return NoPrice(
            NoPriceReason.QUANTITY,
            (least,),
            f"Prices in {currency} begin at {least} pieces; {quantity} were asked.",
            f"{currency} 价格从 {least} 件起；您要 {quantity} 件。",
        )
    return max(reached, key=lambda tier: tier.from_quantity).price


def lowest_and_highest(product: Product) -> Mapping[str, tuple[int, int]]:
    """In each currency the lowest and the highest price of a single piece, in minor units."""
    found: dict[str, tuple[int, int]] = {}
    for variant in product.variants:
        for currency, tiers in tiers_by_currency(variant.prices).items():
            single = min(tiers, key=lambda tier: tier.from_quantity).price.minor
            low, high = found.get(currency, (single, single))
            found[currency] = (min(low, single), max(high, single))
    return found
