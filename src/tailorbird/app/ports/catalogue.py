"""What is kept of the catalogue: products with every revision, found by words, by meaning and by facets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from tailorbird.app.ports.imports import Imports
from tailorbird.app.ports.records import Page
from tailorbird.domain.catalogue.product import Channel, Product


class Visibility(StrEnum):
    """Who finds a product."""

    DRAFT = "draft"
    """Its owner alone."""
    PUBLIC = "public"
    PRIVATE = "private"
    """Its owner and the one buyer for whom it is made (cj-custom.II.11)."""
    WITHDRAWN = "withdrawn"
    """Its owner alone; open orders are finished."""


@dataclass(frozen=True, slots=True)
class ProductRecord:
    """A product as it is kept. `revision` counts its documents from 1.

    `product` and `hash` are of the document that the reader sees: the owner the latest, everybody else the
    one that is public, whose hash is `public_hash`.
    """

    id: str
    owner: str
    revision: int
    hash: str
    product: Product
    visibility: Visibility
    seen_by: str = ""
    """The buyer for whom a private product is made."""
    listing: str = ""
    """The case under whose terms it is public."""
    changed_at: datetime | None = None
    public_hash: str = ""
    """The document that everybody sees, while it is public."""


@dataclass(frozen=True, slots=True)
class Looking:
    """Who looks for what. Without `viewer` only public products are found.

    `text` is in English or Chinese; `near` is its meaning as float32 numbers, where that is known.
    """

    viewer: str = ""
    text: str = ""
    near: bytes = b""
    category: str = ""
    """With everything below it."""
    channel: Channel | None = None
    owner: str = ""
    goods_class: str = ""
    currency: str = ""
    """With a price in it; the bounds are of a single piece."""
    min_minor: int | None = None
    max_minor: int | None = None
    made_to_order: str = ""
    """`yes`, `no` (from stock), or either."""
    customizable: str = ""
    video: str = ""
    """`yes`: with a video of its own."""
    cursor: str = ""
    limit: int = 24


@dataclass(frozen=True, slots=True)
class Facets:
    """How many of what was found stand in each category, channel and currency."""

    categories: dict[str, int] = field(default_factory=dict)
    channels: dict[str, int] = field(default_factory=dict)
    currencies: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a product is about, as float32 numbers of length 1 in little-endian bytes, by language."""

    language: str
    vector: bytes


@dataclass(frozen=True, slots=True)
class Shown:
    """What becomes of a product. `hash` names the document that everybody sees from now on, the latest where
    none is named; `listing` the case under whose terms, unchanged where none is named."""

    visibility: Visibility
    hash: str = ""
    listing: str = ""


@dataclass(frozen=True, slots=True)
class Unlooked:
    """A product whose pictures have to be taken into the picture index, or out of it. `change` tells which
    change of it was seen."""

    product: str
    change: int
    visibility: Visibility


class StaleRevision(RuntimeError):
    """Somebody changed the product meanwhile; read it again."""


class Catalogue(Protocol):
    """The keeping of products. Nothing of a private product is told to others, not even a number."""

    @property
    def imports(self) -> Imports:
        """The jobs that read catalogues from files."""
        ...

    def save(self, record: ProductRecord, meanings: Sequence[Meaning], after: int) -> ProductRecord:
        """Keep a new document as the next revision; `after` is the revision that was read (0: new).

        The same document again is no new revision. Owner, visibility, buyer and listing are those of the
        record where it is new, and stay as they are otherwise. What is public stays public as it was.
        Raises `StaleRevision`.
        """
        ...

    def product(self, product_id: str) -> ProductRecord | None:
        """The latest document; for the platform's own work."""
        ...

    def seen(self, product_id: str, viewer: str) -> ProductRecord | None:
        """The product as this party may see it (empty: anybody); none where it may not, or there is none."""
        ...

    def revision(self, product_id: str, sha256: str) -> Product | None:
        """The document of that hash, however old."""
        ...

    def show(self, product_id: str, shown: Shown) -> None:
        """Raises `LookupError` where there is no such product or document."""
        ...

    def link(self, product_id: str, listing: str) -> None:
        """Remember the case in which the product is being listed."""
        ...

    def owned(
        self, owner: str, visibility: Visibility | None = None, cursor: str = "", limit: int = 50
    ) -> Page[ProductRecord]:
        """The owner's products with their latest documents, the last changed first."""
        ...

    def search(self, looking: Looking) -> Page[ProductRecord]:
        """With a text the best first, up to 200; else the last changed first. A cursor goes on in the list
        as it was, whatever changes meanwhile; what is no longer there to be seen is left out. Raises
        `ValueError` for a cursor that cannot be read."""
        ...

    def facets(self, looking: Looking) -> Facets: ...

    def suggestions(self, looking: Looking) -> Sequence[str]:
        """Words of public titles that begin like the last word, or are spelled nearly so."""
        ...

    def unlooked(self, limit: int) -> Sequence[Unlooked]:
        """Products that were shown, changed or taken away since their pictures were looked at last."""
        ...

    def looked(self, done: Unlooked) -> None:
        """The pictures were looked at; a change since then has to be looked at once more."""
        ...
