"""Demo products: a dozen that a workshop might really sell, in English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping

from tailorbird.app.case_id import new_product_id
from tailorbird.app.catalogue.keep import Kept, create_product, update_product
from tailorbird.app.catalogue.listing import publish_product
from tailorbird.app.house import House
from tailorbird.app.ports.catalogue import Visibility
from tailorbird.domain import codec
from tailorbird.domain.catalogue.product import Channel, Product


class UnfitSeed(ValueError):
    """A demo product that the checks refuse; the message says why."""


def seed(house: House, owner: str, documents: Mapping[str, bytes]) -> tuple[str, ...]:
    """Keep the demo products as the owner's, by name; their ids. Doing it again changes nothing.

    A jeweller's pieces are public at once; the others are drafts until their listings are published.
    """
    return tuple(_seeded(house, owner, name, data) for name, data in sorted(documents.items()))


def _seeded(house: House, owner: str, name: str, data: bytes) -> str:
    product_id, product = new_product_id(owner, f"demo {name}"), codec.read_json(Product, data)
    known = house.catalogue.product(product_id)
    if known is None:
        kept = create_product(house, owner, product_id, product)
    else:
        kept = update_product(house, owner, product_id, product, known.revision)
    if not isinstance(kept, Kept):
        raise UnfitSeed(f"{name}: {kept.detail}")
    if product.channel is Channel.JEWELLER and kept.record.visibility is not Visibility.PUBLIC:
        publish_product(house, owner, product_id, f"demo:{name}")
    return product_id
