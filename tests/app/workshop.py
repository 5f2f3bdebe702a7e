"""A seller, its buyers and the operator on a clean database, with short ways to act in their cases."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tailorbird import bootstrap
from tailorbird.adapters.clock import MovedClock
from tailorbird.adapters.db.database import Database
from tailorbird.app.account.actions import top_up
from tailorbird.app.engine.casefile import case_from
from tailorbird.app.engine.command import Act, Actor, Order, Receipt
from tailorbird.app.house import House
from tailorbird.app.listing.place import draft_listing, publish_acts, redraft_acts
from tailorbird.app.personalised.place import NewPersonalisedOrder, order_personalised
from tailorbird.app.ports.parties import Party
from tailorbird.app.ports.storage import CaseRecord
from tailorbird.app.programme.place import Application, apply
from tailorbird.domain import codec
from tailorbird.domain.cases.case import Case
from tailorbird.domain.customization.specification import Entry, EntryKind
from tailorbird.domain.ledger.account import wallet
from tailorbird.domain.listing.document import (
    CustomField,
    FieldKind,
    ListingDocument,
    OptionValue,
    Requirement,
)
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role

START = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
EVIDENCE = "ab" * 32
SELLER = "oak"
PARTIES = (
    Party(SELLER, "Oakletter", frozenset({Role.MERCHANT}), settings={"listing_shipping": {"*": "USD 6.00"}}),
    Party("pine", "Brightpine", frozenset({Role.MERCHANT, Role.BUYER})),
    Party("ana", "Ana", frozenset({Role.BUYER}), email="ana@example.com"),
    Party("mei", "Mei", frozenset({Role.BUYER})),
    Party("operator", "The operator", frozenset({Role.OPERATOR})),
    Party("gateway", "Sandbox gateway", frozenset({Role.GATEWAY})),
)
NAME = CustomField(
    field="name",
    kind=FieldKind.TEXT,
    label="Name to engrave",
    surface="Front",
    required=Requirement.REQUIRED,
    max_length=20,
)
WOOD = CustomField(
    field="wood",
    kind=FieldKind.CHOICE,
    label="Wood",
    values=(
        OptionValue(value="oak", label="Oak"),
        OptionValue(value="walnut", label="Walnut", price_delta=Money.parse("USD 4.00")),
    ),
)
PHOTO = CustomField(field="photo", kind=FieldKind.IMAGE, label="Drawing for the back", surface="Back")
GOOD = ListingDocument(
    title="Night light with your name engraved in oak",
    category="home",
    language="en",
    price=Money.parse("USD 34.00"),
    declarations=("product-safety",),
    fields=(NAME, WOOD, PHOTO),
)
ENGRAVED = Entry(surface="Front", area="", label="Name to engrave", kind=EntryKind.TEXT, value="Leonor")
PLACE = "text:Front//Name to engrave"


def parted(field: CustomField, document: ListingDocument = GOOD) -> ListingDocument:
    """The listing with one more field."""
    return replace(document, fields=(*document.fields, field))


@dataclass
class Workshop:
    """The house, its clock and its folder."""

    house: House
    clock: MovedClock
    config: bootstrap.Config

    def __post_init__(self) -> None:
        self._numbers = itertools.count(1)

    def key(self) -> str:
        return f"k{next(self._numbers)}"

    def later(self, **delta: float) -> None:
        self.clock.advance(timedelta(**delta))

    def work(self) -> None:
        """Let the worker do all that is due."""
        bootstrap.worker_pass(self.house, self.config)()

    def record(self, case_id: str) -> CaseRecord:
        found = self.house.records.case(case_id)
        assert found is not None, case_id
        return found

    def case(self, case_id: str) -> Case:
        return case_from(self.record(case_id))

    def names(self, case_id: str) -> list[str]:
        return [each.name for each in self.record(case_id).facts]

    def free(self, party: str) -> str:
        account = wallet(party, "USD")
        found = self.house.records.balances([account]).get(account.id)
        return str(Money(found.free_minor if found else 0, "USD"))

    def run(self, case_id: str, party: str, role: Role, verb: str, body: Mapping[str, Any]) -> Receipt:
        act = Act(verb, Actor(party, role), dict(body))
        return self.house.engine.run(Order(case_id, (act,), party, self.key()))

    def did(self, case_id: str, party: str, role: Role, verb: str, **body: Any) -> Receipt:
        """The command, which has to be carried out."""
        return fine(self.run(case_id, party, role, verb, body))

    def refused(self, case_id: str, party: str, role: Role, verb: str, **body: Any) -> tuple[str, ...]:
        """The clauses by which the command was refused."""
        return clauses(self.run(case_id, party, role, verb, body))

    # The programme

    def applied(self, seller: str = SELLER) -> str:
        receipt = apply(self.house, seller, Application("We engrave by hand."), self.key())
        return fine(receipt).case_id

    def approved(self, seller: str = SELLER) -> str:
        """The seller's case in the programme, with an exemption from GTIN for everything."""
        case_id = self.applied(seller)
        self.did(case_id, "operator", Role.OPERATOR, "approve")
        self.did(case_id, "operator", Role.OPERATOR, "grant_exemption", exemption="EX-1", category="")
        return case_id

    # Listings

    def draft(self, document: ListingDocument = GOOD, seller: str = SELLER) -> Receipt:
        return draft_listing(self.house, seller, document, self.key())

    def redraft(self, case_id: str, document: ListingDocument, seller: str = SELLER) -> Receipt:
        body = {"document": codec.plain(document)}
        acts = redraft_acts(self.house, seller, self.record(case_id), body)
        return self.house.engine.run(Order(case_id, acts, seller, self.key()))

    def publish(self, case_id: str, seller: str = SELLER) -> Receipt:
        acts = publish_acts(self.house, seller, self.record(case_id))
        return self.house.engine.run(Order(case_id, acts, seller, self.key()))

    def public(self, document: ListingDocument = GOOD) -> str:
        """A listing that is public."""
        case_id = fine(self.draft(document)).case_id
        fine(self.publish(case_id))
        return case_id

    # Orders

    def order(self, listing: str, *entries: Entry, buyer: str = "ana", quantity: int = 1) -> Receipt:
        wanted = NewPersonalisedOrder(listing, quantity, entries or (ENGRAVED,), destination="US")
        return order_personalised(self.house, buyer, wanted, self.key())

    def placed(self, *entries: Entry, buyer: str = "ana") -> str:
        """An order of a public listing by an approved seller."""
        self.approved()
        return fine(self.order(self.public(), *entries, buyer=buyer)).case_id

    def paid(self, *entries: Entry) -> str:
        case_id = self.placed(*entries)
        total = self.case(case_id).last(_quote()).fact.lines  # type: ignore[union-attr]
        top_up(self.house, self.party("ana"), Money.parse("USD 100.00"), "gateway", self.key())
        asked = str(sum((line.amount for line in total[1:]), total[0].amount))
        self.did(case_id, "ana", Role.BUYER, "pay", total=asked)
        return case_id

    def accepted(self, *entries: Entry) -> str:
        case_id = self.paid(*entries)
        for finding in self.findings(case_id):
            self.did(case_id, SELLER, Role.MERCHANT, "judge_screening", where=finding, result="pass")
        self.did(case_id, SELLER, Role.MERCHANT, "accept_order")
        return case_id

    def delivered(self, *entries: Entry) -> str:
        case_id = self.accepted(*entries)
        self.did(case_id, SELLER, Role.MERCHANT, "dispatch", parcel="P1")
        self.did(case_id, SELLER, Role.MERCHANT, "deliver", parcel="P1")
        return case_id

    def claimed(self, wants: str) -> str:
        case_id = self.delivered()
        self.did(
            case_id,
            "ana",
            Role.BUYER,
            "claim_defect",
            claim="D1",
            ground="defective",
            wants=wants,
            evidence=[EVIDENCE],
        )
        return case_id

    def findings(self, case_id: str) -> list[str]:
        from tailorbird.domain.cases.facts.personalised import CustomizationScreened

        screened = self.case(case_id).last(CustomizationScreened)
        return [each.where for each in screened.fact.findings] if screened else []

    def party(self, party_id: str) -> Party:
        return next(each for each in PARTIES if each.id == party_id)


def _quote() -> Any:
    from tailorbird.domain.cases.facts.payment import QuoteIssued

    return QuoteIssued


def fine(receipt: Receipt) -> Receipt:
    assert receipt.problem is None, receipt.problem
    return receipt


def clauses(receipt: Receipt) -> tuple[str, ...]:
    """The clauses of a refusal."""
    problem = receipt.problem
    assert problem is not None
    assert problem.decision is not None, problem
    return problem.decision.clauses


def open_workshop(database: Database, folder: Path) -> Workshop:
    """The house with its parties, at a Monday morning."""
    config = bootstrap.Config("", folder / "media", folder / "captures", folder / "mail")
    clock = MovedClock(START)
    house = bootstrap.house_on(database, config, clock)
    for party in PARTIES:
        house.parties.save_party(party)
    return Workshop(house, clock, config)
