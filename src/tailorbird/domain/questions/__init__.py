"""Every question type, by what it is about. Importing this registers them."""

from tailorbird.domain.questions import (
    custom,
    disclosure,
    jewelry,
    liability,
    listing,
    making,
    money,
    period,
    permission,
    store,
)

__all__ = [
    "custom",
    "disclosure",
    "jewelry",
    "liability",
    "listing",
    "making",
    "money",
    "period",
    "permission",
    "store",
]
