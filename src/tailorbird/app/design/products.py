"""Products as a buyer may customize them."""

from __future__ import annotations

from tailorbird.app.design import problems
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.ports.catalogue import ProductRecord, Visibility
from tailorbird.domain.catalogue.product import Product
from tailorbird.domain.customization.revisions import ProductChange, changes


def product_for(house: House, viewer: str, product_id: str) -> ProductRecord | Problem:
    """The product as the viewer may see it: public, their own, or private and made for them."""
    return house.catalogue.seen(product_id, viewer) or problems.no_product(product_id)


def product_to_order(house: House, buyer: str, product_id: str) -> ProductRecord | Problem:
    """The product as this buyer may order it now: in its public document, or private and made for them."""
    public = house.catalogue.seen(product_id, "")
    if public is not None and public.visibility is Visibility.PUBLIC:
        return public
    record = house.catalogue.seen(product_id, buyer)
    if record is not None and record.visibility is Visibility.PRIVATE and record.seen_by == buyer:
        return record
    return problems.no_product(product_id)


def revision_of(house: House, product_id: str, sha256: str) -> Product | Problem:
    """The document of the product on which a design was made, however old."""
    return house.catalogue.revision(product_id, sha256) or problems.no_product(product_id)


def changed_since(house: House, viewer: str, product_id: str, sha256: str) -> tuple[ProductChange, ...]:
    """What is otherwise in the product's newest document; nothing where it is the same or out of sight."""
    record = product_for(house, viewer, product_id)
    if isinstance(record, Problem) or record.hash == sha256:
        return ()
    before = house.catalogue.revision(product_id, sha256)
    return changes(before, record.product) if before is not None else ()
