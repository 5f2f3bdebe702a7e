"""Orders of a brass tag with a line of text, from the design to the parcel."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from tailorbird.adapters.db.database import Database
from tailorbird.app.account.actions import top_up
from tailorbird.app.catalogue.keep import create_product
from tailorbird.app.catalogue.listing import list_product, publish_product
from tailorbird.app.design.drafts import Beginning, Saving, save_draft, start_draft
from tailorbird.app.design.wanted import Filled, Wanted
from tailorbird.app.engine.command import Order, Receipt
from tailorbird.app.engine.problem import Problem
from tailorbird.app.personalised.place import NewPersonalisedOrder, order_personalised
from tailorbird.app.proofs.inspection import Inspection, missing_points
from tailorbird.app.proofs.proof import NewProof, proof_acts
from tailorbird.app.proofs.replace import ChangedDesign, replace_acts
from tailorbird.domain.cases.facts.payment import QuoteIssued
from tailorbird.domain.catalogue.product import Channel, LeadTime, PriceTier, Product, Variant
from tailorbird.domain.customization.template import (
    Approval,
    Area,
    Field,
    Per,
    Surcharge,
    Surface,
    Template,
    TextRules,
)
from tailorbird.domain.listing.document import FieldKind, Requirement
from tailorbird.domain.money import Money, total
from tailorbird.domain.roles import Role
from tests.app.workshop import SELLER, Workshop, fine, open_workshop

ID: Final = "P-TAG"
TEMPLATE: Final = Template(
    surfaces=(
        Surface(
            surface="front",
            label="Front",
            width_um=60_000,
            height_um=30_000,
            area=Area(x_um=5_000, y_um=5_000, width_um=50_000, height_um=20_000),
            bleed_um=1_000,
        ),
    ),
    fields=(
        Field(
            field="words",
            kind=FieldKind.TEXT,
            label="Words",
            surface="front",
            required=Requirement.REQUIRED,
            text=TextRules(max_length=20),
        ),
    ),
    surcharges=(
        Surcharge(
            label="Long text", amounts=(Money.parse("USD 0.50"),), per=Per.CHARACTER, field="words", free=6
        ),
        Surcharge(label="Setting the type", amounts=(Money.parse("USD 3.00"),), per=Per.ORDER),
    ),
    approval=Approval.ASKED,
)
TAG: Final = Product(
    title="Brass tag with a line of yours",
    channel=Channel.PROGRAMME,
    category="home",
    variants=(
        Variant(
            variant="one",
            prices=(PriceTier(price=Money.parse("USD 12.00")),),
            lead=LeadTime(min_days=2, max_days=4),
            gtin_exemption="home",
        ),
    ),
    declarations=("product-safety",),
    template=TEMPLATE,
)


def wanted(words: str, quantity: int = 1) -> Wanted:
    return Wanted("one", quantity, (Filled("words", words),))


@dataclass
class Press:
    """The workshop, with the tag's listing."""

    workshop: Workshop
    listing: str

    @property
    def house(self) -> Any:
        return self.workshop.house

    def designed(self, words: str = "Leonor", quantity: int = 1) -> str:
        made = start_draft(self.house, "ana", self.workshop.key(), Beginning(ID, wanted(words, quantity)))
        assert not isinstance(made, Problem), made
        return made.id

    def redesigned(self, design: str, words: str, after: int = 1) -> None:
        made = save_draft(self.house, "ana", design, Saving(after, wanted(words)))
        assert not isinstance(made, Problem), made

    def order(self, design: str, **more: Any) -> Receipt:
        new = NewPersonalisedOrder(self.listing, design=design, destination="US", **more)
        return order_personalised(self.house, "ana", new, self.workshop.key())

    def accepted(self, design: str = "") -> tuple[str, str]:
        """An order of the design, paid and taken on: its case, and the design."""
        design = design or self.designed()
        case_id = fine(self.order(design)).case_id
        top_up(
            self.house, self.workshop.party("ana"), Money.parse("USD 100.00"), "gateway", self.workshop.key()
        )
        quoted = self.workshop.case(case_id).last(QuoteIssued)
        assert quoted is not None
        asked = total((each.amount for each in quoted.fact.lines), "USD")
        self.did(case_id, "ana", "pay", total=str(asked))
        self.did(case_id, SELLER, "accept_order")
        return case_id, design

    def did(self, case_id: str, who: str, verb: str, **body: Any) -> Receipt:
        role = Role.BUYER if who == "ana" else Role.MERCHANT
        return self.workshop.did(case_id, who, role, verb, **body)

    def refused(self, case_id: str, who: str, verb: str, **body: Any) -> tuple[str, ...]:
        role = Role.BUYER if who == "ana" else Role.MERCHANT
        return self.workshop.refused(case_id, who, role, verb, **body)

    def proof(self, case_id: str) -> Receipt:
        return self._run(case_id, SELLER, proof_acts(self.house, SELLER, case_id, NewProof()))

    def change(self, case_id: str, design: str, version: int = 2) -> Receipt | Problem:
        acts = replace_acts(self.house, "ana", case_id, ChangedDesign(design, version))
        return acts if isinstance(acts, Problem) else self._run(case_id, "ana", acts)

    def inspect(self, case_id: str, **results: str) -> Receipt | Problem:
        points = [{"point": name.replace("__", "/"), "result": result} for name, result in results.items()]
        body = {"points": points}
        given = Inspection(tuple(_point(each) for each in points))
        problem = missing_points(self.house, case_id, given)
        return problem or self.did(case_id, SELLER, "inspect_design", **body)

    def approved(self) -> str:
        """An order whose proof is approved, and whose print files the worker made."""
        case_id, _ = self.accepted()
        fine(self.proof(case_id))
        self.did(case_id, "ana", "approve_proof", proof="p1")
        self.workshop.work()
        return case_id

    def _run(self, case_id: str, who: str, acts: Any) -> Receipt:
        assert not isinstance(acts, Problem), acts
        return self.house.engine.run(Order(case_id, acts, who, self.workshop.key()))  # type: ignore[no-any-return]


def _point(told: dict[str, str]) -> Any:
    from tailorbird.domain.cases.facts.making import InspectionPoint, PointResult

    return InspectionPoint(told["point"], PointResult(told["result"]))


def open_press(database: Database, folder: Path, approval: Approval = Approval.ASKED) -> Press:
    """A workshop with the tag made public under the programme."""
    workshop = open_workshop(database, folder)
    workshop.approved()
    product = replace(TAG, template=replace(TEMPLATE, approval=approval))
    made = create_product(workshop.house, SELLER, ID, product)
    assert not isinstance(made, Problem), made
    listed = list_product(workshop.house, SELLER, ID, "USD", workshop.key())
    assert not isinstance(listed, Problem), listed
    kept = publish_product(workshop.house, SELLER, ID, workshop.key())
    assert not isinstance(kept, Problem), kept
    return Press(workshop, listed.listing)
