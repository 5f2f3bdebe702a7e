"""Use cases on a purchase that need more than the case: opening it from a link, choosing a registered
carrier, and placing a whole order in one call under a provider's standing offer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from tailorbird.app.case_id import new_case_id
from tailorbird.app.engine.command import Act, Actor, Opening, Order, Receipt
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.own_rules.packages import PROVIDER_RULES
from tailorbird.app.participants import DESK_ZONE, HOUSE_PARTIES, no_such_party
from tailorbird.app.ports.parties import Party
from tailorbird.app.purchase.intake import Intake, Wanted, take_in
from tailorbird.app.purchase.mandate import CURRENT
from tailorbird.domain import codec
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role


class _Reading:
    """What one call needs to know of the house beside the cases, read when first asked for.

    A bulk names the same few parties, products and terms again and again.
    """

    def __init__(self, house: House) -> None:
        self.house = house
        self.party = cache(house.parties.party)
        self.product = cache(house.marketplace.product)
        self._library = house.library.reading_once()
        self.terms_for = cache(self._terms_for)

    def _terms_for(self, provider: str) -> tuple[str, ...]:
        """The provider's own rules, where it published some, go before the platform's (order1688.0)."""
        platform = self._library.in_force("order1688")
        own = self._library.published_by(provider, PROVIDER_RULES.package)
        return (own, platform) if own else (platform,)


def open_purchase(house: House, buyer: str, provider: str, wanted: Wanted, key: str) -> Receipt:
    """Open a purchase case from what the buyer wrote."""
    opened = _opening(_Reading(house), buyer, provider, wanted, key)
    if isinstance(opened, Problem):
        return Receipt("", {}, opened)
    intake, opening, case_id = opened
    return house.engine.run(Order(case_id, (_submit(buyer, intake),), buyer, key, opening))


def _opening(
    reading: _Reading, buyer: str, provider: str, wanted: Wanted, key: str
) -> tuple[Intake, Opening, str] | Problem:
    house, party = reading.house, reading.party(provider)
    if party is None or Role.PROVIDER not in party.roles:
        return no_such_party(provider, Role.PROVIDER)
    intake = take_in(wanted, reading, house.captures, house.files)
    if isinstance(intake, Problem):
        return intake
    opening = Opening(
        kind="purchase",
        title=intake.title,
        zone=DESK_ZONE,
        currency=intake.currency,
        participants={
            Role.BUYER: buyer,
            Role.PROVIDER: provider,
            **HOUSE_PARTIES,
        },
        terms=reading.terms_for(provider),
    )
    return intake, opening, new_case_id(buyer, key, house.clock.now().year)


def _submit(buyer: str, intake: Intake) -> Act:
    body = {name: value for name, value in intake.body.items() if value is not None}
    return Act("submit_request", Actor(buyer, Role.BUYER), body, attached=(intake.screening,))


def carrier_act(house: House, buyer: str, carrier: str) -> Act | Problem:
    """Choosing a registered logistics provider: what it serves and excludes is its own word."""
    return _carrier_act(house.parties.party(carrier), buyer, carrier)


def _carrier_act(party: Party | None, buyer: str, carrier: str) -> Act | Problem:
    if party is None or Role.CARRIER not in party.roles:
        return no_such_party(carrier, Role.CARRIER)
    settings = party.settings
    body = {
        "carrier": party.name,
        "serves": list(settings.get("serves", ())),
        "excludes": list(settings.get("excludes", ())),
        "warehouse_address": settings.get("warehouse_address", ""),
    }
    join = {Role.CARRIER: party.id, Role.WAREHOUSE: settings.get("warehouse") or party.id}
    return Act("choose_carrier", Actor(buyer, Role.BUYER), body, join=join)


@dataclass(frozen=True, slots=True)
class PlaceOrder:
    """A whole order in one call: request, agreement and payment from the wallet.

    It needs a provider with a standing offer (it accepts and quotes by itself) and the buyer's word on
    everything that is otherwise asked one by one: `cautions` and `disclosures` accepted by code, the
    mandate signed by name. `total`, where given, is the most that may be charged.
    """

    provider: str
    carrier: str
    wanted: Wanted
    signer: str
    key: str
    cautions: tuple[str, ...] = ()
    disclosures: tuple[str, ...] = ()
    total: Money | None = None


@dataclass(frozen=True, slots=True)
class StandingOffer:
    """What a provider promised to accept by itself: its freight to the warehouse and other lines."""

    purchasing_person: str
    freight: Money
    extras: tuple[dict[str, Any], ...] = field(default=())


def standing_offer(party: Party) -> StandingOffer | None:
    """The provider's standing offer, from its settings; none where it accepts by hand."""
    told = party.settings.get("standing_offer")
    if not isinstance(told, dict):
        return None
    return codec.read(StandingOffer, told)


def place_order(house: House, buyer: str, order: PlaceOrder) -> Receipt:
    """Place one order; nothing is written unless all of it holds."""
    return place_orders(house, buyer, [order])[0]


def place_orders(house: House, buyer: str, orders: Sequence[PlaceOrder]) -> list[Receipt]:
    """Place several orders in one transaction; one that fails does not stop the others."""
    reading = _Reading(house)
    built = [_build(reading, buyer, order) for order in orders]
    receipts = iter(house.engine.run_all([each for each in built if isinstance(each, Order)]))
    return [next(receipts) if isinstance(each, Order) else Receipt("", {}, each) for each in built]


def _build(reading: _Reading, buyer: str, order: PlaceOrder) -> Order | Problem:
    opened = _opening(reading, buyer, order.provider, order.wanted, order.key)
    if isinstance(opened, Problem):
        return opened
    intake, opening, case_id = opened
    provider = reading.party(order.provider)
    offer = standing_offer(provider) if provider else None
    price = intake.body.get("unit_price")
    # A capture is the buyer's own word; a price that is accepted unseen must come from elsewhere.
    if offer is None or price is None or order.wanted.capture is not None:
        return _no_offer(order.provider, "price" if offer else "standing offer")
    chosen = _carrier_act(reading.party(order.carrier), buyer, order.carrier)
    if isinstance(chosen, Problem):
        return chosen
    goods = codec.read(Money, price) * order.wanted.quantity
    acts = (
        _submit(buyer, intake),
        *_consents(buyer, order),
        *_providers_acts(order, offer, goods),
        chosen,
        Act("sign_mandate", Actor(buyer, Role.BUYER), {"signer": order.signer, "version": CURRENT}),
        Act("accept_terms", Actor(buyer, Role.BUYER), {"clauses": list(order.disclosures)}),
        Act("pay_up_to", Actor(buyer, Role.BUYER), {"most": codec.plain(order.total)}),
    )
    return Order(case_id, acts, buyer, order.key, opening)


def _consents(buyer: str, order: PlaceOrder) -> tuple[Act, ...]:
    actor = Actor(buyer, Role.BUYER)
    return tuple(Act("accept_caution", actor, {"caution": code}) for code in order.cautions)


def _providers_acts(order: PlaceOrder, offer: StandingOffer, goods: Money) -> tuple[Act, ...]:
    actor = Actor(order.provider, Role.PROVIDER)
    quote = {
        "goods": codec.plain(goods),
        "freight": codec.plain(offer.freight),
        "extras": codec.plain(offer.extras),
    }
    return (
        Act("accept_request", actor, {"purchasing_person": offer.purchasing_person}),
        Act("issue_quote", actor, quote),
    )


def _no_offer(provider: str, lacks: str) -> Problem:
    return Problem(
        "no_standing_offer",
        409,
        "This provider does not accept such orders by itself",
        f"{provider} has no {lacks} for this order.",
        "Open a case with POST /api/v1/cases, and wait for the provider's acceptance and quote.",
    )
