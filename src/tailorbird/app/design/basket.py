"""The basket: one line a customization; the same one adds up, two different ones are two lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from tailorbird.app.design import problems
from tailorbird.app.design.drafts import version_of
from tailorbird.app.design.examine import Work, variant_findings
from tailorbird.app.design.ordering import Stated, as_stated, price_shown
from tailorbird.app.design.products import changed_since, revision_of
from tailorbird.app.design.view import first_currency
from tailorbird.app.design.wanted import MOST_PIECES, line_of
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.ports.designs import BasketLine
from tailorbird.domain.customization.choices import DesignFinding
from tailorbird.domain.customization.pricing import Priced, Unpriced, price_of
from tailorbird.domain.customization.reading import check
from tailorbird.domain.customization.revisions import ProductChange
from tailorbird.domain.customization.specification import read_specification
from tailorbird.domain.customization.template import Template
from tailorbird.domain.money import Money, total

MOST_LINES: Final = 200


@dataclass(frozen=True, slots=True)
class BasketLineShown:
    """A line with its price and what the buyer should know of it."""

    line: str
    draft: str
    hash: str
    quantity: int
    product: str
    title: str
    variant: str
    price: Priced | None
    unpriced: Unpriced | None
    findings: tuple[DesignFinding, ...]
    product_changes: tuple[ProductChange, ...]


@dataclass(frozen=True, slots=True)
class BasketShown:
    """Every line, and the sum: none while a line has no price in the currency, and while it is empty."""

    lines: tuple[BasketLineShown, ...]
    currency: str
    total: Money | None


def put_in_basket(
    house: House, owner: str, draft_id: str, version: int, stated: Stated
) -> BasketLine | Problem:
    """Add so many of the design to the basket; refused where design or price are not as they were shown."""
    found = version_of(house, owner, draft_id, version)
    if isinstance(found, Problem):
        return found
    specification = as_stated(found, stated)
    if isinstance(specification, Problem):
        return specification
    if stated.total is not None:
        priced = price_shown(house, found, stated)
        if isinstance(priced, Problem):
            return priced
    line = BasketLine(line_of(specification), draft_id, found.hash, specification.quantity)
    there = {each.line: each.quantity for each in house.designs.lines(owner)}
    if refused := _refused(line, there):
        return refused
    return house.designs.add_line(owner, line)


def _refused(line: BasketLine, there: dict[str, int]) -> Problem | None:
    if line.line not in there and len(there) >= MOST_LINES:
        return problems.too_many("lines in the basket", MOST_LINES, "Order or drop some first.")
    pieces = there.get(line.line, 0) + line.quantity
    return problems.unfit(_pieces(pieces)) if not 1 <= pieces <= MOST_PIECES else None


def _pieces(number: int) -> str:
    return f"The line would have {number} pieces; 1 to {MOST_PIECES} are possible."


def change_quantity(house: House, owner: str, line: str, quantity: int) -> BasketLine | Problem:
    """So many of it, whatever it was before."""
    found = next((each for each in house.designs.lines(owner) if each.line == line), None)
    if found is None:
        return problems.no_line(line)
    if not 1 <= quantity <= MOST_PIECES:
        return problems.unfit(_pieces(quantity))
    changed = replace(found, quantity=quantity)
    house.designs.put_line(owner, changed)
    return changed


def drop_line(house: House, owner: str, line: str) -> None:
    """Take it out; what is not there is out already."""
    house.designs.drop_line(owner, line)


def basket(house: House, owner: str, currency: str) -> BasketShown:
    """The basket as it would be ordered now, in the currency, or else in that of its first line."""
    lines: list[BasketLineShown] = []
    for each in house.designs.lines(owner):
        shown = _line(house, owner, each, currency)
        if shown is not None:
            lines.append(shown)
            currency = currency or (shown.price.currency if shown.price else "")
    return BasketShown(tuple(lines), currency, _sum(lines, currency))


def _sum(lines: Sequence[BasketLineShown], currency: str) -> Money | None:
    prices = [each.price.total for each in lines if each.price is not None]
    return total(prices, currency) if prices and len(prices) == len(lines) else None


def _line(house: House, owner: str, line: BasketLine, currency: str) -> BasketLineShown | None:
    """The line with its product's own revision; none where the design was erased in between."""
    document = house.designs.by_hash(owner, line.hash)
    if document is None:
        return None
    specification = replace(read_specification(document), quantity=line.quantity)
    product = revision_of(house, specification.product, specification.product_hash)
    if isinstance(product, Problem):
        return None
    found = (
        *check(product.template or Template(), specification),
        *variant_findings(Work(owner, product, specification)),
    )
    price = price_of(product, specification, currency or first_currency(product))
    return BasketLineShown(
        line=line.line,
        draft=line.draft,
        hash=line.hash,
        quantity=line.quantity,
        product=specification.product,
        title=specification.title,
        variant=specification.variant,
        price=price if isinstance(price, Priced) else None,
        unpriced=price if isinstance(price, Unpriced) else None,
        findings=found,
        product_changes=changed_since(house, owner, specification.product, specification.product_hash),
    )
