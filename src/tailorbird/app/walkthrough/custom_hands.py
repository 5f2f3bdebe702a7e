"""The steps of a custom request's walkthrough that are more than a verb of its case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC
from typing import Any, Final

from tailorbird.app.custom.media import medium_for
from tailorbird.app.custom.place import (
    CustomRequest,
    Partners,
    Reorder,
    bind_act,
    no_product,
    open_custom_request,
    reorder,
)
from tailorbird.app.custom.products import Parts, Sought, all_products
from tailorbird.app.engine import problems
from tailorbird.app.engine.command import Order, Receipt
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.ports.parties import Party, PublishedTerms
from tailorbird.app.walkthrough.script import Step
from tailorbird.domain.cases.custom_words import MediaUse
from tailorbird.domain.cases.fact import read_fields
from tailorbird.domain.roles import Role

Hand = Callable[[House, Step, Party, str, str], Receipt]


def _request(house: House, step: Step, party: Party, case_id: str, key: str) -> Receipt:
    body = dict(step.body)
    partners = Partners(str(body.pop("provider", "")), str(body.pop("maker", "")))
    return open_custom_request(house, party.id, partners, read_fields(CustomRequest, body), key)


def _reorder(house: House, step: Step, party: Party, case_id: str, key: str) -> Receipt:
    """Of the newest product of that title which the party can see."""
    body = dict(step.body)
    product = _product(house, party, str(body.pop("title")))
    if isinstance(product, Problem):
        return Receipt("", {}, product)
    return reorder(house, party.id, product, read_fields(Reorder, body), _parts(party), key)


def _look_for(house: House, step: Step, party: Party, case_id: str, key: str) -> Receipt:
    """Search the products that the party can see."""
    product = _product(house, party, str(step.body["title"]))
    return Receipt(case_id, {}, product) if isinstance(product, Problem) else Receipt(case_id, {})


def _product(house: House, party: Party, title: str) -> str | Problem:
    wanted = Sought(party.id, _parts(party), title)
    return next((each.product for each in all_products(house, wanted)), no_product(title))


def _parts(party: Party) -> Parts:
    def parts(participants: Mapping[Role, str]) -> tuple[Role, ...]:
        return tuple(role for role, player in participants.items() if player == party.id)

    return parts


def _bind(house: House, step: Step, party: Party, case_id: str, key: str) -> Receipt:
    act = bind_act(house, party.id, str(step.body["supplier"]))
    if isinstance(act, Problem):
        return Receipt(case_id, {}, act)
    return house.engine.run(Order(case_id, (act,), party.id, key))


def _use_medium(house: House, step: Step, party: Party, case_id: str, key: str) -> Receipt:
    record = house.records.case(case_id)
    if record is None:
        return Receipt(case_id, {}, problems.no_case(case_id))
    role = next(iter(_parts(party)(record.header.participants)), Role.BUYER)
    found = medium_for(house, record, role, str(step.body["media"]), MediaUse(step.body["use"]))
    return Receipt(case_id, {}, found if isinstance(found, Problem) else None)


def _publish_rules(house: House, step: Step, party: Party, case_id: str, key: str) -> Receipt:
    """A party's own rules, for orders that are opened from now on."""
    told: dict[str, Any] = dict(step.body)
    base, version = house.library.package(str(told["base"])), f"{told['version']}-{party.id}"
    now = house.clock.now().astimezone(UTC)
    values = dict(told["values"])
    house.parties.publish_terms(
        PublishedTerms(
            package=base.name,
            version=version,
            base=base.ref,
            values=values,
            hash=base.amended(version, values).hash,
            by=party.id,
            published_at=now,
            effective_at=now,
            scope=party.id,
        )
    )
    return Receipt(case_id, {})


HANDS: Final[Mapping[str, Hand]] = {
    "open_custom_request": _request,
    "open_reorder": _reorder,
    "look_for_product": _look_for,
    "bind_supplier": _bind,
    "use_media": _use_medium,
    "publish_rules": _publish_rules,
}
