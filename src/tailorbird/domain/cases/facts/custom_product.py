"""Facts of a custom product and what comes of it: suspicion, mismatch, media, visibility (cj-custom)."""

from __future__ import annotations

from tailorbird.domain.cases.custom_words import (
    JudgedPoint,
    MediaKind,
    MediaUse,
    SamplePoint,
    SuspicionKind,
)
from tailorbird.domain.cases.fact import Fact, Private, fact
from tailorbird.domain.cases.facts.liability import LossItem
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role


@fact(Role.OPERATOR)
class InfringementSuspected(Fact):
    """The request is suspected of infringing rights or breaking a policy; nothing leaves meanwhile."""

    suspicion: str
    kind: SuspicionKind
    grounds: str
    evidence: tuple[str, ...]


@fact(Role.OPERATOR)
class SuspicionCleared(Fact):
    """A suspicion came to nothing."""

    suspicion: str


@fact(Role.OPERATOR)
class InfringementFound(Fact):
    """It was established that the request infringed somebody's rights, and by whom."""

    established_by: str
    evidence: tuple[str, ...]


@fact(Role.OPERATOR)
class CostsClaimed(Fact):
    """The platform claims from the buyer what it had to pay for an infringement, each with its document."""

    claim: str
    items: tuple[LossItem, ...]


@fact(Role.BUYER)
class MismatchClaimed(Fact):
    """The buyer reports that the product is not what was asked for, point by point."""

    claim: str
    points: tuple[SamplePoint, ...]
    evidence: tuple[str, ...]
    text: Private | None = None


@fact(Role.OPERATOR)
class MismatchJudged(Fact):
    """Each point of the claim, compared with the frozen specification. A later one replaces an earlier."""

    claim: str
    points: tuple[JudgedPoint, ...]


@fact(Role.OPERATOR)
class MismatchRefunded(Fact):
    """So much goes back to the buyer for a mismatch that is the supplier's."""

    claim: str
    amount: Money


@fact(Role.BUYER)
class ShootOrdered(Fact):
    """The buyer asks for photographs of the product, to requirements given in advance."""

    shoot: str
    requirements: Private


@fact(Role.OPERATOR, Role.SUPPLIER, Role.BUYER)
class MediaAdded(Fact):
    """A picture, video or page of the product: who owns it, and what its licence says."""

    media: str
    kind: MediaKind
    file: str
    owner: Role
    licence: str = ""


@fact(Role.OPERATOR)
class MediaGranted(Fact):
    """The platform authorised the buyer to use a medium in these ways."""

    media: str
    uses: tuple[MediaUse, ...]


@fact(Role.OPERATOR)
class MediaGrantRevoked(Fact):
    """The authorisation is over."""

    media: str


@fact(Role.PLATFORM)
class ProductFinished(Fact):
    """There is a finished product from now on; it is private to its buyer at first."""

    product: str


@fact(Role.PLATFORM)
class ReorderNoted(Fact):
    """The buyer ordered the finished product again, in another case."""

    order: str
    quantity: int
    accepted: tuple[str, ...] = ()


@fact(Role.PLATFORM)
class PrivatePeriodEnded(Fact):
    """The three months in which the product was its buyer's alone are over."""


@fact(Role.OPERATOR)
class ProductPublished(Fact):
    """The platform made the product visible to all."""
