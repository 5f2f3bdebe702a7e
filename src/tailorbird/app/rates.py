"""Exchange rates: the operator sets them, a party has one locked for a while."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.ports.parties import Party, RateQuote

LOCK: Final = timedelta(minutes=15)
"""How long a quoted rate holds; its last instant is inside."""
_RATES: Final = "exchange_rates"
_LARGEST: Final = Decimal(10) ** 9


def rates_of(operator: Party) -> dict[str, Decimal]:
    """The rates that are set, by pair: `USD/CNY` is CNY for one USD."""
    told: dict[str, Any] = operator.settings.get(_RATES, {})
    return {pair: Decimal(rate) for pair, rate in told.items()}


def set_rate(house: House, operator: Party, sold: str, bought: str, rate: str) -> Problem | None:
    """Put a rate in place of the one before."""
    try:
        exact = Decimal(rate)
    except InvalidOperation:
        exact = Decimal(0)
    if not exact.is_finite() or not 0 < exact < _LARGEST:
        return Problem(
            "rate_unreadable",
            422,
            "This is no rate",
            f"{rate!r} is not an exact number above zero.",
            'Write the rate as a text, such as "7.1032".',
        )
    rates = {**operator.settings.get(_RATES, {}), f"{sold}/{bought}": str(exact)}
    house.parties.save_party(replace(operator, settings={**operator.settings, _RATES: rates}))
    return None


def lock_rate(
    house: House, operator: Party, party: str, pair: tuple[str, str], quote_id: str
) -> RateQuote | Problem:
    """Lock the rate of a pair for a party; a quote of that id that exists is given again."""
    if (before := house.parties.quote(quote_id)) is not None:
        return before
    sold, bought = pair
    rate = rates_of(operator).get(f"{sold}/{bought}")
    if rate is None:
        return Problem(
            "no_rate",
            409,
            "There is no rate for this pair",
            f"Nobody has set a rate for {sold} to {bought}.",
            "Ask the operator to set it, or exchange another currency.",
        )
    quote = RateQuote(quote_id, party, sold, bought, rate, house.clock.now() + LOCK)
    house.parties.save_quote(quote)
    return quote
