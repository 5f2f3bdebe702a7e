"""How cases are opened and which commands need more than the case: bodies, and the use cases behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from tailorbird.app.engine.command import Act, Receipt
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.jewelry.place import Ordered, open_jewelry, ship_act
from tailorbird.app.purchase.intake import Wanted
from tailorbird.app.purchase.place import carrier_act, open_purchase
from tailorbird.domain.cases.facts.jewelry import Shipped
from tailorbird.domain.roles import Role

Opener = Callable[[House, str, str, Any, str], Receipt]
"""`(house, opener's party, other party, body, key)`."""


@dataclass(frozen=True, slots=True)
class HowOpened:
    """A kind of case that can be opened by a call: in which part, with whom, and what is written."""

    part: Role
    other: Role
    body: type[Any]
    open: Opener


@dataclass(frozen=True, slots=True)
class ChooseCarrier:
    """The id of a registered logistics provider; what it serves and excludes is its own word."""

    carrier: str


@dataclass(frozen=True, slots=True)
class PreparedVerb:
    """A command for which something is looked up outside the case first."""

    body: type[Any]
    make: Callable[[House, str, dict[str, Any]], Act | Problem]
    """`(house, acting party, body)`; the body was found to fit."""


def _choose_carrier(house: House, party: str, body: dict[str, Any]) -> Act | Problem:
    return carrier_act(house, party, body["carrier"])


OPENINGS: Final[Mapping[str, HowOpened]] = {
    "purchase": HowOpened(Role.BUYER, Role.PROVIDER, Wanted, open_purchase),
    "jewelry": HowOpened(Role.BUYER, Role.MERCHANT, Ordered, open_jewelry),
}
PREPARED: Final[Mapping[tuple[str, str], PreparedVerb]] = {
    ("purchase", "choose_carrier"): PreparedVerb(ChooseCarrier, _choose_carrier),
    ("jewelry", "ship"): PreparedVerb(Shipped, ship_act),
}
