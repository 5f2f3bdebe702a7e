"""Exchange rates, set by operators and locked for parties."""

from __future__ import annotations

import hashlib
from decimal import Decimal

import pycountry
from django.http import HttpRequest, HttpResponse

from tailorbird.api import wiring
from tailorbird.api.body import idempotency_key, json_object, read_body, unreadable
from tailorbird.api.caller import holder_of
from tailorbird.api.once import Done, once
from tailorbird.api.problem_reply import Refusal, refuse
from tailorbird.api.replying import page_reply
from tailorbird.api.routes.parties import operator_of
from tailorbird.api.routing import Routes
from tailorbird.api.shapes.ledger import NewQuote, NewRate, QuoteShown, RateShown
from tailorbird.app.engine.problem import Problem
from tailorbird.app.participants import OPERATOR_PARTY
from tailorbird.app.permissions import Scope
from tailorbird.app.ports.parties import Party
from tailorbird.app.rates import lock_rate, rates_of, set_rate
from tailorbird.domain.staff import Duty

routes = Routes("rates")


@routes.page("/exchange-rates", Scope.READ, Scope.ADMIN, gives=RateShown, duty=Duty.LOOK, by_store=1)
def list_rates(request: HttpRequest) -> HttpResponse:
    """The rates that are set, by pair."""
    shown = [_rate(pair, rate) for pair, rate in sorted(rates_of(_rate_setter()).items())]
    return page_reply(request, shown, None)


def _rate(pair: str, rate: Decimal) -> RateShown:
    sold, _, bought = pair.partition("/")
    return RateShown(sold, bought, rate)


@routes.put("/exchange-rates/{sold}/{bought}", Scope.ADMIN, takes=NewRate, gives=RateShown, duty=Duty.OPERATE)
def put_rate(request: HttpRequest, sold: str, bought: str) -> HttpResponse:
    """Set the rate of a pair (operator). Quotes that are locked keep theirs."""
    operator = operator_of(request)
    body = json_object(request)
    given = read_body(NewRate, body)
    _check_pair(sold, bought)

    def act() -> Done:
        problem = set_rate(wiring.house(), _rate_setter(), sold, bought, given.rate)
        if problem is not None:
            raise Refusal(problem)
        return Done({"sold": sold, "bought": bought, "rate": given.rate}, 200)

    return once(request, operator.id, body, act)


@routes.post("/exchange-quotes", Scope.MONEY, takes=NewQuote, gives=QuoteShown, duty=Duty.MONEY)
def lock_a_rate(request: HttpRequest) -> HttpResponse:
    """Lock the rate of a pair for 15 minutes, to exchange at."""
    party = holder_of(request).party.id
    body = json_object(request)
    given = read_body(NewQuote, body)
    _check_pair(given.sold, given.bought)
    key = idempotency_key(request)
    quote_id = "rq-" + hashlib.sha256(f"{party}\0{key}".encode()).hexdigest()[:20]

    def act() -> Done:
        pair = (given.sold, given.bought)
        quote = lock_rate(wiring.house(), _rate_setter(), party, pair, quote_id)
        if isinstance(quote, Problem):
            raise Refusal(quote)
        return Done(QuoteShown(quote.id, quote.sold, quote.bought, quote.rate, quote.locked_until))

    return once(request, party, body, act)


def _rate_setter() -> Party:
    operator = wiring.house().parties.party(OPERATOR_PARTY)
    if operator is None:
        raise refuse(
            409,
            "no_operator",
            "There is no operator yet",
            f"No party is called {OPERATOR_PARTY}.",
            "Set the house up first; see docs/operate.md.",
        )
    return operator


def _check_pair(sold: str, bought: str) -> None:
    for code in (sold, bought):
        if pycountry.currencies.get(alpha_3=code) is None:
            raise unreadable(f"{code!r} is no ISO 4217 currency.")
    if sold == bought:
        raise unreadable("sold and bought are the same currency.")
