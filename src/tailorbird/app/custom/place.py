"""Use cases on custom requests that need more than the case: opening one, ordering a product again, and
entrusting a registered supplier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from tailorbird.app.case_id import new_case_id
from tailorbird.app.custom.forms import with_oneself
from tailorbird.app.custom.procedure import KIND
from tailorbird.app.custom.products import Parts, product_for
from tailorbird.app.custom.specification import frozen
from tailorbird.app.engine.casefile import case_from
from tailorbird.app.engine.command import Act, Actor, Opening, Order, Receipt
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.own_rules.packages import MAKER_RULES, PROVIDER_RULES
from tailorbird.app.participants import DESK_ZONE, HOUSE_PARTIES, PLATFORM_PARTY, THE_PLATFORM, unfit
from tailorbird.app.ports.parties import Party
from tailorbird.app.ports.storage import CaseRecord
from tailorbird.domain import codec
from tailorbird.domain.cases.custom_words import Requirement
from tailorbird.domain.cases.fact import Fact
from tailorbird.domain.cases.facts.custom_making import SpecificationFrozen
from tailorbird.domain.cases.facts.custom_request import ServiceFeeAsked, SupplierQuoted
from tailorbird.domain.money import Money, MoneyError
from tailorbird.domain.roles import Role

MOST_TITLE: Final = 200
"""Characters of a title at the most."""


@dataclass(frozen=True, slots=True)
class CustomRequest:
    """What a buyer asks for. `accepted` names the clauses that it was shown and accepts with the request.

    `currency` is that in which everything of the case is paid.
    """

    title: str
    requirements: tuple[Requirement, ...]
    quantity: int
    attachments: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    budget: Money | None = None
    destination: str | None = None
    address: str | None = None
    remarks: str | None = None
    currency: str = "USD"


@dataclass(frozen=True, slots=True)
class Partners:
    """Whom the buyer names: a provider who acts for it, and the maker whom it wants. Empty for nobody."""

    provider: str = ""
    maker: str = ""

    def by_role(self) -> dict[Role, str]:
        """Those who are named."""
        told = {Role.PROVIDER: self.provider, Role.SUPPLIER: self.maker}
        return {role: party for role, party in told.items() if party}


@dataclass(frozen=True, slots=True)
class Reorder:
    """So many pieces more of a finished product."""

    quantity: int
    accepted: tuple[str, ...] = ()
    destination: str | None = None
    address: str | None = None


def terms_for(house: House, partners: Partners) -> tuple[str, ...]:
    """The provider's own rules go before the maker's, and both before the platform's; where they published
    some."""
    library = house.library.reading_once()
    own = (
        library.published_by(partners.provider, PROVIDER_RULES.package) if partners.provider else None,
        library.published_by(partners.maker, MAKER_RULES.package) if partners.maker else None,
    )
    return (*(ref for ref in own if ref), library.in_force("cj_custom"))


def open_custom_request(
    house: House, buyer: str, partners: Partners, wanted: CustomRequest, key: str
) -> Receipt:
    """Send the request, and so open its case."""
    if (problem := _unreadable(wanted)) is not None:
        return Receipt("", {}, problem)
    named = partners.by_role()
    if (problem := unfit(house, named)) is not None:
        return Receipt("", {}, problem)
    fee = _service_fee(house.parties.party(partners.provider) if partners.provider else None)
    if isinstance(fee, Problem):
        return Receipt("", {}, fee)
    opening = Opening(
        kind=KIND,
        title=wanted.title,
        zone=DESK_ZONE,
        currency=wanted.currency,
        participants={Role.BUYER: buyer, **HOUSE_PARTIES, **named, **_carrier_of(house, partners.maker)},
        terms=terms_for(house, partners),
    )
    body = _body(wanted, without=frozenset(("currency",)))
    found: tuple[Fact, ...] = (ServiceFeeAsked(amount=fee),) if fee else ()
    act = Act("submit_custom_request", Actor(buyer, Role.BUYER), body, attached=found)
    return house.engine.run(Order(_id(house, buyer, key), (act,), buyer, key, opening))


def _unreadable(wanted: CustomRequest) -> Problem | None:
    """Why no case can bear this title, or be kept in this currency."""
    try:
        Money.zero(wanted.currency)
    except MoneyError as problem:
        told = f"currency: {problem}"
    else:
        # An empty one is for the terms to refuse (cj-custom.I).
        fits = len(wanted.title) <= MOST_TITLE and (not wanted.title or wanted.title.strip())
        told = "" if fits else f"title: words, {MOST_TITLE} characters of them at the most."
    if not told:
        return None
    return Problem(
        "unreadable",
        422,
        "The body cannot be read",
        told,
        "Put it right, and send it again; longer texts belong into the requirements.",
    )


def _service_fee(provider: Party | None) -> Money | Problem | None:
    """What the provider's standing offer asks for acting in a custom request; none where it asks nothing."""
    offer = provider.settings.get("standing_offer") if provider else None
    told = offer.get("custom_fee") if isinstance(offer, dict) else None
    if told is None or provider is None:
        return None
    try:
        return codec.read(Money, told)
    except codec.UnreadableInput as problem:
        return Problem(
            "offer_unreadable",
            409,
            "The provider's standing offer cannot be read",
            f"custom_fee in the settings of {provider.name} is not in order: {problem}.",
            "Nothing was sent. The provider has to put it right, or name another provider.",
        )


def _carrier_of(house: House, supplier: str) -> dict[Role, str]:
    """The carrier that the supplier works with, where its settings name a registered one."""
    party = house.parties.party(supplier) if supplier else None
    named = str(party.settings.get("carrier", "")) if party else ""
    carrier = house.parties.party(named) if named else None
    fits = carrier is not None and Role.CARRIER in carrier.roles
    return {Role.CARRIER: named} if fits else {}


def bind_act(house: House, operator: str, supplier: str) -> Act | Problem:
    """Entrusting a registered supplier, and with it the carrier that it works with."""
    if (problem := unfit(house, {Role.SUPPLIER: supplier})) is not None:
        return problem
    join = {Role.SUPPLIER: supplier, **_carrier_of(house, supplier)}
    return Act("bind_supplier", Actor(operator, Role.OPERATOR), {"supplier": supplier}, join=join)


def reorder(house: House, buyer: str, origin: str, wanted: Reorder, parts: Parts, key: str) -> Receipt:
    """Order a finished product again, in a case of its own.

    First the case that made the product is asked, and keeps the answer; then the new case is opened.
    Repeating with the same key completes what was cut off between the two.
    """
    record = house.records.case(origin)
    if record is None or product_for(house, origin, parts) is None:
        return Receipt("", {}, no_product(origin))
    if record.header.participants[Role.SUPPLIER] == buyer:
        return Receipt("", {}, with_oneself(buyer))
    case_id = _id(house, buyer, key)
    noted = house.engine.run(Order(origin, (_note(case_id, wanted),), PLATFORM_PARTY, f"reorder:{case_id}"))
    if noted.problem is not None:
        return noted
    return house.engine.run(_again(house, buyer, record, wanted, (case_id, key)))


def _note(case_id: str, wanted: Reorder) -> Act:
    body = {"order": case_id, "quantity": wanted.quantity, "accepted": list(wanted.accepted)}
    return Act("note_reorder", THE_PLATFORM, body)


def _again(house: House, buyer: str, origin: CaseRecord, wanted: Reorder, named: tuple[str, str]) -> Order:
    case_id, key = named
    header, maker = origin.header, origin.header.participants[Role.SUPPLIER]
    opening = Opening(
        kind=KIND,
        title=header.title,
        zone=header.zone,
        currency=header.currency,
        participants={
            Role.BUYER: buyer,
            **HOUSE_PARTIES,
            Role.SUPPLIER: maker,
            **_carrier_of(house, maker),
        },
        terms=terms_for(house, Partners(maker=maker)),
    )
    body = {"origin": header.id, **_body(wanted)}
    act = Act("submit_reorder", Actor(buyer, Role.BUYER), body, attached=_copied(origin, wanted.quantity))
    return Order(case_id, (act,), buyer, key, opening)


def _copied(origin: CaseRecord, quantity: int) -> tuple[Fact, ...]:
    """The specification that was made, in the new quantity, and the prices at which it was made."""
    case = case_from(origin)
    spec, quoted = case.last(SpecificationFrozen), case.last(SupplierQuoted)
    copied: list[Fact] = [quoted.fact] if quoted else []
    if spec is not None:
        copied.append(frozen(1, spec.fact.requirements, quantity, spec.fact.attachments))
    return tuple(copied)


def _body(given: CustomRequest | Reorder, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    told: dict[str, Any] = codec.plain(given)
    return {name: value for name, value in told.items() if value is not None and name not in without}


def _id(house: House, buyer: str, key: str) -> str:
    return new_case_id(buyer, key, house.clock.now().year)


def no_product(product: str) -> Problem:
    """Another's private product and one that does not exist are the same."""
    return Problem(
        "no_such_product",
        404,
        "There is no such product",
        f"No product {product} that you can see.",
        "GET /api/v1/custom-products lists yours, and those that are public.",
    )
