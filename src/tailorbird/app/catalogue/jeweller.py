"""A piece of the catalogue as a jeweller's listing: ordered under `jewelry` by the product's id."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tailorbird.app.catalogue import problems
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.jewelry.listing import Listing, unreadable
from tailorbird.app.ports.catalogue import Visibility
from tailorbird.app.ports.parties import Party
from tailorbird.domain import codec
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.jewelry import RangeTold
from tailorbird.domain.catalogue.price import NoPrice, price_at
from tailorbird.domain.catalogue.product import Channel, Product
from tailorbird.domain.money import NO_CURRENCY, Money
from tailorbird.domain.questions.jewelry import CustomizableRange
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.hearing import Hearing

if TYPE_CHECKING:
    from tailorbird.domain.terms.answers import Finding


def piece_of(
    house: House, merchant: Party, product_id: str, variant: str, quantity: int, country: str
) -> Listing | Problem | None:
    """The jeweller's public piece of that id, priced for so many of a version; none where there is none."""
    record = house.catalogue.product(product_id)
    if record is None or record.owner != merchant.id or record.visibility is not Visibility.PUBLIC:
        return None
    product = house.catalogue.revision(product_id, record.public_hash)
    if product is None or product.channel is not Channel.JEWELLER:
        return None
    try:
        costs = codec.read(dict[str, Money], merchant.settings.get("listing_shipping", {}))
    except codec.UnreadableInput as problem:
        return unreadable(merchant, product_id, str(problem))
    shipping = costs.get(country, costs.get("*"))
    currency = shipping.currency if shipping is not None else _first_currency(product)
    price = price_at(product, variant, quantity, currency)
    if isinstance(price, NoPrice):
        return problems.no_price(price)
    return Listing(
        title=product.title,
        price=price,
        shipping=shipping or Money.zero(currency),
        currency=currency,
        title_zh=product.title_zh,
        also=product.wishes_also,
        not_offered=product.wishes_not_offered,
    )


def _first_currency(product: Product) -> str:
    return next((tier.price.currency for each in product.variants for tier in each.prices), NO_CURRENCY)


def range_told(house: House, product: Product) -> tuple[Finding, ...]:
    """Which wishes the terms and the piece's page offer, kind by kind."""
    agreement = house.engine.agreement_of(house.engine.pins_of((house.library.in_force("jewelry"),)))
    now = house.clock.now()
    told = RangeTold(also=product.wishes_also, not_offered=product.wishes_not_offered)
    empty = Case("", "jewelry", ZoneInfo("UTC"), NO_CURRENCY, {})
    case = empty.append(Recorded(1, told, now, Role.PLATFORM))
    decision = Hearing(case, now, Role.MERCHANT, house.calendars(), agreement).ask(CustomizableRange)
    return tuple(decision.answer or ())
