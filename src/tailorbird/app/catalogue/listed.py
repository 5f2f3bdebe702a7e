"""The catalogue follows the listings: what is published there is public here, as it was reviewed."""

from __future__ import annotations

import logging
from typing import Any

from tailorbird.app.engine.casefile import case_from
from tailorbird.app.errands import ErrandFailed
from tailorbird.app.house import House
from tailorbird.app.ports.catalogue import Shown, Visibility
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.listing import ListingDrafted, ListingPublished, ListingUnpublished
from tailorbird.domain.catalogue.listing import listing_document
from tailorbird.domain.listing.document import ListingDocument
from tailorbird.domain.roles import Role

log = logging.getLogger("tailorbird.catalogue")


def follow_listing(house: House, listing: str, _recorded: Recorded[Any]) -> None:
    """Show and hide the products of the listing as it stands now. Safe to repeat, in whatever order."""
    record = house.records.case(listing)
    if record is None:
        raise ErrandFailed(f"There is no case {listing}.")
    case, merchant = case_from(record), record.header.participants[Role.MERCHANT]
    document = public_document(case)
    shown = document.product if document is not None else ""
    for product_id in {each.fact.document.product for each in case.all(ListingDrafted)} - {"", shown}:
        _hide(house, listing, product_id)
    if document is None or not shown:
        return
    if _reviewed(house, merchant, document):
        house.catalogue.show(shown, Shown(Visibility.PUBLIC, document.product_hash, listing))
    else:
        log.warning("case %s lists a product that is not as it was reviewed", listing)
        _hide(house, listing, shown)


def public_document(case: Case) -> ListingDocument | None:
    """The listing as it was published last, while it is public."""
    published, ended = case.last(ListingPublished), case.last(ListingUnpublished)
    if published is None or (ended is not None and ended.seq > published.seq):
        return None
    drafts = [each for each in case.all(ListingDrafted) if each.seq < published.seq]
    return drafts[-1].fact.document if drafts else None


def _reviewed(house: House, merchant: str, document: ListingDocument) -> int:
    """1 where the seller's product says exactly what was reviewed: the listing was made from it."""
    record = house.catalogue.product(document.product)
    product = house.catalogue.revision(document.product, document.product_hash)
    if record is None or product is None or record.owner != merchant or document.price is None:
        return 0
    return int(listing_document(product, record.id, document.price.currency) == document)


def _hide(house: House, listing: str, product_id: str) -> None:
    record = house.catalogue.product(product_id)
    if record is not None and record.listing == listing and record.visibility is Visibility.PUBLIC:
        house.catalogue.show(product_id, Shown(Visibility.WITHDRAWN))
