"""Store orders by the dozen: placing many, and paying many, in one call each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from tailorbird.api import wiring
from tailorbird.api.body import idempotency_key, json_object, read_body, unreadable
from tailorbird.api.caller import holder_of, not_with_oneself
from tailorbird.api.problem_reply import refuse
from tailorbird.api.replying import reply
from tailorbird.api.routes.orders import MOST_IN_BULK, BulkReply, outcome
from tailorbird.api.routing import Routes
from tailorbird.app.engine.command import Receipt
from tailorbird.app.permissions import Scope
from tailorbird.app.store_order.place import NewStoreOrder, pay_store_orders, place_store_orders
from tailorbird.domain.roles import Role
from tailorbird.domain.staff import Duty

routes = Routes("store orders")


@dataclass(frozen=True, slots=True)
class NewStoreOrders:
    """Several orders from one warehouse; `carrier` and `supplier` where you name them."""

    warehouse: str
    orders: tuple[NewStoreOrder, ...]
    carrier: str = ""
    supplier: str = ""


@dataclass(frozen=True, slots=True)
class Payments:
    """The cases of the orders that are to be paid from the wallet."""

    cases: tuple[str, ...]


@routes.post(
    "/store-orders/bulk", Scope.ACT, takes=NewStoreOrders, gives=BulkReply, status=200, duty=Duty.ORDERS
)
def place_many_store_orders(request: HttpRequest) -> HttpResponse:
    """Place up to 500 store orders in one transaction.

    Each has its own outcome, under the key and its place.
    """
    client = _client(request)
    given = read_body(NewStoreOrders, json_object(request))
    _count("orders", len(given.orders))
    named = {Role.WAREHOUSE: given.warehouse, Role.CARRIER: given.carrier, Role.SUPPLIER: given.supplier}
    others = {role: party for role, party in named.items() if party}
    for party in others.values():
        not_with_oneself(client, party)
    key = idempotency_key(request)
    return _bulk(place_store_orders(wiring.house(), client, others, given.orders, key))


@routes.post("/store-orders/pay", Scope.MONEY, takes=Payments, gives=BulkReply, status=200, duty=Duty.MONEY)
def pay_many_store_orders(request: HttpRequest) -> HttpResponse:
    """Pay up to 500 store orders from the wallet in one transaction, with the wallet's discount.

    One that cannot be paid does not stop the others. Each has its own outcome.
    """
    client = _client(request)
    given = read_body(Payments, json_object(request))
    _count("cases", len(given.cases))
    if len(set(given.cases)) < len(given.cases):
        raise unreadable("cases: each of them once.")
    return _bulk(pay_store_orders(wiring.house(), client, given.cases, idempotency_key(request)))


def _bulk(receipts: list[Receipt]) -> HttpResponse:
    outcomes: list[dict[str, Any]] = [outcome(receipt) for receipt in receipts]
    failed = sum(1 for each in outcomes if each["problem"] is not None)
    replayed = all(receipt.replayed for receipt in receipts)
    headers = {"Idempotency-Replayed": "true"} if replayed else {}
    return reply({"outcomes": outcomes, "placed": len(outcomes) - failed, "failed": failed}, headers=headers)


def _count(name: str, found: int) -> None:
    if not 1 <= found <= MOST_IN_BULK:
        raise unreadable(f"{name}: 1 to {MOST_IN_BULK} of them, not {found}.")


def _client(request: HttpRequest) -> str:
    party = holder_of(request).party
    if Role.BUYER not in party.roles:
        raise refuse(
            403,
            "not_your_part",
            "This is for somebody else to do",
            "Store orders are placed and paid by buyers, and you are none.",
            "Act with the key of a buyer.",
        )
    return party.id
