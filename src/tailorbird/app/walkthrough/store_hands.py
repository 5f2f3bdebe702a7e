"""The steps of a walkthrough of stores and their orders that are more than a verb of a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from tailorbird.app.engine.command import Order, Receipt
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.ports.parties import Party
from tailorbird.app.report.place import NewReport, report_product
from tailorbird.app.store.place import NewStore, NewTransfer, accept_acts, offer_store, open_store
from tailorbird.app.store_order.place import NewStoreOrder, pay_store_orders, place_store_order
from tailorbird.app.ticket.place import NewTicket, open_ticket
from tailorbird.app.walkthrough.script import Step
from tailorbird.domain.cases.fact import read_fields
from tailorbird.domain.roles import Role

Hand = Callable[[House, Step, Party, str, str], Receipt]
_NAMED: Final = (Role.WAREHOUSE, Role.CARRIER, Role.SUPPLIER)


def _order(house: House, step: Step, party: Party, case_id: str, key: str) -> Receipt:
    body = dict(step.body)
    others = {role: str(body.pop(role.value)) for role in _NAMED if role.value in body}
    return place_store_order(house, party.id, others, read_fields(NewStoreOrder, body), key)


def _pay_many(house: House, step: Step, party: Party, case_id: str, key: str) -> Receipt:
    """Pay several orders at once; the step tells the first that was not paid, if one was not."""
    receipts = pay_store_orders(house, party.id, tuple(step.body["cases"]), key)
    return next((each for each in receipts if each.problem is not None), receipts[-1])


def _ticket(house: House, step: Step, party: Party, case_id: str, key: str) -> Receipt:
    return open_ticket(house, party.id, read_fields(NewTicket, dict(step.body)), key)


def _store(house: House, step: Step, party: Party, case_id: str, key: str) -> Receipt:
    return open_store(house, party.id, read_fields(NewStore, dict(step.body)), key)


def _transfer(house: House, step: Step, party: Party, case_id: str, key: str) -> Receipt:
    body = dict(step.body)
    receiver = str(body.pop("receiver"))
    return offer_store(house, party.id, receiver, read_fields(NewTransfer, body), key)


def _accept(house: House, step: Step, party: Party, case_id: str, key: str) -> Receipt:
    record = house.records.case(case_id)
    if record is None:
        raise LookupError(f"The walkthrough has no case {step.case} yet.")
    acts = accept_acts(house, party.id, record)
    if isinstance(acts, Problem):
        return Receipt(case_id, {}, acts)
    return house.engine.run(Order(case_id, acts, party.id, key))


def _report(house: House, step: Step, party: Party, case_id: str, key: str) -> Receipt:
    return report_product(house, party.id, read_fields(NewReport, dict(step.body)), key)


HANDS: Final[Mapping[str, Hand]] = {
    "open_store_order": _order,
    "pay_store_orders": _pay_many,
    "open_ticket": _ticket,
    "open_store": _store,
    "open_store_transfer": _transfer,
    "accept_store": _accept,
    "open_report": _report,
}
"""`open_store` of a walkthrough is the use case; the verb of that name is what it comes to."""
