"""The catalogue's pictures in the index, and who sees a product that is found by one."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tailorbird.app.house import House
from tailorbird.app.looking.indexing import Indexing, index_pictures
from tailorbird.app.ports.catalogue import ProductRecord, Visibility
from tailorbird.domain.catalogue.product import Product
from tailorbird.domain.listing.document import AssetKind

SCOPE: Final = "catalogue"


def picture_files(product: Product) -> tuple[str, ...]:
    """The product's pictures by hash."""
    return tuple(each.file for each in product.media if each.kind is AssetKind.PICTURE)


def index_product(house: House, product_id: str) -> Indexing:
    """The product is found by its pictures as they are shown now; one that is gone, by none. Doing it again
    changes nothing. Raises `VisionAbsent`."""
    record = house.catalogue.product(product_id)
    if record is None:
        forget_product(house, product_id)
        return Indexing()
    return index_pictures(house, SCOPE, product_id, picture_files(as_shown(house, record).product))


def as_shown(house: House, record: ProductRecord) -> ProductRecord:
    """What is public in its public document, whatever its owner has written since; all else as it is."""
    if record.visibility is not Visibility.PUBLIC or record.public_hash in ("", record.hash):
        return record
    shown = house.catalogue.revision(record.id, record.public_hash)
    return replace(record, hash=record.public_hash, product=shown) if shown is not None else record


def forget_product(house: House, product_id: str) -> None:
    """Nothing of the product's pictures is left in the index."""
    house.pictures.forget_subject(SCOPE, product_id)


def sees(viewer: str, record: ProductRecord) -> bool:
    """Whether the party finds the product (cj-custom.II.11); the empty viewer finds what is public."""
    if record.visibility is Visibility.PUBLIC:
        return True
    if not viewer:
        return False
    if record.visibility is Visibility.PRIVATE:
        return viewer in (record.owner, record.seen_by)
    return viewer == record.owner
