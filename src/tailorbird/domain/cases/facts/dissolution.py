"""Facts of a dissolution: the buyer inspected the goods and wants the order undone."""

from __future__ import annotations

from tailorbird.domain.cases.fact import Fact, fact
from tailorbird.domain.cases.words import Ground, Reply, WayBack
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role


@fact(Role.BUYER)
class DissolutionRequested(Fact):
    """The buyer asked to dissolve the order, on a ground and with evidence."""

    ground: Ground
    evidence: tuple[str, ...] = ()


@fact(Role.PROVIDER)
class DissolutionRelayed(Fact):
    """The provider applied to the seller."""


@fact(Role.PROVIDER, Role.SELLER)
class SellerAnsweredDissolution(Fact):
    """The seller's yes, with the way back of the goods, or no."""

    reply: Reply
    way_back: WayBack | None = None


@fact(Role.PLATFORM)
class OrderDissolved(Fact):
    """The seller agreed; the goods go back or are destroyed, and the seller's money is awaited."""


@fact(Role.PLATFORM)
class DissolutionEnded(Fact):
    """The seller refused; the buyer may claim directly, with the exported evidence."""


@fact(Role.BUYER, Role.WAREHOUSE)
class WayBackDone(Fact):
    """The goods were returned or destroyed, with proof."""

    way_back: WayBack
    proof: tuple[str, ...]


@fact(Role.BUYER, Role.WAREHOUSE, Role.PROVIDER)
class WayBackCostDocumented(Fact):
    """What the way back cost, claimed from the seller."""

    amount: Money
    document: str


@fact(Role.PROVIDER, Role.SELLER)
class SellerRefunded(Fact):
    """The seller returned this money."""

    amount: Money
    reference: str = ""
