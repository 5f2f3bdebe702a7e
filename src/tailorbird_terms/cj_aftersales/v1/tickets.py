"""Chat and tickets."""

from __future__ import annotations

from tailorbird.domain.cases.facts.ticket import (
    TicketAssigned,
    TicketClosed,
    TicketFollowedUp,
    TicketOpened,
    TicketReplied,
)
from tailorbird.domain.questions.store import MayUseTicket, TicketState
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Answer,
    Classification,
    Permission,
    Unknown,
    classify,
    grant,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters


@clause("cj-aftersales.4")
def state_of_a_ticket(q: TicketState, p: Parameters) -> Answer[Classification] | Unknown:
    """You reach us by live chat with a person at the desk, or by a ticket to the management. Either has a
    number, a state, somebody who takes care of it, and everything that was written, in order."""
    opened = q.case.first(TicketOpened)
    if opened is None:
        return unknown("TicketOpened", next_step=says("Open a ticket, or begin a chat."))
    last = q.case.last(TicketOpened, TicketReplied, TicketFollowedUp, TicketClosed)
    assigned = q.case.last(TicketAssigned)
    because = [opened, assigned, last if last is not opened else None]
    match last.fact if last is not None else None:
        case TicketClosed():
            return classify("closed", because=because)
        case TicketReplied():
            return classify("waiting_for_client", points_at=Role.BUYER, because=because)
        case _:
            kind = "assigned" if assigned else "open"
            return classify(kind, points_at=Role.OPERATOR, because=because)


@clause("cj-aftersales.4")
def use_a_ticket(q: MayUseTicket, p: Parameters) -> Answer[Permission]:
    """Both sides can write in a ticket and close it. A closed one is open again when you write in it; the
    desk does not open it by itself."""
    opened = q.case.first(TicketOpened)
    if opened is None:
        return refuse(says=says("There is no ticket yet."), next_step=says("Open a ticket, or begin a chat."))
    last = q.case.last(TicketOpened, TicketReplied, TicketFollowedUp, TicketClosed)
    if last is not None and isinstance(last.fact, TicketClosed) and q.by is not Role.BUYER:
        return refuse(
            because=[last],
            says=says("The ticket was closed on {at}.", at=last.at),
            next_step=says("Wait until the client writes again."),
        )
    return grant([opened])
