"""Facts of parcels, whatever kind of order they belong to. `parcel` is the parcel's name in its case."""

from __future__ import annotations

from tailorbird.domain.cases.fact import Fact, fact
from tailorbird.domain.roles import Role


@fact(Role.SUPPLIER, Role.WAREHOUSE, Role.MERCHANT, Role.OPERATOR)
class Dispatched(Fact):
    """A parcel was handed to the carrier."""

    parcel: str
    tracking: str = ""
    carrier: str = ""


@fact(Role.CARRIER, Role.WAREHOUSE, Role.SUPPLIER, Role.MERCHANT, Role.OPERATOR)
class ParcelDelivered(Fact):
    """The carrier's tracking says that the parcel was delivered."""

    parcel: str
    tracking: str = ""


@fact(Role.PLATFORM)
class DispatchHalted(Fact):
    """Nothing more may leave: a product of the order was taken down. `report` is the case that did it."""

    reason: str
    report: str = ""


@fact(Role.OPERATOR)
class DispatchReleased(Fact):
    """The halt is over."""
