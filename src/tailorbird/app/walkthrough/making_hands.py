"""The steps of a walkthrough of made-to-order goods: products on blanks, designs, proofs, inspections.

What a step makes that is no case (a product, a design) is named by `made:NAME` in later steps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from tailorbird.app.blanks.design import design_product
from tailorbird.app.blanks.wishes import NewDesign
from tailorbird.app.catalogue.listing import list_product, publish_product
from tailorbird.app.design.drafts import Beginning, Saving, save_draft, start_draft
from tailorbird.app.design.wanted import Wanted
from tailorbird.app.engine.casefile import case_from
from tailorbird.app.engine.command import Act, Actor, Order, Receipt
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.ports.files import FileRefused
from tailorbird.app.ports.parties import Party
from tailorbird.app.proofs.inspection import Inspection, missing_points
from tailorbird.app.proofs.proof import NewProof, proof_acts
from tailorbird.app.proofs.replace import ChangedDesign, replace_acts
from tailorbird.app.walkthrough.script import Step
from tailorbird.domain.cases.fact import read_fields
from tailorbird.domain.cases.facts.listing import ListingDrafted
from tailorbird.domain.roles import Role

Hand = Callable[[House, Step, Party, str, str], Receipt]


def _product(house: House, step: Step, party: Party, case_id: str, key: str) -> Receipt:
    """Put a design on a blank; the files that it names are the merchant's own uploads."""
    body = dict(step.body)
    blank = str(body.pop("blank"))
    new = read_fields(NewDesign, body)
    for each in new.placements:
        _hand_in(house, each.file, party.id)
    made = design_product(house, party.id, blank, new, key)
    return Receipt("", {}, made) if isinstance(made, Problem) else Receipt(made.record.id, {})


def _list(house: House, step: Step, party: Party, case_id: str, key: str) -> Receipt:
    told = list_product(house, party.id, str(step.body["product"]), str(step.body["currency"]), key)
    return Receipt("", {}, told) if isinstance(told, Problem) else Receipt(told.listing, {})


def _publish(house: House, step: Step, party: Party, case_id: str, key: str) -> Receipt:
    kept = publish_product(house, party.id, str(step.body["product"]), key)
    return Receipt(case_id, {}, kept if isinstance(kept, Problem) else None)


def _represent(house: House, step: Step, party: Party, case_id: str, key: str) -> Receipt:
    """Represent the rights to every file of the listing as it is drafted."""
    record = house.records.case(case_id)
    drafted = case_from(record).last(ListingDrafted) if record is not None else None
    assets = [each.asset for each in drafted.fact.document.assets] if drafted is not None else []
    act = Act("represent_rights", Actor(party.id, Role.MERCHANT), {"assets": assets, **step.body})
    return house.engine.run(Order(case_id, (act,), party.id, key))


def _design(house: House, step: Step, party: Party, case_id: str, key: str) -> Receipt:
    body = dict(step.body)
    begun = Beginning(str(body.pop("product")), _wanted(house, body, party.id))
    made = start_draft(house, party.id, key, begun)
    return Receipt("", {}, made) if isinstance(made, Problem) else Receipt(made.id, {})


def _change(house: House, step: Step, party: Party, case_id: str, key: str) -> Receipt:
    body = dict(step.body)
    design, after = str(body.pop("design")), int(body.pop("after"))
    made = save_draft(house, party.id, design, Saving(after, _wanted(house, body, party.id)))
    return Receipt(design, {}, made if isinstance(made, Problem) else None)


def _wanted(house: House, body: dict[str, Any], owner: str) -> Wanted:
    wanted = read_fields(Wanted, body)
    for each in wanted.entries:
        if each.file:
            _hand_in(house, each.file, owner)
    return wanted


def _hand_in(house: House, sha256: str, owner: str) -> None:
    """The file of a script is among the files already; its party hands it in as an upload does."""
    data, about = house.files.read(sha256), house.files.about(sha256)
    if data is None or about is None:
        raise FileRefused(f"The walkthrough names a file {sha256[:16]} that it does not have.")
    house.files.put(data, about.media_type, by=owner)


def _proof(house: House, step: Step, party: Party, case_id: str, key: str) -> Receipt:
    acts = proof_acts(house, party.id, case_id, read_fields(NewProof, dict(step.body)))
    return _run(house, acts, party, case_id, key)


def _replace(house: House, step: Step, party: Party, case_id: str, key: str) -> Receipt:
    acts = replace_acts(house, party.id, case_id, read_fields(ChangedDesign, dict(step.body)))
    return _run(house, acts, party, case_id, key)


def _inspect(house: House, step: Step, party: Party, case_id: str, key: str) -> Receipt:
    given = read_fields(Inspection, dict(step.body))
    problem = missing_points(house, case_id, given)
    act = Act("inspect_design", Actor(party.id, step.role or Role.MERCHANT), dict(step.body))
    return _run(house, problem or (act,), party, case_id, key)


def _run(house: House, acts: tuple[Act, ...] | Problem, party: Party, case_id: str, key: str) -> Receipt:
    if isinstance(acts, Problem):
        return Receipt(case_id, {}, acts)
    return house.engine.run(Order(case_id, acts, party.id, key))


HANDS: Final[Mapping[str, Hand]] = {
    "make_product": _product,
    "open_product_listing": _list,
    "publish_listed_product": _publish,
    "represent_all_rights": _represent,
    "make_design": _design,
    "change_design": _change,
    "send_proof": _proof,
    "replace_specification": _replace,
    "inspect_design": _inspect,
}
