"""A jeweller's house on a clean database with a moved clock, and a short way to act in a case."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from tailorbird.adapters.clock import MovedClock
from tailorbird.app.account.actions import act_on_account, top_up
from tailorbird.app.engine.command import Act, Actor, Order, Receipt
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.jewelry.place import Ordered, Summary, draw_up, open_jewelry
from tailorbird.app.ports.parties import Party
from tailorbird.domain.cases.facts.jewelry import Wish, WishKind
from tailorbird.domain.ledger.account import AccountKind, wallet
from tailorbird.domain.ledger.verification import check_balances
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role

if TYPE_CHECKING:
    from tailorbird.adapters.db.database import Database

ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 6, 1, 10, 0, tzinfo=ZONE)
RING = {"title": "Silver ring", "currency": "USD", "price": "USD 68.00", "shipping": "USD 6.50"}
LISTINGS: dict[str, Any] = {
    "ring": RING,
    "plain-ring": {**RING, "title": "Plain ring", "not_offered": ["colour"]},
    "wide-ring": {**RING, "title": "Wide ring", "also": ["size"]},
    "yuan-ring": {"title": "Ring", "currency": "CNY", "price": "CNY 480.00", "shipping": "CNY 50.00"},
    "mixed-ring": {**RING, "shipping": "CNY 50.00"},
    "unpriced-ring": {"title": "Ring", "currency": "USD"},
}
JEWELLER = Party(
    "wren",
    "Wrenworks",
    frozenset({Role.MERCHANT}),
    country="CN",
    settings={"listings": LISTINGS, "carrier": "bridge"},
)
PARTIES = (
    Party("ana", "Ana Ruiz", frozenset({Role.BUYER}), country="US", email="ana@example.com"),
    JEWELLER,
    Party("bridge", "Golden Bridge", frozenset({Role.CARRIER})),
    Party("operator", "The operator", frozenset({Role.OPERATOR})),
    Party("gateway", "Sandbox gateway", frozenset({Role.GATEWAY})),
)
WHO = {
    Role.BUYER: "ana",
    Role.MERCHANT: "wren",
    Role.CARRIER: "bridge",
    Role.OPERATOR: "operator",
    Role.PLATFORM: "platform",
}
MATT = Wish("w1", WishKind.COLOUR, "matt")
WIDE = Wish("w2", WishKind.SIZE, "US 11")
TOTAL = "USD 84.50"


@dataclass(repr=False)
class Jewelry:
    """The order that was sent last, and the house that it lives in."""

    house: House
    clock: MovedClock
    case_id: str = ""
    keys: int = 0
    cases: set[str] = field(default_factory=set)

    def key(self) -> str:
        self.keys += 1
        return f"key-{self.keys}"

    def order(self, *, key: str = "open", **wanted: Any) -> Receipt:
        """Order the ring in matt, or what is named, with the summary confirmed."""
        ordered = Ordered(**({"listing": "ring", "wishes": (MATT,)} | wanted))
        summary = draw_up(self.house, "wren", ordered)
        assert isinstance(summary, Summary), summary
        return self.send(replace(ordered, summary_hash=summary.hash), key=key)

    def send(self, ordered: Ordered, *, key: str = "open") -> Receipt:
        receipt = open_jewelry(self.house, "ana", "wren", ordered, key)
        self.case_id = receipt.case_id or self.case_id
        if receipt.problem is None:
            self.cases.add(receipt.case_id)
        return receipt

    def until(self, at: datetime) -> None:
        """Let time pass, without a worker."""
        self.clock.move_to(at)

    def do(self, role: Role, verb: str, *, key: str = "", **body: Any) -> Receipt:
        """Act in the case, now."""
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

    def clauses(self, role: Role, verb: str, **body: Any) -> tuple[str, ...]:
        """Act, and give the clauses that refuse it."""
        decision = self.refused(role, verb, **body).decision
        assert decision is not None
        return decision.clauses

    def paid(self, **wanted: Any) -> None:
        """Ordered at 10:00 on Monday, 1 June 2026, and paid from USD 200.00 at once."""
        self.fund("USD 200.00")
        assert self.order(**wanted).problem is None
        self.done(Role.BUYER, "pay", total=TOTAL)

    def taken_on(self) -> None:
        """Paid, and the design compared and taken on."""
        self.paid()
        self.design()

    def design(self) -> None:
        self.done(Role.MERCHANT, "show_similar_designs", compared_by="the archive")
        self.done(Role.MERCHANT, "accept_design")

    def delivered(self) -> None:
        """Shipped on 1 June and delivered on Monday, 8 June, 10:00. The last of the seven working days is
        17 June."""
        self.taken_on()
        self.done(Role.MERCHANT, "ship", tracking="GB1")
        self.until(START + timedelta(days=7))
        self.done(Role.CARRIER, "deliver", tracking="GB1")

    def claimed(self, wants: str, **more: Any) -> dict[str, Any]:
        """A production defect with a photograph."""
        told = {"claim": "Q1", "ground": "production_defect", "evidence": ["photo"]} | more
        return self.done(Role.BUYER, "claim_quality", wants=wants, **told)

    def found(self, result: str = "found", claim: str = "Q1", role: Role = Role.MERCHANT) -> dict[str, Any]:
        return self.done(role, "verify_claim", claim=claim, result=result)

    def fund(self, amount: str, reference: str = "P-1") -> None:
        """Money comes in for the buyer."""
        assert top_up(self.house, PARTIES[0], Money.parse(amount), "gateway", reference).problem is None

    def withdraw(self, amount: str) -> None:
        """The jeweller pays its earnings out."""
        body = {"amount": amount, "destination": "a bank account"}
        assert act_on_account(self.house, JEWELLER, "withdraw", body, self.key()).problem is None

    def free(self, party: str) -> Money:
        """What the party can spend."""
        account = wallet(party, "USD")
        balance = self.house.records.balances([account]).get(account.id)
        return Money(balance.free_minor if balance else 0, "USD")

    def owed(self, party: str) -> Money:
        """What is due to the party, and not paid yet."""
        booked = Money.zero("USD")
        for entry in self.house.records.entries_of_case(self.case_id):
            if entry.credit.kind is AccountKind.OWED and entry.credit.owner == party:
                booked += entry.amount
        return booked

    def stage(self) -> tuple[str, Role | None]:
        record = self.house.records.case(self.case_id)
        assert record is not None
        return record.header.stage, record.header.turn

    def facts(self) -> list[str]:
        return [each.name for each in self.house.records.facts(self.case_id)]

    def deadlines(self) -> dict[str, str]:
        """What runs, by key, with its end on the jeweller's clock."""
        record = self.house.records.case(self.case_id)
        assert record is not None
        return {each.key: f"{each.until.astimezone(ZONE):%Y-%m-%d %H:%M:%S}" for each in record.deadlines}

    def differences(self) -> list[str]:
        """Where stored balances differ from the journal."""
        records = self.house.records
        holds = [hold for case_id in self.cases for hold in records.holds_of_case(case_id)]
        return [each.says for each in check_balances(records.all_entries(), records.all_balances(), holds)]


@pytest.fixture
def jewelry(database: Database, tmp_path: Path) -> Jewelry:
    """A jeweller's case that is not opened yet."""
    from tailorbird.bootstrap import Config, house_on

    clock = MovedClock(START)
    captures = Config.from_environment().captures
    house = house_on(database, Config("", tmp_path / "media", captures, tmp_path / "mail"), clock)
    for party in PARTIES:
        house.parties.save_party(party)
    return Jewelry(house, clock)
