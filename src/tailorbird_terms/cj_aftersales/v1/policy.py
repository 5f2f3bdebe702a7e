"""A store's delivery policy."""

from __future__ import annotations

from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.store import ShippingRatesSet
from tailorbird.domain.questions.store import DeliveryPolicy, MayPublishPolicy
from tailorbird.domain.terms.answers import (
    Answer,
    Finding,
    Permission,
    Says,
    Unknown,
    find,
    grant,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters


@clause("cj-aftersales.7")
def shipping_and_customs(q: DeliveryPolicy, p: Parameters) -> Answer[tuple[Finding, ...]] | Unknown | None:
    """A store's delivery policy tells its customers how goods are shipped to them, how long it takes and
    what it costs, and who pays customs and duties, as the store's rates say now."""
    rates = q.case.last(ShippingRatesSet)
    if rates is None or not rates.fact.rates:
        return None
    customs = _customs(rates.fact.duties_paid_by)
    if customs is None:
        return unknown(
            "duties_paid_by",
            because=[rates],
            next_step=says("Say whether the customer or the store pays customs duties."),
        )
    handling = says("Orders leave within {days} days of payment.", days=rates.fact.handling_days)
    return find(
        Finding("handling", detail=handling),
        *_shipping(rates),
        Finding("customs", "", customs),
        because=[rates],
    )


def _shipping(rates: Recorded[ShippingRatesSet]) -> list[Finding]:
    return [
        Finding(
            "shipping",
            f"{rate.country} {rate.method}",
            says(
                "To {country} by {method}: {cost}, {days_min} to {days_max} days after dispatch.",
                country=rate.country,
                method=rate.method,
                cost=rate.cost,
                days_min=rate.days_min,
                days_max=rate.days_max,
            ),
        )
        for rate in rates.fact.rates
    ]


def _customs(paid_by: str) -> Says | None:
    told = {
        "customer": says("Customs, duties and import taxes are paid by whoever receives the goods."),
        "store": says("Customs, duties and import taxes are included."),
    }
    return told.get(paid_by)


@clause("cj-aftersales.7")
def returns_and_exchanges(q: DeliveryPolicy, p: Parameters) -> Answer[tuple[Finding, ...]] | None:
    """It also tells them about returns and exchanges, as these terms say now: where goods go back to
    ({return_countries}), who pays the way, and how soon a complaint is looked into ({review_days})."""
    rates = q.case.last(ShippingRatesSet)
    if rates is None or not rates.fact.rates:
        return None
    faults = says(
        "If goods are late or lost, or arrive damaged, wrong or incomplete, write to us with photos or the "
        "tracking. We refund them, send them again, or take them back."
    )
    review = says("A complaint is looked into within {days} working days.", days=p.days("review_days"))
    returns = says(
        "If you change your mind, ask us before you send anything back. Goods go back to our warehouse in "
        "{countries}, and you pay the freight of the return.",
        countries=", ".join(p.words("return_countries")),
    )
    exchanges = says("For another size or colour, return the goods and order again.")
    return find(
        Finding("faults", detail=faults),
        Finding("review", detail=review),
        Finding("returns", detail=returns),
        Finding("exchanges", detail=exchanges),
        because=[rates],
    )


@clause("cj-aftersales.7")
def publish_the_policy(q: MayPublishPolicy, p: Parameters) -> Answer[Permission]:
    """A policy can be published once the store has shipping rates. When rates or terms change, the
    published policy changes with them."""
    rates = q.case.last(ShippingRatesSet)
    if rates is None or not rates.fact.rates:
        return refuse(
            because=[rates],
            says=says("The store has no shipping rates."),
            next_step=says("Set where the store ships to, what it costs, and how long it takes."),
        )
    fact = rates.fact
    wrong = [each for each in fact.rates if each.cost.minor < 0 or not 0 <= each.days_min <= each.days_max]
    if wrong or fact.handling_days < 0 or _customs(fact.duties_paid_by) is None:
        return refuse(
            because=[rates],
            says=says("The shipping rates contradict themselves."),
            next_step=says(
                "Correct costs, days and who pays duties: nothing negative, the least days first."
            ),
        )
    return grant([rates])
