"""The last instant of each right: in time to the microsecond, by a command and by the worker alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

from tailorbird.app.engine.command import Act, Actor, Order
from tailorbird.domain.roles import Role
from tests.app.purchase.conftest import WHO, Purchase
from tests.app.purchase.test_ends import PICTURE, prove, with_deposit


def _tipped(purchase: Purchase) -> None:
    purchase.paid()
    purchase.done(Role.BUYER, "tip", amount="CNY 9.00")


def _called(purchase: Purchase) -> None:
    with_deposit(purchase)
    purchase.done(Role.PROVIDER, "purchase")
    purchase.done(Role.PROVIDER, "call_balance", amount="CNY 700.00")
    prove(purchase, "BalanceCalled")


def _demanded(purchase: Purchase) -> None:
    purchase.paid()
    purchase.done(Role.PROVIDER, "purchase")
    purchase.done(Role.WAREHOUSE, "receive_at_warehouse")
    purchase.done(Role.GATEWAY, "reverse_payment", amount="CNY 10.00", reason="account_stolen")
    prove(purchase, "PaymentDemanded")


def _asked(purchase: Purchase) -> None:
    purchase.paid()
    purchase.done(Role.BUYER, "ask_question", question="Q1", text="When?")


@dataclass(frozen=True)
class Right:
    """How it begins, how long it lasts, what uses it, and what stands on record when it has passed."""

    begins: Callable[[Purchase], None]
    lasts: timedelta
    verb: str
    body: dict[str, Any]
    passes_as: str


RIGHTS = {
    "cancelling": Right(Purchase.paid, timedelta(days=15), "request_cancellation", {}, "RightLapsed"),
    "the door": Right(
        Purchase.delivered,
        timedelta(hours=24),
        "refuse_parcel",
        {"ground": "packaging", "evidence": PICTURE},
        "NoObjectionAtDoor",
    ),
    "objecting": Right(
        Purchase.delivered,
        timedelta(days=3),
        "object",
        {"ground": "defective", "evidence": PICTURE},
        "ReceiptDeemedConfirmed",
    ),
    "confirming": Right(
        Purchase.delivered, timedelta(days=3), "confirm_receipt", {}, "ReceiptDeemedConfirmed"
    ),
    "dissolving": Right(
        Purchase.delivered,
        timedelta(days=14),
        "request_dissolution",
        {"ground": "defective", "evidence": PICTURE},
        "RightLapsed",
    ),
    "a tip": Right(_tipped, timedelta(days=30), "ask_tip_back", {}, "RightLapsed"),
    "the balance": Right(_called, timedelta(days=7), "pay_balance", {"total": "CNY 700.00"}, "BalanceMissed"),
}
PASSING = {
    **RIGHTS,
    "a demand": Right(_demanded, timedelta(days=3), "", {}, "DemandExpired"),
    "a question": Right(_asked, timedelta(hours=24), "", {}, "QuestionEscalated"),
}


def _use(purchase: Purchase, right: Right) -> str:
    act = Act(right.verb, Actor(WHO[Role.BUYER], Role.BUYER), dict(right.body))
    problem = purchase.house.engine.run(Order(purchase.case_id, (act,), "mei", "use")).problem
    return problem.code if problem else "done"


@pytest.mark.parametrize("name", RIGHTS)
def test_it_is_in_time_up_to_and_including_its_last_instant(purchase: Purchase, name: str) -> None:
    right = RIGHTS[name]
    right.begins(purchase)
    purchase.clock.move_to(_last(purchase, name))
    assert _use(purchase, right) == "done"


@pytest.mark.parametrize("name", RIGHTS)
def test_a_microsecond_later_it_is_too_late_though_no_worker_ran(purchase: Purchase, name: str) -> None:
    right = RIGHTS[name]
    right.begins(purchase)
    purchase.clock.move_to(_last(purchase, name) + timedelta(microseconds=1))
    assert _use(purchase, right) in ("refused_by_terms", "too_late", "nothing_called")


@pytest.mark.parametrize("name", PASSING)
def test_the_worker_lets_it_pass_only_after_its_last_instant(purchase: Purchase, name: str) -> None:
    right = PASSING[name]
    right.begins(purchase)
    last = _last(purchase, name)
    assert _passed(purchase, right, last) == []
    assert _passed(purchase, right, last + timedelta(seconds=1)) == [last + timedelta(microseconds=1)]


def _passed(purchase: Purchase, right: Right, at: datetime) -> list[datetime]:
    """When it passed, within the last second, after the worker looked at that instant."""
    purchase.clock.move_to(at)
    purchase.house.engine.fire(purchase.case_id)
    facts = purchase.house.records.facts(purchase.case_id)
    recent = at - timedelta(seconds=1)
    return [each.at for each in facts if each.name == right.passes_as and each.at > recent]


def _last(purchase: Purchase, name: str) -> datetime:
    """The last instant: so long after what began it, which is the last fact, or the payment."""
    facts = purchase.house.records.facts(purchase.case_id)
    began = next(each for each in facts if each.name == "OrderPaid") if name == "cancelling" else facts[-1]
    return began.at + PASSING[name].lasts
