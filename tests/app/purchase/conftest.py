"""A house on a clean database with a moved clock, and a short way to act in a purchase."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from tailorbird.adapters.clock import MovedClock
from tailorbird.app.account.actions import top_up
from tailorbird.app.engine.command import Act, Actor, Order, Receipt
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.ports.parties import Party
from tailorbird.app.purchase.intake import Wanted
from tailorbird.app.purchase.place import carrier_act, open_purchase
from tailorbird.domain.ledger.account import wallet
from tailorbird.domain.ledger.verification import check_balances
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role

if TYPE_CHECKING:
    from tailorbird.adapters.db.database import Database

ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 3, 2, 10, 0, tzinfo=ZONE)
SHIRT = "https://detail.1688.com/offer/781204556310.html"
SHIRT_WHITE_M = "7812045563100"
DISCLOSED = tuple(f"order1688.{no}" for no in (0, 4, 7, 11, 23, 28, 29, 30))
PARTIES = (
    Party("mei", "Mei Tan", frozenset({Role.BUYER}), country="SG", email="mei@example.com"),
    Party("ana", "Ana", frozenset({Role.BUYER}), country="US"),
    Party("jinsui", "Jinsui Purchasing", frozenset({Role.PROVIDER}), country="CN"),
    Party(
        "bridge",
        "Golden Bridge",
        frozenset({Role.CARRIER, Role.WAREHOUSE}),
        settings={"serves": ["SG", "US"], "warehouse_address": "Hall 4, Yiwu"},
    ),
    Party("operator", "The operator", frozenset({Role.OPERATOR})),
    Party("gateway", "Sandbox gateway", frozenset({Role.GATEWAY})),
)
WHO = {
    Role.BUYER: "mei",
    Role.PROVIDER: "jinsui",
    Role.CARRIER: "bridge",
    Role.WAREHOUSE: "bridge",
    Role.OPERATOR: "operator",
    Role.GATEWAY: "gateway",
}


@dataclass
class Purchase:
    """One purchase and the house that it lives in."""

    house: House
    clock: MovedClock
    case_id: str = ""
    keys: int = field(default=0)

    def key(self) -> str:
        self.keys += 1
        return f"key-{self.keys}"

    def open(self, *, key: str = "open", **wanted: Any) -> Receipt:
        """Ask for two white shirts, or for what is named."""
        told: dict[str, Any] = {
            "link": SHIRT,
            "quantity": 2,
            "variant": SHIRT_WHITE_M,
            "receiving_address": "12 Orchard Road",
            "destination": "SG",
        } | wanted
        receipt = open_purchase(self.house, "mei", "jinsui", Wanted(**told), key)
        self.case_id = receipt.case_id or self.case_id
        return receipt

    def do(self, role: Role, verb: str, *, key: str = "", **body: Any) -> Receipt:
        """Act in the case, five minutes later."""
        self.clock.advance(timedelta(minutes=5))
        act = Act(verb, Actor(WHO[role], role), body)
        return self.house.engine.run(Order(self.case_id, (act,), WHO[role], key or self.key()))

    def done(self, role: Role, verb: str, **body: Any) -> dict[str, Any]:
        """Act, and fail the test if nothing came of it."""
        receipt = self.do(role, verb, **body)
        assert receipt.problem is None, f"{verb}: {receipt.problem}"
        return receipt.reply

    def refused(self, role: Role, verb: str, **body: Any) -> Problem:
        """Act, and give the problem that is expected."""
        receipt = self.do(role, verb, **body)
        assert receipt.problem is not None, f"{verb} went through"
        return receipt.problem

    def agreed(self) -> None:
        """From the request to the quote and everything that paying needs."""
        self.open()
        self.done(Role.PROVIDER, "accept_request", purchasing_person="Li Na")
        self.done(Role.PROVIDER, "issue_quote", goods="CNY 1,000.00", freight="CNY 20.00")
        self.choose_carrier()
        self.done(Role.BUYER, "sign_mandate", signer="Mei Tan")
        self.done(Role.BUYER, "accept_terms", clauses=list(DISCLOSED))

    def choose_carrier(self) -> None:
        """Golden Bridge, which serves the destination."""
        chosen = carrier_act(self.house, "mei", "bridge")
        assert isinstance(chosen, Act)
        receipt = self.house.engine.run(Order(self.case_id, (chosen,), "mei", self.key()))
        assert receipt.problem is None

    def paid(self) -> None:
        """As far as the payment, from a wallet with CNY 2,000.00."""
        self.fund("CNY 2,000.00")
        self.agreed()
        self.done(Role.BUYER, "pay", total="CNY 1,021.02")

    def delivered(self) -> None:
        """As far as the delivery."""
        self.paid()
        self.done(Role.PROVIDER, "purchase", seller_order="1", delivery_address="Hall 4, Yiwu")
        self.done(Role.WAREHOUSE, "receive_at_warehouse")
        self.done(Role.CARRIER, "clear_export")
        self.done(Role.CARRIER, "ship_abroad")
        self.done(Role.CARRIER, "deliver")

    def fund(self, amount: str, reference: str = "P-1") -> Receipt:
        """Money comes in for the buyer."""
        mei = self.house.parties.party("mei")
        assert mei is not None
        return top_up(self.house, mei, Money.parse(amount), "gateway", reference)

    def free(self, party: str) -> Money:
        """What the party can spend."""
        account = wallet(party, "CNY")
        balance = self.house.records.balances([account]).get(account.id)
        return Money(balance.free_minor if balance else 0, "CNY")

    def stage(self) -> str:
        record = self.house.records.case(self.case_id)
        assert record is not None
        return record.header.stage

    def facts(self) -> list[str]:
        return [each.name for each in self.house.records.facts(self.case_id)]

    def differences(self) -> list[str]:
        """Where stored balances differ from the journal."""
        records = self.house.records
        holds = records.holds_of_case(self.case_id) if self.case_id else ()
        return [each.says for each in check_balances(records.all_entries(), records.all_balances(), holds)]


@pytest.fixture
def purchase(database: Database, tmp_path: Path) -> Purchase:
    """A purchase that is not opened yet."""
    return purchase_on(database, tmp_path)


def purchase_on(database: Database, folder: Path) -> Purchase:
    """A purchase that is not opened yet, in a house on that database."""
    from tailorbird.bootstrap import Config, house_on

    clock = MovedClock(START)
    captures = Config.from_environment().captures
    config = Config("", folder / "media", captures, folder / "mail")
    house = house_on(database, config, clock)
    for party in PARTIES:
        house.parties.save_party(party)
    return Purchase(house, clock)
