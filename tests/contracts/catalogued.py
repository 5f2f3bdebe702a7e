"""Products for the catalogue's contract: short ways to make, keep and find them."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from tailorbird.app.ports.catalogue import (
    Catalogue,
    Looking,
    Meaning,
    ProductRecord,
    Shown,
    Visibility,
)
from tailorbird.domain.catalogue.product import (
    Channel,
    LeadTime,
    Medium,
    PriceTier,
    Product,
    Variant,
)
from tailorbird.domain.listing.document import AssetKind
from tailorbird.domain.money import Money

MONDAY = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
NUMBERS = 512


def priced(*amounts: str, variant: str = "one", **told: Any) -> Variant:
    """A version made to order in three to five days, with these prices of a piece."""
    lead = {} if "stock" in told else {"lead": LeadTime(min_days=3, max_days=5)}
    tiers = tuple(PriceTier(price=Money.parse(each)) for each in amounts or ("USD 10.00",))
    return Variant(variant=variant, prices=tiers, **(lead | told))


def product(title: str, title_zh: str = "", *amounts: str, **told: Any) -> Product:
    """A product of one version, in a listing of the programme unless told otherwise."""
    made: dict[str, Any] = {"channel": Channel.PROGRAMME, "variants": (priced(*amounts),)} | told
    return Product(title=title, title_zh=title_zh, **made)


def video(file: str = "ab" * 32, **told: Any) -> Medium:
    return Medium(file=file, kind=AssetKind.VIDEO, owner="oak", licence="own work", alt="It turns.", **told)


def direction(*shares: tuple[int, float]) -> bytes:
    """A meaning that points along some of the 512 axes."""
    numbers = [0.0] * NUMBERS
    for axis, share in shares:
        numbers[axis] = share
    length = sum(each * each for each in numbers) ** 0.5
    return struct.pack(f"<{NUMBERS}f", *(each / length for each in numbers))


def meaning(seed: str) -> bytes:
    """A meaning of its own for each text, at right angles to others within the accidental."""
    noise = b"".join(hashlib.sha256(f"{seed}:{part}".encode()).digest() for part in range(NUMBERS // 32))
    return direction(*((axis, (byte - 127.5) / 128) for axis, byte in enumerate(noise)))


def keep(
    catalogue: Catalogue,
    product_id: str,
    document: Product,
    visibility: Visibility = Visibility.PUBLIC,
    **told: Any,
) -> ProductRecord:
    """A product of oak's, kept as it is to be seen; a minute later than the one before by its number."""
    minutes = int("".join(each for each in product_id if each.isdigit()) or "0")
    record = ProductRecord(
        id=product_id,
        owner=told.get("owner", "oak"),
        revision=1,
        hash=document.hash,
        product=document,
        visibility=visibility,
        seen_by=told.get("seen_by", ""),
        changed_at=MONDAY + timedelta(minutes=minutes),
    )
    near = told.get("near")
    return catalogue.save(record, [Meaning("en", near)] if near else [], 0)


def change(catalogue: Catalogue, record: ProductRecord, document: Product, *near: bytes) -> ProductRecord:
    """The next revision."""
    later = (record.changed_at or MONDAY) + timedelta(hours=1)
    changed = replace(record, product=document, changed_at=later)
    return catalogue.save(changed, [Meaning("en", each) for each in near], record.revision)


def publish(catalogue: Catalogue, product_id: str, sha256: str = "") -> None:
    catalogue.show(product_id, Shown(Visibility.PUBLIC, sha256))


def found(catalogue: Catalogue, **told: Any) -> list[str]:
    """The ids that a search gives, page after page."""
    looking, ids = Looking(**told), []
    while True:
        page = catalogue.search(looking)
        ids += [each.id for each in page.items]
        if page.next_cursor is None:
            return ids
        looking = replace(looking, cursor=page.next_cursor)
