"""Designs and the basket: what is sent, and what is answered."""

from __future__ import annotations

from dataclasses import dataclass

from tailorbird.app.design.wanted import Filled
from tailorbird.domain.money import Money


@dataclass(frozen=True, slots=True)
class DesignBegun:
    """A design on a product. `product_hash` is the revision that was shown; empty: the one of now."""

    product: str
    variant: str = ""
    quantity: int = 1
    entries: tuple[Filled, ...] = ()
    title: str = ""
    product_hash: str = ""


@dataclass(frozen=True, slots=True)
class NextVersion:
    """The whole design as it is to be. `after` is the version that was changed; an empty title leaves it."""

    after: int
    variant: str = ""
    quantity: int = 1
    entries: tuple[Filled, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class CarryOver:
    """`after` is the version that is carried over to the product as it is now."""

    after: int


@dataclass(frozen=True, slots=True)
class KeptDesign:
    """Which version was kept. What it says is at `GET /designs/{id}`."""

    id: str
    version: int


@dataclass(frozen=True, slots=True)
class IntoBasket:
    """A design for the basket. `version` 0 is the last, `quantity` 0 the design's own; `hash` and `total`
    are those that the buyer was shown, and are compared where they are given."""

    design: str
    version: int = 0
    quantity: int = 0
    hash: str = ""
    total: Money | None = None


@dataclass(frozen=True, slots=True)
class NewQuantity:
    """How many of it."""

    quantity: int
