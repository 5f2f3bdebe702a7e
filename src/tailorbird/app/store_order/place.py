"""Placing store orders, one or many, and paying many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from tailorbird.app.case_id import new_case_id
from tailorbird.app.engine import problems
from tailorbird.app.engine.command import Act, Actor, Opening, Order, Receipt
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.participants import DESK_ZONE, HOUSE_PARTIES, unfit
from tailorbird.app.store_order.catalogue import Stock, item, shipping, stock_of
from tailorbird.domain import codec
from tailorbird.domain.cases.store_words import OrderKind, OrderLine
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role

BULK_PREFIX: Final = "ZF"
"""How the number of a bulk purchase order begins (cj-aftersales.1)."""
_SINGLE_PREFIX: Final = "SO"


@dataclass(frozen=True, slots=True)
class LineWanted:
    """So many pieces of a stock number."""

    sku: str
    quantity: int


@dataclass(frozen=True, slots=True)
class NewStoreOrder:
    """What a client orders. Titles and prices are not given: they are the warehouse's.

    `store` is the case of one of the client's stores, `store_order` the order's number there, `customer`
    and `address` those of the store's customer.
    """

    lines: tuple[LineWanted, ...]
    shipping_method: str
    destination: str
    kind: OrderKind = OrderKind.SINGLE
    store: str = ""
    store_order: str = ""
    customer: str | None = None
    address: str | None = None


def place_store_order(
    house: House, client: str, others: dict[Role, str], order: NewStoreOrder, key: str
) -> Receipt:
    """Order from a warehouse's stock; `others` names the warehouse, and perhaps carrier and supplier."""
    made = _ready(house, client, others, order, key)
    return Receipt("", {}, made) if isinstance(made, Problem) else house.engine.run(made)


def place_store_orders(
    house: House, client: str, others: dict[Role, str], orders: Sequence[NewStoreOrder], key: str
) -> list[Receipt]:
    """Several orders in one transaction, each with its own outcome, under the key and its place."""
    made = [_ready(house, client, others, each, f"{key}/{no}") for no, each in enumerate(orders)]
    done = iter(house.engine.run_all([each for each in made if isinstance(each, Order)]))
    return [Receipt("", {}, each) if isinstance(each, Problem) else next(done) for each in made]


def pay_store_orders(house: House, client: str, cases: Sequence[str], key: str) -> list[Receipt]:
    """Pay several orders from the wallet in one transaction; one that lacks money stops no other.

    What is not the client's own does not exist for it.
    """
    act = Act("pay", Actor(client, Role.BUYER), {})
    with house.engine.storage.transaction() as transaction:
        records = transaction.load(sorted(set(cases)))
    own = {case for case, record in records.items() if record.header.participants.get(Role.BUYER) == client}
    orders = [Order(case, (act,), client, f"{key}/{case}") for case in cases if case in own]
    done = iter(house.engine.run_all(orders))
    return [next(done) if case in own else Receipt("", {}, problems.no_case(case)) for case in cases]


def _ready(
    house: House, client: str, others: dict[Role, str], order: NewStoreOrder, key: str
) -> Order | Problem:
    needed = {Role.WAREHOUSE: "", **others}
    if problem := unfit(house, needed) or _strange_store(house, client, order.store):
        return problem
    warehouse = house.parties.party(needed[Role.WAREHOUSE])
    stock = stock_of(warehouse) if warehouse else problems.no_case("")
    if isinstance(stock, Problem):
        return stock
    lines = _lines(stock, order)
    cost = shipping(stock, order.shipping_method, order.destination)
    if isinstance(lines, Problem):
        return lines
    if problem := _hidden(house, lines):
        return problem
    if isinstance(cost, Problem):
        return cost
    case_id = new_case_id(client, key, house.clock.now().year)
    body = _body(order, lines, cost, case_id)
    opening = Opening(
        kind="store_order",
        title=f"{body['number']}: {', '.join(each.title or each.sku for each in lines)}",
        zone=DESK_ZONE,
        currency=cost.currency,
        participants={Role.BUYER: client, **others, **HOUSE_PARTIES},
        terms=terms_for(house),
    )
    act = Act("place_store_order", Actor(client, Role.BUYER), body)
    return Order(case_id, (act,), client, key, opening)


def terms_for(house: House) -> tuple[str, ...]:
    """The platform's services first, then the after-sales service: they speak on different questions."""
    return (house.library.in_force("cj_platform"), house.library.in_force("cj_aftersales"))


def _strange_store(house: House, client: str, store: str) -> Problem | None:
    if not store:
        return None
    record = house.records.case(store)
    if record is None or record.header.kind != "store" or client not in record.header.participants.values():
        return problems.no_case(store)
    return None


def _hidden(house: House, lines: tuple[OrderLine, ...]) -> Problem | None:
    """Why a line cannot be ordered whose listing is known here and not public."""
    for line in lines:
        record = house.records.case(line.listing) if line.listing else None
        if record is not None and record.header.kind == "listing" and record.header.stage != "public":
            return Problem(
                "not_public",
                409,
                "This product is not public",
                f"{line.title or line.sku} was taken from the public, or never was.",
                "Nothing was ordered. Leave the line out, or choose another product.",
            )
    return None


def _lines(stock: Stock, order: NewStoreOrder) -> tuple[OrderLine, ...] | Problem:
    lines: list[OrderLine] = []
    for no, wanted in enumerate(order.lines, 1):
        found = item(stock, wanted.sku)
        if isinstance(found, Problem):
            return found
        lines.append(
            OrderLine(f"L{no}", wanted.sku, wanted.quantity, found.price, found.title, found.listing)
        )
    return tuple(lines)


def _body(order: NewStoreOrder, lines: tuple[OrderLine, ...], cost: Money, case_id: str) -> dict[str, Any]:
    prefix = BULK_PREFIX if order.kind is OrderKind.BULK else _SINGLE_PREFIX
    told = {
        "number": prefix + case_id.rpartition("-")[2],
        "kind": order.kind,
        "lines": lines,
        "shipping": cost,
        "store": order.store,
        "shipping_method": order.shipping_method,
        "destination": order.destination,
        "customer": order.customer,
        "address": order.address,
        "store_order": order.store_order,
    }
    return {name: codec.plain(value) for name, value in told.items() if value is not None}
