"""Facts of a ticket, or of a chat with the desk (cj-aftersales.4)."""

from __future__ import annotations

from tailorbird.domain.cases.fact import Fact, Private, fact
from tailorbird.domain.cases.store_words import TicketChannel
from tailorbird.domain.roles import Role


@fact(Role.BUYER)
class TicketOpened(Fact):
    """A client turned to the desk; `about` names a case, if it is about one."""

    subject: str
    channel: TicketChannel
    text: Private
    about: str = ""
    attachments: tuple[str, ...] = ()


@fact(Role.PLATFORM)
class TicketNumbered(Fact):
    """The ticket's number."""

    number: str


@fact(Role.OPERATOR)
class TicketAssigned(Fact):
    """Who of the desk takes care of it."""

    assignee: str


@fact(Role.OPERATOR)
class TicketReplied(Fact):
    """The desk answered."""

    text: Private
    attachments: tuple[str, ...] = ()


@fact(Role.BUYER)
class TicketFollowedUp(Fact):
    """The client wrote again. A closed ticket is open again with it."""

    text: Private
    attachments: tuple[str, ...] = ()


@fact(Role.OPERATOR, Role.BUYER)
class TicketClosed(Fact):
    """The matter is done."""

    resolution: str = ""
