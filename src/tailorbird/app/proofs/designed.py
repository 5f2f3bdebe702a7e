"""The design of an order, ready to be drawn: its product as the buyer saw it, and the choices made."""

from __future__ import annotations

from dataclasses import dataclass

from tailorbird.app.design.files import read_file
from tailorbird.app.design.sides import sides_of
from tailorbird.app.engine import problems
from tailorbird.app.engine.casefile import case_from
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.personalised.in_force import InForce, in_force, specification_of
from tailorbird.app.ports.render import CannotDraw, Drawing, ReadFile, Side, View
from tailorbird.app.ports.vision import UnreadablePicture, VisionAbsent
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.facts.personalised import CustomizationErased, PersonalisedOrderPlaced
from tailorbird.domain.catalogue.product import Product
from tailorbird.domain.customization.reading import Reading, choices_of
from tailorbird.domain.customization.specification import Specification
from tailorbird.domain.customization.template import Template


@dataclass(frozen=True, slots=True)
class Designed:
    """What an order's product is to be: `sides` are its surfaces with what goes on them."""

    case: Case
    placed: PersonalisedOrderPlaced
    in_force: InForce
    specification: Specification
    product: Product
    template: Template
    reading: Reading
    sides: tuple[Side, ...]
    read: ReadFile

    def draw(self, house: House, view: View) -> tuple[Drawing, ...] | Problem:
        """Every surface on which there is something, in this view."""
        try:
            return tuple(house.renderer.draw(each, view, self.read) for each in self.sides)
        except (CannotDraw, UnreadablePicture, VisionAbsent) as problem:
            return _not_drawn(str(problem))


def designed(house: House, case_id: str) -> Designed | Problem:
    """The order's design as it stands; a problem says why there is none to draw."""
    record = house.records.case(case_id)
    if record is None:
        return problems.no_case(case_id)
    case = case_from(record)
    placed, wanted = case.first(PersonalisedOrderPlaced), in_force(case)
    if placed is None or wanted is None or not placed.fact.product:
        return _no_template()
    if case.has(CustomizationErased):
        return _gone()
    specification = specification_of(house, case_id, wanted)
    if specification is None:
        return _gone()
    product = house.catalogue.revision(placed.fact.product, specification.product_hash)
    if product is None or product.template is None:
        return _no_template()
    reading = choices_of(product.template, specification)
    return Designed(
        case,
        placed.fact,
        wanted,
        specification,
        product,
        product.template,
        reading,
        sides_of(product, reading),
        read_file(house),
    )


def _no_template() -> Problem:
    return Problem(
        "nothing_to_draw",
        409,
        "There is no design to draw",
        "The order came without a product of the catalogue, so nothing says where its texts and pictures go.",
        "Make it from the customization that the buyer sent: read it by POST "
        "/api/v1/cases/{case}/customization/reads.",
    )


def _gone() -> Problem:
    return Problem(
        "customization_erased",
        410,
        "The customization was erased",
        "The order is fulfilled, and what its buyer had written and uploaded is gone.",
        "The case keeps the hash, which proves what a copy of yours was.",
    )


def _not_drawn(why: str) -> Problem:
    return Problem(
        "cannot_draw",
        409,
        "The design cannot be drawn",
        why,
        "Ask the buyer for another text or picture there; the order stays as it is.",
    )
