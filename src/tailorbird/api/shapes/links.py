"""Links and what stands behind them."""

from __future__ import annotations

from dataclasses import dataclass

from tailorbird.domain.marketplace.links import ShortLink
from tailorbird.domain.marketplace.product import MarketplaceProduct


@dataclass(frozen=True, slots=True)
class LinkText:
    """A link, or a whole share text that holds one."""

    text: str


@dataclass(frozen=True, slots=True)
class LinkResolved:
    """The product that is meant. A short link has no product id until its marketplace resolves it."""

    marketplace: str
    product_id: str | None
    variant: str | None
    canonical_url: str
    short: ShortLink | None
    product_state: str
    product: MarketplaceProduct | None
    message: str
    next_step: str
