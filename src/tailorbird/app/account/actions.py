"""Use cases of a party's account: each movement a case of its own."""

from __future__ import annotations

from typing import Any

from tailorbird.app.account.procedure import HOLDERS, priced
from tailorbird.app.case_id import account_case_id
from tailorbird.app.engine.command import Act, Actor, Opening, Order, Receipt
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.participants import GATEWAY_PARTY
from tailorbird.app.ports.parties import Party
from tailorbird.domain import codec
from tailorbird.domain.money import NO_CURRENCY, Money
from tailorbird.domain.roles import Role


def holder_role(party: Party) -> Role:
    """The part in which a party holds its account."""
    return next((role for role in HOLDERS if role in party.roles), Role.BUYER)


def top_up(house: House, party: Party, amount: Money, gateway: str, reference: str) -> Receipt:
    """Book money that a payment institution reports; its reference makes repeating safe."""
    body = {"amount": codec.plain(amount), "gateway": gateway, "reference": reference}
    act = Act("top_up", Actor(GATEWAY_PARTY, Role.GATEWAY), body)
    return _run(house, party, act, amount.currency, GATEWAY_PARTY, f"top-up:{gateway}:{reference}")


def act_on_account(house: House, party: Party, verb: str, body: dict[str, Any], key: str) -> Receipt:
    """`withdraw`, `make_deposit`, `return_deposit` or a priced `exchange` by the holder."""
    act = Act(verb, Actor(party.id, holder_role(party)), body)
    return _run(house, party, act, _currency(body), party.id, key)


def _currency(body: dict[str, Any]) -> str:
    """The currency that is taken from the holder; none where it cannot be read."""
    try:
        return codec.read(Money, body.get("amount", body.get("sold"))).currency
    except codec.UnreadableInput:
        return NO_CURRENCY


def exchange(house: House, party: Party, sold: Money, quote_id: str, key: str) -> Receipt:
    """Exchange at a locked rate; refused when the lock is over or the quote is another's."""
    quote = house.parties.quote(quote_id)
    bought = priced(quote, party.id, sold, house.clock.now())
    if isinstance(bought, Problem) or quote is None:
        problem = bought if isinstance(bought, Problem) else None
        return Receipt(account_case_id(party.id, key), {}, problem)
    body = {
        "sold": codec.plain(sold),
        "bought": codec.plain(bought),
        "rate": str(quote.rate),
        "quote": quote.id,
    }
    return act_on_account(house, party, "exchange", body, key)


def _run(house: House, party: Party, act: Act, currency: str, actor: str, key: str) -> Receipt:
    opening = Opening(
        kind="account",
        title=f"Account of {party.name}",
        zone="UTC",
        currency=currency,
        participants={holder_role(party): party.id, Role.GATEWAY: GATEWAY_PARTY},
        terms=(house.library.in_force("cj_platform"),),
    )
    return house.engine.run(Order(account_case_id(actor, key), (act,), actor, key, opening))
