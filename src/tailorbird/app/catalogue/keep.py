"""Making, changing and withdrawing a product: by its owner, and only what passes the checks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tailorbird.app.catalogue import problems
from tailorbird.app.catalogue.meaning import meanings
from tailorbird.app.catalogue.media import media_findings
from tailorbird.app.catalogue.prints import barred_prints
from tailorbird.app.engine.command import Act, Actor, Order
from tailorbird.app.engine.problem import Problem
from tailorbird.app.errands import run_at_once
from tailorbird.app.house import House
from tailorbird.app.ports.catalogue import ProductRecord, Shown, StaleRevision, Visibility
from tailorbird.domain.cases.facts.listing import ListingUnpublished
from tailorbird.domain.catalogue.checks import findings_of
from tailorbird.domain.catalogue.finding import ProductFinding, is_error
from tailorbird.domain.catalogue.product import Channel, Product
from tailorbird.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Kept:
    """A product as it was kept, and what its owner should look at."""

    record: ProductRecord
    warnings: tuple[ProductFinding, ...] = ()


def checked(house: House, owner: str, product: Product) -> tuple[ProductFinding, ...] | Problem:
    """The warnings about the document, or why it cannot be kept."""
    fonts = frozenset(each.font for each in house.renderer.fonts())
    findings = (*_channel(product), *findings_of(product, fonts), *media_findings(house, owner, product))
    errors = [each for each in findings if is_error(each)]
    return problems.unfit(errors) if errors else findings


def _channel(product: Product) -> tuple[ProductFinding, ...]:
    if product.channel is not Channel.CUSTOM:
        return ()
    return (
        ProductFinding(
            where="channel",
            code="channel_custom",
            says="A custom product comes into the catalogue by the custom request that made it.",
            says_zh="定制产品由其定制需求自动进入目录。",
            next_step="Choose programme or jeweller, or open a custom request.",
            next_step_zh="请选择 programme 或 jeweller，或提交定制需求。",
        ),
    )


def create_product(house: House, owner: str, product_id: str, product: Product) -> Kept | Problem:
    """A new product, seen by its owner alone. Sent again under the same id it is the same product."""
    known = house.catalogue.product(product_id)
    if known is not None:
        same = known.owner == owner and house.catalogue.revision(product_id, product.hash) is not None
        return Kept(known) if same else problems.stale(product_id, known.revision)
    warnings = checked(house, owner, product)
    if isinstance(warnings, Problem):
        return warnings
    record = ProductRecord(
        product_id, owner, 1, product.hash, product, Visibility.DRAFT, changed_at=house.clock.now()
    )
    return _saved(house, record, 0, warnings)


def update_product(house: House, owner: str, product_id: str, product: Product, after: int) -> Kept | Problem:
    """The next revision after the one that was read.

    What is public under a listing stays as it was reviewed, until the listing is published anew; a
    jeweller's piece is public with its change at once.
    """
    record = own(house, owner, product_id)
    if isinstance(record, Problem):
        return record
    if record.product.channel is Channel.CUSTOM:
        return problems.of_a_case(product_id, record.listing)
    if record.visibility is Visibility.PUBLIC and product.channel is not record.product.channel:
        return problems.stays_in_its_channel(record.product.channel)
    warnings = checked(house, owner, product)
    if isinstance(warnings, Problem):
        return warnings
    at_once = record.visibility is Visibility.PUBLIC and product.channel is Channel.JEWELLER
    if at_once and (barred := barred_prints(house, product)):
        return problems.unfit(barred)
    changed = replace(record, product=product, changed_at=house.clock.now())
    kept = _saved(house, changed, after, warnings)
    if isinstance(kept, Problem):
        return kept
    if at_once:
        house.catalogue.show(product_id, Shown(Visibility.PUBLIC, kept.record.hash))
        return replace(kept, record=own_again(house, kept.record))
    return kept


def withdraw_product(house: House, owner: str, product_id: str, key: str) -> Kept | Problem:
    """Nobody finds it any more but its owner; open orders are finished."""
    record = own(house, owner, product_id)
    if isinstance(record, Problem):
        return record
    if record.product.channel is Channel.CUSTOM:
        return problems.of_a_case(product_id, record.listing)
    listing = house.records.case(record.listing) if record.listing else None
    if listing is not None and listing.header.stage == "public":
        act = Act("unpublish_listing", Actor(owner, Role.MERCHANT), {"reason": "owner"})
        receipt = house.engine.run(Order(record.listing, (act,), owner, key))
        if receipt.problem is not None:
            return receipt.problem
        run_at_once(house, record.listing, ListingUnpublished)
    if own_again(house, record).visibility is not Visibility.WITHDRAWN:
        house.catalogue.show(product_id, Shown(Visibility.WITHDRAWN))
    return Kept(own_again(house, record))


def own(house: House, owner: str, product_id: str) -> ProductRecord | Problem:
    """The owner's product; another's does not exist."""
    record = house.catalogue.product(product_id)
    return record if record is not None and record.owner == owner else problems.no_product(product_id)


def own_again(house: House, record: ProductRecord) -> ProductRecord:
    """The product as it stands now."""
    return house.catalogue.product(record.id) or record


def _saved(
    house: House, record: ProductRecord, after: int, warnings: tuple[ProductFinding, ...]
) -> Kept | Problem:
    try:
        saved = house.catalogue.save(record, meanings(house, record.product), after)
    except StaleRevision:
        known = house.catalogue.product(record.id)
        return problems.stale(record.id, known.revision if known is not None else 0)
    return Kept(saved, warnings)
