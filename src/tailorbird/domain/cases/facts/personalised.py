"""Facts of an order of a personalised product, and of the buyer's customization data (amazon-custom).

The customization itself is private content and files; facts carry ids and hashes, which prove what it was
when it is erased.
"""

from __future__ import annotations

from datetime import datetime

from tailorbird.domain.cases.fact import Fact, Private, fact
from tailorbird.domain.cases.listing_words import (
    DataPurpose,
    DefectGround,
    DefectRemedy,
    DefectResult,
    ScreenFinding,
    ScreenResult,
    SharedForm,
)
from tailorbird.domain.customization.template import Approval
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role


@fact(Role.BUYER, Role.MERCHANT)
class PersonalisedOrderPlaced(Fact):
    """A buyer orders a listing with a customization; a seller may import one from another marketplace."""

    listing: str
    title: str
    quantity: int
    price: Money
    """Of one piece."""
    specification_hash: str
    customization: Private
    """The canonical specification document."""
    files: tuple[str, ...] = ()
    """Hashes of the files that the customization names."""
    shipping: Money | None = None
    destination: str | None = None
    address: Private | None = None
    source: str = ""
    """Where it was imported from, with the number there; empty for orders placed here."""
    product: str = ""
    """The catalogue's product, where the listing is of one."""
    product_hash: str = ""
    """The product's document as the buyer saw it."""
    once: Money | None = None
    """What is charged once for the whole order, beside the pieces."""
    approval: Approval = Approval.NOT_ASKED
    """Whether the maker wants the buyer's word on a proof before it makes anything."""


@fact(Role.PLATFORM)
class CustomizationScreened(Fact):
    """What the screening found. A later one replaces an earlier one."""

    findings: tuple[ScreenFinding, ...]


@fact(Role.MERCHANT, Role.OPERATOR)
class ScreeningJudged(Fact):
    """A person looked at what was held."""

    where: str
    result: ScreenResult
    why: str = ""


@fact(Role.BUYER, Role.MERCHANT)
class ScreeningAppealed(Fact):
    """Somebody asks the platform to look again at a place that the screening refused."""

    where: str
    text: Private | None = None


@fact(Role.MERCHANT)
class PersonalisedOrderAccepted(Fact):
    """The seller verified the customization data, and takes the order on."""


@fact(Role.MERCHANT)
class PersonalisedOrderRefused(Fact):
    """The seller does not take the order on; what was paid goes back."""

    reason: str


@fact(Role.BUYER)
class DefectClaimed(Fact):
    """The buyer reports that the product is defective or not as listed, with evidence."""

    claim: str
    ground: DefectGround
    wants: DefectRemedy
    evidence: tuple[str, ...] = ()
    text: Private | None = None


@fact(Role.MERCHANT, Role.OPERATOR)
class DefectVerified(Fact):
    """What came of looking into the claim. The operator's word replaces the seller's."""

    claim: str
    result: DefectResult
    text: Private | None = None


@fact(Role.PLATFORM)
class RemakeOrdered(Fact):
    """The product is made again, free of charge."""

    claim: str


@fact(Role.MERCHANT, Role.SUPPLIER, Role.OPERATOR, Role.BUYER, Role.CARRIER, Role.WAREHOUSE, Role.PLATFORM)
class CustomizationRead(Fact):
    """Somebody read customization data, or was refused it (`granted` 1 or 0): who, for what, and what."""

    reader: str
    purpose: DataPurpose
    what: str
    granted: int


@fact(Role.PLATFORM)
class CustomizationErased(Fact):
    """The customization data was erased; what is left is its hash."""

    contents: tuple[str, ...]
    files: tuple[str, ...]
    specification_hash: str


@fact(Role.BUYER)
class ShareLinkMade(Fact):
    """The buyer shares an image of the design. `share` names the link; only its secret's hash is kept."""

    share: str
    form: SharedForm
    token_hash: str = ""
    until: datetime | None = None
    """From this instant on the link leads nowhere; none: it lasts as long as the data."""


@fact(Role.BUYER)
class ShareLinkEnded(Fact):
    """The link leads nowhere any more."""

    share: str
