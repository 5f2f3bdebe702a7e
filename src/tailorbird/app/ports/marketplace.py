"""What stands behind a product link, and product pages that somebody captured and hands in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from tailorbird.domain.marketplace.links import RecognisedLink
from tailorbird.domain.marketplace.product import MarketplaceProduct


class CaptureProblemCode(StrEnum):
    """Why a captured page could not be read."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    NOT_JSON = "not_json"
    REPORTED_FAILURE = "reported_failure"
    UNKNOWN_SHAPE = "unknown_shape"
    PRODUCT_UNREADABLE = "product_unreadable"
    SHOP_UNKNOWN = "shop_unknown"
    ANOTHER_PRODUCT = "another_product"


@dataclass(frozen=True, slots=True)
class CaptureProblem:
    """Why a captured page could not be read, and what to hand in instead."""

    code: CaptureProblemCode
    message: str
    next_step: str


@dataclass(frozen=True, slots=True)
class NotCaptured:
    """Nothing is known of the product behind this link; buyer or provider fill in by hand."""

    url: str
    message: str
    next_step: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """There is an answer for this link, but it cannot be read. The product is unknown."""

    url: str
    problem: CaptureProblem


class Marketplace(Protocol):
    """Tells what a marketplace says of a product."""

    def product(self, link: RecognisedLink) -> MarketplaceProduct | NotCaptured | Unreadable:
        """The product behind the link. Never raises for what the marketplace answered."""
        ...


class CaptureReader(Protocol):
    """Reads a captured product page that somebody uploads."""

    def read(self, data: bytes, hint: RecognisedLink | None = None) -> MarketplaceProduct | CaptureProblem:
        """The product that the file describes; with a hint, only if it is the hint's product."""
        ...
