"""Whether a seller's reputation is low, and whether a price stands out from comparable ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tailorbird.domain.marketplace.product import HIGHEST_RATING, SellerInfo
from tailorbird.domain.money import Money


class Reputation(StrEnum):
    """How a seller's rating stands to the threshold."""

    LOW = "low"
    SUFFICIENT = "sufficient"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ReputationStanding:
    """A seller's reputation, and why."""

    reputation: Reputation
    rating: Decimal | None
    threshold: Decimal
    reason: str


class PriceStanding(StrEnum):
    """How a price stands to comparable ones."""

    ORDINARY = "ordinary"
    OUTLYING = "outlying"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PriceComparison:
    """Whether a price stands out, the median that it was held against, and why."""

    standing: PriceStanding
    price: Money
    median: Money | None
    reason: str


def reputation(seller: SellerInfo, threshold: Decimal) -> ReputationStanding:
    """Whether the seller's rating lies below the threshold. No rating is unknown, not low."""
    rating = seller.rating
    if rating is None:
        return ReputationStanding(
            Reputation.UNKNOWN, None, threshold, "The marketplace shows no rating of this seller."
        )
    low = rating < threshold
    return ReputationStanding(
        Reputation.LOW if low else Reputation.SUFFICIENT,
        rating,
        threshold,
        f"The seller is rated {rating} of {HIGHEST_RATING}; "
        f"{'less than' if low else 'at least'} {threshold}.",
    )


def compare_price(
    price: Money, comparable: Iterable[Money], *, times: Decimal, at_least: int = 3
) -> PriceComparison:
    """Whether a price is more than `times` the median of comparable ones, or less than its part.

    Prices in other currencies are not comparable. Fewer than `at_least` leave it unknown.
    """
    if times <= 1:
        raise ValueError(f"A price stands out by a factor above 1, not {times}.")
    minors = sorted(item.minor for item in comparable if item.currency == price.currency and item.minor > 0)
    if len(minors) < max(at_least, 1):
        reason = f"Only {len(minors)} comparable prices in {price.currency}; {at_least} are needed."
        return PriceComparison(PriceStanding.UNKNOWN, price, None, reason)
    middle = len(minors) // 2
    # With an even number the lower of the two: a median that is a price that somebody asks.
    median = Money(minors[middle] if len(minors) % 2 else minors[middle - 1], price.currency)
    above, below = price.minor > median.minor * times, price.minor * times < median.minor
    if not (above or below):
        return PriceComparison(
            PriceStanding.ORDINARY, price, median, f"{price} lies near the median of {median}."
        )
    how = "more than" if above else "less than one part in"
    tail = f"{times} times the median" if above else f"{times} of the median"
    return PriceComparison(PriceStanding.OUTLYING, price, median, f"{price} is {how} {tail} of {median}.")
