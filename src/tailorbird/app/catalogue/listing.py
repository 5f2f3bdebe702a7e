"""Having a product reviewed under the terms of its channel, and making it public."""

from __future__ import annotations

from dataclasses import dataclass

from tailorbird.app.catalogue import problems
from tailorbird.app.catalogue.jeweller import range_told
from tailorbird.app.catalogue.keep import Kept, checked, own, own_again
from tailorbird.app.catalogue.prints import barred_prints
from tailorbird.app.engine.casefile import case_from
from tailorbird.app.engine.command import Order, Receipt
from tailorbird.app.engine.problem import Problem
from tailorbird.app.errands import run_at_once
from tailorbird.app.house import House
from tailorbird.app.listing.place import draft_listing, publish_acts, redraft_acts
from tailorbird.app.ports.catalogue import ProductRecord, Shown, Visibility
from tailorbird.app.ports.storage import CaseRecord
from tailorbird.app.reading.look import look_at
from tailorbird.domain import codec
from tailorbird.domain.cases.facts.listing import ListingDrafted, ListingPublished
from tailorbird.domain.catalogue.listing import listing_document
from tailorbird.domain.catalogue.price import NoPrice
from tailorbird.domain.catalogue.product import Channel
from tailorbird.domain.questions.listing import ListingFindings
from tailorbird.domain.terms.answers import Finding


@dataclass(frozen=True, slots=True)
class Listed:
    """A product under review: the listing's case and stage, and what the terms find. A jeweller's piece has
    no case; its findings tell the range, kind by kind."""

    record: ProductRecord
    listing: str
    stage: str
    findings: tuple[Finding, ...]


def list_product(house: House, owner: str, product_id: str, currency: str, key: str) -> Listed | Problem:
    """Put the product as it is now under review. Nothing is public by it."""
    record = own(house, owner, product_id)
    if isinstance(record, Problem):
        return record
    match record.product.channel:
        case Channel.PROGRAMME:
            return _under_review(house, record, currency, key)
        case Channel.JEWELLER:
            return Listed(record, "", record.visibility.value, range_told(house, record.product))
        case Channel.CUSTOM:
            return problems.of_a_case(product_id, record.listing)


def _under_review(house: House, record: ProductRecord, currency: str, key: str) -> Listed | Problem:
    document = listing_document(record.product, record.id, currency)
    if isinstance(document, NoPrice):
        return problems.no_price(document)
    if barred := barred_prints(house, record.product):
        return problems.unfit(barred)
    listing = _case_of(house, record)
    if listing is None:
        receipt = draft_listing(house, record.owner, document, key)
    else:
        acts = redraft_acts(house, record.owner, listing, {"document": codec.plain(document)})
        receipt = house.engine.run(Order(record.listing, acts, record.owner, key))
    if receipt.problem is not None:
        return receipt.problem
    house.catalogue.link(record.id, receipt.case_id)
    return _listed(house, own_again(house, record), receipt)


def _listed(house: House, record: ProductRecord, receipt: Receipt) -> Listed | Problem:
    listing = house.records.case(receipt.case_id)
    if listing is None:
        return problems.not_listed(record.id)
    findings = look_at(house, listing).ask(ListingFindings).answer or ()
    return Listed(record, receipt.case_id, listing.header.stage, tuple(findings))


def publish_product(house: House, owner: str, product_id: str, key: str) -> Kept | Problem:
    """Make the product public as it was reviewed; the terms decide, and a refusal names its clause."""
    record = own(house, owner, product_id)
    if isinstance(record, Problem):
        return record
    match record.product.channel:
        case Channel.PROGRAMME:
            return _publish_listing(house, record, key)
        case Channel.JEWELLER:
            return _publish_piece(house, record)
        case Channel.CUSTOM:
            return problems.of_a_case(product_id, record.listing)


def _publish_listing(house: House, record: ProductRecord, key: str) -> Kept | Problem:
    listing = _case_of(house, record)
    if listing is None or _drafted(listing) != record.hash:
        return problems.not_listed(record.id)
    acts = publish_acts(house, record.owner, listing)
    receipt = house.engine.run(Order(record.listing, acts, record.owner, key))
    if receipt.problem is not None:
        return receipt.problem
    run_at_once(house, record.listing, ListingPublished)
    return Kept(own_again(house, record))


def _publish_piece(house: House, record: ProductRecord) -> Kept | Problem:
    warnings = checked(house, record.owner, record.product)
    if isinstance(warnings, Problem):
        return warnings
    if barred := barred_prints(house, record.product):
        return problems.unfit(barred)
    house.catalogue.show(record.id, Shown(Visibility.PUBLIC, record.hash))
    return Kept(own_again(house, record), warnings)


def _case_of(house: House, record: ProductRecord) -> CaseRecord | None:
    found = house.records.case(record.listing) if record.listing else None
    return found if found is not None and found.header.kind == "listing" else None


def _drafted(listing: CaseRecord) -> str:
    """The hash of the product's document in the last draft."""
    drafted = case_from(listing).last(ListingDrafted)
    return drafted.fact.document.product_hash if drafted is not None else ""
