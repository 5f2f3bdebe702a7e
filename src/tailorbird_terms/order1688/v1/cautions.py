"""Cautions: goods that the provider advises against, and what follows when you insist on them."""

from __future__ import annotations

from tailorbird.domain.cases.facts.payment import AgreementTookEffect, CarrierChosen
from tailorbird.domain.cases.facts.request import NegotiatedResultGiven, RequestScreened
from tailorbird.domain.cases.words import GoodsClass
from tailorbird.domain.questions.disclosure import Cautions
from tailorbird.domain.questions.money import Settlement
from tailorbird.domain.questions.permission import (
    MayAcceptRequest,
    MayChooseCarrier,
    MayOrderService,
    MayPay,
    MayPurchase,
    MayRefuseExecution,
)
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Allocation,
    Answer,
    Finding,
    Permission,
    Unknown,
    allocate,
    grant,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.order1688.v1 import stages
from tailorbird_terms.order1688.v1.caution_kinds import (
    CUSTOMISED,
    DEPOSIT,
    LOOK_AGAIN,
    LOW_REPUTATION,
    NO_MARKET_PRICE,
    SENSITIVE,
    called_for,
    plain,
    show,
    unless_accepted,
    without,
)
from tailorbird_terms.order1688.v1.request import blocking

Step = MayAcceptRequest | MayPay | MayPurchase
Found = Answer[tuple[Finding, ...]] | Unknown | None


@clause("order1688.15.1")
def customised(q: Cautions, p: Parameters) -> Found:
    """The provider advises caution with goods made for you. Settle your ideas and needs with the
    seller yourself. Sellers rarely take such goods back, and losses from them are yours.
    """
    return show(q, p, CUSTOMISED)


@clause("order1688.15.1", exception_to=["order1688.2"])
def customised_needs_result(q: Step, p: Parameters) -> Answer[Permission] | None:
    """Before the order goes on you accept this caution and pass on, truthfully, what you and the
    seller agreed.
    """
    refused = unless_accepted(q, p, CUSTOMISED)
    seen = called_for(q, p, CUSTOMISED)
    if refused is not None or seen is None or q.case.has(NegotiatedResultGiven):
        return refused
    return refuse(
        [seen],
        says=says("What you and the seller agreed is not on record."),
        next_step=says("Settle it with the seller and pass the result on here."),
    )


@clause("order1688.15.1", exception_to=["order1688.11"])
def customised_unchecked(q: MayOrderService, p: Parameters) -> Answer[Permission] | Unknown | None:
    """Not to be asked of the warehouse for such goods: {services_not_for_customised}."""
    return without(q, p, CUSTOMISED, "services_not_for_customised")


@clause("order1688.15.2")
def deposit(q: Cautions, p: Parameters) -> Found:
    """The provider advises caution with goods that the seller sells against a deposit."""
    return show(q, p, DEPOSIT)


@clause("order1688.15.2", exception_to=["order1688.2"])
def deposit_accepted(q: Step, p: Parameters) -> Answer[Permission] | None:
    """You accept this caution before the order goes on."""
    return unless_accepted(q, p, DEPOSIT)


@clause("order1688.15.3")
def low_reputation(q: Cautions, p: Parameters) -> Found:
    """The provider advises caution with sellers rated below {low_reputation_below} of the highest
    rating on their marketplace: the goods may be badly flawed and after-sales service poor, and the
    consequences are yours. Where the rating is not known, the page says that it is not known.
    """
    return show(q, p, LOW_REPUTATION)


@clause("order1688.15.3", exception_to=["order1688.2"])
def low_reputation_accepted(q: Step, p: Parameters) -> Answer[Permission] | None:
    """A low rating that is displayed needs your acceptance before the order goes on."""
    return unless_accepted(q, p, LOW_REPUTATION)


@clause("order1688.15.4")
def no_market_price(q: Cautions, p: Parameters) -> Found:
    """The provider advises caution with goods that are rare, collected, or far from any usual price:
    their risks are yours.
    """
    return show(q, p, NO_MARKET_PRICE)


@clause("order1688.15.4", exception_to=["order1688.2"])
def no_market_price_accepted(q: Step, p: Parameters) -> Answer[Permission] | None:
    """Once that is found, it needs your acceptance before the order goes on."""
    return unless_accepted(q, p, NO_MARKET_PRICE)


@clause("order1688.15.4", exception_to=["order1688.11"])
def no_market_price_unpacked(q: MayOrderService, p: Parameters) -> Answer[Permission] | Unknown | None:
    """Not to be asked of the warehouse for such goods: {services_not_without_market_price}. While it
    is not known whether the price is usual, a person decides.
    """
    return without(q, p, NO_MARKET_PRICE, "services_not_without_market_price")


@clause("order1688.15.5")
def sensitive(q: Cautions, p: Parameters) -> Found:
    """The provider advises caution with goods of these kinds: {sensitive_classes}. Customs may stop
    them, they may break, or nobody can check them; the consequences are yours.
    """
    return show(q, p, SENSITIVE)


@clause("order1688.15.5", exception_to=["order1688.2"])
def sensitive_accepted(q: Step, p: Parameters) -> Answer[Permission] | None:
    """You accept this caution before the order goes on, anew if more kinds are recognised."""
    return unless_accepted(q, p, SENSITIVE)


@clause("order1688.15.5", exception_to=["order1688.2"])
def sensitive_is_a_ground(q: MayRefuseExecution, p: Parameters) -> Answer[Permission] | Unknown | None:
    """Even after accepting, the provider may refuse an order for such goods until it has bought
    them.
    """
    if stages.before_purchase(q.case) is None:
        return None
    seen = q.case.last(RequestScreened)
    if seen is None:
        return None if blocking(q.case) else unknown("screening", next_step=LOOK_AGAIN)
    grounds = SENSITIVE.grounds(seen.fact, p)
    if not grounds:
        return None
    kinds = plain(", ".join(sorted(grounds)))
    return grant([seen], says=says("The goods are of a sensitive kind: {kinds}.", kinds=kinds))


@clause("order1688.15.5")
def sensitive_money_back(q: Settlement, p: Parameters) -> Answer[Allocation] | None:
    """What you paid for the goods and to the provider then comes back to you."""
    seen = q.case.last(RequestScreened)
    if seen is None or not stages.comes_back_on_refusal(q) or not SENSITIVE.grounds(seen.fact, p):
        return None
    return allocate((Role.BUYER, q.amount), because=[seen])


@clause("order1688.15.5", exception_to=["order1688.5"])
def line_carries(q: MayChooseCarrier, p: Parameters) -> Answer[Permission] | Unknown | None:
    """A logistics provider whose line cannot carry the goods is not offered for them."""
    if q.case.has(AgreementTookEffect):
        return None
    seen = q.case.last(RequestScreened)
    if seen is None:
        return unknown("screening", next_step=LOOK_AGAIN) if q.excludes and q.serves else None
    return _cannot_carry(seen.fact, q.carrier, q.excludes)


@clause("order1688.15.5", exception_to=["order1688.2"])
def chosen_line_carries(q: MayPay, p: Parameters) -> Answer[Permission] | None:
    """Nor can you pay while such a one is chosen."""
    seen, chosen = q.case.last(RequestScreened), q.case.last(CarrierChosen)
    if seen is None or chosen is None or not stages.to_pay(q.case):
        return None
    return _cannot_carry(seen.fact, chosen.fact.carrier, chosen.fact.excludes)


@clause("order1688.15.5", exception_to=["order1688.11"])
def sensitive_unchecked(q: MayOrderService, p: Parameters) -> Answer[Permission] | Unknown | None:
    """Not to be asked of the warehouse for goods that nobody can check:
    {services_not_for_uninspectable}.
    """
    if plain(q.service.value) not in p.words("services_not_for_uninspectable"):
        return None
    seen = q.case.last(RequestScreened)
    if seen is None:
        return unknown("screening", next_step=LOOK_AGAIN)
    if GoodsClass.UNINSPECTABLE not in seen.fact.classes:
        return None
    return refuse(
        [seen],
        says=says("{service} is impossible for these goods.", service=plain(q.service.value)),
        next_step=says("Ask for photographs or a count instead, and check the goods on arrival."),
    )


def _cannot_carry(
    seen: RequestScreened, carrier: str, excludes: tuple[GoodsClass, ...]
) -> Answer[Permission] | None:
    kinds = sorted(each.value for each in seen.classes if each in excludes)
    if not kinds:
        return None
    return refuse(
        says=says("{carrier} does not carry: {kinds}.", carrier=carrier, kinds=plain(", ".join(kinds))),
        next_step=says("Choose a logistics provider whose line carries these goods."),
    )
