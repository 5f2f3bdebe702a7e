"""Facts of a purchase request: from the link to the provider's free acceptance."""

from __future__ import annotations

from decimal import Decimal

from tailorbird.domain.cases.fact import Fact, Private, fact
from tailorbird.domain.cases.words import Channel, GoodsClass, RequirementStatus
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role


@fact(Role.BUYER)
class RequestSubmitted(Fact):
    """A buyer asked for a purchase. `determined` names the fields that the link alone determined."""

    link: str = ""
    quantity: int = 0
    seller_name: str | None = None
    specification: str | None = None
    variant: str | None = None
    receiving_address: Private | None = None
    destination: str | None = None
    """ISO 3166 country to which the goods go at last."""
    marketplace: str | None = None
    product_id: str | None = None
    title: str | None = None
    title_en: str | None = None
    unit_price: Money | None = None
    determined: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    channel: Channel = Channel.PLATFORM
    capture: str | None = None
    """SHA-256 of the captured page that the buyer handed in, if it did."""


@fact(Role.PLATFORM, Role.OPERATOR, Role.PROVIDER)
class RequestScreened(Fact):
    """What was recognised in the request. A later one replaces an earlier one."""

    classes: tuple[GoodsClass, ...] = ()
    prohibited: tuple[str, ...] = ()
    """What was recognised as prohibited or infringing, each with the words that show it."""
    seller_rating: Decimal | None = None
    """0 to 5, as the marketplace shows it; none where it is unknown."""
    price_outlier: bool | None = None
    reasons: tuple[str, ...] = ()


@fact(Role.BUYER)
class CautionAccepted(Fact):
    """The buyer read a caution and goes on. `caution` is the code that the terms gave it."""

    caution: str


@fact(Role.BUYER)
class NegotiatedResultGiven(Fact):
    """For customised goods: what buyer and seller agreed, passed on truthfully."""

    result: Private


@fact(Role.BUYER)
class SpecialRequirementMade(Fact):
    """A wish about the product or the service, left as a message."""

    requirement: str
    text: Private
    designated_seller: str | None = None


@fact(Role.PROVIDER)
class SpecialRequirementAnswered(Fact):
    """The provider's answer to a wish."""

    requirement: str
    status: RequirementStatus


@fact(Role.BUYER)
class KnownDefectDeclared(Fact):
    """The buyer knew of something before commissioning: a ground of dissolution, by its word."""

    ground: str


@fact(Role.PROVIDER)
class PriorWarningGiven(Fact):
    """The provider told the buyer of something the goods may suffer from, before the purchase."""

    ground: str


@fact(Role.PROVIDER)
class RequestAccepted(Fact):
    """The provider freely took the request on; from now on this person answers for it."""

    purchasing_person: str = ""


@fact(Role.PROVIDER)
class RequestDeclined(Fact):
    """The provider freely declined."""

    reason: str = ""


@fact(Role.PROVIDER)
class ExecutionRefused(Fact):
    """The provider refused to go on before the purchase, for a ground that the terms name."""

    reason: str = ""


@fact(Role.PLATFORM, Role.OPERATOR, Role.PROVIDER)
class PromoterAttributed(Fact):
    """The order came through a promoter; `share` is its part of the provider's service fee (0 to 1)."""

    promoter: str
    share: Decimal
