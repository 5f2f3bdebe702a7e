"""A house with stores: a client who orders from a warehouse's stock, and short ways to act in its cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from tailorbird.adapters.clock import MovedClock
from tailorbird.app.account.actions import act_on_account, top_up
from tailorbird.app.engine.command import Act, Actor, Order, Receipt
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.ports.parties import Party
from tailorbird.app.store.place import NewStore, NewTransfer, offer_store, open_store
from tailorbird.app.store_order.place import LineWanted, NewStoreOrder, place_store_order
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.store_words import OrderKind
from tailorbird.domain.ledger.account import Account, gateway, wallet
from tailorbird.domain.ledger.verification import check_balances
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role

if TYPE_CHECKING:
    from tailorbird.adapters.db.database import Database

ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 6, 1, 10, 0, tzinfo=ZONE)
STOCK = {
    "MUG": {"title": "Mug", "price": "USD 4.20"},
    "LAMP": {"title": "Lamp", "price": "USD 18.90"},
    "FREE": {"title": "Leaflet", "price": "USD 0.00"},
    "YUAN": {"title": "Scarf", "price": "CNY 9.00"},
}
METHODS = {
    "post": {"title": "Post", "costs": {"DE": "USD 6.40", "*": "USD 12.00"}},
    "pickup": {"title": "Pickup", "costs": {"CN": "USD 0.00"}},
}
OWNER = frozenset({Role.BUYER, Role.MERCHANT})
PARTIES = (
    Party("lumen", "Lumen & Leaf", OWNER, country="DE", email="lumen@example.com"),
    Party("tideway", "Tideway", OWNER, country="US", email="tideway@example.com"),
    Party("seller", "Only a seller", frozenset({Role.MERCHANT})),
    Party(
        "hall",
        "Stock Hall",
        frozenset({Role.WAREHOUSE}),
        settings={"stock": STOCK, "shipping_methods": METHODS},
    ),
    Party("bridge", "Golden Bridge", frozenset({Role.CARRIER})),
    Party("operator", "The operator", frozenset({Role.OPERATOR})),
    Party("gateway", "Sandbox gateway", frozenset({Role.GATEWAY})),
)
WHO = {
    Role.BUYER: "lumen",
    Role.MERCHANT: "lumen",
    Role.RECEIVER: "tideway",
    Role.WAREHOUSE: "hall",
    Role.CARRIER: "bridge",
    Role.OPERATOR: "operator",
    Role.GATEWAY: "gateway",
    Role.PLATFORM: "platform",
}
PHOTO = [{"kind": "photo", "file": "f" * 64}]
NOTICE = [{"kind": "carrier_notice", "file": "e" * 64}]
CONFIRMED = [{"kind": "post_office_confirmation", "file": "d" * 64}]


@dataclass(repr=False)
class Shop:
    """The case that was opened last, and the house that it lives in."""

    house: House
    clock: MovedClock
    work: Callable[[], None]
    hang_up: Callable[[], object]
    """Close this thread's connection to the database."""
    case_id: str = ""
    keys: int = 0
    cases: list[str] = field(default_factory=list)

    def key(self) -> str:
        self.keys += 1
        return f"key-{self.keys}"

    def opened(self, receipt: Receipt) -> str:
        """The case of a receipt, which is the one that is acted in from now on."""
        assert receipt.problem is None, receipt.problem
        self.case_id = receipt.case_id
        self.cases.append(receipt.case_id)
        return receipt.case_id

    def try_order(
        self, *lines: tuple[str, int], client: str = "lumen", key: str = "", **told: Any
    ) -> Receipt:
        """Order pieces by stock number, to Germany by post; three mugs where nothing is named."""
        wanted = tuple(LineWanted(sku, quantity) for sku, quantity in lines or (("MUG", 3),))
        others = {Role.WAREHOUSE: "hall", Role.CARRIER: "bridge"}
        order = NewStoreOrder(**({"shipping_method": "post", "destination": "DE"} | told), lines=wanted)
        return place_store_order(self.house, client, others, order, key or self.key())

    def order(self, *lines: tuple[str, int], **told: Any) -> str:
        return self.opened(self.try_order(*lines, **told))

    def bulk(self, *lines: tuple[str, int]) -> str:
        return self.order(*lines, kind=OrderKind.BULK)

    def paid(self, *lines: tuple[str, int], **told: Any) -> str:
        """Ordered, and paid from a wallet with enough in it."""
        self.fund("USD 2000.00")
        found = self.order(*lines, **told)
        self.done(Role.BUYER, "pay")
        return found

    def sent(self, *lines: tuple[str, int], **told: Any) -> str:
        """Paid, and dispatched as the parcel P1."""
        found = self.paid(*lines, **told)
        self.dispatched()
        return found

    def dispatched(self) -> None:
        self.done(Role.WAREHOUSE, "start_processing")
        self.done(Role.WAREHOUSE, "dispatch", parcel="P1")

    def arrived(self, *lines: tuple[str, int], **told: Any) -> str:
        """Dispatched and delivered."""
        found = self.sent(*lines, **told)
        self.done(Role.CARRIER, "deliver", parcel="P1")
        return found

    def dispute(self, name: str = "D1", quantity: int = 1, line: str = "L1", **told: Any) -> dict[str, Any]:
        """Damage, with a photo, of so many pieces of a line."""
        body = {"reason": "damaged", "wants": "refund", "evidence": PHOTO} | told
        lines = [{"line": line, "quantity": quantity}]
        return self.done(Role.BUYER, "open_order_dispute", dispute=name, lines=lines, **body)

    def rule(self, name: str = "D1", remedy: str = "refund", **lines: Any) -> dict[str, Any]:
        """Uphold a dispute: `L1=2` for all that was paid for two pieces, `L1=(2, "USD 1.00")` for less."""
        return self.done(Role.OPERATOR, "rule_order_dispute", **ruling(name, remedy, **lines))

    def do(self, role: Role, verb: str, *, key: str = "", by: str = "", **body: Any) -> Receipt:
        """Act in the case, now."""
        party = by or WHO[role]
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

    def clauses(self, role: Role, verb: str, **body: Any) -> tuple[str, ...]:
        """Act, and give the clauses that refuse it."""
        decision = self.refused(role, verb, **body).decision
        assert decision is not None
        return decision.clauses

    def store(self, owner: str = "lumen") -> str:
        return self.opened(open_store(self.house, owner, NewStore("A store"), self.key()))

    def offer(self, store: str, giver: str = "lumen", receiver: str = "tideway") -> str:
        return self.opened(offer_store(self.house, giver, receiver, NewTransfer(store), self.key()))

    def fund(self, amount: str, party: str = "lumen") -> None:
        """Money comes in."""
        holder = self.house.parties.party(party)
        assert holder is not None
        assert top_up(self.house, holder, Money.parse(amount), "gateway", self.key()).problem is None

    def withdraw(self, amount: str, party: str = "lumen") -> Receipt:
        holder = self.house.parties.party(party)
        assert holder is not None
        body = {"amount": amount, "destination": "a bank account"}
        return act_on_account(self.house, holder, "withdraw", body, self.key())

    def free(self, party: str = "lumen") -> str:
        """What the party can spend."""
        account = wallet(party, "USD")
        balance = self.house.records.balances([account]).get(account.id)
        return Money(balance.free_minor if balance else 0, "USD").number

    def earned(self, account: Account | None = None) -> str:
        """What the entries of the case brought to the platform, or to the account."""
        wanted = account.id if account else "fees:platform:USD"
        found = 0
        for entry in self.house.records.entries_of_case(self.case_id):
            found += entry.amount.minor if entry.credit.id == wanted else 0
            found -= entry.amount.minor if entry.debit.id == wanted else 0
        return Money(found, "USD").number

    def at_gateway(self, name: str) -> str:
        """What the gateway has of this case: what it took less what it gave back."""
        return self.earned(gateway(name, "USD")).removeprefix("-")

    def stage(self, case_id: str = "") -> tuple[str, Role | None]:
        record = self.house.records.case(case_id or self.case_id)
        assert record is not None
        return record.header.stage, record.header.turn

    def players(self, case_id: str = "") -> dict[Role, str]:
        record = self.house.records.case(case_id or self.case_id)
        assert record is not None
        return dict(record.header.participants)

    def facts(self, case_id: str = "") -> list[str]:
        return [each.name for each in self.house.records.facts(case_id or self.case_id)]

    def last(self, name: str, case_id: str = "") -> Any:
        """The last fact of that name."""
        from tailorbird.app.engine.casefile import read_recorded

        found: list[Recorded[Any]] = [
            read_recorded(each.data)
            for each in self.house.records.facts(case_id or self.case_id)
            if each.name == name
        ]
        return found[-1].fact

    def deadlines(self) -> dict[str, str]:
        """What runs, by key, with its end on the desk's clock."""
        record = self.house.records.case(self.case_id)
        assert record is not None
        return {each.key: f"{each.until.astimezone(ZONE):%Y-%m-%d %H:%M:%S}" for each in record.deadlines}

    def differences(self) -> list[str]:
        """Where stored balances differ from the journal."""
        records = self.house.records
        holds = [hold for case_id in set(self.cases) for hold in records.holds_of_case(case_id)]
        return [each.says for each in check_balances(records.all_entries(), records.all_balances(), holds)]


def ruling(name: str, remedy: str, **lines: Any) -> dict[str, Any]:
    """The body of a ruling for the client."""
    told = []
    for line, value in lines.items():
        quantity, amount = value if isinstance(value, tuple) else (value, None)
        told.append({"line": line, "quantity": quantity} | ({"amount": amount} if amount else {}))
    return {"dispute": name, "outcome": "upheld", "remedy": remedy, "lines": told}


def open_shop(database: Database, folder: Path) -> Shop:
    """The house on a clean database, with a moved clock and a worker to be called."""
    from tailorbird.bootstrap import Config, house_on, worker_pass

    clock = MovedClock(START)
    captures = Config.from_environment().captures
    config = Config("", folder / "media", captures, folder / "mail")
    house = house_on(database, config, clock)
    for party in PARTIES:
        house.parties.save_party(party)

    def hang_up() -> None:
        database.storage.session.connection.close()

    return Shop(house, clock, worker_pass(house, config), hang_up)
