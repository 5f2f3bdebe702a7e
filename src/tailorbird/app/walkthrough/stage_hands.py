"""The steps of a walkthrough that are more than a verb of a case: each calls the use case that the API
calls, so that what a walkthrough does can be done by calls."""

from __future__ import annotations

from typing import Any

from tailorbird.app.account import actions as account
from tailorbird.app.engine.command import Act, Actor, Order, Receipt
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.jewelry.place import Ordered, open_jewelry
from tailorbird.app.ports.parties import Party
from tailorbird.app.purchase.intake import Wanted
from tailorbird.app.purchase.place import carrier_act, open_purchase
from tailorbird.app.walkthrough import custom_hands, listing_hands, making_hands, store_hands
from tailorbird.app.walkthrough.script import Step
from tailorbird.domain.cases.fact import read_fields
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role

_ON_ACCOUNT = ("withdraw", "make_deposit", "return_deposit")
_OPENS = ("open_purchase", "open_jewelry")
_HANDS = {**custom_hands.HANDS, **store_hands.HANDS, **listing_hands.HANDS, **making_hands.HANDS}


def carry_out(house: House, step: Step, party: Party, case_id: str, key: str) -> Receipt:
    """Do what the step says."""
    body = dict(step.body)
    if step.do == "top_up":
        holder = _known(house, str(body["party"]))
        return account.top_up(
            house, holder, Money.parse(body["amount"]), str(body.get("gateway", "gateway")), body["reference"]
        )
    if step.do in _ON_ACCOUNT:
        return account.act_on_account(house, party, step.do, body, key)
    if step.do in _HANDS:
        return _HANDS[step.do](house, step, party, case_id, key)
    if step.do in _OPENS:
        return _open(house, step.do, party, body, key)
    if step.do == "choose_carrier":
        chosen = carrier_act(house, party.id, str(body["carrier"]))
        if isinstance(chosen, Problem):
            return Receipt(case_id, {}, chosen)
        return house.engine.run(Order(case_id, (chosen,), party.id, key))
    act = Act(step.do, Actor(party.id, _role(house, step, party, case_id)), body)
    return house.engine.run(Order(case_id, (act,), party.id, key))


def _open(house: House, how: str, party: Party, body: dict[str, Any], key: str) -> Receipt:
    other = str(body.pop("provider" if how == "open_purchase" else "merchant"))
    if how == "open_purchase":
        return open_purchase(house, party.id, other, read_fields(Wanted, body), key)
    return open_jewelry(house, party.id, other, read_fields(Ordered, body), key)


def _known(house: House, party_id: str) -> Party:
    party = house.parties.party(party_id)
    if party is None:
        raise LookupError(f"The walkthrough names {party_id}, who is no party of it.")
    return party


def _role(house: House, step: Step, party: Party, case_id: str) -> Role:
    """The part that the step names, or the one that the party plays in the case."""
    if step.role is not None:
        return step.role
    record = house.records.case(case_id)
    played = record.header.participants if record else {}
    return next((role for role, who in played.items() if who == party.id), min(party.roles))
