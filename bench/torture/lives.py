"""Random lives of purchases: what each party does, in an order that makes sense; chance decides the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

from bench.shop import BUYERS, CARRIER, DISCLOSURES, LINK, PROVIDER, order_body

OPERATOR: Final = "operator"
GATEWAY: Final = "gateway"
_PIECE_MINOR: Final = 1200
_FREIGHT: Final = ("CNY 6.00", "CNY 12.00", "CNY 20.00")


@dataclass(frozen=True, slots=True)
class Step:
    """One call. `{case}` in the path is the life's own case, known once it is open."""

    party: str
    path: str
    body: dict[str, Any] = field(default_factory=dict)


def _do(party: str, verb: str, /, **body: Any) -> Step:
    if "role" in body:
        body["as"] = body.pop("role")
    return Step(party, f"/api/v1/cases/{{case}}/commands/{verb}", body)


def a_life(random: Random, number: int) -> list[Step]:
    """A purchase, or a movement on an account."""
    buyer = random.choice(BUYERS)
    if random.random() < 0.2:
        return [_on_account(random, buyer, number)]
    steps = _to_payment(random, buyer)
    if random.random() < 0.12:
        return steps[: random.randrange(1, len(steps) + 1)]
    return steps + random.choice(_AFTER_PAYMENT)(random, buyer)


def _on_account(random: Random, buyer: str, number: int) -> Step:
    amount = f"CNY {random.randrange(1, 500)}.{random.randrange(100):02d}"
    which = random.randrange(3)
    if which == 0:
        body = {"party": buyer, "amount": amount, "reference": f"P-{number}"}
        return Step(GATEWAY, "/api/v1/wallet/top-ups", body)
    if which == 1:
        return Step(
            buyer, "/api/v1/wallet/withdrawals", {"amount": amount, "destination": "NL91ABNA0417164300"}
        )
    return Step(buyer, "/api/v1/deposit/payments", {"amount": amount})


def _to_payment(random: Random, buyer: str) -> list[Step]:
    if random.random() < 0.4:
        return [Step(buyer, "/api/v1/orders", order_body())]
    quantity = random.randrange(1, 9)
    wanted = {"link": LINK, "quantity": quantity, "receiving_address": "12 Orchard Road", "destination": "SG"}
    opening = {"kind": "purchase", "participants": {"provider": PROVIDER}, "body": wanted}
    goods = f"CNY {quantity * _PIECE_MINOR / 100:.2f}"
    steps = [
        Step(buyer, "/api/v1/cases", opening),
        _do(PROVIDER, "accept_request", purchasing_person="Li Na"),
        _do(PROVIDER, "issue_quote", goods=goods, freight=random.choice(_FREIGHT)),
        _do(buyer, "choose_carrier", carrier=CARRIER),
        _do(buyer, "sign_mandate", signer="Mei Tan"),
        _do(buyer, "accept_terms", clauses=list(DISCLOSURES)),
        _do(buyer, "pay_up_to"),
    ]
    if random.random() < 0.3:
        steps.insert(1, _do(buyer, "make_requirement", requirement="R1", text="Please pack in tens."))
        steps.insert(3, _do(PROVIDER, "answer_requirement", requirement="R1", status="agreed"))
    return steps


def _buy() -> Step:
    address = "Hall 4, 88 Yinhai Road, Yiwu"
    return _do(PROVIDER, "purchase", seller_order="3214560098127", delivery_address=address)


def _cancelled_early(random: Random, buyer: str) -> list[Step]:
    return [_do(buyer, "request_cancellation", reason="ordered twice")]


def _cancelled_late(random: Random, buyer: str) -> list[Step]:
    reply = random.choice(("agreed", "refused"))
    steps = [
        _buy(),
        _do(buyer, "request_cancellation"),
        _do(PROVIDER, "answer_cancellation", reply=reply),
    ]
    if reply == "agreed":
        document = "Seller's note no. 77"
        steps.append(_do(PROVIDER, "document_penalty", amount="CNY 2.00", document=document))
        steps.append(_do(PROVIDER, "settle_cancellation"))
    return steps


def _out_of_stock(random: Random, buyer: str) -> list[Step]:
    return [_do(PROVIDER, random.choice(("report_out_of_stock", "report_stopped_selling")))]


def _talk(random: Random, buyer: str) -> list[Step]:
    asked = _do(buyer, "ask_question", question="Q1", text="When will you buy?")
    if random.random() < 0.5:
        return [asked, _buy()]
    return [asked, _do(PROVIDER, "answer_question", question="Q1", text="This afternoon."), _buy()]


def _to_the_door(random: Random, buyer: str) -> list[Step]:
    steps = [
        _buy(),
        _do(PROVIDER, "report_dispatch", tracking="YT8800112233445"),
        _do(CARRIER, "receive_at_warehouse", role="warehouse", parcels=1),
        _do(CARRIER, "clear_export", role="carrier", declaration="310120260309000417"),
        _do(CARRIER, "ship_abroad", role="carrier", tracking="GBL1"),
        _do(CARRIER, "deliver", role="carrier", tracking="GBL1"),
    ]
    if random.random() < 0.3:
        steps.insert(1, _do(buyer, "tip", amount="CNY 3.00"))
    # Half of the buyers say nothing, and let the period end.
    if random.random() < 0.5:
        steps.append(_do(buyer, "confirm_receipt"))
    return steps


_AFTER_PAYMENT: Final[tuple[Callable[[Random, str], list[Step]], ...]] = (
    _cancelled_early,
    _cancelled_late,
    _out_of_stock,
    _talk,
    _to_the_door,
    _to_the_door,
)
