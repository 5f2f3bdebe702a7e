"""Facts of a store: its shipping rates, its delivery policy, and its transfer to another account."""

from __future__ import annotations

from datetime import datetime

from tailorbird.domain.cases.fact import Fact, Private, fact
from tailorbird.domain.cases.store_words import ShippingRate, StoreKind
from tailorbird.domain.roles import Role


@fact(Role.MERCHANT)
class StoreOpened(Fact):
    """A merchant has this store; the case's id is the store's."""

    name: str
    kind: StoreKind
    url: str = ""


@fact(Role.MERCHANT)
class ShippingRatesSet(Fact):
    """The store's ways of shipping. They replace those before."""

    rates: tuple[ShippingRate, ...]
    handling_days: int
    """Days from payment to dispatch."""
    duties_paid_by: str = "customer"
    """`customer` or `store`."""


@fact(Role.MERCHANT)
class ProductConnected(Fact):
    """A product of the store is fulfilled with this listing or stock number."""

    product: str
    listing: str


@fact(Role.MERCHANT)
class DeliveryPolicyPublished(Fact):
    """The delivery policy went out as generated; its hash."""

    policy_hash: str


@fact(Role.PLATFORM)
class DeliveryPolicyChanged(Fact):
    """Rates or terms changed, and the policy with them: the published one was replaced."""

    policy_hash: str


@fact(Role.PLATFORM)
class StoreChangedHands(Fact):
    """What belongs to the store is another account's from now on; `transfer` is the case that says so."""

    store: str
    giver: str
    receiver: str
    transfer: str
    accepted_at: datetime
    """When the receiver took the store over. Of two changes the one accepted later stands."""


@fact(Role.MERCHANT)
class StoreTransferOffered(Fact):
    """The owner offers the store to another account."""

    store: str
    receiver: str
    note: Private | None = None


@fact(Role.MERCHANT)
class StoreTransferWithdrawn(Fact):
    """The owner took the offer back."""


@fact(Role.RECEIVER)
class StoreTransferAccepted(Fact):
    """The receiver takes the store over."""


@fact(Role.RECEIVER)
class StoreTransferDeclined(Fact):
    """The receiver does not want the store."""


@fact(Role.PLATFORM)
class StoreTransferLapsed(Fact):
    """The offer was not answered in time."""


@fact(Role.PLATFORM)
class StoreTransferCompleted(Fact):
    """The store, and so many cases of it, are the receiver's."""

    cases: int
