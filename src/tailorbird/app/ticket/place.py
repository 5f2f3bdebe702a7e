"""Opening a ticket."""

from __future__ import annotations

from dataclasses import dataclass

from tailorbird.app.case_id import new_case_id
from tailorbird.app.engine import problems
from tailorbird.app.engine.command import Act, Actor, Opening, Order, Receipt
from tailorbird.app.house import House
from tailorbird.app.participants import DESK_ZONE, OPERATOR_PARTY
from tailorbird.domain import codec
from tailorbird.domain.cases.store_words import TicketChannel
from tailorbird.domain.money import NO_CURRENCY
from tailorbird.domain.roles import Role


@dataclass(frozen=True, slots=True)
class NewTicket:
    """What a client writes; `about` is the id of one of its cases."""

    subject: str
    text: str
    channel: TicketChannel = TicketChannel.TICKET
    about: str = ""
    attachments: tuple[str, ...] = ()


def open_ticket(house: House, client: str, ticket: NewTicket, key: str) -> Receipt:
    """Turn to the desk. A case that it is about has to be one of the client's own."""
    about = house.records.case(ticket.about) if ticket.about else None
    if ticket.about and (about is None or client not in about.header.participants.values()):
        return Receipt("", {}, problems.no_case(ticket.about))
    opening = Opening(
        kind="ticket",
        title=ticket.subject,
        zone=DESK_ZONE,
        currency=NO_CURRENCY,
        participants={Role.BUYER: client, Role.OPERATOR: OPERATOR_PARTY},
        terms=(house.library.in_force("cj_aftersales"),),
    )
    act = Act("open_ticket", Actor(client, Role.BUYER), codec.plain(ticket))
    case_id = new_case_id(client, key, house.clock.now().year)
    return house.engine.run(Order(case_id, (act,), client, key, opening))
