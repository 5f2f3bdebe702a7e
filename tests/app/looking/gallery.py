"""A house that looks at words instead of pictures: `b"ring|1"` shows a ring, `b"ring+street|1"` a ring in a
street; what follows the bar makes another file of the same look."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

import numpy as np

from tailorbird.adapters.db.database import Database
from tailorbird.app.house import House
from tailorbird.app.ports.catalogue import ProductRecord, Visibility
from tailorbird.app.ports.files import StoredFile
from tailorbird.app.ports.vision import Box, Impression, SeenText, UnreadablePicture, VisionAbsent
from tailorbird.domain.catalogue.product import Channel, Medium, PriceTier, Product, Variant
from tailorbird.domain.listing.document import AssetKind
from tailorbird.domain.money import Money
from tests.app.memory_house import build

CORNER = Box(0, 0, 600, 600)
_LENGTH = 256


def sha(picture: bytes) -> str:
    return hashlib.sha256(picture).hexdigest()


def things(picture: bytes) -> list[str]:
    """What a picture of words shows."""
    return picture.split(b"|")[0].decode().split("+")


@dataclass
class Words:
    """Vision for pictures of words. Pictures share `points` when they show one thing alike."""

    points: int = 40
    absent: str = ""
    looked: list[bytes] = field(default_factory=list)
    compared: list[tuple[bytes, bytes]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return "words 1"

    def impressions(self, picture: bytes) -> Sequence[Impression]:
        self._see(picture)
        shown = things(picture)
        parts = [self._impression(each, CORNER) for each in shown] if len(shown) > 1 else []
        return (self._impression("+".join(shown), None), *parts)

    def impression(self, picture: bytes, box: Box | None = None) -> Impression:
        self._see(picture)
        return self._impression(things(picture)[0] if box else "+".join(things(picture)), box)

    def matching_points(self, one: bytes, other: bytes, box: Box | None = None) -> int:
        self._see(one)
        self._see(other)
        self.compared.append((one, other))
        shown = things(one)[:1] if box else things(one)
        return self.points if set(shown) & set(things(other)) else 0

    def adult_permille(self, picture: bytes) -> int:
        return 0

    def texts(self, picture: bytes) -> Sequence[SeenText]:
        return ()

    def without_background(self, picture: bytes) -> bytes:
        return picture

    def _see(self, picture: bytes) -> None:
        if self.absent:
            raise VisionAbsent(self.absent)
        if b"|" not in picture:
            raise UnreadablePicture("These bytes are no picture of words. Send words.")
        self.looked.append(picture)

    def _impression(self, text: str, box: Box | None) -> Impression:
        """Words with the same beginning look much alike: `ringA` and `ringB`."""
        made = 0.95 * _direction(text.rstrip("ABCDEF")) + 0.31 * _direction(text)
        made = (made / np.linalg.norm(made)).astype("<f4")
        grey = np.full(4, 0.5, "<f4")
        bits = int(sha(text.encode())[:16], 16)
        return Impression(made.tobytes(), grey.tobytes(), bits, box)


def _direction(text: str) -> Any:
    seed = int(sha(text.encode())[:12], 16)
    made = np.random.default_rng(seed).standard_normal(_LENGTH)
    return made / np.linalg.norm(made)


@dataclass
class KeptFiles:
    """Files in memory."""

    kept: dict[str, bytes] = field(default_factory=dict)

    def put(self, data: bytes, media_type: str, by: str = "") -> StoredFile:
        self.kept[sha(data)] = data
        return StoredFile(sha(data), len(data), media_type)

    def read(self, sha256: str) -> bytes | None:
        return self.kept.get(sha256)

    def about(self, sha256: str) -> StoredFile | None:
        return StoredFile(sha256, len(self.kept[sha256]), "image/png") if sha256 in self.kept else None

    def uploaders(self, sha256: str) -> frozenset[str]:
        return frozenset()

    def erase(self, sha256: str) -> None:
        self.kept.pop(sha256, None)


@dataclass
class KeptProducts:
    """The part of the catalogue that looking needs."""

    kept: dict[str, ProductRecord] = field(default_factory=dict)
    documents: dict[str, Product] = field(default_factory=dict)

    def product(self, product_id: str) -> ProductRecord | None:
        return self.kept.get(product_id)

    def revision(self, product_id: str, sha256: str) -> Product | None:
        return self.documents.get(sha256)


@dataclass
class Gallery:
    """The house, and what stands behind it."""

    house: House
    words: Words
    files: KeptFiles
    products: KeptProducts

    def show(
        self,
        product_id: str,
        *pictures: bytes,
        visibility: Visibility = Visibility.PUBLIC,
        owner: str = "maker",
        seen_by: str = "",
    ) -> ProductRecord:
        """Put a product with these pictures into the catalogue; it is not indexed yet."""
        document = product(product_id, *(self.files.put(each, "image/png").sha256 for each in pictures))
        record = ProductRecord(product_id, owner, 1, document.hash, document, visibility, seen_by)
        self.products.kept[product_id] = record
        return record

    def redraft(self, product_id: str, title: str, *pictures: bytes) -> None:
        """Its owner writes on at a public product, and publishes nothing yet."""
        before = self.products.kept[product_id]
        document = product(title, *(self.files.put(each, "image/png").sha256 for each in pictures))
        self.products.documents[before.hash] = before.product
        self.products.kept[product_id] = replace(
            before, revision=2, hash=document.hash, product=document, public_hash=before.hash
        )


def product(title: str, *files: str) -> Product:
    """A product with these pictures, and a film that nobody looks at."""
    media = [Medium(file=each, kind=AssetKind.PICTURE) for each in files]
    film = Medium(file="f" * 64, kind=AssetKind.VIDEO)
    variant = Variant(variant="one", prices=(PriceTier(price=Money(1000, "EUR")),))
    return Product(title=title, channel=Channel.CUSTOM, variants=(variant,), media=(*media, film))


def gallery(database: Database) -> Gallery:
    """An empty one, its index in this database."""
    words, files, products = Words(), KeptFiles(), KeptProducts()
    house = replace(
        build().house,
        vision=words,
        files=files,
        catalogue=cast(Any, products),
        pictures=database.pictures,
    )
    return Gallery(house, words, files, products)
