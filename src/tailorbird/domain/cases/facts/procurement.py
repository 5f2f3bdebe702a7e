"""Facts of the purchase itself: bought, the seller's events, warehouse, inspection, export, delivery."""

from __future__ import annotations

from tailorbird.domain.cases.fact import Fact, Private, fact
from tailorbird.domain.cases.words import Condition, Service
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role


@fact(Role.PROVIDER)
class PurchaseMade(Fact):
    """The provider bought from the seller, to be delivered to the storage provider's address."""

    seller_order: str = ""
    delivery_address: str = ""


@fact(Role.PROVIDER, Role.SELLER)
class SellerRanOut(Fact):
    """The seller lacks the goods."""


@fact(Role.PROVIDER, Role.SELLER)
class SellerStoppedSelling(Fact):
    """The seller ceased to sell the goods."""


@fact(Role.PROVIDER, Role.SELLER)
class SellerChangedPrice(Fact):
    """The seller asks another price: for the goods, and for the freight to the warehouse if it too."""

    goods: Money
    freight: Money | None = None


@fact(Role.BUYER)
class PriceChangeAccepted(Fact):
    """The buyer consented to the seller's new price; a new quote follows."""


@fact(Role.BUYER)
class PriceChangeRejected(Fact):
    """The buyer did not consent."""


@fact(Role.PLATFORM)
class OrderEnded(Fact):
    """The order ended without a cancellation: the seller failed, or a price change was not accepted."""

    reason: str


@fact(Role.PROVIDER)
class AnomalyReported(Fact):
    """Something went otherwise than planned; the buyer is told."""

    text: Private


@fact(Role.PROVIDER, Role.WAREHOUSE, Role.PLATFORM)
class TaskDone(Fact):
    """A commitment of the provider was carried out. `task` is the code that the terms gave it."""

    task: str


@fact(Role.PROVIDER, Role.SELLER)
class SellerDispatched(Fact):
    """The seller handed the goods to a domestic carrier."""

    tracking: str = ""


@fact(Role.WAREHOUSE, Role.CARRIER)
class WarehouseReceived(Fact):
    """The goods were first delivered to the storage provider; whether the receiver objected."""

    condition: Condition = Condition.IN_ORDER
    parcels: int = 1
    weight_g: int | None = None
    photos: tuple[str, ...] = ()


@fact(Role.WAREHOUSE, Role.CARRIER)
class WarehouseObjectionSettled(Fact):
    """The objection at the warehouse was cleared up."""


@fact(Role.BUYER)
class ServiceOrdered(Fact):
    """The buyer asked the warehouse for a service."""

    service: Service


@fact(Role.WAREHOUSE)
class Inspected(Fact):
    """The warehouse carried out a service, with its finding and photographs."""

    service: Service
    condition: Condition = Condition.IN_ORDER
    note: str = ""
    photos: tuple[str, ...] = ()


@fact(Role.CARRIER, Role.WAREHOUSE)
class ExportCleared(Fact):
    """The goods completed customs clearance for export."""

    declaration: str = ""


@fact(Role.CARRIER, Role.WAREHOUSE)
class ShippedAbroad(Fact):
    """The goods left for the buyer."""

    tracking: str = ""


@fact(Role.CARRIER)
class Delivered(Fact):
    """The parcel reached the buyer."""

    tracking: str = ""
