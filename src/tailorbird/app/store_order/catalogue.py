"""What a warehouse has in stock and how it ships, as its settings tell: where an order's prices come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tailorbird.app.engine.problem import Problem
from tailorbird.app.ports.parties import Party
from tailorbird.domain import codec
from tailorbird.domain.money import Money


@dataclass(frozen=True, slots=True)
class StockItem:
    """One stock number: what it is, what one piece costs, and the listing's case where it has one."""

    title: str
    price: Money
    listing: str = ""


@dataclass(frozen=True, slots=True)
class ShippingMethod:
    """A way of shipping: by country (ISO 3166) what one order costs; `*` is every other country."""

    title: str
    costs: Mapping[str, Money]


@dataclass(frozen=True, slots=True)
class Stock:
    """Everything that a warehouse offers."""

    items: Mapping[str, StockItem]
    methods: Mapping[str, ShippingMethod]


def stock_of(warehouse: Party) -> Stock | Problem:
    """What the warehouse's `stock` and `shipping_methods` settings say."""
    try:
        return Stock(
            codec.read(dict[str, StockItem], warehouse.settings.get("stock", {})),
            codec.read(dict[str, ShippingMethod], warehouse.settings.get("shipping_methods", {})),
        )
    except codec.UnreadableInput as problem:
        return Problem(
            "stock_unreadable",
            409,
            "The warehouse's stock cannot be read",
            f"The settings of {warehouse.name} are not in order: {problem}.",
            "Nothing was ordered. The warehouse has to put its stock and shipping methods right.",
        )


def item(stock: Stock, sku: str) -> StockItem | Problem:
    """The item of that number."""
    found = stock.items.get(sku)
    return found if found is not None else _no_item(sku, stock.items)


def shipping(stock: Stock, method: str, country: str) -> Money | Problem:
    """What shipping one order to the country costs."""
    known = stock.methods.get(method)
    cost = None if known is None else known.costs.get(country, known.costs.get("*"))
    if cost is not None:
        return cost
    serving = sorted(name for name, each in stock.methods.items() if {country, "*"} & set(each.costs))
    return Problem(
        "no_such_shipping",
        422,
        "Nothing ships there in this way",
        f"{method!r} does not ship to {country!r}.",
        f"Choose one of these: {', '.join(serving)}." if serving else "Choose another destination.",
        {"methods": serving},
    )


def _no_item(sku: str, known: Mapping[str, Any]) -> Problem:
    return Problem(
        "no_such_item",
        422,
        "There is no such stock number",
        f"{sku!r} is not in this warehouse's stock.",
        f"Choose one of these: {', '.join(sorted(known)) or 'there is none'}.",
        {"stock": sorted(known)},
    )
