"""A house on a clean database with a moved clock, and a short way to act in a custom request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from tailorbird.adapters.clock import MovedClock
from tailorbird.app.account.actions import top_up
from tailorbird.app.custom.place import (
    CustomRequest,
    Partners,
    Reorder,
    bind_act,
    open_custom_request,
    reorder,
)
from tailorbird.app.custom.products import Parts, Sought, all_products
from tailorbird.app.engine.command import Act, Actor, Order, Receipt
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.ports.parties import Party, PublishedTerms
from tailorbird.app.reading.look import look_at
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.custom_words import Aspect, Requirement
from tailorbird.domain.ledger.account import wallet
from tailorbird.domain.ledger.verification import check_balances
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role

if TYPE_CHECKING:
    from tailorbird.adapters.db.database import Database

ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 3, 2, 10, 0, tzinfo=ZONE)
ACCEPTED = ("cj-custom.II.2", "cj-custom.II.7", "cj-custom.II.10")
PHOTO = "ab" * 32
PARTIES = (
    Party("ana", "Ana", frozenset({Role.BUYER}), country="US", email="ana@example.com"),
    Party("mei", "Mei", frozenset({Role.BUYER}), country="SG"),
    Party("mill", "The mill", frozenset({Role.SUPPLIER}), settings={"carrier": "bridge"}),
    Party("loom", "The loom", frozenset({Role.SUPPLIER})),
    Party("bridge", "Golden Bridge", frozenset({Role.CARRIER})),
    Party(
        "agent",
        "The agent",
        frozenset({Role.PROVIDER}),
        settings={"standing_offer": {"custom_fee": {"currency": "USD", "minor": 2500}}},
    ),
    Party("operator", "The operator", frozenset({Role.OPERATOR})),
    Party("gateway", "Sandbox gateway", frozenset({Role.GATEWAY})),
)
QUOTATION = {
    "quotation": "Q1",
    "tiers": [
        {"from_quantity": 100, "unit_price": "USD 9.50"},
        {"from_quantity": 300, "unit_price": "USD 8.20"},
    ],
    "sample_fee": "USD 45.00",
    "mould_fee": "USD 30.00",
    "minimum_quantity": 100,
    "sample_days": 10,
    "production_days": 20,
    "sample_rounds": 2,
    "freight": "USD 85.00",
}


def at(day: str, hour: int = 10, minute: int = 0, second: int = 0) -> datetime:
    """An instant in the zone of the case."""
    return datetime.fromisoformat(day).replace(hour=hour, minute=minute, second=second, tzinfo=ZONE)


def parts_of_party(party: str) -> Parts:
    """The parts that the party plays."""

    def parts(participants: Mapping[Role, str]) -> tuple[Role, ...]:
        return tuple(role for role, player in participants.items() if player == party)

    return parts


@dataclass
class Request:
    """One custom request and the house that it lives in."""

    house: House
    clock: MovedClock
    case_id: str = ""
    keys: int = 0
    maker: str = "mill"

    def key(self) -> str:
        self.keys += 1
        return f"key-{self.keys}"

    def open(
        self,
        *,
        key: str = "open",
        buyer: str = "ana",
        provider: str = "",
        maker: str = "",
        **wanted: Any,
    ) -> Receipt:
        """Ask for 100 shirts with a heron, or for what is named."""
        told: dict[str, Any] = {
            "title": "Shirt with a heron",
            "requirements": (
                Requirement("heron", Aspect.PATTERN, "A heron on the chest"),
                Requirement("sleeve", Aspect.SIZE, "62 cm"),
            ),
            "quantity": 100,
            "accepted": ACCEPTED,
            "address": "41 Alder Street",
        } | wanted
        partners = Partners(provider, maker)
        receipt = open_custom_request(self.house, buyer, partners, CustomRequest(**told), key)
        self.case_id = receipt.case_id or self.case_id
        return receipt

    def who(self, role: Role) -> str:
        record = self.house.records.case(self.case_id)
        assert record is not None
        return record.header.participants[role]

    def do(self, role: Role, verb: str, *, key: str = "", **body: Any) -> Receipt:
        """Act in the case, now."""
        party = self.who(role)
        act = Act(verb, Actor(party, role), body)
        return self.house.engine.run(Order(self.case_id, (act,), party, key or self.key()))

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

    def ruled_out(self, role: Role, verb: str, **body: Any) -> tuple[str, ...]:
        """The clauses that refuse the act."""
        problem = self.refused(role, verb, **body)
        assert problem.decision is not None, problem
        return problem.decision.clauses

    def bind(self, supplier: str = "") -> Receipt:
        act = bind_act(self.house, "operator", supplier or self.maker)
        if isinstance(act, Problem):
            return Receipt(self.case_id, {}, act)
        return self.house.engine.run(Order(self.case_id, (act,), "operator", self.key()))

    def bound(self, **opening: Any) -> None:
        """As far as the supplier's quotation."""
        receipt = self.open(**opening)
        assert receipt.problem is None, receipt.problem
        self.done(Role.OPERATOR, "review", marketability="good", feasibility="good")
        receipt = self.bind()
        assert receipt.problem is None, receipt.problem

    def quoted(self, quotation: dict[str, Any] | None = None, **opening: Any) -> None:
        self.bound(**opening)
        self.done(Role.SUPPLIER, "quote", **(QUOTATION | (quotation or {})))

    def confirmed(self, quotation: dict[str, Any] | None = None, **opening: Any) -> None:
        self.quoted(quotation, **opening)
        self.done(Role.OPERATOR, "confirm_request")

    def paid(self, quotation: dict[str, Any] | None = None, total: str = "USD 75.00", **opening: Any) -> None:
        """As far as the fees, from a wallet with USD 3,000.00."""
        self.fund("USD 3,000.00")
        self.confirmed(quotation, **opening)
        self.done(Role.BUYER, "pay_fees", total=total)

    def sampled(self, number: int = 1) -> None:
        """A sample that arrived."""
        self.done(Role.SUPPLIER, "make_sample", round=number)
        self.done(Role.SUPPLIER, "ship_sample", round=number)
        self.done(Role.CARRIER, "deliver_sample", round=number)

    def finished(self, **more: Any) -> None:
        """As far as a sample that is accepted."""
        self.paid(**more)
        self.sampled()
        self.done(Role.BUYER, "accept_sample", round=1)

    def ordered(self, quantity: int = 100, total: str = "USD 1,035.00") -> None:
        """The production, ordered and paid."""
        self.done(Role.BUYER, "order_production", quantity=quantity)
        self.done(Role.BUYER, "pay_production", total=total)

    def again(self, buyer: str, quantity: int = 100, key: str = "again", origin: str = "") -> Receipt:
        """Order the finished product once more."""
        wanted = Reorder(quantity, ACCEPTED)
        return reorder(self.house, buyer, origin or self.case_id, wanted, parts_of_party(buyer), key)

    def products(self, party: str, search: str = "") -> list[str]:
        """What the party finds."""
        wanted = Sought(party, parts_of_party(party), search, limit=1)
        return [each.product for each in all_products(self.house, wanted)]

    def publish(self, party: str, base: str, **values: Any) -> None:
        """A party's own rules, from now on."""
        package, now = self.house.library.package(base), self.house.clock.now()
        version = f"own-{party}"
        self.house.parties.publish_terms(
            PublishedTerms(
                package.name,
                version,
                base,
                values,
                package.amended(version, values).hash,
                party,
                now,
                now,
                party,
            )
        )

    def fund(self, amount: str, party: str = "ana", reference: str = "R-1") -> None:
        holder = self.house.parties.party(party)
        assert holder is not None
        assert top_up(self.house, holder, Money.parse(amount), "gateway", reference).problem is None

    def free(self, party: str) -> str:
        """What the party can spend."""
        account = wallet(party, "USD")
        balance = self.house.records.balances([account]).get(account.id)
        return str(Money(balance.free_minor if balance else 0, "USD"))

    def held(self) -> dict[str, str]:
        """What is held for the case, by hold."""
        holds = self.house.records.holds_of_case(self.case_id)
        return {each.key: str(each.amount) for each in holds if each.state.value == "open"}

    def case(self) -> Case:
        """The case as it stands."""
        record = self.house.records.case(self.case_id)
        assert record is not None
        return look_at(self.house, record).case

    def stage(self) -> str:
        record = self.house.records.case(self.case_id)
        assert record is not None
        return record.header.stage

    def facts(self) -> list[str]:
        """The names of the facts that are stored."""
        return [each.name for each in self.house.records.facts(self.case_id)]

    def pass_to(self, instant: datetime) -> None:
        """Time passes, and no worker runs."""
        self.clock.move_to(instant)

    def later(self, **delta: float) -> None:
        self.clock.advance(timedelta(**delta))

    def differences(self) -> list[str]:
        """Where stored balances differ from the journal."""
        records = self.house.records
        cases = records.cases_of(None, limit=200).items
        holds = tuple(hold for each in cases for hold in records.holds_of_case(each.id))
        return [each.says for each in check_balances(records.all_entries(), records.all_balances(), holds)]


@pytest.fixture
def request_(sqlite_database: Database, tmp_path: Path) -> Request:
    """A request that is not opened yet."""
    return request_on(sqlite_database, tmp_path)


@pytest.fixture
def on_both(database: Database, tmp_path: Path) -> Request:
    """The same, on SQLite and on PostgreSQL."""
    return request_on(database, tmp_path)


def request_on(database: Database, folder: Path) -> Request:
    """A request in a house on that database."""
    from tailorbird.bootstrap import Config, house_on

    clock = MovedClock(START)
    captures = Config.from_environment().captures
    house = house_on(database, Config("", folder / "media", captures, folder / "mail"), clock)
    for party in PARTIES:
        house.parties.save_party(party)
    return Request(house, clock)
