"""The steps of a walkthrough of the customization programme that are more than a verb of a case."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Mapping
from typing import Any, Final

from tailorbird.app.case_id import imported_case_id, programme_case_id
from tailorbird.app.engine import problems
from tailorbird.app.engine.command import Act, Order, Receipt
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.listing.place import draft_listing, publish_acts, redraft_acts
from tailorbird.app.personalised.import_order import ImportWish, import_order, read_order_file, source_of
from tailorbird.app.personalised.place import NewPersonalisedOrder, order_personalised
from tailorbird.app.personalised.reading import ReadingWish, read_customization
from tailorbird.app.personalised.sharing import share_design, shared_design
from tailorbird.app.ports.parties import Party
from tailorbird.app.ports.storage import CaseRecord
from tailorbird.app.programme.place import Application, apply
from tailorbird.app.walkthrough.script import Step
from tailorbird.domain.cases.fact import read_fields
from tailorbird.domain.cases.listing_words import DataPurpose, SharedForm
from tailorbird.domain.listing.document import ListingDocument
from tailorbird.domain.money import Money

Hand = Callable[[House, Step, Party, str, str], Receipt]


def _apply(house: House, step: Step, party: Party, case_id: str, key: str) -> Receipt:
    return apply(house, party.id, read_fields(Application, dict(step.body)), key)


def _draft(house: House, step: Step, party: Party, case_id: str, key: str) -> Receipt:
    return draft_listing(house, party.id, read_fields(ListingDocument, dict(step.body)), key)


def _redraft(house: House, step: Step, party: Party, case_id: str, key: str) -> Receipt:
    acts = redraft_acts(house, party.id, _record(house, case_id), {"document": dict(step.body)})
    return house.engine.run(Order(case_id, acts, party.id, key))


def _publish(house: House, step: Step, party: Party, case_id: str, key: str) -> Receipt:
    acts: tuple[Act, ...] = publish_acts(house, party.id, _record(house, case_id))
    return house.engine.run(Order(case_id, acts, party.id, key))


def _order(house: House, step: Step, party: Party, case_id: str, key: str) -> Receipt:
    return order_personalised(house, party.id, read_fields(NewPersonalisedOrder, dict(step.body)), key)


def _read(house: House, step: Step, party: Party, case_id: str, key: str) -> Receipt:
    played = _record(house, case_id).header.participants
    role = step.role or next((role for role, who in played.items() if who == party.id), min(party.roles))
    wish = ReadingWish(party.id, role, DataPurpose(step.body["purpose"]))
    read = read_customization(house, case_id, wish, key)
    return Receipt(case_id, {}, read if isinstance(read, Problem) else None)


def _share(house: House, step: Step, party: Party, case_id: str, key: str) -> Receipt:
    """Share the design, and open the link as anybody would."""
    made = share_design(house, case_id, party.id, SharedForm(step.body["form"]))
    if isinstance(made, Problem):
        return Receipt(case_id, {}, made)
    return Receipt(case_id, {}, None if shared_design(house, made.token) else problems.no_case(case_id))


def _import(house: House, step: Step, party: Party, case_id: str, key: str) -> Receipt:
    body = dict(step.body)
    archive = str(body.get("file_name", ""))
    line = read_order_file(house, b64decode(body["file"]), archive)
    if isinstance(line, Problem):
        return Receipt("", {}, line)
    price = Money.parse(body["price"]) if "price" in body else None
    wish = ImportWish(str(body.get("listing", "")), price, archive)
    return import_order(house, party.id, line, wish, key)


def _record(house: House, case_id: str) -> CaseRecord:
    record = house.records.case(case_id)
    if record is None:
        raise LookupError("The walkthrough names a case that it has not opened yet.")
    return record


def _case_of_import(house: House, step: Step) -> str:
    body: dict[str, Any] = step.body
    line = read_order_file(house, b64decode(body["file"]), "")
    return "" if isinstance(line, Problem) else imported_case_id(step.by, source_of(line))


def _case_of_programme(house: House, step: Step) -> str:
    return programme_case_id(step.by)


HANDS: Final[Mapping[str, Hand]] = {
    "open_programme": _apply,
    "open_listing": _draft,
    "redraft_listing": _redraft,
    "publish_listing": _publish,
    "open_personalised_order": _order,
    "read_customization": _read,
    "share_design": _share,
    "open_imported_order": _import,
}
CASE_OF: Final[Mapping[str, Callable[[House, Step], str]]] = {
    "open_programme": _case_of_programme,
    "open_imported_order": _case_of_import,
}
"""Openings whose case is not named by the step, but by what it is about."""
