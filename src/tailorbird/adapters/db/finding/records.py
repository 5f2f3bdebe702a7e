"""Rows of the catalogue as records, and documents as the columns that they are found by."""

from __future__ import annotations

from typing import Final

from tailorbird.adapters.db.sql.rows import instant
from tailorbird.adapters.db.sql.session import Row
from tailorbird.adapters.db.sql.statement import PREFIX
from tailorbird.app.ports.catalogue import ProductRecord, Visibility
from tailorbird.domain import codec
from tailorbird.domain.catalogue import indexing
from tailorbird.domain.catalogue.product import Product

_SEEN: Final = "c.id, c.owner, c.revision, c.visibility, c.seen_by, c.listing, c.changed_at, c.public_hash"


def newest_key(record: ProductRecord) -> tuple[str, str]:
    """Where a record stands in a list of the last changed."""
    return (record.changed_at.isoformat() if record.changed_at else "", record.id)


def select(document: str) -> str:
    """Products with this document. One that came back after another has several revisions of one hash."""
    return (
        f"SELECT {_SEEN}, (SELECT r.document FROM {PREFIX}catalogue_revision r WHERE r.product_id = c.id "
        f"AND r.hash = {document} ORDER BY r.revision LIMIT 1) AS document FROM {PREFIX}catalogue_product c"
    )


def as_record(row: Row) -> ProductRecord:
    product_id, owner, revision, visibility, seen_by, listing, at, public_hash, document = row
    data = document.encode()
    return ProductRecord(
        id=product_id,
        owner=owner,
        revision=revision,
        hash=codec.digest(data),
        product=codec.read_json(Product, data),
        visibility=Visibility(visibility),
        seen_by=seen_by,
        listing=listing,
        changed_at=instant(at),
        public_hash=public_hash,
    )


def found_by(product: Product) -> dict[str, object]:
    """The columns by which a document is found."""
    return {
        "shown_hash": product.hash,
        "title": product.title,
        "title_zh": product.title_zh,
        "category": product.category,
        "channel": product.channel.value,
        "goods_classes": f"|{'|'.join(product.goods_classes)}|" if product.goods_classes else "",
        "to_order": indexing.made_to_order(product),
        "from_stock": indexing.in_stock(product),
        "customizable": indexing.customizable(product),
        "video": indexing.has_video(product),
    }
