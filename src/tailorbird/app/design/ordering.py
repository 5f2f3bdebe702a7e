"""What of a design an order takes over: checked once more, at the price that the buyer was shown."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tailorbird.app.design import problems
from tailorbird.app.design.drafts import version_of
from tailorbird.app.design.examine import Work, examine
from tailorbird.app.design.products import product_to_order, revision_of
from tailorbird.app.design.view import first_currency
from tailorbird.app.design.wanted import MOST_PIECES
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.ports.catalogue import ProductRecord
from tailorbird.app.ports.designs import Draft
from tailorbird.domain.catalogue.product import Product
from tailorbird.domain.customization.choices import DesignFinding
from tailorbird.domain.customization.findings import has_errors
from tailorbird.domain.customization.pricing import Priced, Unpriced, price_of
from tailorbird.domain.customization.revisions import changes
from tailorbird.domain.customization.specification import Specification, read_specification
from tailorbird.domain.money import Money


@dataclass(frozen=True, slots=True)
class Stated:
    """What the buyer's side says it agreed to. What is left out is not compared.

    `quantity` 0 is the design's own; without `currency` the total's, else the product's first.
    """

    hash: str = ""
    total: Money | None = None
    currency: str = ""
    quantity: int = 0


@dataclass(frozen=True, slots=True)
class ForOrder:
    """What an order is placed with. The findings left are warnings."""

    specification: Specification
    priced: Priced
    findings: tuple[DesignFinding, ...]
    record: ProductRecord


def for_order(house: House, owner: str, draft_id: str, version: int, stated: Stated) -> ForOrder | Problem:
    """The specification and its price, or why it cannot be ordered so.

    Refused: a product that this buyer may not order or that changed meanwhile, a hash or a total other
    than the one stated, a design with errors, no price in the currency.
    """
    found = version_of(house, owner, draft_id, version)
    if isinstance(found, Problem):
        return found
    record = product_to_order(house, owner, found.product)
    if isinstance(record, Problem):
        return record
    specification = as_stated(found, stated)
    if isinstance(specification, Problem):
        return specification
    if specification.product_hash != record.hash:
        return _product_changed(house, record, specification)
    ready = ready_for(house, Work(owner, record.product, specification), stated)
    if isinstance(ready, Problem):
        return ready
    return ForOrder(specification, ready.priced, ready.findings, record)


@dataclass(frozen=True, slots=True)
class Ready:
    """A design that can be made as it is, and its price. The findings left are warnings."""

    priced: Priced
    findings: tuple[DesignFinding, ...]


def ready_for(house: House, work: Work, stated: Stated) -> Ready | Problem:
    """Whether it can be made on this revision of the product, at the price that was stated."""
    priced = agreed_price(work.product, work.specification, stated)
    if isinstance(priced, Problem):
        return priced
    findings = examine(house, work)
    return problems.not_ready(findings) if has_errors(findings) else Ready(priced, findings)


def price_of_design(
    house: House, owner: str, draft_id: str, version: int, stated: Stated
) -> Priced | Problem:
    """The price of a version, on the revision of the product that it was made on."""
    found = version_of(house, owner, draft_id, version)
    return found if isinstance(found, Problem) else price_shown(house, found, stated)


def price_shown(house: House, found: Draft, stated: Stated) -> Priced | Problem:
    """The price of this version, refused where design or price are not as they were shown."""
    specification = as_stated(found, stated)
    if isinstance(specification, Problem):
        return specification
    product = revision_of(house, found.product, specification.product_hash)
    return product if isinstance(product, Problem) else agreed_price(product, specification, stated)


def as_stated(found: Draft, stated: Stated) -> Specification | Problem:
    """The version's specification in the quantity that is stated, refused under another hash."""
    if stated.hash and stated.hash != found.hash:
        return problems.specification_changed(stated.hash, found.hash, found.version)
    if not 0 <= stated.quantity <= MOST_PIECES:
        return problems.unfit(f"The quantity is {stated.quantity}; 1 to {MOST_PIECES} can be ordered.")
    kept = read_specification(found.document)
    return replace(kept, quantity=stated.quantity) if stated.quantity else kept


def _product_changed(house: House, record: ProductRecord, specification: Specification) -> Problem:
    before = house.catalogue.revision(record.id, specification.product_hash)
    return problems.product_changed(record.hash, changes(before, record.product) if before else ())


def agreed_price(product: Product, specification: Specification, stated: Stated) -> Priced | Problem:
    """The price now, refused where the buyer was shown another."""
    currency = stated.currency or (stated.total.currency if stated.total else "")
    priced = price_of(product, specification, currency or first_currency(product))
    if isinstance(priced, Unpriced):
        return problems.unpriced(priced)
    if stated.total is not None and stated.total != priced.total:
        return problems.price_changed(stated.total, priced)
    return priced
