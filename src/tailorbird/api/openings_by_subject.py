"""Openings and prepared commands of stores, tickets, the programme and its listings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tailorbird.api.opening import Call, HowOpened, PreparedVerb
from tailorbird.app.engine.command import Act, Actor, Receipt
from tailorbird.app.engine.problem import Problem
from tailorbird.app.errands import run_at_once
from tailorbird.app.house import House
from tailorbird.app.listing.place import draft_listing, publish_acts, redraft_acts
from tailorbird.app.personalised.place import NewPersonalisedOrder, order_personalised
from tailorbird.app.programme.place import Application, apply
from tailorbird.app.store.place import NewStore, NewTransfer, accept_acts, offer_store, open_store
from tailorbird.app.store_order.place import NewStoreOrder, place_store_order
from tailorbird.app.ticket.place import NewTicket, open_ticket
from tailorbird.domain.cases.facts.listing import ListingDrafted, ListingPublished
from tailorbird.domain.cases.facts.programme import ProgrammeRevoked, SellerSanctioned
from tailorbird.domain.cases.facts.report import ReportDecided
from tailorbird.domain.cases.facts.store import StoreTransferAccepted
from tailorbird.domain.listing.document import ListingDocument
from tailorbird.domain.roles import Role

Others = Mapping[Role, str]


@dataclass(frozen=True, slots=True)
class Nothing:
    """The command takes nothing."""


def _store_order(house: House, client: str, others: Others, body: NewStoreOrder, key: str) -> Receipt:
    return place_store_order(house, client, dict(others), body, key)


def _ticket(house: House, client: str, _others: Others, body: NewTicket, key: str) -> Receipt:
    return open_ticket(house, client, body, key)


def _store(house: House, merchant: str, _others: Others, body: NewStore, key: str) -> Receipt:
    return open_store(house, merchant, body, key)


def _transfer(house: House, merchant: str, others: Others, body: NewTransfer, key: str) -> Receipt:
    return offer_store(house, merchant, others[Role.RECEIVER], body, key)


def _programme(house: House, merchant: str, _others: Others, body: Application, key: str) -> Receipt:
    return apply(house, merchant, body, key)


def _listing(house: House, merchant: str, _others: Others, body: ListingDocument, key: str) -> Receipt:
    return draft_listing(house, merchant, body, key)


def _personalised(house: House, buyer: str, _others: Others, body: NewPersonalisedOrder, key: str) -> Receipt:
    return order_personalised(house, buyer, body, key)


def _redraft(house: House, call: Call) -> tuple[Act, ...] | Problem:
    return redraft_acts(house, call.party, call.record, call.body)


def _publish(house: House, call: Call) -> tuple[Act, ...] | Problem:
    return publish_acts(house, call.party, call.record)


def _accept_store(house: House, call: Call) -> tuple[Act, ...] | Problem:
    return accept_acts(house, call.party, call.record)


def _look_again(house: House, case_id: str) -> None:
    run_at_once(house, case_id, ListingPublished)


def _hand_over_now(house: House, case_id: str) -> None:
    run_at_once(house, case_id, StoreTransferAccepted)


def _as_given(verb: str) -> PreparedVerb:
    """A command that is carried out as it is given, and followed in other cases at once."""
    kind = _FOLLOWED[verb]

    def make(_house: House, call: Call) -> tuple[Act, ...] | Problem:
        return (_act(verb, call),)

    def after(house: House, case_id: str) -> None:
        run_at_once(house, case_id, kind)

    return PreparedVerb(kind, make, after)


def _act(verb: str, call: Call) -> Act:
    return Act(verb, Actor(call.party, call.role), call.body)


_FOLLOWED: Final = {
    "decide_report": ReportDecided,
    "sanction": SellerSanctioned,
    "revoke": ProgrammeRevoked,
}
KINDS: Final[Mapping[str, HowOpened]] = {
    "store_order": HowOpened(
        Role.BUYER,
        NewStoreOrder,
        _store_order,
        frozenset((Role.WAREHOUSE,)),
        frozenset((Role.CARRIER, Role.SUPPLIER)),
    ),
    "ticket": HowOpened(Role.BUYER, NewTicket, _ticket),
    "store": HowOpened(Role.MERCHANT, NewStore, _store),
    "store_transfer": HowOpened(Role.MERCHANT, NewTransfer, _transfer, frozenset((Role.RECEIVER,))),
    "programme": HowOpened(Role.MERCHANT, Application, _programme),
    "listing": HowOpened(Role.MERCHANT, ListingDocument, _listing),
    "personalised_order": HowOpened(Role.BUYER, NewPersonalisedOrder, _personalised),
}
VERBS: Final[Mapping[tuple[str, str], PreparedVerb]] = {
    ("listing", "redraft_listing"): PreparedVerb(ListingDrafted, _redraft),
    ("listing", "publish_listing"): PreparedVerb(Nothing, _publish, _look_again),
    ("store_transfer", "accept_store"): PreparedVerb(StoreTransferAccepted, _accept_store, _hand_over_now),
    ("report", "decide_report"): _as_given("decide_report"),
    ("programme", "sanction"): _as_given("sanction"),
    ("programme", "revoke"): _as_given("revoke"),
}
