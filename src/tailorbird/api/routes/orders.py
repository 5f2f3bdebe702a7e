"""Whole orders in one call, and the mandate that they sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from tailorbird.api import wiring
from tailorbird.api.body import idempotency_key, json_object, read_body, unreadable
from tailorbird.api.caller import holder_of, not_with_oneself
from tailorbird.api.problem_reply import Refusal, members, receipt_problem, refuse
from tailorbird.api.replying import receipt_reply, reply
from tailorbird.api.routing import Routes
from tailorbird.api.shapes.replies import CommandReply
from tailorbird.app.engine.command import Receipt
from tailorbird.app.engine.problem import Problem
from tailorbird.app.jewelry.place import Ordered, draw_up
from tailorbird.app.permissions import Scope
from tailorbird.app.purchase.intake import Wanted
from tailorbird.app.purchase.mandate import CURRENT, TEXTS
from tailorbird.app.purchase.place import PlaceOrder, place_order, place_orders
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tailorbird.domain.staff import Duty

routes = Routes("orders")
MOST_IN_BULK = 500


@dataclass(frozen=True, slots=True)
class NewOrder:
    """A whole order from the wallet: request, agreement under the provider's standing offer, payment.

    `cautions` and `disclosures` accept by code what is otherwise asked one by one; `signer` signs the
    mandate; `total`, where given, is the most that may be charged.
    """

    provider: str
    carrier: str
    wanted: Wanted
    signer: str
    cautions: tuple[str, ...] = ()
    disclosures: tuple[str, ...] = ()
    total: Money | None = None


@dataclass(frozen=True, slots=True)
class NewOrders:
    """Several orders, placed in one transaction; one that fails does not stop the others."""

    orders: tuple[NewOrder, ...]


@dataclass(frozen=True, slots=True)
class OrderOutcome:
    """What became of one order of a bulk: its status, and the reply or the problem."""

    status: int
    case: str
    reply: CommandReply | None
    problem: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class BulkReply:
    """The outcomes, in the order in which the orders were given."""

    outcomes: tuple[OrderOutcome, ...]
    placed: int
    failed: int


@dataclass(frozen=True, slots=True)
class MandateShown:
    """The purchasing mandate in force, as it is signed."""

    version: str
    text: str


@routes.post("/orders", Scope.MONEY, takes=NewOrder, gives=CommandReply, duty=Duty.ORDERS)
def place_an_order(request: HttpRequest) -> HttpResponse:
    """Request, agree and pay from the wallet in one call; all of it holds, or nothing is written."""
    buyer = _buyer(request)
    given = read_body(NewOrder, json_object(request))
    receipt = place_order(wiring.house(), buyer, _order(buyer, given, idempotency_key(request)))
    return receipt_reply(request, receipt, 201)


@routes.post("/orders/bulk", Scope.MONEY, takes=NewOrders, gives=BulkReply, status=200, duty=Duty.ORDERS)
def place_many_orders(request: HttpRequest) -> HttpResponse:
    """Up to 500 orders in one transaction. Each has its own outcome, under the key and its place."""
    buyer = _buyer(request)
    given = read_body(NewOrders, json_object(request)).orders
    if not 1 <= len(given) <= MOST_IN_BULK:
        raise unreadable(f"orders: 1 to {MOST_IN_BULK} of them, not {len(given)}.")
    key = idempotency_key(request)
    orders = [_order(buyer, each, f"{key}/{no}") for no, each in enumerate(given)]
    receipts = place_orders(wiring.house(), buyer, orders)
    outcomes = [outcome(receipt) for receipt in receipts]
    failed = sum(1 for each in outcomes if each["problem"] is not None)
    replayed = all(receipt.replayed for receipt in receipts)
    headers = {"Idempotency-Replayed": "true"} if replayed else {}
    body = {"outcomes": outcomes, "placed": len(outcomes) - failed, "failed": failed}
    return reply(body, headers=headers)


def outcome(receipt: Receipt) -> dict[str, Any]:
    """What became of one order of a bulk."""
    problem = receipt_problem(receipt)
    if problem is None:
        return {"status": 201, "case": receipt.case_id, "reply": receipt.reply, "problem": None}
    told = members(problem)
    return {"status": problem.status, "case": receipt.case_id, "reply": None, "problem": told}


def _order(buyer: str, given: NewOrder, key: str) -> PlaceOrder:
    not_with_oneself(buyer, given.provider)
    return PlaceOrder(
        provider=given.provider,
        carrier=given.carrier,
        wanted=given.wanted,
        signer=given.signer,
        key=key,
        cautions=given.cautions,
        disclosures=given.disclosures,
        total=given.total,
    )


def _buyer(request: HttpRequest) -> str:
    party = holder_of(request).party
    if Role.BUYER not in party.roles:
        raise refuse(
            403,
            "not_your_part",
            "This is for somebody else to do",
            "Orders are placed by buyers, and you are none.",
            "Act with the key of a buyer.",
        )
    return party.id


@dataclass(frozen=True, slots=True)
class NewSummary:
    """An order of a piece, before it is sent to the jeweller."""

    merchant: str
    order: Ordered


@dataclass(frozen=True, slots=True)
class SummaryShown:
    """The exact wishes with the price; whoever sends the order confirms them by `summary_hash`."""

    summary: dict[str, Any]
    summary_hash: str


@routes.post(
    "/jewelry/summaries",
    Scope.READ,
    Scope.ACT,
    takes=NewSummary,
    gives=SummaryShown,
    status=200,
    writes=0,
    duty=Duty.ORDERS,
    by_store=1,
)
def draw_up_summary(request: HttpRequest) -> HttpResponse:
    """The summary of a piece that is to be ordered, to be read and confirmed.

    Nothing is stored.
    """
    given = read_body(NewSummary, json_object(request))
    summary = draw_up(wiring.house(), given.merchant, given.order)
    if isinstance(summary, Problem):
        raise Refusal(summary)
    return reply(SummaryShown(summary.content, summary.hash))


@routes.get("/mandate", gives=MandateShown)
def show_mandate(request: HttpRequest) -> HttpResponse:
    """The text of the purchasing mandate that a buyer signs."""
    return reply({"version": CURRENT, "text": TEXTS[CURRENT]})
