"""How cases are opened and which commands need more than the case: bodies, and the use cases behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tailorbird.api.opening import Call, HowOpened, PreparedVerb
from tailorbird.api.openings_by_subject import KINDS, VERBS
from tailorbird.api.openings_making import VERBS as MAKING
from tailorbird.app.custom.place import CustomRequest, Partners, bind_act, open_custom_request
from tailorbird.app.engine.command import Act, Receipt
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.jewelry.place import Ordered, open_jewelry, ship_act
from tailorbird.app.purchase.intake import Wanted
from tailorbird.app.purchase.place import carrier_act, open_purchase
from tailorbird.domain.cases.facts.custom_request import SupplierBound
from tailorbird.domain.cases.facts.jewelry import Shipped
from tailorbird.domain.roles import Role


@dataclass(frozen=True, slots=True)
class ChooseCarrier:
    """The id of a registered logistics provider; what it serves and excludes is its own word."""

    carrier: str


def _choose_carrier(house: House, call: Call) -> tuple[Act, ...] | Problem:
    return _one(carrier_act(house, call.party, call.body["carrier"]))


def _ship(house: House, call: Call) -> tuple[Act, ...] | Problem:
    return _one(ship_act(house, call.party, call.body))


def _one(made: Act | Problem) -> tuple[Act, ...] | Problem:
    return made if isinstance(made, Problem) else (made,)


def _purchase(house: House, buyer: str, others: Mapping[Role, str], body: Wanted, key: str) -> Receipt:
    return open_purchase(house, buyer, others[Role.PROVIDER], body, key)


def _jewelry(house: House, buyer: str, others: Mapping[Role, str], body: Ordered, key: str) -> Receipt:
    return open_jewelry(house, buyer, others[Role.MERCHANT], body, key)


def _bind_supplier(house: House, call: Call) -> tuple[Act, ...] | Problem:
    return _one(bind_act(house, call.party, call.body["supplier"]))


def _custom(house: House, buyer: str, others: Mapping[Role, str], body: CustomRequest, key: str) -> Receipt:
    partners = Partners(others.get(Role.PROVIDER, ""), others.get(Role.SUPPLIER, ""))
    return open_custom_request(house, buyer, partners, body, key)


OPENINGS: Final[Mapping[str, HowOpened]] = {
    **KINDS,
    "purchase": HowOpened(Role.BUYER, Wanted, _purchase, frozenset((Role.PROVIDER,))),
    "jewelry": HowOpened(Role.BUYER, Ordered, _jewelry, frozenset((Role.MERCHANT,))),
    "custom_request": HowOpened(
        Role.BUYER, CustomRequest, _custom, may=frozenset((Role.PROVIDER, Role.SUPPLIER))
    ),
}
PREPARED: Final[Mapping[tuple[str, str], PreparedVerb]] = {
    **VERBS,
    **MAKING,
    ("purchase", "choose_carrier"): PreparedVerb(ChooseCarrier, _choose_carrier),
    ("jewelry", "ship"): PreparedVerb(Shipped, _ship),
    ("custom_request", "bind_supplier"): PreparedVerb(SupplierBound, _bind_supplier),
}
