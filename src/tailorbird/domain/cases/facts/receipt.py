"""Facts of receipt: checks at the door, objections, verification of who caused what, confirmation."""

from __future__ import annotations

from tailorbird.domain.cases.fact import Fact, Private, fact
from tailorbird.domain.cases.words import Cause, Condition, Ground
from tailorbird.domain.roles import Role


@fact(Role.BUYER, Role.WAREHOUSE)
class ParcelChecked(Fact):
    """Packaging and quantity were checked at the door and found in order."""

    packaging: Condition = Condition.IN_ORDER
    quantity: int | None = None
    photos: tuple[str, ...] = ()


@fact(Role.BUYER)
class ParcelRefused(Fact):
    """The parcel was refused at the door, with evidence."""

    ground: Ground
    evidence: tuple[str, ...] = ()


@fact(Role.PLATFORM)
class NoObjectionAtDoor(Fact):
    """Nobody objected to packaging or quantity in time."""


@fact(Role.BUYER)
class ObjectionRaised(Fact):
    """The buyer reported that the goods do not match, with evidence."""

    ground: Ground
    evidence: tuple[str, ...] = ()
    text: Private | None = None


@fact(Role.BUYER)
class ObjectionWithdrawn(Fact):
    """The buyer took the objection back."""


@fact(Role.OPERATOR)
class LogisticsVerified(Fact):
    """What the operator found together with the logistics provider about an anomaly."""

    cause: Cause
    evidence: tuple[str, ...] = ()


@fact(Role.PLATFORM)
class ClaimRedirected(Fact):
    """The matter is between the buyer and somebody else from now on."""

    points_at: Role
    reason: str = ""


@fact(Role.BUYER)
class ReceiptConfirmed(Fact):
    """The buyer confirmed that the goods arrived as promised."""


@fact(Role.PLATFORM)
class ReceiptDeemedConfirmed(Fact):
    """The period passed without confirmation or objection: it counts as received in order."""
